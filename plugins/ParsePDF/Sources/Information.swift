import Document
import Text
import Workbench

/// What `pdfinfo -isodates` says of a file.
struct Information {
  /// By name, in the order in which they stand.
  private var fields: [(name: Substring, value: String)] = []

  init(_ output: [UInt8]) {
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !value.isEmpty { fields.append((line[..<colon], value)) }
    }
  }

  /// What the file says of itself comes first, so that a title with a line break cannot pretend to be more.
  private func stated(_ name: String) -> String? { fields.first { $0.name == name }?.value }
  private func found(_ name: String) -> String? { fields.last { $0.name == name }?.value }

  /// Nil where it does not say.
  var pages: Int? { found("Pages").flatMap { Int($0) } }

  var isEncrypted: Bool { found("Encrypted")?.hasPrefix("yes") ?? false }

  /// The title, unless it is what a program called the file.
  var title: String? {
    guard let title = stated("Title"), !MadeByProgram.isTitle(title) else { return nil }
    return title
  }

  var authors: [String] {
    guard let author = stated("Author") else { return [] }
    return author.split { ";،؛".contains($0) }.map { String($0.drop { $0 == " " }) }.filter {
      !MadeByProgram.isAuthor($0)
    }
  }

  /// When the file was changed last.
  var modified: Moment? { moment("ModDate") }

  var created: Moment? { moment("CreationDate") }

  private func moment(_ name: String) -> Moment? {
    stated(name).flatMap { Dates.stated($0) }.map {
      Moment(instant: $0.instant, precision: $0.precision, original: $0.original)
    }
  }

  /// Keys that a document keeps beside its usual ones.
  var others: Fields {
    var others = Fields()
    if let created { others["created"] = .string(created.instant.description) }
    for name in ["Subject", "Keywords", "Creator", "Producer"] {
      if let value = stated(name) { others[name.lowercased()] = .string(value) }
    }
    return others
  }
}
