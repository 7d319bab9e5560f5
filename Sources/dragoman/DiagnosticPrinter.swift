import Document
import Workbench
import Workflow

/// Diagnostics for a person: one line each, then the line of the file with a mark under the place.
struct DiagnosticPrinter {
  /// Columns of the terminal that a line of the file may take; of a longer one a part around the place is shown.
  private static let width = 100

  private var files: [String: [String]] = [:]

  /// - Parameter quiet: leaves warnings out.
  static func print(_ diagnostics: Diagnostics, quiet: Bool = false) {
    var printer = DiagnosticPrinter()
    for item in diagnostics.sorted where !quiet || item.severity == .error {
      Terminal.standardError(printer.text(item))
    }
  }

  private mutating func text(_ item: Diagnostics.Item) -> String {
    let severity = item.severity == .error ? Terminal.red("error") : Terminal.yellow("warning")
    let text = DiagnosticPrinter.visible(item.problem.line(severity: "\u{0}"), keeping: "\n")
      .replacing("␀", with: severity, maxReplacements: 1)
    let place = item.problem.place
    guard let file = place.file, let number = place.line, let line = line(number, of: file) else { return text }
    let gutter = String(number)
    let (shown, indent) = DiagnosticPrinter.excerpt(line, column: place.column ?? 1)
    var lines = [text, "  \(gutter) | \(shown)"]
    if place.column != nil, let indent {
      let mark = item.severity == .error ? Terminal.red("^") : Terminal.yellow("^")
      lines.append("  \(String(repeating: " ", count: gutter.utf8.count)) | \(indent)\(mark)")
    }
    return lines.joined(separator: "\n")
  }

  private mutating func line(_ number: Int, of file: String) -> String? {
    if files[file] == nil {
      let bytes = (try? ByteSource(path: file).whole(limit: 16 << 20)) ?? []
      files[file] = SourceLines.split(bytes)
    }
    guard let lines = files[file], lines.indices.contains(number - 1) else { return nil }
    return lines[number - 1]
  }

  /// The part of a line that is shown, and the blanks under what stands before the column.
  private static func excerpt(_ line: String, column: Int) -> (shown: String, indent: String?) {
    var scalars = Array(visible(line, keeping: "\t").unicodeScalars)[...]
    guard column <= scalars.count + 1 else { return (String(String.UnicodeScalarView(scalars.prefix(width))), nil) }
    var at = column - 1
    var lead = ""
    if scalars.count > width {
      let start = max(0, min(at - width / 2, scalars.count - width))
      scalars = scalars[start..<min(start + width, scalars.count)]
      if start > 0 { lead = "…" }
      at -= start
    }
    let end = scalars.endIndex < line.unicodeScalars.count ? "…" : ""
    let before = scalars.prefix(at).map { $0 == "\t" ? "\t" : String(repeating: " ", count: columns($0)) }
    return (
      lead + String(String.UnicodeScalarView(scalars)) + end,
      (lead.isEmpty ? "" : " ") + before.joined()
    )
  }

  /// How many columns of a terminal a character takes.
  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// Control characters as signs for them, so that a file cannot speak to the terminal.
  private static func visible(_ text: String, keeping kept: Unicode.Scalar) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case kept.value: result.unicodeScalars.append(scalar)
      case 0..<0x20: result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
      case 0x7F: result += "␡"
      case 0x80..<0xA0, 0x202A...0x202E, 0x2066...0x2069: result += "�"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
