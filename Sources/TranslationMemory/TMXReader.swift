public import Document
import Markup

/// What hands on the bytes of something piece by piece: `ByteSource.forEachPiece`, or a test's own.
public typealias Pieces = (_ body: (ArraySlice<UInt8>) throws(Problem) -> Void) throws(Problem) -> Void

/// What a TMX file is read as, in its order.
public enum TMXEvent: Hashable, Sendable {
  /// Before the first unit, once.
  case header(TMXHeader)
  case unit(TranslationUnit)
  /// Something was skipped, and the reading goes on.
  case warning(Problem)
}

/// Translation Memory eXchange 1.1 to 1.4b (LISA/GALA 2005), as a stream: memory does not grow with the file.
public enum TMX {
  /// Reads a file and hands on its header and each unit as soon as it is whole.
  ///
  /// - Parameter file: what problems name.
  /// - Throws: what the body throws; `tmx.root`, `tmx.version`, `tmx.body`, and the problems of ``XMLStream``. A unit that is
  ///   damaged in itself is skipped, with a warning that says why.
  public static func read(
    _ pieces: @escaping Pieces, file: String, _ body: (TMXEvent) throws(Problem) -> Void
  ) throws(Problem) {
    var reader = TMXReader(file: file)
    var stream = try XMLStream.opened(file)
    try pieces { piece throws(Problem) in
      stream.feed(piece)
      while let event = try stream.next(in: file) { try reader.read(event, body) }
    }
    stream.finish()
    while let event = try stream.next(in: file) { try reader.read(event, body) }
    try reader.finish(body)
  }
}

extension XMLStream {
  fileprivate static func opened(_ file: String) throws(Problem) -> XMLStream {
    do throws(XMLFault) { return try XMLStream() } catch { throw Problem(error, file) }
  }

  fileprivate mutating func next(in file: String) throws(Problem) -> XMLEvent? {
    do throws(XMLFault) { return try next() } catch { throw Problem(error, file) }
  }
}

extension Problem {
  fileprivate init(_ fault: XMLFault, _ file: String) {
    self.init(fault.code, fault.message, at: Place(file: file, line: fault.line), help: fault.help)
  }
}

/// The state of a reading: which elements are open, and what was gathered of them.
private struct TMXReader {
  private enum Level {
    case file, tmx, header, body, unit, variant
    /// An element that is skipped with all in it.
    case skipped
  }

  let file: String
  private var levels: [Level] = [.file]
  private var version = ""
  private var header: TMXHeader?
  private var hasBody = false
  private var wroteHeader = false
  private var unit = TranslationUnit()
  private var unitDamage: Problem?
  private var variant = Variant(text: "")
  private var hasSegment = false
  private var capture: Capture?
  /// Bytes of the header or of the unit that is open.
  private var size = 0
  /// A unit may have so many.
  private static let sizeLimit = 64 << 20

  init(file: String) { self.file = file }

  private func problem(_ code: String, _ message: String, _ line: Int, help: String? = nil) -> Problem {
    Problem(code, message, at: Place(file: file, line: line), help: help)
  }

  mutating func read(_ event: XMLEvent, _ body: (TMXEvent) throws(Problem) -> Void) throws(Problem) {
    try measure(event)
    switch event.kind {
    case .start(let name, let attributes):
      if capture != nil { capture?.open(name, attributes) } else { try start(name, attributes, event.line, body) }
    case .end(let name):
      if let captured = capture?.close(name) {
        capture = nil
        keep(captured)
      } else if capture == nil {
        try end(event.line, body)
      }
    case .text(let text): capture?.add(text)
    case .comment(let text): capture?.addMarkup("<!--" + text + "-->")
    case .instruction(let target, let text): capture?.addMarkup("<?" + target + " " + text + "?>")
    case .damage(let message, _):
      let damage = problem(
        "tmx.damaged", message, event.line, help: "the unit is skipped; mend the file and read it again")
      if levels.contains(.unit) { unitDamage = unitDamage ?? damage } else { try body(.warning(damage)) }
    }
  }

  /// Keeps one unit from filling the memory.
  private mutating func measure(_ event: XMLEvent) throws(Problem) {
    switch event.kind {
    case .start(let name, let attributes):
      if capture == nil, levels.last == .body || levels.last == .tmx { size = 0 }
      size += name.utf8.count + attributes.reduce(64) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    case .text(let text), .comment(let text), .instruction(_, let text): if capture != nil { size += text.utf8.count }
    case .end, .damage: break
    }
    guard size <= TMXReader.sizeLimit else {
      throw problem(
        "tmx.too-large", "a unit has more than \(TMXReader.sizeLimit >> 20) MiB", event.line,
        help: "files with a unit this large are not read; split it")
    }
  }

  private mutating func start(
    _ name: String, _ attributes: [XMLAttribute], _ line: Int, _ body: (TMXEvent) throws(Problem) -> Void
  ) throws(Problem) {
    switch (levels.last ?? .file, name) {
    case (.file, _): try startFile(name, attributes, line)
    case (.tmx, "header"):
      header = TMXHeader(version: version, attributes: attributes)
      levels.append(.header)
    case (.tmx, "body"):
      hasBody = true
      try writeHeader(line, body)
      levels.append(.body)
    case (.body, "tu"):
      unit = TranslationUnit(attributes: attributes, line: line)
      unitDamage = nil
      levels.append(.unit)
    case (.unit, "tuv"):
      variant = Variant(attributes: attributes, text: "")
      hasSegment = false
      levels.append(.variant)
    case (.variant, "seg") where !hasSegment: capture = Capture(name, attributes, as: .segment)
    case (.header, "note"), (.unit, "note"), (.variant, "note"): capture = Capture(name, attributes, as: .item(.note))
    case (.header, "prop"), (.unit, "prop"), (.variant, "prop"):
      capture = Capture(name, attributes, as: .item(.property))
    case (.header, _), (.unit, _), (.variant, _): capture = Capture(name, attributes, as: .item(.other))
    case (.skipped, _): levels.append(.skipped)
    case (.tmx, _), (.body, _):
      try body(
        .warning(problem("tmx.misplaced", "<\(name)> does not belong here", line, help: "it is skipped with all in it"))
      )
      levels.append(.skipped)
    }
  }

  private mutating func startFile(_ name: String, _ attributes: [XMLAttribute], _ line: Int) throws(Problem) {
    guard name == "tmx" else {
      throw problem(
        "tmx.root", "this is <\(name)>, not a TMX file", line, help: "name a translation memory exported as TMX")
    }
    version = attributes["version"] ?? "1.4"
    guard version.hasPrefix("1.") else {
      throw problem(
        "tmx.version", "TMX \(version) is not known", line, help: "export the memory as TMX 1.4b")
    }
    levels.append(.tmx)
  }

  private mutating func writeHeader(_ line: Int, _ body: (TMXEvent) throws(Problem) -> Void) throws(Problem) {
    guard !wroteHeader else { return }
    wroteHeader = true
    if header == nil {
      try body(
        .warning(problem("tmx.header", "the file has no header", line, help: "one that says nothing is assumed")))
    } else if header?.attributes["srclang"] == nil {
      try body(
        .warning(
          problem("tmx.header", "the header does not name the source language", line, help: "add srclang=\"ar\" to it"))
      )
    }
    var found = header ?? .standard
    found.version = version
    try body(.header(found))
  }

  private mutating func keep(_ captured: Captured) {
    switch captured {
    case .segment(let text, let markup):
      variant.text = text
      variant.markup = markup
      hasSegment = true
    case .item(let item):
      switch levels.last {
      case .header: header?.items.append(item)
      case .unit: unit.items.append(item)
      default: variant.items.append(item)
      }
    }
  }

  private mutating func end(_ line: Int, _ body: (TMXEvent) throws(Problem) -> Void) throws(Problem) {
    switch levels.popLast() {
    case .variant:
      if !hasSegment {
        try body(
          .warning(
            problem("tmx.no-segment", "a <tuv> has no <seg>", line, help: "the variant is skipped; add its text")))
      } else if variant.language.isEmpty {
        try body(
          .warning(
            problem("tmx.no-language", "a <tuv> does not name its language", line, help: "add xml:lang=\"…\" to it")))
      } else {
        unit.variants.append(variant)
      }
    case .unit:
      if let unitDamage {
        try body(.warning(unitDamage))
      } else if unit.variants.isEmpty {
        try body(
          .warning(problem("tmx.no-variant", "a <tu> has no text in any language", unit.line, help: "it is skipped")))
      } else {
        try body(.unit(unit))
      }
    default: break
    }
  }

  func finish(_ body: (TMXEvent) throws(Problem) -> Void) throws(Problem) {
    guard hasBody else {
      throw problem("tmx.body", "the TMX file has no body", 1, help: "export the memory again")
    }
  }
}

/// The result of a ``Capture``.
private enum Captured {
  case segment(text: String, markup: String?)
  case item(UnitItem)
}

/// One element that is kept whole: its text, and its content as XML.
private struct Capture {
  enum Goal {
    case segment
    case item(UnitItem.Kind)
  }

  private let name: String
  private let attributes: [XMLAttribute]
  private let goal: Goal
  private var text = ""
  /// The content as XML, from the first markup on; until then the text tells all.
  private var markup: String?
  private var depth = 0
  /// The depth of the inline code that is open; what it holds is no text of the segment.
  private var codeDepth: Int?
  private static let codes: Set<String> = ["bpt", "ept", "ph", "it", "ut"]

  init(_ name: String, _ attributes: [XMLAttribute], as goal: Goal) {
    self.name = name
    self.attributes = attributes
    self.goal = goal
  }

  mutating func open(_ name: String, _ attributes: [XMLAttribute]) {
    depth += 1
    addMarkup(XMLText.startTag(name, attributes))
    if codeDepth == nil, Capture.codes.contains(name) {
      codeDepth = depth
      text.append(Variant.placeholder)
    }
  }

  mutating func add(_ characters: String) {
    if codeDepth == nil { text += characters }
    markup? += XMLText.escaped(characters)
  }

  mutating func addMarkup(_ xml: String) {
    if markup == nil { markup = XMLText.escaped(text) }
    markup? += xml
  }

  /// What was captured, when this closes the element itself.
  mutating func close(_ closed: String) -> Captured? {
    if depth > 0 {
      if codeDepth == depth { codeDepth = nil }
      depth -= 1
      addMarkup("</" + closed + ">")
      return nil
    }
    switch goal {
    case .segment: return .segment(text: text, markup: markup)
    case .item(let kind):
      guard kind == .other || markup != nil else { return .item(UnitItem(kind, attributes, text)) }
      let whole = XMLText.startTag(name, attributes) + (markup ?? XMLText.escaped(text)) + "</" + name + ">"
      return .item(UnitItem(.other, [], whole))
    }
  }
}
