import Document
import Markup
import Text
import Workbench

/// What an e-book says of itself: its chapters in order, its metadata.
struct EPUBBook {
  struct Chapter: Equatable {
    var path: String
    /// What the table of contents calls it.
    var title: String?
  }

  private(set) var chapters: [Chapter] = []
  private(set) var metadata = Metadata()
  private(set) var language: String?
  /// Parts that only a reader with a key can read.
  private(set) var encrypted: Set<String> = []
  private(set) var warnings: [Problem] = []

  /// Parts that hold text, or say where it is.
  static func isText(_ name: String) -> Bool {
    let endings = [".xhtml", ".html", ".htm", ".xml", ".opf", ".ncx"]
    let lower = name.lowercased()
    return endings.contains { lower.hasSuffix($0) }
  }

  /// - Throws: `epub.package`, where there is no table of what is in it.
  init(_ package: OfficePackage, at place: Place) throws(Problem) {
    let named = package.root("META-INF/container.xml").flatMap { root in
      root.first("rootfiles")?.elements.first { $0.localName == "rootfile" }?["full-path"]
    }
    guard let path = named ?? package.names.filter({ $0.hasSuffix(".opf") }).min(), let root = package.root(path) else {
      throw Problem(
        "epub.package", "the file has no package file (OPF), which lists the chapters of an e-book", at: place,
        help: "it is no EPUB, or it is damaged: give it to parse.archive to see what is in it")
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    readMetadata(root.first("metadata"))
    readEncryption(package)
    var items: [String: (path: String, type: String, properties: String)] = [:]
    for item in root.first("manifest")?.elements ?? XMLElement("none", [], line: 1).elements {
      guard let id = item["id"], let target = item["href"] else { continue }
      items[id] = (EPUBBook.resolved(target, in: folder), item["media-type"] ?? "", item["properties"] ?? "")
    }
    let titles = EPUBBook.titles(package, items.values.map { $0 })
    for reference in root.first("spine")?.elements ?? XMLElement("none", [], line: 1).elements {
      guard let id = reference["idref"], let item = items[id] else { continue }
      guard item.type.isEmpty || item.type.contains("html") || item.type.contains("dtbook") else {
        if !item.type.hasPrefix("image/") { warn(item.path, item.type) }
        continue
      }
      // The table of contents is no text of the book.
      if item.properties.split(separator: " ").contains("nav") { continue }
      chapters.append(Chapter(path: item.path, title: titles[item.path]))
    }
  }

  private mutating func warn(_ path: String, _ type: String) {
    warnings.append(
      Problem(
        "epub.type", "\(path) of the book is \(type), which is not read", at: Place(part: path),
        help: "chapters are read that are XHTML"))
  }

  private mutating func readMetadata(_ element: XMLElement?) {
    guard let element else { return }
    var subjects: [Value] = []
    for entry in element.elements {
      let text = entry.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard !text.isEmpty else { continue }
      switch entry.localName {
      case "title": metadata.title = metadata.title ?? text
      case "creator": metadata.authors.append(text)
      case "publisher": metadata.publisher = metadata.publisher ?? text
      case "language": language = language ?? text
      case "date": metadata.published = metadata.published ?? EPUBBook.moment(text)
      case "subject": subjects.append(.string(text))
      case "identifier": metadata.other["identifier"] = metadata.other["identifier"] ?? .string(text)
      case "description":
        metadata.other["description"] = metadata.other["description"] ?? .string(HTMLFragment.line(text))
      case "meta" where entry["property"] == "dcterms:modified": metadata.modified = EPUBBook.moment(text)
      default: break
      }
    }
    if !subjects.isEmpty { metadata.other["subjects"] = .array(subjects) }
  }

  private static func moment(_ text: String) -> Moment? {
    Dates.stated(text).map { Moment(instant: $0.instant, precision: $0.precision, original: $0.original) }
  }

  private mutating func readEncryption(_ package: OfficePackage) {
    guard let root = package.root("META-INF/encryption.xml") else { return }
    for data in root.elements where data.localName == "EncryptedData" {
      // Fonts are often only scrambled; chapters never are.
      guard let reference = data.first("CipherData")?.first("CipherReference")?["URI"] else { continue }
      encrypted.insert(EPUBBook.resolved(reference, in: ""))
    }
  }

  /// What the tables of contents call the files: EPUB 3 has a page with lists, EPUB 2 an NCX.
  private static func titles(
    _ package: OfficePackage, _ items: [(path: String, type: String, properties: String)]
  ) -> [String: String] {
    var titles: [String: String] = [:]
    func take(_ target: String?, _ label: String, _ folder: String) {
      guard let target else { return }
      let path = resolved(String(target.prefix { $0 != "#" }), in: folder)
      let words = label.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !words.isEmpty, titles[path] == nil { titles[path] = words }
    }
    for item in items {
      let isPage = item.properties.split(separator: " ").contains("nav")
      guard isPage || item.type == "application/x-dtbncx+xml", let root = package.root(item.path) else { continue }
      let folder = item.path.lastIndex(of: "/").map { String(item.path[...$0]) } ?? ""
      var waiting = [root]
      while let element = waiting.popLast() {
        if isPage, element.localName == "a" { take(element["href"], element.text, folder) }
        if element.localName == "navPoint" {
          take(element.first("content")?["src"], element.first("navLabel")?.text ?? "", folder)
        }
        waiting += element.elements.reversed()
      }
    }
    return titles
  }

  /// The name of a part that is named relative to a folder, `%20` and its like resolved.
  static func resolved(_ target: String, in folder: String) -> String {
    OfficePackage.resolved(unescaped(target), in: folder)
  }

  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[at + 1...at + 2], as: UTF8.self), radix: 16)
      {
        result.append(value)
        at += 3
      } else {
        result.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
