/// The signs that are drawn on pages, as `pdftocairo -svg` lists them: which one of a font, and where.
struct Glyphs {
  struct Glyph {
    /// The same for the same sign of the same font.
    var id: Int32
    var x: Float
    var y: Float
  }

  /// By page, each in the order of baselines and then from left to right.
  private(set) var pages: [[Glyph]] = []
  private var blanks: Set<Int32> = []

  init(_ svg: [UInt8]) {
    var ids: [ArraySlice<UInt8>: Int32] = [:]
    var page: [Glyph] = []
    var isPaged = false
    var symbol: ArraySlice<UInt8>?
    for line in svg.split(separator: 0x0A) {
      let line = line.drop { $0 == 0x20 }
      if line.starts(with: "<use ".utf8) {
        let parts = line.split(separator: 0x22, maxSplits: 6, omittingEmptySubsequences: false)
        guard parts.count == 7, parts[1].starts(with: "#glyph".utf8),
          let x = Float(String(decoding: parts[3], as: UTF8.self)),
          let y = Float(String(decoding: parts[5], as: UTF8.self)), x.isFinite, y.isFinite
        else { continue }
        let id = ids[parts[1]] ?? Int32(ids.count)
        ids[parts[1]] = id
        page.append(Glyph(id: id, x: x, y: y))
      } else if line.starts(with: "<symbol ".utf8) || line.starts(with: "<g id=\"glyph".utf8) {
        symbol = line.split(separator: 0x22).first { $0.starts(with: "glyph".utf8) }
      } else if line.starts(with: "<path ".utf8), let name = symbol {
        // A sign without an outline is a blank.
        if line.reversed().starts(with: ">/\"\"=d".utf8) {
          let key = Array("#".utf8) + name
          let id = ids[key[...]] ?? Int32(ids.count)
          ids[key[...]] = id
          blanks.insert(id)
        }
        symbol = nil
      } else if line.starts(with: "<page>".utf8) {
        isPaged = true
        page = []
      } else if line.starts(with: "</page>".utf8) {
        pages.append(Glyphs.sorted(page))
        page = []
      }
    }
    if !isPaged { pages.append(Glyphs.sorted(page)) }
  }

  private static func sorted(_ glyphs: [Glyph]) -> [Glyph] {
    glyphs.sorted { ($0.y, $0.x, $0.id) < ($1.y, $1.x, $1.id) }
  }

  /// Whether nothing but signs with an outline stand between two words of a line.
  func isDrawn(between left: Word, _ right: Word, page: Int) -> Bool {
    guard pages.indices.contains(page) else { return false }
    let all = pages[page]
    let slack = Float(left.box.height * 0.08)
    let (from, to) = (Float(left.box.right) - slack, Float(right.box.left) - slack)
    let (top, bottom) = (Float(left.box.top + left.box.height * 0.3), Float(left.box.bottom))
    var isDrawn = false
    var at = all.partitionPoint { $0.y >= top }
    while at < all.count, all[at].y <= bottom {
      let baseline = all[at].y
      at = all.partitionPoint(from: at) { $0.y > baseline || $0.x >= from }
      while at < all.count, all[at].y == baseline, all[at].x < to {
        if blanks.contains(all[at].id) { return false }
        isDrawn = true
        at += 1
      }
      at = all.partitionPoint(from: at) { $0.y > baseline }
    }
    return isDrawn
  }

  /// The signs of a word, from left to right.
  func glyphs(of word: Word, page: Int) -> [Int32] {
    guard pages.indices.contains(page) else { return [] }
    let all = pages[page]
    let box = word.box
    let slack = Float(box.height * 0.08)
    let (left, right) = (Float(box.left) - slack, Float(box.right) - slack)
    let (top, bottom) = (Float(box.top + box.height * 0.3), Float(box.bottom))
    var found: [Glyph] = []
    var counts: [Float: Int] = [:]
    var at = all.partitionPoint { $0.y >= top }
    while at < all.count, all[at].y <= bottom {
      // Baselines may hold thousands of signs: those left of the word are passed over at once.
      let baseline = all[at].y
      at = all.partitionPoint(from: at) { $0.y > baseline || $0.x >= left }
      while at < all.count, all[at].y == baseline, all[at].x < right {
        found.append(all[at])
        counts[baseline, default: 0] += 1
        at += 1
      }
      at = all.partitionPoint(from: at) { $0.y > baseline }
    }
    guard let baseline = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { return [] }
    let reach = Float(box.height * 0.3)
    return found.filter { abs($0.y - baseline) < reach }.sorted { ($0.x, $0.y, $0.id) < ($1.x, $1.y, $1.id) }.map(\.id)
  }
}

extension Array {
  /// The first position, not before `start`, from which `isAfter` holds.
  fileprivate func partitionPoint(from start: Int, where isAfter: (Element) -> Bool) -> Int {
    var low = start
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  fileprivate func partitionPoint(where isAfter: (Element) -> Bool) -> Int { partitionPoint(from: 0, where: isAfter) }
}
