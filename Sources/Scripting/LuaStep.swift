import CLua
import Document
import Text
import Workbench

/// A compiled step.
struct LuaStep: Sendable {
  var engine: LuaEngine
  let chunk: LuaChunk
  /// Whether it sees what earlier steps returned, the time that was given and the workflow's title.
  let isTemplate: Bool
  let grants: LuaGrants
  let handlers: [LuaHandler]
  let permissions: LuaPermissions

  func host(_ context: RunContext, collection: Documents? = nil) -> LuaHost {
    LuaHost(
      collection: collection, modules: engine.modules(chunk.folder), limits: engine.limits, grants: grants,
      log: context.log)
  }

  /// Opens a state for one document and runs the chunk in it.
  func open(_ host: LuaHost, seed: UInt64) throws(Problem) -> LuaState {
    let state = try engine.open(host, seed: seed)
    if let failure = state.run(chunk.bytecode) { throw engine.problem(failure, chunk) }
    return state
  }

  /// FNV-1a of a document's identifier: the seed of `math.random`.
  static func seed(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// The calls of handlers for a document, in the order of the text.
  func visits(_ document: LuaDocument) -> [dragoman_lua_visit] {
    var visits: [(from: Int, visit: dragoman_lua_visit)] = []
    func add(_ at: Int, _ handler: Int, _ kind: LuaElement.Kind, _ index: Int) {
      visits.append((at, dragoman_lua_visit(element: LuaElement(kind, index).bits, handler: UInt32(handler))))
    }
    for (number, handler) in handlers.enumerated() {
      switch handler {
      case .document: add(-1, number, .document, 0)
      case .block, .paragraph, .heading:
        for (at, block) in document.document.blocks.enumerated()
        where handler == .block || block.kind.rawValue == handler.rawValue {
          add(block.range.lowerBound, number, .block, at)
        }
      case .annotation:
        let all = document.annotations(nil, in: 0..<document.document.text.utf8.count)
        for at in all {
          let from = (try? document.range(of: LuaElement(.annotation, at)).lowerBound) ?? 0
          add(from, number, .annotation, at)
        }
      case .segment:
        for (at, segment) in document.document.segments.enumerated() {
          add(segment.range.lowerBound, number, .segment, at)
        }
      case .token:
        for at in document.tokens(in: 0..<document.document.text.utf8.count) {
          let from = (try? document.range(of: LuaElement(.token, at)).lowerBound) ?? 0
          add(from, number, .token, at)
        }
      }
    }
    if handlers.count > 1 {
      visits.sort { ($0.from, $0.visit.handler) < ($1.from, $1.visit.handler) }
    }
    return visits.map(\.visit)
  }
}

/// A step that handles one document.
struct LuaProcessor: Processor {
  let step: LuaStep
  let with: Fields

  func process(_ document: inout Document, in context: RunContext) throws(Problem) {
    let opened = LuaDocument(document, permissions: step.permissions)
    let host = step.host(context)
    host.open(opened)
    let state = try step.open(host, seed: LuaStep.seed(document.id))
    let visits: [dragoman_lua_visit]
    if step.handlers.isEmpty {
      visits = [dragoman_lua_visit(element: LuaElement(.document).bits, handler: 0)]
    } else {
      visits = step.visits(opened)
    }
    if let failure = state.visit(step.handlers.map(\.rawValue), visits, LuaValue(.object(with))) {
      throw step.engine.problem(failure, step.chunk)
    }
    if let finished = host.finish() { document = finished }
  }
}

/// A step that looks at all documents of a run.
struct LuaCollection: CollectionProcessor {
  let step: LuaStep
  let with: Fields

  func process(_ documents: Documents, in context: RunContext) throws(Problem) -> Value {
    var step = step
    step.engine = step.engine.allowing(documents: documents.count)
    let host = step.host(context, collection: documents)
    let state = try step.open(host, seed: 0)
    if step.isTemplate { try show(context, to: state) }
    let output = LuaOutput(outputs: context.outputs)
    host.output = output
    let call = state.call(
      LuaRole.collection.handler,
      [.element(LuaElement(.documents)), LuaValue(.object(with)), .element(LuaElement(.out))])
    if let failure = output.failure { throw failure }
    let result = try step.engine.success(call, step.chunk)
    guard let value = result.value else {
      throw Problem(
        "script.shape", "the collection handler returns a \(result.typeName)",
        at: Place(file: step.chunk.file, line: step.chunk.line),
        help: "text, numbers, true, false and tables of them can be handed on")
    }
    if host.handedOver + result.weight > host.limits.output {
      throw step.engine.problem(
        LuaFailure(status: DRAGOMAN_LUA_OUT_OF_OUTPUT, message: "", trace: ""), step.chunk)
    }
    return value
  }

  /// What a template sees beside the documents.
  private func show(_ context: RunContext, to state: LuaState) throws(Problem) {
    let results = Fields(context.results.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    let globals: [(String, LuaValue)] = [
      ("steps", LuaValue(.object(results))), ("now", LuaValue(context.now?.description)),
      ("workflow", .text(context.workflow)),
    ]
    for (name, value) in globals {
      if let failure = state.set(name, value) { throw step.engine.problem(failure, step.chunk) }
    }
  }
}
