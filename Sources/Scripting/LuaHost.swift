import CLua
import Document
import Text
import Workbench

/// What a script did wrong when it called one of ours: the message of the Lua error.
struct LuaComplaint: Error {
  var message: String
  /// The limit that the call would not keep; else the script's own error, which it can catch.
  var status = DRAGOMAN_LUA_FAILED

  init(_ message: String) { self.message = message }

  static let outOfMemory = LuaComplaint(limit: DRAGOMAN_LUA_OUT_OF_MEMORY)
  static let outOfOutput = LuaComplaint(limit: DRAGOMAN_LUA_OUT_OF_OUTPUT)
  static let outOfTime = LuaComplaint(limit: DRAGOMAN_LUA_OUT_OF_TIME)

  private init(limit: dragoman_lua_status) {
    message = "a limit"
    status = limit
  }
}

/// Swift's side of one Lua state: the document in hand, and the answers to what the script asks. Lives as long as the state.
final class LuaHost {
  /// Where `require` looks, and what compiles what it finds.
  let modules: LuaModules
  let limits: LuaLimits
  let grants: LuaGrants
  /// Whether the step is only being looked at: no handler runs.
  var isLoading = false
  private let log: (LogLevel, String) -> Void
  /// Open documents by their number. A step has one, number 0; a collection opens them as they are asked for.
  private var open: [Int: LuaDocument] = [:]
  /// Numbers of open documents of a collection, the one asked for longest ago first.
  private var recent: [Int] = []
  private let collection: Documents?
  /// Bytes that the script has handed over.
  private(set) var handedOver = 0
  private var writer = LuaWriter()
  /// What the script has left, while a call of its is answered.
  private var account = dragoman_lua_account(memory: 0, deadline: 0)
  /// Bytes of lines that were logged, and what of all that is kept for the script was told to CLua.
  private var logged = 0
  private var told = 0
  private let reply = ReplyBuffer()
  /// What answers `step` and `document`; only while a test runs.
  var bench: LuaTestBench?

  /// What each piece counts beside its bytes.
  private static let costOfHandingOver = 16
  /// How many documents of a collection are in memory at once.
  private static let openDocuments = 4

  /// - Parameter collection: the documents of a collection step, read-only.
  init(
    collection: Documents? = nil, modules: LuaModules, limits: LuaLimits, grants: LuaGrants = LuaGrants(),
    log: @escaping (LogLevel, String) -> Void = { _, _ in }
  ) {
    self.collection = collection
    self.modules = modules
    self.limits = limits
    self.grants = grants
    self.log = log
  }

  /// Puts the document of a step into the script's hands; ``finish()`` hands it back.
  func open(_ document: LuaDocument) { open[0] = document }

  /// The document of a step with everything that the script added.
  func finish() -> Document? { open[0]?.finished() }

  func document(_ number: Int) throws(LuaComplaint) -> LuaDocument {
    if let known = open[number] { return known }
    guard let collection, collection.count > number else { throw LuaComplaint("there is no document here") }
    let document: Document
    do {
      document = try collection.document(at: number)
    } catch { throw LuaComplaint(error.message) }
    if recent.count >= LuaHost.openDocuments { open[recent.removeFirst()] = nil }
    recent.append(number)
    let opened = LuaDocument(document, permissions: .none)
    open[number] = opened
    return opened
  }

  /// What a reader reads; only while it reads.
  var source: LuaSource?
  /// What a writer or a collection step writes to; only while it does.
  var output: LuaOutput?

  func remove(_ element: LuaElement) { open[element.document] = nil }

  /// Opens a document that is made here, and may be changed in every way.
  func add(_ document: Document) -> LuaElement {
    let number = open.count
    open[number] = LuaDocument(document, permissions: .all)
    return LuaElement(.document, document: number)
  }

  /// Puts what a step made of a document in its place.
  func replace(_ element: LuaElement, with document: Document) {
    open[element.document] = LuaDocument(document, permissions: .all)
  }

  var documentCount: Int { collection?.count ?? open.count }

  func log(_ level: LogLevel, _ message: String) {
    // A line is for a person to read, and is kept in the run's report.
    let isLong = message.utf8.count > LuaHost.longestLine
    let line = isLong ? String(message.prefix(LuaHost.longestLine / 4)) + "…" : message
    logged += line.utf8.count + 32
    log(level, line)
  }

  private static let longestLine = 16_384

  // MARK: limits

  /// Ends the script where it has not so many bytes left.
  func require(_ bytes: Int) throws(LuaComplaint) {
    if bytes > account.memory { throw .outOfMemory }
  }

  /// Ends the script where its time is over, or would be long before work of so many nanoseconds is done.
  func require(nanoseconds: Int) throws(LuaComplaint) {
    if dragoman_lua_now() + Int64(nanoseconds) > account.deadline + 20_000_000 { throw .outOfTime }
  }

  /// What a call takes at most, by the bytes of its arguments: nothing interrupts it.
  private func requireRoom(_ request: dragoman_lua_request, _ function: Int, _ count: Int) throws(LuaComplaint) {
    guard count > 16_384 else { return }
    let cost = request == DRAGOMAN_LUA_CALL ? LuaLibrary.entries[function].cost : LuaCost()
    try require(count.multipliedReportingOverflow(by: cost.bytes).partialValue)
    try require(nanoseconds: count.multipliedReportingOverflow(by: cost.nanoseconds).partialValue)
  }

  // MARK: answers

  func answer(
    _ request: dragoman_lua_request, _ function: Int, _ arguments: dragoman_lua_bytes, _ account: dragoman_lua_account,
    _ reply: UnsafeMutablePointer<dragoman_lua_reply>
  ) -> Int32 {
    self.account = account
    writer.removeAll()
    var status = DRAGOMAN_LUA_DONE
    do throws(LuaComplaint) {
      try unsafe requireRoom(request, function, arguments.count)
      var reader = unsafe LuaReader(arguments)
      let values = reader.values()
      if LuaLibrary.handsOver(request, function) {
        handedOver += LuaHost.costOfHandingOver + values.reduce(0) { $0 + $1.weight }
        if handedOver > limits.output { throw .outOfOutput }
      }
      if reader.hasRepaired, request != DRAGOMAN_LUA_PRINT { throw LuaComplaint("a text is not valid UTF-8") }
      if request == DRAGOMAN_LUA_MODULE {
        guard case .text(let name)? = values.first else { throw LuaComplaint("a module's name is text") }
        let bytecode = try modules.bytecode(name)
        writer.write(1)
        writer.writeText(bytecode)
      } else {
        let results = try respond(request, function, values)
        writer.write(UInt64(results.count))
        for result in results { writer.write(result) }
      }
    } catch {
      writer = LuaWriter()
      writer.write(error.message)
      status = error.status
    }
    let held = logged + (open[0]?.held ?? 0)
    // The message of an error is the text alone, without the count that stands before it.
    let bytes = unsafe self.reply.hold(writer.bytes, dropping: status == DRAGOMAN_LUA_DONE ? 0 : 8)
    unsafe reply.pointee = dragoman_lua_reply(bytes: bytes, held: Int64(held - told))
    told = held
    if writer.bytes.count > 1 << 20 { writer = LuaWriter() }
    return Int32(status.rawValue)
  }

  func answerSpan(_ element: LuaElement, _ span: UnsafeMutablePointer<dragoman_lua_span>) -> Int32 {
    guard let document = try? document(element.document), let range = try? document.range(of: element) else { return 1 }
    unsafe span.pointee = dragoman_lua_span(text: document.bytes.start, from: range.lowerBound, to: range.upperBound)
    return 0
  }

  private func respond(
    _ request: dragoman_lua_request, _ function: Int, _ values: [LuaValue]
  ) throws(LuaComplaint) -> [LuaValue] {
    switch request {
    case DRAGOMAN_LUA_CALL, DRAGOMAN_LUA_GET: return try LuaLibrary.call(function, self, values)
    case DRAGOMAN_LUA_SET:
      let entry = LuaLibrary.entries[function]
      guard let set = entry.set else { throw LuaComplaint("'\(entry.name)' cannot be set") }
      let arguments = LuaArguments(values, of: function)
      try set(self, try arguments.element(0), arguments.value(1))
      return []
    case DRAGOMAN_LUA_PRINT:
      if case .text(let line)? = values.first { log(LogLevel.info, line) }
      return []
    default: return try respondToElement(request, values)
    }
  }

  private func respondToElement(
    _ request: dragoman_lua_request, _ values: [LuaValue]
  ) throws(LuaComplaint) -> [LuaValue] {
    guard case .element(let element)? = values.first else { throw LuaComplaint("that is no part of a document") }
    func value(_ at: Int) -> LuaValue { values.indices.contains(at) ? values[at] : .none }
    switch request {
    case DRAGOMAN_LUA_DESCRIBE: return [.text(try words(element))]
    case DRAGOMAN_LUA_LENGTH:
      guard element.kind == .documents else { throw LuaComplaint("a \(element.kindName) has no length") }
      return [.integer(documentCount)]
    case DRAGOMAN_LUA_GET_KEY: return [try LuaLibrary.key(self, element, value(1))]
    case DRAGOMAN_LUA_SET_KEY:
      try LuaLibrary.setKey(self, element, value(1), value(2))
      return []
    case DRAGOMAN_LUA_ENTRIES: return [try LuaLibrary.entries(self, element)]
    case DRAGOMAN_LUA_RETURNED:
      try returned(value(1), by: element)
      return []
    default: throw LuaComplaint("nothing answers that")
    }
  }

  /// What a handler returned for an element: text takes the place of its text, false drops it.
  private func returned(_ value: LuaValue, by element: LuaElement) throws(LuaComplaint) {
    let document = try document(element.document)
    switch (value, element.kind) {
    case (.text(let text), .block), (.text(let text), .segment), (.text(let text), .token),
      (.text(let text), .annotation):
      let range = try document.range(of: element)
      // The same text again is no edit.
      if document.document.text(in: range) != text { try document.replace(range, with: text) }
    case (.bool(false), .annotation): try document.remove(element)
    case (.bool(false), .block), (.bool(false), .segment), (.bool(false), .token):
      try document.replace(try document.range(of: element), with: "")
    case (_, .document):
      throw LuaComplaint(
        "what is called for a document returns nothing, not a \(value.typeName): what it changes in the document is kept"
      )
    default:
      throw LuaComplaint(
        "a handler of \(element.kindName)s returns nothing to keep it, text to replace it or false to drop it, not a \(value.typeName)"
      )
    }
  }

  /// What a failure had in hand; nil where that is the document of a step, which the run names.
  func inHand(_ element: LuaElement) -> String? {
    if collection != nil {
      guard let number = recent.last, let document = open[number] else { return nil }
      return "document \(number + 1) was opened last: \(document.document.source.path)"
    }
    guard element.bits != 0, element.kind != .document, let words = try? words(element) else { return nil }
    let document = open[element.document]
    let from = (try? document?.range(of: element).lowerBound) ?? 0
    let line = document?.document.blocks.last { $0.range.lowerBound <= from }?.place.line
    return "with the \(words)\(line.map { ", line \($0)" } ?? "")"
  }

  private func words(_ element: LuaElement) throws(LuaComplaint) -> String {
    switch element.kind {
    case .documents: return "documents (\(documentCount))"
    case .source: return "source \(source?.source.path ?? "")"
    case .emit, .out: return element.kindName
    default: break
    }
    let document = try document(element.document)
    let range = try document.range(of: element)
    let text = String(document.document.text(in: range).prefix(60)).replacing("\n", with: " ")
    return "\(element.kindName) [\(range.lowerBound + 1)–\(range.upperBound)] \(text)"
  }
}

/// Holds the bytes of a reply until the next.
@safe private final class ReplyBuffer {
  private var space = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1024)

  deinit { unsafe space.deallocate() }

  func hold(_ bytes: [UInt8], dropping count: Int) -> dragoman_lua_bytes {
    if unsafe bytes.count > space.count || (space.count > 1 << 20 && bytes.count < 1 << 16) {
      unsafe space.deallocate()
      unsafe space = .allocate(capacity: max(bytes.count, 4096))
    }
    _ = unsafe space.update(fromContentsOf: bytes)
    return unsafe dragoman_lua_bytes(
      bytes: space.baseAddress.map { unsafe UnsafePointer($0 + count) }, count: bytes.count - count)
  }
}
