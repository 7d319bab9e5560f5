import Document

/// What begins with `<`, and addresses that stand in the text.
extension MarkdownInline {
  mutating func angle() {
    guard at + 1 < end, canAfford else { return literal() }
    if let behind = instruction() {
      at = behind
    } else if let address = address() {
      at = address.upperBound + 1
      let isMail = !bytes[address].contains(UInt8(ascii: ":"))
      let words = String(decoding: bytes[address], as: UTF8.self)
      runs.append(Run(.link, text.count..<text.count + address.count, value: isMail ? "mailto:" + words : words))
      text += bytes[address]
    } else {
      let tag = MarkdownTag(scanning: bytes, at, end)
      guard tag.isWhole else {
        charge(tag.end - at)
        return literal()
      }
      at = tag.end
      take(tag)
    }
    floor = text.count
  }

  /// Behind a comment, an instruction, a declaration.
  private mutating func instruction() -> Int? {
    switch bytes[at + 1] {
    case UInt8(ascii: "?"): return find("?>", from: at + 2)
    case UInt8(ascii: "!"):
      guard at + 2 < end else { return nil }
      if MarkdownHTML.isLetter(bytes[at + 2]) { return find(">", from: at + 2) }
      let rest = UnsafeBufferPointer(rebasing: bytes[at + 2..<end])
      if rest.starts(with: "[CDATA[".utf8) { return find("]]>", from: at + 9) }
      guard rest.starts(with: "--".utf8) else { return nil }
      if rest.starts(with: "-->".utf8) { return at + 5 }
      if rest.starts(with: "--->".utf8) { return at + 6 }
      return find("-->", from: at + 4)
    default: return nil
    }
  }

  private mutating func find(_ words: StaticString, from start: Int) -> Int? {
    let count = words.utf8CodeUnitCount
    return words.withUTF8Buffer { words in
      var place = start
      while place + count <= end {
        if bytes[place] == words[0], (1..<count).allSatisfy({ bytes[place + $0] == words[$0] }) { return place + count }
        place += 1
      }
      charge(end - at)
      return nil
    }
  }

  /// The inside of `<https://example.org>` or `<name@example.org>`.
  private func address() -> Range<Int>? {
    var place = at + 1
    var colon: Int?
    var mark: Int?
    while place < end, bytes[place] != UInt8(ascii: ">") {
      switch bytes[place] {
      case 0...0x20, UInt8(ascii: "<"): return nil
      case UInt8(ascii: ":"): if colon == nil { colon = place }
      case UInt8(ascii: "@"): if mark == nil { mark = place }
      default: break
      }
      place += 1
    }
    guard place < end else { return nil }
    if let colon {
      let scheme = bytes[at + 1..<colon]
      guard (2...32).contains(scheme.count), let first = scheme.first, MarkdownHTML.isLetter(first),
        scheme.allSatisfy({ MarkdownHTML.isLetter($0) || (0x30...0x39).contains($0) || "+.-".utf8.contains($0) })
      else { return nil }
      return at + 1..<place
    }
    guard let mark, mark > at + 1 else { return nil }
    let name = bytes[at + 1..<mark]
    let host = bytes[mark + 1..<place].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    func isWord(_ byte: UInt8) -> Bool { MarkdownHTML.isLetter(byte) || (0x30...0x39).contains(byte) }
    guard name.allSatisfy({ isWord($0) || ".!#$%&'*+/=?^_`{|}~-".utf8.contains($0) }),
      host.allSatisfy({ part in
        (1...63).contains(part.count) && part.first.map(isWord) == true && part.last.map(isWord) == true
          && part.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") }
      })
    else { return nil }
    return at + 1..<place
  }

  // MARK: Tags

  private mutating func take(_ tag: MarkdownTag) {
    switch tag.name {
    case "br": addBreak()
    case "img":
      guard let source = tag.value("src", bytes), let words = tag.value("alt", bytes) else { return }
      let start = text.count
      text += MarkdownLink.unescaped(bytes, words).map { $0 < 0x20 ? 0x20 : $0 }
      runs.append(
        Run(
          .image, start..<text.count, value: String(decoding: MarkdownLink.unescaped(bytes, source), as: UTF8.self)))
    case "script", "style": if !tag.isClosing { skipRaw(tag.name) }
    case let name where MarkdownInline.kinds[name] != nil:
      if tag.isClosing {
        guard let open = tags.lastIndex(where: { $0.name == name }) else { return }
        mark(tags.remove(at: open))
      } else if tags.count < Block.deepestRuns {
        let address = tag.value("href", bytes).map {
          String(decoding: MarkdownLink.unescaped(bytes, $0), as: UTF8.self)
        }
        if name != "a" || address != nil { tags.append((name, text.count, name == "a" ? address : nil)) }
      }
    default: break
    }
  }

  private static let kinds: [String: Run.Kind] = [
    "em": .emphasis, "i": .emphasis, "cite": .emphasis, "dfn": .emphasis, "strong": .strong, "b": .strong,
    "code": .code, "tt": .code, "kbd": .code, "samp": .code, "a": .link,
  ]

  /// Adds the run of a tag that ends here.
  mutating func mark(_ tag: (name: String, start: Int, value: String?)) {
    guard let kind = MarkdownInline.kinds[tag.name], tag.start < text.count else { return }
    runs.append(Run(kind, tag.start..<text.count, value: tag.value))
  }

  private mutating func addBreak() {
    while text.count > floor, text.last == 0x20 { text.removeLast() }
    while at < end, MarkdownLink.isSpace(bytes[at]) { at += 1 }
    text.append(0x0A)
  }

  /// What a script or a style sheet holds is no text.
  private mutating func skipRaw(_ name: String) {
    let close = Array("</\(name)".utf8)
    var place = at
    while place + close.count <= end {
      if bytes[place] == close[0], close.indices.allSatisfy({ bytes[place + $0] | 0x20 == close[$0] | 0x20 }) {
        at = place
        return
      }
      place += 1
    }
    charge(end - at)
  }

  // MARK: Addresses in the text

  /// `https://…` is a link where it stands.
  mutating func colon() {
    guard let start = schemeStart, let stop = addressEnd else { return literal() }
    let written = MarkdownLink.unescaped(bytes, at..<stop)
    text += written
    runs.append(Run(.link, start..<text.count, value: String(decoding: text[start...], as: UTF8.self)))
    at = stop
    floor = text.count
  }

  /// Where `http` or `https` begins that the text ends with; nil where the address goes on with no name of a host.
  private var schemeStart: Int? {
    guard at + 3 < end, bytes[at + 1] == UInt8(ascii: "/"), bytes[at + 2] == UInt8(ascii: "/"),
      bytes[at + 3] >= 0x80 || MarkdownHTML.isLetter(bytes[at + 3]) || (0x30...0x39).contains(bytes[at + 3])
    else { return nil }
    for scheme in ["https", "http"] {
      let start = text.count - scheme.utf8.count
      guard start >= 0, zip(text[start...], scheme.utf8).allSatisfy({ $0 | 0x20 == $1 }) else { continue }
      return start == 0 || !MarkdownHTML.isLetter(text[start - 1]) ? start : nil
    }
    return nil
  }

  /// Where the address ends: before white space, marks of Markdown, and marks that belong to the sentence.
  private var addressEnd: Int? {
    let first = at + 3
    // Where each character begins: escapes and references are one.
    var starts: [Int] = []
    var stop = first
    var depth = 0
    scan: while stop < end, bytes[stop] > 0x20 {
      var next = stop + 1
      switch bytes[stop] {
      case UInt8(ascii: "<"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"): break scan
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth < 0 { break scan }
      case UInt8(ascii: "\\"):
        guard next < end, MarkdownLink.isPunctuation(bytes[next]) else { break scan }
        next += 1
      case UInt8(ascii: "&"): if let reference = MarkdownReference(bytes, stop, end) { next = reference.end }
      default: while next < end, bytes[next] & 0xC0 == 0x80 { next += 1 }
      }
      starts.append(stop)
      stop = next
    }
    while let last = starts.last, MarkdownInline.endsSentence(bytes[last..<stop]) {
      stop = last
      starts.removeLast()
    }
    return stop > first ? stop : nil
  }

  private static func endsSentence(_ character: Slice<Bytes>) -> Bool {
    guard let first = character.first else { return false }
    if character.count == 1 { return "?!.,:_~'\";".utf8.contains(first) }
    return first < 0x80 || sentenceMarks.contains { character.elementsEqual($0) }
  }

  /// Marks of Arabic and of quotations.
  private static let sentenceMarks = ["،", "؛", "؟", "»", "”", "’", "…"].map { Array($0.utf8) }
}
