import Document
import Markup
import Workbench

/// Formats whose files are zip archives: what such a file always holds tells which it is.
enum PackagedFormat {
  private static let telling: [(entry: String, fileExtension: String, name: String)] = [
    ("word/document.xml", "docx", "a Word document"), ("ppt/presentation.xml", "pptx", "a PowerPoint presentation"),
    ("xl/workbook.xml", "xlsx", "an Excel workbook"), ("META-INF/container.xml", "epub", "an e-book (EPUB)"),
  ]
  /// Of OpenDocument and EPUB, stands in an entry of its own, which should be the first.
  private static let types = [
    ("application/vnd.oasis.opendocument.text", "odt", "an OpenDocument text"),
    ("application/vnd.oasis.opendocument.spreadsheet", "ods", "an OpenDocument spreadsheet"),
    ("application/vnd.oasis.opendocument.presentation", "odp", "an OpenDocument presentation"),
    ("application/epub+zip", "epub", "an e-book (EPUB)"),
  ]

  /// The reader of the format that a zip is, nil where it is an archive and no more.
  ///
  /// - Throws: `input.format`, where no reader is registered for it.
  static func entry(
    of opened: consuming Archive, _ registry: Registry, _ place: Place
  ) throws(Problem) -> Entry? {
    guard let format = format(of: opened) else { return nil }
    let reader = registry.readers.first { reader in
      reader.entry.manual.formats.contains { $0.extensions.contains(format.fileExtension) }
    }
    if let reader { return reader.entry }
    throw Problem(
      "input.format", "it is \(format.name), which no reader reads", at: place,
      help: "save it as a format that is read: `dragoman processors` lists the readers")
  }

  static func isKnown(_ opened: consuming Archive) -> Bool { format(of: opened) != nil }

  private static func format(of opened: consuming Archive) -> (fileExtension: String, name: String)? {
    var archive = opened
    while let entry = try? archive.next() {
      if entry.name == "mimetype" {
        var bytes: [UInt8] = []
        try? archive.read(into: &bytes, limit: 200)
        let type = String(decoding: bytes, as: UTF8.self)
        for known in types where type.hasPrefix(known.0) { return (known.1, known.2) }
      }
      if entry.name == OfficeKind.part {
        var bytes: [UInt8] = []
        try? archive.read(into: &bytes, limit: 1 << 20)
        if let kind = OfficeKind(contentTypes: bytes) { return PackagedFormat.format(of: kind) }
      }
      for known in telling where entry.name == known.entry { return (known.fileExtension, known.name) }
    }
    return nil
  }

  private static func format(of kind: OfficeKind) -> (fileExtension: String, name: String) {
    switch kind {
    case .document: ("docx", "a Word document")
    case .presentation: ("pptx", "a PowerPoint presentation")
    case .workbook: ("xlsx", "an Excel workbook")
    case .binaryWorkbook: ("xlsb", "a binary Excel workbook (XLSB)")
    }
  }
}
