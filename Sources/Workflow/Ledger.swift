import Document
import Glibc
import Synchronization
import Workbench

/// What all threads of a run write down.
final class Ledger: Sendable {
  private struct State {
    var steps: [RunReport.Step]
    var records: [RunReport.Record] = []
    var made: [String: RunReport.Origin] = [:]
    var messages: [(level: String, step: String, message: String)] = []
  }

  private let state: Mutex<State>
  private let positions: [String: Int]
  /// More messages than this are counted, not kept.
  private static let keptMessages = 1000

  init(steps: [PlannedStep]) {
    state = Mutex(State(steps: steps.map { RunReport.Step(id: $0.id, use: $0.manual.versioned) }))
    positions = Dictionary(steps.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  func ran(_ step: String, documents: Int, seconds: Double) {
    guard let position = positions[step] else { return }
    state.withLock { state in
      state.steps[position].documents += documents
      state.steps[position].seconds += seconds
    }
  }

  func ran(_ at: Int, of chain: [PlannedStep], seconds: Double) { ran(chain[at].id, documents: 1, seconds: seconds) }

  /// The step had been done before for so many documents.
  func cached(_ step: String, documents: Int = 1) {
    guard let position = positions[step] else { return }
    state.withLock { $0.steps[position].cached += documents }
  }

  /// A file stands, made by a step now or before.
  ///
  /// - Parameter input: the input that it was made of; nil where all documents went into it.
  func made(_ file: String, by step: String, of input: String?) {
    state.withLock { $0.made[file] = RunReport.Origin(step: step, input: input) }
  }

  func retried(_ step: String) {
    guard let position = positions[step] else { return }
    state.withLock { $0.steps[position].retries += 1 }
  }

  func failed(_ step: String) {
    guard let position = positions[step] else { return }
    state.withLock { $0.steps[position].failures += 1 }
  }

  func add(_ record: RunReport.Record) { state.withLock { $0.records.append(record) } }

  func done(
    _ key: DocumentKey, _ path: String, _ id: String, _ warnings: [Problem], seconds: Double, isCached: Bool
  ) {
    add(
      RunReport.Record(
        input: key.input, number: key.number, path: path, id: id, status: .done, seconds: seconds, isCached: isCached,
        warnings: warnings))
  }

  func message(_ level: LogLevel, step: String, _ message: String) {
    state.withLock { state in
      if state.messages.count < Ledger.keptMessages { state.messages.append((level.rawValue, step, message)) }
    }
  }

  /// Documents in the order of the inputs. Of a document that went through several stages the last record holds.
  func fill(_ report: inout RunReport) {
    state.withLock { state in
      report.steps = state.steps
      report.origins = state.made
      report.messages = state.messages.sorted { ($0.step, $0.message) < ($1.step, $1.message) }
      // Of a document with two records the later one holds; the sort keeps their order.
      var records: [RunReport.Record] = []
      swap(&records, &state.records)
      records.sort { ($0.input, $0.number) < ($1.input, $1.number) }
      var kept = 0
      for at in records.indices {
        if kept > 0, records[kept - 1].input == records[at].input, records[kept - 1].number == records[at].number {
          kept -= 1
        }
        if kept != at { records[kept] = records[at] }
        kept += 1
      }
      records.removeLast(records.count - kept)
      report.records = records
    }
  }
}

/// Time that passed, on the monotonic clock.
final class Stopwatch {
  private var begin = ContinuousClock.now

  func lap() -> Double { (ContinuousClock.now - begin).inSeconds }
  func restart() { begin = .now }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

/// Keeps two runs out of one output folder.
final class RunLock: Sendable {
  private let descriptor: Int32

  /// - Throws: `run.locked` where another run is at work there.
  init(folder: String) throws(Problem) {
    descriptor = unsafe open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw Problem(
        "output.unwritable", "\(folder) cannot be written: \(unsafe String(cString: strerror(errno)))",
        help: "choose another folder with --out, or change its permissions")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw Problem(
        "run.locked", "another run writes to \(Paths.folder(folder)) at this moment",
        help: "wait for it, or choose another folder with --out")
    }
  }

  deinit { close(descriptor) }
}
