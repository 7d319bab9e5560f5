import Document
import Text
import Workbench

/// Makes a document as a test or a reader in Lua describes it: `{ text = "…", title = "…", language = "ar" }`, or with `blocks` in place of the text.
enum LuaDescribedDocument {
  private struct Part {
    var text: String
    var kind = Block.Kind.paragraph
    var role = Block.Role.body
    var level: Int?
    var number: Int?
    var place = Place()
  }

  private static let ownKeys: Set<String> = ["text", "blocks", "title", "language", "metadata"]
  private static let blockKeys = ["text", "kind", "role", "level", "number", "line", "page", "row", "part"]

  static func made(of description: LuaValue) throws(LuaComplaint) -> Document {
    var parts: [Part] = []
    let title = try text(description, "title")
    let body = try text(description, "text")
    if let body { parts += paragraphs(of: body).map { Part(text: $0) } }
    if let blocks = description["blocks"] {
      guard body == nil else { throw LuaComplaint("a document has 'text' or 'blocks', not both") }
      guard case .list(let items) = blocks else {
        throw LuaComplaint("'blocks' is a list of tables such as { role = \"body\", text = \"…\" }")
      }
      for item in items { parts.append(try part(item)) }
    }
    if let title, !parts.contains(where: { $0.role == .title }) {
      parts.insert(Part(text: title, kind: .heading, role: .title, level: 1), at: 0)
    }
    let language = try text(description, "language") ?? Languages.identify(parts.map(\.text).joined(separator: "\n"))
    return document(parts, title: title, language: language)
  }

  private static func document(_ parts: [Part], title: String?, language: String?) -> Document {
    var text = ""
    var blocks: [Block] = []
    for (at, part) in parts.enumerated() {
      if at > 0 { text += "\n" }
      let start = text.utf8.count
      text += Canonical.nfc(part.text)
      blocks.append(
        Block(
          id: "b\(at + 1)", kind: part.kind, role: part.role, range: start..<text.utf8.count, level: part.level,
          number: part.number, place: part.place))
    }
    let source = Source(
      path: "test.txt", sha256: SHA256.hexadecimal(of: Array(text.utf8)), mediaType: "text/plain", reader: "test@1")
    var document = Document(id: "test", source: source, text: text, blocks: blocks)
    document.metadata.title = title
    document.metadata.language = language
    document.metadata.direction = language.map(Languages.direction(of:))
    return document
  }

  /// What empty lines part; a line feed within becomes a blank.
  private static func paragraphs(of text: String) -> [String] {
    var paragraphs: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isEmpty = line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      if isEmpty { paragraphs.append([]) } else { paragraphs[paragraphs.count - 1].append(line) }
    }
    return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
  }

  private static func part(_ item: LuaValue) throws(LuaComplaint) -> Part {
    guard let text = try text(item, "text") else {
      throw LuaComplaint("a block is a table such as { role = \"body\", text = \"…\" }")
    }
    var part = Part(text: text)
    if let name = try self.text(item, "kind") {
      guard let kind = Block.Kind(rawValue: name) else { throw LuaComplaint("there is no kind '\(name)' of blocks") }
      part.kind = kind
    }
    if let name = try self.text(item, "role") {
      guard let role = Block.Role(rawValue: name) else { throw LuaComplaint("there is no role '\(name)' of blocks") }
      part.role = role
    }
    part.level = try whole(item, "level")
    part.number = try whole(item, "number")
    part.place = Place(
      line: try whole(item, "line"), page: try whole(item, "page"), part: try self.text(item, "part"),
      row: try whole(item, "row"))
    if case .table(let pairs) = item, let (key, _) = pairs.first(where: { !blockKeys.contains($0.key) }) {
      let near = nearest(key, among: blockKeys).first.map { "; did you mean '\($0)'?" } ?? ""
      throw LuaComplaint("a block has no '\(key)'\(near)")
    }
    return part
  }

  private static func text(_ table: LuaValue, _ key: String) throws(LuaComplaint) -> String? {
    switch table[key] ?? .none {
    case .none: return nil
    case .text(let text): return text
    case let other: throw LuaComplaint("'\(key)' is text, not a \(other.typeName)")
    }
  }

  private static func whole(_ table: LuaValue, _ key: String) throws(LuaComplaint) -> Int? {
    switch table[key] ?? .none {
    case .none: return nil
    case .integer(let number) where number >= 1: return number
    default: throw LuaComplaint("'\(key)' of a block is a whole number from 1")
    }
  }

  /// The document with every field of the description that documents have beside text and title.
  static func setting(
    _ description: LuaValue, on document: Document, _ host: LuaHost
  ) throws(LuaComplaint) -> Document {
    guard case .table(let pairs) = description else {
      throw LuaComplaint("a document is described by a table such as { title = \"…\", text = \"…\" }")
    }
    guard description["text"] != nil || description["blocks"] != nil else {
      throw LuaComplaint("a document has 'text' or 'blocks', and this one has neither")
    }
    let element = host.add(document)
    defer { host.remove(element) }
    for (key, value) in pairs where !ownKeys.contains(key) {
      let fields = LuaLibrary.entries.filter { $0.form == .field && $0.kinds.contains(.document) && $0.set != nil }
      guard let set = fields.first(where: { $0.name == key })?.set else {
        let names = fields.map(\.name) + ownKeys.sorted()
        let near = nearest(key, among: names).first.map { "; did you mean '\($0)'?" } ?? ""
        throw LuaComplaint("a document has no '\(key)'\(near)")
      }
      try set(host, element, value)
    }
    switch description["metadata"] ?? .none {
    case .none: break
    case .list(let items) where items.isEmpty: break
    case .table(let free):
      let metadata = LuaElement(.metadata, document: element.document)
      for (key, value) in free { try LuaLibrary.setKey(host, metadata, .text(key), value) }
    default: throw LuaComplaint("'metadata' is a table by name")
    }
    return try host.document(element.document).finished()
  }
}
