import CXML

/// Reads XML piece by piece, as fast as it arrives, in memory that does not grow with the file.
///
/// Entities are off: nothing outside is opened, no DTD is loaded, and only XML's own five entities and character references are
/// known, so nothing expands. Elements nest ``depthLimit`` deep at the most. UTF-8, UTF-16 and every charset of iconv are read.
@safe public struct XMLStream: ~Copyable {
  private let parser: UnsafeMutablePointer<xmlParserCtxt>
  private let collector: Collector
  private var waiting: ArraySlice<UInt8> = []
  private var hasBytes = false
  private var isFinishing = false
  private var hasFinished = false

  /// Character data between two tags may have this many bytes, unless told otherwise.
  public static let textLimit = 10 << 20
  /// Elements may nest so deep.
  public static let depthLimit = 256
  /// libxml2 is handed at most so many bytes at once, which bounds the events that wait.
  private static let pieceSize = 1 << 16

  /// libxml2 wants to be made ready once, before threads use it side by side.
  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  /// - Parameter textLimit: in bytes of UTF-8, for the character data between two tags.
  /// - Throws: `xml.memory` where libxml2 has none.
  public init(textLimit: Int = XMLStream.textLimit) throws(XMLFault) {
    precondition(XMLStream.isReady, "libxml2 is made ready first")
    cxml_keep_silent()
    collector = Collector(textLimit: textLimit)
    var handlers = unsafe Collector.handlers
    guard
      let parser = unsafe xmlCreatePushParserCtxt(
        &handlers, Unmanaged.passUnretained(collector).toOpaque(), nil, 0, nil)
    else { throw XMLFault("xml.memory", "there is no memory to read XML", line: 1, help: "close other programs") }
    // NOENT makes libxml2 hand on `&` in attributes as it is; nobody asks for the entities that a file declares.
    unsafe xmlCtxtUseOptions(parser, Int32(XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue))
    unsafe self.parser = unsafe parser
    unsafe collector.parser = unsafe parser
  }

  deinit {
    // The declarations of entities make a document, which the parser leaves to its caller.
    unsafe xmlFreeDoc(parser.pointee.myDoc)
    unsafe parser.pointee.myDoc = nil
    unsafe xmlFreeParserCtxt(parser)
  }

  /// Hands over more bytes; ``next()`` reads them. What was handed over before must have been read to its end.
  public mutating func feed(_ bytes: ArraySlice<UInt8>) {
    precondition(waiting.isEmpty && !isFinishing, "the bytes before are read first")
    waiting = bytes
    hasBytes = hasBytes || !bytes.isEmpty
  }

  /// Says that there are no more bytes; ``next()`` gives the last events.
  public mutating func finish() { isFinishing = true }

  /// The next event, in the order of the file; nil where more bytes are needed, and at the end.
  ///
  /// - Throws: `xml.empty`, `xml.truncated`, `xml.malformed`, `xml.encoding`, `xml.nesting`, `xml.too-large`; the events before
  ///   the fault have been given.
  public mutating func next() throws(XMLFault) -> XMLEvent? {
    while true {
      if let event = collector.nextEvent() { return event }
      if let fault = collector.fault { throw fault }
      if !waiting.isEmpty {
        let piece = waiting.prefix(XMLStream.pieceSize)
        waiting = waiting.dropFirst(piece.count)
        parse(piece, isLast: false)
      } else if isFinishing, !hasFinished {
        hasFinished = true
        guard hasBytes else { throw Collector.empty(line: 1) }
        parse([], isLast: true)
      } else {
        return nil
      }
    }
  }

  private func parse(_ piece: ArraySlice<UInt8>, isLast: Bool) {
    cxml_keep_silent()
    let code = unsafe piece.withUnsafeBytes { bytes in
      unsafe xmlParseChunk(
        parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), isLast ? 1 : 0)
    }
    // An error that only the result tells of: libxml2 could not convert the charset.
    if code == Int32(XML_ERR_INVALID_ENCODING.rawValue) || code == Int32(XML_I18N_CONV_FAILED.rawValue) {
      collector.stop(XMLFault.encoding(line: collector.line))
    }
  }
}

/// What libxml2's callbacks gather while it reads one piece. Nothing throws through C: a fault is kept, and the parser stops.
@safe private final class Collector {
  struct QualifiedName: Hashable {
    var prefix: UInt
    var local: UInt
  }

  private var events: [XMLEvent] = []
  private var given = 0
  private var text: [UInt8] = []
  private var textLine = 1
  private let textLimit: Int
  private var depth = 0
  private(set) var fault: XMLFault?
  /// libxml2 keeps every name once, so that its address stands for it.
  private var names: [QualifiedName: String] = [:]
  var parser: UnsafeMutablePointer<xmlParserCtxt>?

  init(textLimit: Int) { self.textLimit = textLimit }

  var line: Int {
    guard let parser = unsafe parser, let input = unsafe parser.pointee.input else { return 1 }
    return max(1, Int(unsafe input.pointee.line))
  }

  func nextEvent() -> XMLEvent? {
    guard given < events.count else {
      events.removeAll(keepingCapacity: true)
      given = 0
      return nil
    }
    given += 1
    return events[given - 1]
  }

  private func add(_ kind: XMLEvent.Kind) {
    guard fault == nil else { return }
    flushText()
    events.append(XMLEvent(kind, line: line))
    goOn()
  }

  /// After an error that was recovered from, libxml2 would leave out the references of all that follows.
  private func goOn() {
    if let parser = unsafe parser { unsafe parser.pointee.wellFormed = 1 }
  }

  private func flushText() {
    guard !text.isEmpty else { return }
    events.append(XMLEvent(.text(String(decoding: text, as: UTF8.self)), line: textLine))
    text.removeAll(keepingCapacity: true)
  }

  func stop(_ fault: XMLFault) {
    if self.fault == nil { self.fault = fault }
    if let parser = unsafe parser { unsafe xmlStopParser(parser) }
  }

  private func name(_ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?) -> String {
    let key = QualifiedName(prefix: UInt(bitPattern: prefix), local: UInt(bitPattern: local))
    if let known = names[key] { return known }
    let made = (unsafe prefix.map { unsafe string($0) + ":" } ?? "") + (unsafe local.map { unsafe string($0) } ?? "")
    names[key] = made
    return made
  }

  private func string(_ text: UnsafePointer<xmlChar>) -> String { unsafe String(cString: text) }

  func start(
    _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, _ namespaceCount: Int,
    _ namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ attributeCount: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    depth += 1
    guard depth <= XMLStream.depthLimit else {
      return stop(
        XMLFault(
          "xml.nesting", "elements are nested more than \(XMLStream.depthLimit) deep", line: line,
          help: "files nested so deep are not read"))
    }
    var found: [XMLAttribute] = []
    found.reserveCapacity(namespaceCount + attributeCount)
    if let namespaces = unsafe namespaces {
      for at in 0..<namespaceCount {
        let declared = unsafe namespaces[2 * at].map { unsafe "xmlns:" + string($0) } ?? "xmlns"
        found.append(XMLAttribute(declared, unsafe namespaces[2 * at + 1].map { unsafe string($0) } ?? ""))
      }
    }
    if let attributes = unsafe attributes {
      for at in 0..<attributeCount {
        let part = unsafe attributes + 5 * at
        guard let from = unsafe part[3], let to = unsafe part[4] else { continue }
        let value = unsafe String(decoding: UnsafeBufferPointer(start: from, count: to - from), as: UTF8.self)
        found.append(XMLAttribute(unsafe name(part[0], part[1]), value))
      }
    }
    add(.start(unsafe name(local, prefix), found))
  }

  func end(_ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?) {
    depth -= 1
    add(.end(unsafe name(local, prefix)))
  }

  func characters(_ start: UnsafePointer<xmlChar>?, _ count: Int) {
    guard let start = unsafe start, fault == nil, unsafe start != UnsafePointer(Collector.nothing.pointee.content)
    else {
      return
    }
    goOn()
    if text.isEmpty { textLine = line }
    unsafe text.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    if text.count > textLimit {
      stop(
        XMLFault(
          "xml.too-large", "the text between two tags has more than \(textLimit) bytes", line: textLine,
          help: "files with a text this long are not read; split it"))
    }
  }

  func comment(_ text: UnsafePointer<xmlChar>?) { add(.comment(unsafe text.map { unsafe string($0) } ?? "")) }

  func instruction(_ target: UnsafePointer<xmlChar>?, _ text: UnsafePointer<xmlChar>?) {
    add(
      .instruction(
        target: unsafe target.map { unsafe string($0) } ?? "", text: unsafe text.map { unsafe string($0) } ?? ""))
  }

  /// Decides whether reading goes on after an error, and tells libxml2 so: it looks at `recovery` when this has returned.
  func fail(_ error: UnsafePointer<xmlError>) {
    guard fault == nil, let parser = unsafe parser else { return }
    let error = unsafe error.pointee
    let isError = unsafe error.level == XML_ERR_ERROR || error.level == XML_ERR_FATAL
    let code = xmlParserErrors(rawValue: UInt32(bitPattern: unsafe error.code))
    guard isError, unsafe error.domain != Int32(XML_FROM_NAMESPACE.rawValue)
    else { return }
    let message = unsafe error.message.map { unsafe String(cString: $0) } ?? "unknown error"
    let line = max(1, Int(unsafe error.line))
    // It has the code of a control character, but after it libxml2 would read on as Latin 1.
    if code == XML_ERR_INVALID_CHAR, message.contains("not proper UTF-8") {
      unsafe parser.pointee.recovery = 0
      return stop(XMLFault.encoding(line: line))
    }
    switch code {
    case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF, XML_ERR_INVALID_HEX_CHARREF, XML_ERR_INVALID_DEC_CHARREF:
      unsafe parser.pointee.recovery = 1
      add(.damage(message: "there is a character that XML does not allow"))
      return
    case XML_ERR_UNDECLARED_ENTITY:
      unsafe parser.pointee.recovery = 1
      add(.damage(message: "there is an entity that is none of XML's own, and others are not expanded"))
      return
    case XML_ERR_NAME_REQUIRED where message.contains("EntityRef"), XML_ERR_ENTITYREF_SEMICOL_MISSING:
      unsafe parser.pointee.recovery = 1
      add(
        .damage(
          message: "there is an & that begins no reference; it is written &amp;", source: unsafe ampersand(parser)))
      return
    default: unsafe parser.pointee.recovery = 0
    }
    flushText()
    let hasEnded = unsafe parser.pointee.instate == XML_PARSER_EPILOG
    stop(Collector.wording(code, message, line: line, hasEnded: hasEnded))
  }

  /// Tells of an entity that is none of XML's own, and gives one that says nothing: an error would make libxml2 pass over the
  /// references behind it.
  func unknownEntity(_ name: UnsafePointer<xmlChar>?) -> UnsafeMutablePointer<xmlEntity>? {
    // There it is asked for what was just declared, and would be written to.
    guard let parser = unsafe parser, unsafe parser.pointee.inSubset == 0 else { return nil }
    let name = unsafe name.map { unsafe string($0) } ?? ""
    add(
      .damage(
        message: "the entity &\(name); is none of XML's own, and others are not expanded", source: "&\(name);"))
    return unsafe Collector.nothing
  }

  // Made once, by the first that asks; libxml2 only reads it.
  /// In an attribute a blank stands for it, which libxml2 looks into; in a text it is told by its address and left out.
  nonisolated(unsafe) private static let nothing: UnsafeMutablePointer<xmlEntity> = {
    let blank = UnsafeMutablePointer<xmlChar>.allocate(capacity: 2)
    unsafe blank[0] = 0x20
    unsafe blank[1] = 0
    let entity = UnsafeMutablePointer<xmlEntity>.allocate(capacity: 1)
    unsafe entity.initialize(to: xmlEntity())
    unsafe entity.pointee.type = XML_ENTITY_DECL
    unsafe entity.pointee.etype = XML_INTERNAL_PREDEFINED_ENTITY
    unsafe entity.pointee.name = unsafe UnsafePointer(blank)
    unsafe entity.pointee.content = unsafe blank
    unsafe entity.pointee.length = 1
    return unsafe entity
  }()

  /// What libxml2 has read of a reference that it gave up: `&` or `&name`.
  private func ampersand(_ parser: UnsafeMutablePointer<xmlParserCtxt>) -> String {
    guard let input = unsafe parser.pointee.input, let start = unsafe input.pointee.base,
      let end = unsafe input.pointee.cur
    else { return "&" }
    let bytes = unsafe UnsafeBufferPointer(start: start, count: end - start)
    guard let found = unsafe bytes.suffix(256).lastIndex(of: UInt8(ascii: "&")) else { return "&" }
    return unsafe String(decoding: bytes[found...], as: UTF8.self)
  }

  private static func wording(
    _ code: xmlParserErrors, _ message: String, line: Int, hasEnded: Bool
  ) -> XMLFault {
    switch code {
    case XML_ERR_DOCUMENT_EMPTY:
      return empty(line: line)
    case XML_ERR_DOCUMENT_END where !hasEnded, XML_ERR_TAG_NOT_FINISHED:
      return XMLFault(
        "xml.truncated", "the XML ends before its last element is closed", line: line,
        help: "the file was cut off: copy or export it again")
    case XML_ERR_INTERNAL_ERROR where message.contains("element content"):
      // libxml2's parser made no step: a zero byte, or bytes that are no character.
      return XMLFault.encoding(line: line)
    case XML_ERR_INVALID_ENCODING, XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_I18N_CONV_FAILED:
      return XMLFault.encoding(line: line)
    default:
      let words = message.split(whereSeparator: \.isNewline).first.map { $0.trimmed } ?? "unknown error"
      return XMLFault("xml.malformed", "the XML is broken: \(words)", line: line, help: "mend this line of the file")
    }
  }

  static func empty(line: Int) -> XMLFault {
    XMLFault("xml.empty", "the file has no XML in it", line: line, help: "check that it is the right file")
  }

  static var handlers: xmlSAXHandler {
    var handlers = unsafe xmlSAXHandler()
    unsafe handlers.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handlers.startElementNs = { context, local, prefix, _, namespaces, list, attributes, _, values in
      unsafe Collector.at(context)?.start(local, prefix, Int(namespaces), list, Int(attributes), values)
    }
    unsafe handlers.endElementNs = { context, local, prefix, _ in unsafe Collector.at(context)?.end(local, prefix) }
    unsafe handlers.characters = { context, text, count in unsafe Collector.at(context)?.characters(text, Int(count)) }
    unsafe handlers.ignorableWhitespace = unsafe handlers.characters
    unsafe handlers.cdataBlock = unsafe handlers.characters
    unsafe handlers.comment = { context, text in unsafe Collector.at(context)?.comment(text) }
    unsafe handlers.processingInstruction = { context, target, text in
      unsafe Collector.at(context)?.instruction(target, text)
    }
    unsafe handlers.getEntity = { context, name in unsafe Collector.at(context)?.unknownEntity(name) }
    unsafe handlers.serror = { context, error in
      if let error = unsafe error { unsafe Collector.at(context)?.fail(error) }
    }
    return unsafe handlers
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> Collector? {
    unsafe context.map { unsafe Unmanaged<Collector>.fromOpaque($0).takeUnretainedValue() }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = self
    while let last = text.last, last.isWhitespace || last == "." { text.removeLast() }
    return String(text)
  }
}
