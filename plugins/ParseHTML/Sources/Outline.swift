import Markup

/// An element that parts text: everything but the elements that stand inside a line.
struct Box {
  let node: Int32
  let tag: HTMLTag
  /// -1 for the first.
  let parent: Int32
  /// Name and class of the element as one number: the same for elements that are made alike.
  let signature: UInt64
  let hasClass: Bool
  /// Behind its last box: a box holds those from itself up to here.
  var end: Int32
  /// Its pieces, those of its boxes among them.
  var pieces: Range<Int32>
  /// Images and films in it, but for those in its boxes.
  var images: Int32 = 0
}

/// A stretch of text that no element parts: what becomes a block.
struct Piece {
  /// The innermost box around it.
  let box: Int32
  /// In the outline's bytes.
  let text: Range<Int>
  /// Where it stood: bytes of the tree's source.
  let source: Range<Int>
  /// The inline formatting that it holds.
  let runs: Range<Int>
  /// How many of its bytes are links'.
  let linked: Int
  /// Whether its white space means something.
  let isPreformatted: Bool
  let shape: TextShape

  var linkDensity: Double { Double(linked) / Double(max(1, text.count)) }
  var weight: Int { shape.weight }
  /// A paragraph as articles have them: sentences that are no list of links.
  var isProse: Bool { shape.isProse && linked * 2 < text.count }
}

/// Inline formatting of an outline.
struct Mark {
  enum Kind { case emphasis, strong, code, link, image }

  let kind: Kind
  /// In the outline's bytes.
  let text: Range<Int>
  /// The element, for its address.
  let node: Int32
}

/// A page in the order in which it is read: boxes in one another, and the pieces of text in them.
struct Outline {
  let tree: HTMLTree
  /// The first is the document; a box comes before those that it holds.
  var boxes: [Box] = []
  var pieces: [Piece] = []
  /// The text of all pieces, white space collapsed.
  var bytes: [UInt8] = []
  var marks: [Mark] = []
  /// Elements that say something about the page: `meta`, `link`, `time` and those with `itemprop` or `rel`.
  var statements: [Int32] = []
  /// `script`s that hold linked data.
  var linkedData: [Int32] = []
  /// The first element `title`, -1 where there is none.
  var titleNode: Int32 = -1

  init(_ tree: HTMLTree) { self.tree = tree }

  func text(_ piece: Piece) -> ArraySlice<UInt8> { bytes[piece.text] }

  func string(_ piece: Piece) -> String { String(decoding: bytes[piece.text], as: UTF8.self) }

  /// Whether a box lies in another, or is it.
  func isBox(_ box: Int, in other: Int) -> Bool { box >= other && box < Int(boxes[other].end) }

  /// The box around a box; the first for the first.
  func parent(_ box: Int) -> Int { max(0, Int(boxes[box].parent)) }

  /// For each box the innermost one around it, or itself, that is such; -1 where there is none.
  func innermost(where isSuch: (Int) -> Bool) -> [Int32] {
    var found = [Int32](repeating: -1, count: boxes.count)
    for box in boxes.indices {
      if isSuch(box) {
        found[box] = Int32(box)
      } else if box > 0 {
        found[box] = found[parent(box)]
      }
    }
    return found
  }

  func tag(_ piece: Piece) -> HTMLTag { boxes[Int(piece.box)].tag }

  /// The text of an element and of what it holds, white space collapsed, at most so many bytes.
  func text(ofNode root: Int, atMost limit: Int = 4096) -> String {
    var found: [UInt8] = []
    var node = root
    var isBlank = true
    var steps = 0
    while true {
      var skipping = false
      if tree.nodes[node].kind == .text {
        for byte in tree.text(node) {
          if byte <= 0x20 {
            isBlank = true
          } else {
            if isBlank, !found.isEmpty { found.append(0x20) }
            isBlank = false
            found.append(byte)
          }
        }
      } else if Elements.kind(tree.nodes[node]) == .skipped, node != root {
        skipping = true
      } else if Elements.kind(tree.nodes[node]) != .inline {
        isBlank = true
      }
      steps += 1
      guard found.count < limit, steps < 1000, let next = tree.following(node, below: root, skippingChildren: skipping)
      else { break }
      node = next
    }
    return String(decoding: found, as: UTF8.self)
  }
}
