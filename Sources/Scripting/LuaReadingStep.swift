import Document
import Workbench

/// A step that makes documents of bytes.
struct LuaReadingStep: Reader {
  let step: LuaStep
  let manual: Manual
  let with: Fields

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    try withoutActuallyEscaping(emit) { emit throws(Problem) in
      let host = step.host(context)
      let reading = LuaSource(source, manual: manual, limits: step.engine.limits, emit: emit)
      host.source = reading
      let state = try step.open(host, seed: LuaStep.seed(try reading.sha256()))
      let call = state.call(
        LuaRole.reader.handler,
        [.element(LuaElement(.source)), .element(LuaElement(.emit)), LuaValue(.object(with))])
      if let failure = reading.failure { throw failure }
      _ = try step.engine.success(call, step.chunk)
      if reading.count == 0 {
        throw Problem(
          "input.empty", "the step made no document of it", at: Place(file: step.chunk.file, line: step.chunk.line),
          help: "a reader calls emit{…} for each document")
      }
    }
  }

  /// How sure the script is that bytes are of its format; 0 where it fails.
  static func likeness(_ step: LuaStep, _ start: ArraySlice<UInt8>) -> Double {
    let host = LuaHost(modules: step.engine.modules(step.chunk.folder), limits: step.engine.limits, grants: step.grants)
    guard let state = try? step.open(host, seed: 0) else { return 0 }
    switch state.call("recognises", [.bytes(Array(start))]) {
    case .success(.bool(let flag)): return flag ? 1 : 0
    case .success(.integer(let whole)): return min(max(Double(whole), 0), 1)
    case .success(.number(let number)): return min(max(number, 0), 1)
    default: return 0
    }
  }
}

/// A step that makes bytes of documents.
struct LuaWritingStep: Writer {
  let step: LuaStep
  let with: Fields

  func write(_ documents: Documents, to sink: ByteSink, in context: RunContext) throws(Problem) {
    var step = step
    step.engine = step.engine.allowing(documents: documents.count)
    let host = step.host(context, collection: documents)
    let output = LuaOutput(sink: sink)
    host.output = output
    let state = try step.open(host, seed: 0)
    let call = state.call(
      LuaRole.writer.handler,
      [.element(LuaElement(.documents)), .element(LuaElement(.out)), LuaValue(.object(with))])
    if let failure = output.failure { throw failure }
    _ = try step.engine.success(call, step.chunk)
  }
}
