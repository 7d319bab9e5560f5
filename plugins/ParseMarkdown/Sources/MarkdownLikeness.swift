/// How sure the reader is that a text is Markdown: plain text may hold a star and a number sign, so one mark alone says nothing.
/// Every file whose reader is not named comes by here, so it goes over bytes.
enum MarkdownLikeness {
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    let lines = start.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "\n") }.map { line in
      line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
    if isFrontMatter(lines) { return 0.8 }
    var headings = 0
    var others: Set<Mark> = []
    for line in lines {
      if isHeading(line) { headings += 1 }
      if isFence(line) { others.insert(.fence) }
      if holdsLink(line) { others.insert(.link) }
      if isTableRule(line) { others.insert(.tableRule) }
      if isReference(line) { others.insert(.reference) }
      if holdsStrong(line) { others.insert(.strong) }
    }
    return headings > 0 && !others.isEmpty || others.count > 2 ? 0.6 : 0
  }

  private enum Mark { case fence, link, tableRule, reference, strong }

  /// `## Heading`
  private static func isHeading(_ line: ArraySlice<UInt8>) -> Bool {
    let rest = line.drop { $0 == UInt8(ascii: "#") }
    guard 1...6 ~= rest.startIndex - line.startIndex, rest.first == UInt8(ascii: " ") else { return false }
    return rest.contains { !isSpace($0) }
  }

  /// ```` ```swift ````
  private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
    guard let mark = line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"),
      line.prefix(3).allSatisfy({ $0 == mark }), line.count >= 3
    else { return false }
    let word = line.dropFirst(3).drop { isLetterOrDigit($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
    return word.allSatisfy(isSpace)
  }

  /// `[words](https://…)`: brackets as plain text has them name no address.
  private static func holdsLink(_ line: ArraySlice<UInt8>) -> Bool {
    var open: Int?
    for at in line.indices {
      switch line[at] {
      case UInt8(ascii: "["): open = at
      case UInt8(ascii: "]"):
        if let open, at > open + 1, line.dropFirst(at + 1 - line.startIndex).first == UInt8(ascii: "("),
          isAddress(line[(at + 2)...])
        {
          return true
        }
        open = nil
      default: break
      }
    }
    return false
  }

  /// Whether an address and its `)` stand first.
  private static func isAddress(_ rest: ArraySlice<UInt8>) -> Bool {
    let beginnings: [StaticString] = ["http:", "https:", "mailto:", "#", "/", "."]
    guard beginnings.contains(where: { starts(rest, $0) }) else { return false }
    return rest.first { $0 == UInt8(ascii: ")") || isSpace($0) } == UInt8(ascii: ")")
  }

  /// `| --- | :---: |`
  private static func isTableRule(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count(where: { $0 == UInt8(ascii: "-") }) >= 3 else { return false }
    var rest = line
    if rest.first == UInt8(ascii: "|") { rest.removeFirst() }
    rest = rest.drop { $0 == UInt8(ascii: " ") }
    if rest.first == UInt8(ascii: ":") { rest.removeFirst() }
    let after = rest.drop { $0 == UInt8(ascii: "-") }
    guard after.startIndex - rest.startIndex >= 3 else { return false }
    rest = after
    if rest.first == UInt8(ascii: ":") { rest.removeFirst() }
    rest = rest.drop { $0 == UInt8(ascii: " ") }
    return rest.first == UInt8(ascii: "|")
      && rest.allSatisfy { [UInt8(ascii: "-"), UInt8(ascii: "|"), UInt8(ascii: " "), UInt8(ascii: ":")].contains($0) }
  }

  /// `[name]: address`
  private static func isReference(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.first == UInt8(ascii: "["),
      let end = line.dropFirst().firstIndex(where: { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "[") }),
      end > line.startIndex + 1, line[end] == UInt8(ascii: "]"), starts(line[(end + 1)...], ": ")
    else { return false }
    return line[(end + 2)...].contains { !isSpace($0) }
  }

  /// `**words**`, at the beginning or after a space
  private static func holdsStrong(_ line: ArraySlice<UInt8>) -> Bool {
    let star = UInt8(ascii: "*")
    var at = line.startIndex
    while let first = line[at...].firstIndex(of: star) {
      let inside = first + 2
      guard inside < line.endIndex else { return false }
      at = first + 1
      guard line[first + 1] == star, first == line.startIndex || isSpace(line[first - 1]), !isSpace(line[inside]) else {
        continue
      }
      guard let close = line[(inside + 1)...].firstIndex(of: star) else { return false }
      if line[close...].dropFirst().first == star { return true }
      at = close
    }
    return false
  }

  /// `---`, then lines among which one names what a page has.
  private static func isFrontMatter(_ lines: [ArraySlice<UInt8>]) -> Bool {
    let names: [StaticString] = [
      "title", "author", "authors", "date", "lang", "layout", "tags", "url", "slug",
    ]
    func isEnd(_ line: ArraySlice<UInt8>) -> Bool { line.elementsEqual("---".utf8) || line.elementsEqual("...".utf8) }
    guard let first = lines.first, first.elementsEqual("---".utf8) else { return false }
    for line in lines.dropFirst() {
      if isEnd(line) { return false }
      if names.contains(where: { starts(line, $0) && line.dropFirst($0.utf8CodeUnitCount).first == UInt8(ascii: ":") })
      {
        return lines.dropFirst(2).contains(where: isEnd) || lines.count > 40
      }
    }
    return false
  }

  private static func starts(_ bytes: ArraySlice<UInt8>, _ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes.starts(with: $0) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || 9...13 ~= byte }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
