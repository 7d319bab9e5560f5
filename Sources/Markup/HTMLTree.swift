/// What an element's name belongs to.
public enum HTMLNamespace: UInt8, Sendable { case html, svg, mathML }

/// One node of an ``HTMLTree``. Numbers of other nodes are -1 where there is none.
public struct HTMLNode: Sendable {
  public enum Kind: UInt8, Sendable {
    case document, doctype, element, text, comment
    /// What a `template` holds; the only child of its element.
    case content
  }

  public internal(set) var kind: Kind
  public internal(set) var namespace = HTMLNamespace.html
  /// Of an element: its name, where it is one of those that are told apart.
  public internal(set) var tag = HTMLTag.unknown
  public internal(set) var parent: Int32 = -1
  public internal(set) var firstChild: Int32 = -1
  public internal(set) var lastChild: Int32 = -1
  public internal(set) var previous: Int32 = -1
  public internal(set) var next: Int32 = -1
  /// Where the node begins and ends in the page: bytes of ``HTMLTree/source``, an element from its start tag to behind its end tag.
  /// An element that no tag opened has an empty range, or that of its content.
  public internal(set) var start: Int32
  public internal(set) var end: Int32
  var name: UInt32 = 0
  /// Of an element the first of its attributes, of a text its first piece, of a doctype its number.
  var payload: Int32 = 0
  var payloadCount: Int32 = 0

  init(_ kind: Kind, start: Int, end: Int) {
    self.kind = kind
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }

  /// Whether it is an element of HTML with this name.
  @inline(__always)
  public func isHTML(_ wanted: HTMLTag) -> Bool { tag == wanted && kind == .element && namespace == .html }
}

/// The declaration at a page's beginning.
public struct HTMLDoctype: Hashable, Sendable {
  public internal(set) var name: String?
  public internal(set) var publicIdentifier: String?
  public internal(set) var systemIdentifier: String?
  /// Whether the page is to be shown as old browsers did.
  public internal(set) var forcesQuirks = false
}

/// A page as HTML's standard has it: nodes in one array, the document itself at 0, every text a range of one of two buffers.
///
/// Nodes stand in the order in which they were made, which is nearly that of the page: follow the links for the order of the tree.
/// A node without a parent, other than the first, was taken out of the tree.
public struct HTMLTree: Sendable {
  public internal(set) var nodes: [HTMLNode] = []
  /// The page, its line ends as one line feed.
  public let source: [UInt8]
  /// Where the parser ended, an offset of ``source``; less than its length where a bound was met.
  public internal(set) var parsedTo = 0
  var doctypes: [HTMLDoctype] = []
  var attributes: [HTMLAttributeRecord] = []
  /// Texts that do not stand in the page as they are meant: `&amp;` and the like.
  var extra: [UInt8] = []
  var names: HTMLNames
  let lineEnds: HTMLLineEnds

  init(source: [UInt8], lineEnds: HTMLLineEnds) {
    self.source = source
    self.lineEnds = lineEnds
    names = HTMLNames.known
  }

  /// The name of an element, in lower case but for some of SVG.
  public func name(_ node: Int) -> String { names.string(nodes[node].name) }

  /// The text of a text node or of a comment, in UTF-8.
  public func text(_ node: Int) -> ArraySlice<UInt8> {
    let start = Int(nodes[node].payload)
    let count = Int(nodes[node].payloadCount)
    return start >= 0 ? source[start..<start + count] : extra[~start..<(~start + count)]
  }

  /// The value of an attribute, nil where the element does not have it.
  public func attribute(_ node: Int, _ name: HTMLAttribute) -> ArraySlice<UInt8>? {
    let element = nodes[node]
    guard element.kind == .element, element.payloadCount > 0 else { return nil }
    for index in Int(element.payload)..<Int(element.payload + element.payloadCount)
    where names.entries[Int(attributes[index].name)].attribute == name {
      return value(attributes[index].value)
    }
    return nil
  }

  /// The value of an attribute as a string, nil where the element does not have it.
  public func string(_ node: Int, _ name: HTMLAttribute) -> String? {
    attribute(node, name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// All attributes of an element in the order of its tag; that of another namespace with its prefix, as `xlink:href`.
  public func attributes(_ node: Int) -> [(name: String, value: String)] {
    let element = nodes[node]
    guard element.kind == .element else { return [] }
    return (Int(element.payload)..<Int(element.payload + element.payloadCount)).map { index in
      (names.string(attributes[index].name), String(decoding: value(attributes[index].value), as: UTF8.self))
    }
  }

  /// The declaration that a node is.
  public func doctype(_ node: Int) -> HTMLDoctype? {
    nodes[node].kind == .doctype ? doctypes[Int(nodes[node].payload)] : nil
  }

  /// The offset in the bytes that were parsed of an offset in ``source``.
  public func offset(_ sourceOffset: Int) -> Int { lineEnds.offset(sourceOffset) }

  /// The first child that is an element of HTML with this name.
  public func child(_ node: Int, _ tag: HTMLTag) -> Int? {
    var child = nodes[node].firstChild
    while child >= 0 {
      if nodes[Int(child)].isHTML(tag) { return Int(child) }
      child = nodes[Int(child)].next
    }
    return nil
  }

  /// The node that comes next in the order of the tree, below `root` or nil: first what it holds, or, where `skipping`, what follows.
  @inline(__always)
  public func following(_ node: Int, below root: Int, skippingChildren: Bool = false) -> Int? {
    if !skippingChildren, nodes[node].firstChild >= 0, nodes[node].kind != .text { return Int(nodes[node].firstChild) }
    var at = node
    while at != root {
      if nodes[at].next >= 0 { return Int(nodes[at].next) }
      at = Int(nodes[at].parent)
      if at < 0 { return nil }
    }
    return nil
  }

  private func value(_ slice: HTMLSlice) -> ArraySlice<UInt8> {
    let start = Int(slice.start)
    let count = Int(slice.count)
    return start >= 0 ? source[start..<start + count] : extra[~start..<(~start + count)]
  }
}

/// A range of the page, or, where `start` is negative, of the buffer of other texts, from `~start`.
struct HTMLSlice {
  var start: Int32
  var count: Int32

  init(start: Int32, count: Int32) {
    self.start = start
    self.count = count
  }

  init(_ start: Int, _ end: Int) {
    self.start = Int32(truncatingIfNeeded: start)
    count = Int32(truncatingIfNeeded: end - start)
  }

  init(extra start: Int, count: Int) {
    self.start = ~Int32(truncatingIfNeeded: start)
    self.count = Int32(truncatingIfNeeded: count)
  }
}

struct HTMLAttributeRecord {
  var name: UInt32
  var value: HTMLSlice
}
