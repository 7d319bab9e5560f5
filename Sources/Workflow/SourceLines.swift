import Document

/// The lines of a workflow file, for finding the column of what a message is about.
public struct SourceLines: Sendable {
  private let lines: [String]

  init(_ bytes: [UInt8]) { lines = SourceLines.split(bytes) }

  /// The lines as an editor counts them: they end at a line feed, a carriage return, or both, and a byte order mark is no part of
  /// the first.
  public static func split(_ bytes: [UInt8]) -> [String] {
    var lines: [String] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      lines.append(String(decoding: bytes[start..<at - 1], as: UTF8.self))
      if byte == 0x0D, at < bytes.count, bytes[at] == 0x0A { at += 1 }
      start = at
    }
    lines.append(String(decoding: bytes[start...], as: UTF8.self))
    return lines
  }

  /// How many lines there are; an empty one after the last line end counts.
  var count: Int { lines.count }

  /// A line without its line end, from 1; empty where there is none.
  subscript(number: Int) -> String { lines.indices.contains(number - 1) ? lines[number - 1] : "" }

  /// Where a name stands, looked for from a place onwards; the place itself where it is not found within some lines.
  func place(of name: String, from place: Place) -> Place {
    guard let first = place.line, first <= lines.count else { return place }
    let wanted = Array(name.unicodeScalars)
    for number in first...min(first + 60, lines.count) {
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
