public import Document
import Glibc
import Synchronization
public import Workbench

/// Documents in and out as lines of JSON: the steps of a workflow that take one document at a time, for programs that spread lines
/// over many machines. Nothing is kept between lines.
public struct LineWorker: Sendable {
  private let stage: Stage
  private let run: Run
  private let jobs: Int
  /// Steps that need all documents, and all that come after: they are not done here.
  public let leftOut: [String]

  /// A line may have so many bytes.
  public static let longestLine = 256 << 20

  /// - Throws: what a step's settings or the files that it reads are wrong in.
  public init(_ plan: Plan, registry: Registry, options: RunOptions) throws(Problem) {
    let chain = plan.steps.prefix { $0.isPerDocument }
    leftOut = plan.steps.dropFirst(chain.count).map(\.id)
    run = try Run(watching: plan, inputs: Inputs(["-"]), registry: registry, options: options, hasStore: false)
    stage = try run.stage(Array(chain), [:])
    jobs = options.jobs
  }

  /// Reads lines until the input ends. For each line comes one out, in the same order: the document, or
  /// `{"error": …, "line": n}`. A line that makes several documents (`{"path": …}` of a file with many) gives a line for each.
  ///
  /// - Returns: how many lines were wrong.
  /// - Throws: what writing throws.
  public func work(from descriptor: Int32, to sink: ByteSink) throws(Problem) -> Int {
    var lines = LineReader(descriptor)
    var failures = 0
    var number = 0
    while let batch = try lines.next() {
      if run.options.isInterrupted() { break }
      let first = number
      number += batch.count
      let answers = Mutex<[[String]]>(Array(repeating: [], count: batch.count))
      let failed = Atomic<Int>(0)
      try Workers.share(batch.count, jobs: jobs) { position throws(Problem) in
        let (made, isGood) = answer(batch[position], number: first + position + 1)
        if !isGood { failed.add(1, ordering: .relaxed) }
        answers.withLock { $0[position] = made }
      }
      failures += failed.load(ordering: .relaxed)
      for line in answers.withLock({ $0 }).joined() { try sink.write(line + "\n") }
      try sink.flush()
    }
    return failures
  }

  private func answer(_ line: LineReader.Line, number: Int) -> (lines: [String], isGood: Bool) {
    var made: [String] = []
    do throws(Problem) {
      for document in try documents(line) {
        if let done = try passed(document) { made.append(done.jsonLine) }
      }
      return (made, true)
    } catch {
      return (made + [JSON.line(["error": error.json, "line": .integer(number)])], false)
    }
  }

  /// What a line holds: a document, the path of a file, or a text.
  private func documents(_ line: LineReader.Line) throws(Problem) -> [Document] {
    if case .blank = line { return [] }
    guard case .bytes(let bytes) = line else {
      throw Problem(
        "worker.line", "the line has more than \(LineWorker.longestLine >> 20) MiB",
        help: "hand over files by `{\"path\": …}`")
    }
    let value = try JSON.value(from: bytes)
    if value["format"] != nil { return [try Document(json: value)] }
    let source: ByteSource
    if let path = value["path"]?.string, value["text"] == nil {
      guard path != "-" else { throw Problem("worker.line", "'-' is no path here: the lines come from there") }
      source = try ByteSource(path: path)
    } else if let text = value["text"]?.string {
      source = ByteSource(bytes: Array(text.utf8), path: value["path"]?.string ?? "line.txt")
    } else {
      throw Problem(
        "worker.line", "the line holds neither a document, nor 'path', nor 'text'",
        help: "a line is what `dragoman inspect --json` prints, {\"path\": \"FILE\"} or {\"text\": \"…\"}")
    }
    guard case .reader(let reader)? = stage.steps.first?.runner, let context = stage.contexts.first else { return [] }
    var documents: [Document] = []
    try reader.readUnpacked(source, in: context) { document throws(Problem) in documents.append(document) }
    return documents
  }

  private func passed(_ document: Document) throws(Problem) -> Document? {
    var document = document
    for (step, context) in zip(stage.steps, stage.contexts) {
      guard case .processor(let processor) = step.runner else { continue }
      let before = document
      guard try step.condition?.holds(for: before, given: stage.variables) ?? true else { continue }
      document = try run.attempts(step).document { () throws(Problem) in
        var document = before
        try processor.process(&document, in: context)
        document.applyEdits(by: step.id)
        return document
      }
    }
    return document
  }
}

/// Takes lines from a file or a pipe as they come: all that are whole at once.
private struct LineReader {
  enum Line: Sendable {
    case bytes([UInt8])
    case tooLong
    case blank
  }

  private let descriptor: Int32
  private var rest: [UInt8] = []
  private var isTooLong = false
  private var isAtEnd = false
  private static let piece = 1 << 18

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// - Returns: the lines that have come; nil at the end.
  mutating func next() throws(Problem) -> [Line]? {
    while !isAtEnd {
      var buffer = [UInt8](repeating: 0, count: LineReader.piece)
      let got = unsafe read(descriptor, &buffer, buffer.count)
      if got < 0 {
        if errno == EINTR { return [] }
        throw Problem(
          "input.unreadable", "standard input cannot be read: \(unsafe String(cString: strerror(errno)))")
      }
      isAtEnd = got == 0
      var lines: [Line] = []
      var begin = 0
      while begin < got, let end = buffer[begin..<got].firstIndex(of: 0x0A) {
        take(buffer[begin..<end], into: &lines)
        begin = end + 1
      }
      if isAtEnd {
        if !rest.isEmpty || isTooLong { take([], into: &lines) }
      } else {
        rest += buffer[begin..<got]
        if rest.count > LineWorker.longestLine {
          isTooLong = true
          rest = []
        }
      }
      if !lines.isEmpty { return lines }
    }
    return nil
  }

  private mutating func take(_ end: ArraySlice<UInt8>, into lines: inout [Line]) {
    let line = rest + end
    rest = []
    if isTooLong {
      isTooLong = false
      lines.append(.tooLong)
    } else {
      lines.append(line.contains { $0 > 0x20 } ? .bytes(line) : .blank)
    }
  }
}
