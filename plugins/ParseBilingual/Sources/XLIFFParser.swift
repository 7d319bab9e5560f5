import Document
import Markup
import Text
import Workbench

/// Gathers documents from the events of an XLIFF file. A document is held back until the next is whole, so that damage has one
/// to be told on.
struct XLIFFParser {
  private let path: String
  private let sha256: String
  private var hasRoot = false
  private var sourceLanguage: String?
  private var targetLanguage: String?
  private var file: File?
  private var files = 0
  private var held: Document?
  private var ready: Document?
  private var hasEmitted = false
  private var unit: XLIFFUnit?
  private var text: XLIFFText?
  /// Of the open elements of the unit: those outside any text.
  private var levels: [String] = []
  /// What `xml:space` says, for each element that is open outside texts.
  private var keepsSpace: [Bool] = [false]
  private var damage: [Problem] = []

  private struct File {
    var original: String
    var sourceLanguage: String?
    var targetLanguage: String?
    var builder = BilingualBuilder()
  }

  init(path: String, sha256: String) {
    self.path = path
    self.sha256 = sha256
  }

  mutating func takeDocument() -> Document? {
    defer { ready = nil }
    if ready != nil { hasEmitted = true }
    return ready
  }

  /// - Throws: `xliff.root`.
  mutating func read(_ event: XMLEvent) throws(Problem) {
    switch event.kind {
    case .start(let name, let attributes): try start(XLIFFParser.local(name), attributes, event.line)
    case .end(let name): end(XLIFFParser.local(name))
    case .text(let text): self.text?.add(text)
    case .damage(let message, _):
      let problem = Problem(
        "xml.damage", message, at: Place(file: path, line: event.line), help: "have the file written anew")
      if file != nil { file?.builder.warn(problem) } else if damage.count < 100 { damage.append(problem) }
    case .comment, .instruction: break
    }
  }

  private static func local(_ name: String) -> String {
    name.utf8.lastIndex(of: UInt8(ascii: ":")).map { String(name[name.utf8.index(after: $0)...]) } ?? name
  }

  private mutating func start(_ name: String, _ attributes: [XMLAttribute], _ line: Int) throws(Problem) {
    if !hasRoot {
      guard name == "xliff" else {
        throw Problem(
          "xliff.root", "the file is no XLIFF: its first element is '\(name)'", at: Place(file: path, line: line),
          help: "an XLIFF file begins with <xliff>; give others to parse.auto")
      }
      hasRoot = true
      sourceLanguage = attributes["srcLang"]
      targetLanguage = attributes["trgLang"]
      return
    }
    if text != nil {
      text?.start(name) { attributes[$0] }
      return
    }
    keepsSpace.append(attributes["xml:space"].map { $0 == "preserve" } ?? keepsSpace.last ?? false)
    switch name {
    case "file":
      endFile()
      file = File(
        original: attributes["original"] ?? attributes["id"] ?? "",
        sourceLanguage: attributes["source-language"] ?? sourceLanguage,
        targetLanguage: attributes["target-language"] ?? targetLanguage)
    case "trans-unit", "unit":
      guard file != nil else { break }
      endUnit()
      unit = XLIFFUnit(
        attributes["id"] ?? attributes["resname"] ?? "", in: path, line, isApproved: attributes["approved"])
      levels = []
    default:
      guard unit != nil else { break }
      levels.append(name)
      unit?.start(name, attributes)
      if ["source", "seg-source", "target", "note"].contains(name) {
        text = XLIFFText(keepsSpace: keepsSpace.last ?? false)
      }
    }
  }

  private mutating func end(_ name: String) {
    if let current = text {
      if current.isAtTop {
        unit?.end(name, levels.dropLast(), current)
        text = nil
      } else {
        text?.end()
        return
      }
    }
    if keepsSpace.count > 1 { keepsSpace.removeLast() }
    switch name {
    case "file": endFile()
    case "trans-unit" where levels.isEmpty, "unit" where levels.isEmpty: endUnit()
    default:
      guard unit != nil, !levels.isEmpty else { break }
      levels.removeLast()
      if name == "segment" || name == "ignorable" || name == "alt-trans" || name == "match" { unit?.endGroup(name) }
    }
  }

  private mutating func endUnit() {
    if let whole = unit?.whole { file?.builder.append(whole) }
    unit = nil
    text = nil
  }

  private mutating func endFile() {
    endUnit()
    guard let file else { return }
    files += 1
    self.file = nil
    let source = Source(
      path: path, sha256: sha256, mediaType: "application/xliff+xml", reader: Entry.parseXLIFF.manual.versioned)
    let part = file.original.isEmpty ? "file \(files)" : file.original
    let key = "\(sha256) \(files)"
    var document = file.builder.document(
      source, id: String((files == 1 ? sha256 : SHA256.hexadecimal(of: Array(key.utf8))).prefix(16)),
      language: file.sourceLanguage)
    document.metadata.direction = file.sourceLanguage.map(Languages.direction(of:))
    if !file.original.isEmpty { document.metadata.title = file.original }
    if let target = file.targetLanguage { document.metadata.other["targetLanguage"] = .string(target) }
    document.metadata.parent = String(sha256.prefix(16))
    document.metadata.part = part
    document.warnings = damage + document.warnings
    damage = []
    guard !document.blocks.isEmpty || !document.warnings.isEmpty else { return }
    ready = held
    held = document
  }

  /// Hands on what is left.
  ///
  /// - Parameter fault: what ended the reading; nil at the file's own end.
  /// - Throws: the fault where nothing was read before it; `input.empty` for a file without units.
  mutating func finish(
    after fault: XMLFault?, _ emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    endFile()
    if let document = takeDocument() { try emit(document) }
    let problem = fault.map {
      Problem($0.code, $0.message, at: Place(file: path, line: $0.line), help: $0.help)
    }
    guard var last = held else {
      throw problem
        ?? Problem(
          "input.empty", "there is no unit in \(path)", help: "units stand in <file>, as <trans-unit> or <unit>")
    }
    if let problem { last.warnings.append(problem) }
    try emit(last)
  }
}
