import Document

/// The lines of a workflow file, for finding the column of what a message is about.
struct SourceLines: Sendable {
  private let lines: [Substring.UTF8View.SubSequence]
  private let text: String

  init(_ bytes: [UInt8]) {
    text = String(decoding: bytes, as: UTF8.self)
    lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// A line without its line end, from 1; empty where there is none.
  subscript(number: Int) -> String {
    guard lines.indices.contains(number - 1) else { return "" }
    let line = lines[number - 1]
    return String(line.last == UInt8(ascii: "\r") ? line.dropLast() : line) ?? ""
  }

  /// Where a name stands, looked for from a place onwards; the place itself where it is not found within some lines.
  func place(of name: String, from place: Place) -> Place {
    guard let first = place.line else { return place }
    let wanted = Array(name.unicodeScalars)
    for number in first..<first + 60 where number <= lines.count {
      let line = Array(self[number].unicodeScalars)
      let start = number == first ? max(0, (place.column ?? 1) - 1) : 0
      guard let column = SourceLines.position(of: wanted, in: line, from: start) else { continue }
      return Place(file: place.file, line: number, column: column + 1)
    }
    return place
  }

  /// Where the first word of a line stands.
  func start(of number: Int) -> Int? {
    let line = self[number].unicodeScalars
    let blanks = line.prefix { $0 == " " || $0 == "\t" }.count
    return blanks == line.count ? nil : blanks + 1
  }

  private static func position(of wanted: [Unicode.Scalar], in line: [Unicode.Scalar], from start: Int) -> Int? {
    guard !wanted.isEmpty, line.count >= wanted.count, start <= line.count - wanted.count else { return nil }
    func continues(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }
    return (start...line.count - wanted.count).first { at in
      let end = at + wanted.count
      guard line[at..<end].elementsEqual(wanted) else { return false }
      let opens = at == 0 || !continues(wanted[0]) || !continues(line[at - 1])
      let closes = end == line.count || !continues(wanted[wanted.count - 1]) || !continues(line[end])
      return opens && closes
    }
  }
}
