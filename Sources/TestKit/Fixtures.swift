public import Document
import Foundation
import Plugins
import Text
public import Workbench

/// Things that tests of many modules need.
public enum Fixtures {
  /// The top folder of the package.
  public static let package = URL(fileURLWithPath: "\(#filePath as StaticString)").deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The folder of foreign test data: DRAGOMAN_SHARED, or `../shared` beside the package; nil where it is absent.
  public static var shared: String? {
    let path = ProcessInfo.processInfo.environment["DRAGOMAN_SHARED"] ?? package + "/../shared"
    return FileManager.default.fileExists(atPath: path + "/data/README.md") ? path : nil
  }

  /// The first article, as it lies in the package.
  public static var sampleArticle: String { package + "/workflows/briefing/samples/al-alam-2025-01-20.txt" }

  /// A document whose text is the paragraphs joined by line feeds, each a block of role body.
  public static func document(_ paragraphs: [String], language: String? = "ar") -> Document {
    var text = ""
    var blocks: [Block] = []
    for (at, paragraph) in paragraphs.enumerated() {
      if at > 0 { text += "\n" }
      let start = text.utf8.count
      text += Canonical.nfc(paragraph)
      blocks.append(Block(id: "b\(at + 1)", range: start..<text.utf8.count, place: Place(line: at + 1)))
    }
    let source = Source(
      path: "test.txt", sha256: String(repeating: "0", count: 64), mediaType: "text/plain", reader: "test@1")
    var document = Document(id: "test", source: source, text: text, blocks: blocks)
    document.metadata.language = language
    document.metadata.direction = language.map(Languages.direction(of:))
    return document
  }

  /// The same from one text, a paragraph a line.
  public static func document(_ text: String, language: String? = "ar") -> Document {
    document(text.split(separator: "\n").map(String.init), language: language)
  }

  /// A context with the built-in registry, without outputs.
  public static func context(step: String = "test", folder: String = ".", outputs: Outputs? = nil) throws -> RunContext
  {
    RunContext(step: step, folder: folder, registry: try Registry.builtIn(), outputs: outputs)
  }

  /// A new empty folder, removed when the body ends.
  public static func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dragoman-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }

  /// Runs one processor, made from its entry and settings, over a document; its edits are applied.
  public static func process(
    _ document: Document, with entry: Entry, _ settings: Fields = Fields(), folder: String = "."
  ) throws -> Document {
    guard case .processor(let make) = entry.role else {
      throw Problem("test.role", "\(entry.manual.identifier) is no processor")
    }
    let processor = try make(Settings(entry.manual, settings, folder: folder))
    var document = document
    try processor.process(&document, in: try context(step: entry.manual.identifier, folder: folder))
    document.applyEdits(by: entry.manual.identifier)
    return document
  }

  /// What a writer, made from its entry and settings, makes of documents.
  public static func write(
    _ documents: [Document], with entry: Entry, _ settings: Fields = Fields()
  ) throws -> String {
    guard case .writer(let make) = entry.role else {
      throw Problem("test.role", "\(entry.manual.identifier) is no writer")
    }
    let sink = ByteSink()
    try make(Settings(entry.manual, settings)).write(Documents(documents), to: sink, in: try context())
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  /// Reads bytes with one reader, made from its entry and settings.
  public static func read(
    _ bytes: [UInt8], path: String = "test.txt", with entry: Entry, _ settings: Fields = Fields()
  ) throws -> [Document] {
    try keep(bytes, for: entry)
    return try documents(of: bytes, path: path, with: entry, settings)
  }

  /// The same, for bytes that are made at random.
  static func documents(
    of bytes: [UInt8], path: String, with entry: Entry, _ settings: Fields = Fields()
  ) throws -> [Document] {
    guard case .reader(let make, _) = entry.role else {
      throw Problem("test.role", "\(entry.manual.identifier) is no reader")
    }
    var documents: [Document] = []
    let reader = try make(Settings(entry.manual, settings))
    try reader.readUnpacked(ByteSource(bytes: bytes, path: path), in: try context()) { document throws(Problem) in
      documents.append(document)
    }
    return documents
  }

  /// Where DRAGOMAN_SEEDS names a folder, what tests hand to a reader is kept there, for a fuzzer to begin with.
  private static func keep(_ bytes: [UInt8], for entry: Entry) throws {
    guard let folder = ProcessInfo.processInfo.environment["DRAGOMAN_SEEDS"], (1...1 << 16).contains(bytes.count) else {
      return
    }
    let own = URL(fileURLWithPath: folder).appendingPathComponent(entry.manual.identifier)
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    try Data(bytes).write(to: own.appendingPathComponent(String(SHA256.hexadecimal(of: bytes).prefix(16))))
  }
}
