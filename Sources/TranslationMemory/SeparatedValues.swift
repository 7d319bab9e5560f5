public import Document

/// Rows of values parted by commas (RFC 4180) or tabs.
public enum SeparatedValues {
  public struct Row: Hashable, Sendable {
    public var values: [String]
    /// The line on which it begins, from 1.
    public var line: Int
  }

  /// Reads rows with quoted values: a value between double quotes may hold commas and line ends, `""` stands for a quote.
  /// Lines without anything are left out; a byte order mark is skipped.
  ///
  /// - Throws: `csv.encoding`, `csv.quote`, with line and column.
  public static func commas(_ bytes: [UInt8], file: String) throws(Problem) -> [Row] {
    var rows: [Row] = []
    var values: [String] = []
    var value: [UInt8] = []
    var (line, lineStart, rowLine) = (1, 0, 1)
    var at = withoutMark(bytes)
    lineStart = at
    func problem(_ code: String, _ message: String, _ offset: Int, help: String) -> Problem {
      let column = bytes[lineStart..<offset].count { $0 & 0xC0 != 0x80 } + 1
      return Problem(code, message, at: Place(file: file, line: line, column: column), help: help)
    }
    func finishValue() throws(Problem) {
      guard let text = String(validating: value, as: UTF8.self) else {
        throw problem(
          "csv.encoding", "there are bytes that are not UTF-8", min(at, bytes.count), help: "save the file as UTF-8")
      }
      values.append(text)
      value.removeAll(keepingCapacity: true)
    }
    func finishRow() throws(Problem) {
      try finishValue()
      if values != [""] { rows.append(Row(values: values, line: rowLine)) }
      values = []
    }
    while at < bytes.count {
      switch bytes[at] {
      case 0x22 where value.isEmpty:
        let open = (line: line, column: at)
        at += 1
        while true {
          guard at < bytes.count else {
            line = open.line
            throw problem("csv.quote", "a quote is never closed", max(open.column, lineStart), help: "close it with \"")
          }
          if bytes[at] == 0x22 {
            guard at + 1 < bytes.count, bytes[at + 1] == 0x22 else { break }
            at += 1
          } else if bytes[at] == 0x0A {
            line += 1
            lineStart = at + 1
          }
          value.append(bytes[at])
          at += 1
        }
        at += 1
        if at < bytes.count, ![0x2C, 0x0A, 0x0D].contains(bytes[at]) {
          throw problem(
            "csv.quote", "there is text after a closing quote", at, help: "write a quote inside quotes as \"\"")
        }
      case 0x2C:
        try finishValue()
        at += 1
      case 0x0A, 0x0D:
        try finishRow()
        at += bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1
        line += 1
        lineStart = at
        rowLine = line
      default:
        value.append(bytes[at])
        at += 1
      }
    }
    if !value.isEmpty || !values.isEmpty { try finishRow() }
    return rows
  }

  /// Reads rows with a tab between values, without quotes; lines that are empty or begin with `#` are left out.
  ///
  /// - Throws: `csv.encoding`, with the line.
  public static func tabs(_ bytes: [UInt8], file: String) throws(Problem) -> [Row] {
    var rows: [Row] = []
    for (number, line) in bytes[withoutMark(bytes)...].split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      let line = line.last == 0x0D ? line.dropLast() : line
      guard !line.isEmpty, line.first != 0x23 else { continue }
      guard let text = String(validating: line, as: UTF8.self) else {
        throw Problem(
          "csv.encoding", "there are bytes that are not UTF-8", at: Place(file: file, line: number + 1),
          help: "save the file as UTF-8")
      }
      let values = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      rows.append(Row(values: values, line: number + 1))
    }
    return rows
  }

  private static func withoutMark(_ bytes: [UInt8]) -> Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}
