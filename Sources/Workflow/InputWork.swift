import Document
import Workbench

/// One input: read into documents, which go through the steps of the first stage; or, where it was read before, those documents.
struct InputWork {
  let run: Run
  let stage: Stage
  /// Its position among the inputs.
  let input: Int
  let path: String
  /// Takes documents of an input that has many.
  let lane: any WorkOffer

  private var reading: PlannedStep { stage.steps[0] }

  func read() throws(Problem) {
    let watch = Stopwatch()
    // What the steps after the reader throw ends the run; it must not be taken for a failure of the reader.
    let fatal = FatalProblem()
    var number = 0
    do throws(Problem) {
      let (content, bytes) = try FileDigests(store: run.store).digest(ofFile: path)
      if try isDone(content) { return }
      number = try readAnew(content, bytes, watch, fatal)
      if stage.fingerprints[0] != nil {
        var writer = PackWriter()
        writer.write(number)
        try run.store.keep(.input, key(content), writer.bytes)
      }
    } catch {
      if let fatal = fatal.problem { throw fatal }
      if error.code.hasPrefix("cache.") || error.code.hasPrefix("run.") { throw error }
      let work = DocumentWork(
        run, stage, DocumentKey(input: input, number: fatal.documents), path: path, start: .zero)
      try work.failed(reading, error, id: nil, seconds: watch.lap(), warnings: [])
    }
  }

  /// The documents that an earlier run made of the input; nil where it must be read.
  func documentsOfBefore() throws(Problem) -> [DocumentWork]? {
    try documentsOfBefore(try FileDigests(store: run.store).digest(ofFile: path).digest)
  }

  private func documentsOfBefore(_ content: Digest) throws(Problem) -> [DocumentWork]? {
    guard stage.fingerprints[0] != nil, !run.options.isFresh, let packed = try run.store.item(.input, key(content))
    else { return nil }
    var reader = PackReader(packed)
    guard let count = try? reader.integer() else { return nil }
    return (0..<count).map { work(content, $0) }
  }

  /// What the reader read: by itself, its settings, the content and the name of the input.
  private func key(_ content: Digest) -> Digest {
    var writer = PackWriter()
    writer.write(stage.fingerprints[0]?.digest ?? .zero)
    writer.write(content)
    writer.write(path)
    return writer.digest
  }

  private func start(_ content: Digest, _ number: Int) -> Digest {
    var writer = PackWriter()
    writer.write(key(content))
    writer.write(number)
    return writer.digest
  }

  /// Where the input has been read before, by the same reader, its documents are taken from there.
  ///
  /// - Returns: false where it must be read, for a document at least.
  private func isDone(_ content: Digest) throws(Problem) -> Bool {
    guard let works = try documentsOfBefore(content) else { return false }
    // Nothing is taken before it is known that nothing must be read. An input of very many documents is read again where one
    // of them is not done: what is known of all of them would take too much room.
    var done: [(work: DocumentWork, found: (row: RunStore.Found, notes: DocumentNotes))] = []
    var begun: [DocumentWork] = []
    for var work in works {
      if let found = try work.find() {
        done.append((work, found))
        continue
      }
      guard works.count <= InputWork.fewDocuments else { return false }
      try work.learn()
      guard work.beginAsBefore() else { return false }
      begun.append(work)
    }
    for (work, found) in done { work.take(found) }
    for var work in begun { try work.pass(from: 1) }
    return true
  }

  private static let fewDocuments = 256

  private func work(_ content: Digest, _ number: Int) -> DocumentWork {
    DocumentWork(
      run, stage, DocumentKey(input: input, number: number), path: path, start: start(content, number))
  }

  /// - Returns: how many documents there are.
  private func readAnew(
    _ content: Digest, _ bytes: [UInt8]?, _ watch: Stopwatch, _ fatal: FatalProblem
  ) throws(Problem) -> Int {
    guard case .reader(let reader) = reading.runner else { return 0 }
    let source: ByteSource
    if let bytes { source = ByteSource(bytes: bytes, path: path) } else { source = try ByteSource(path: path) }
    if reading.policy.timeout != nil || reading.policy.attempts > 1 {
      // All documents of the input before any goes on: a try that fails must leave none.
      let context = stage.contexts[0]
      let documents = try run.attempts(reading).value { () throws(Problem) -> [Document] in
        var documents: [Document] = []
        try reader.readUnpacked(source, in: context) { document throws(Problem) in documents.append(document) }
        return documents
      }
      let each = watch.lap() / Double(max(1, documents.count))
      for document in documents { try take(document, content, seconds: each, fatal) }
    } else {
      try reader.readUnpacked(source, in: stage.contexts[0]) { document throws(Problem) in
        try take(document, content, seconds: watch.lap(), fatal)
        watch.restart()
      }
    }
    return fatal.documents
  }

  private func take(
    _ document: Document, _ content: Digest, seconds: Double, _ fatal: FatalProblem
  ) throws(Problem) {
    let number = fatal.documents
    fatal.documents += 1
    if run.options.isInterrupted() {
      let problem = Problem("run.interrupted", "the run was interrupted")
      fatal.problem = problem
      throw problem
    }
    do throws(Problem) {
      var work = work(content, number)
      if try work.isDone() { return }
      try work.learn()
      // The first document goes on at once; whoever has nothing to do takes a later one.
      if number > 0 {
        let waiting = work
        let isTaken = lane.offer { () throws(Problem) in
          var work = waiting
          work.begin(document, read: seconds)
          try work.pass(from: 1)
        }
        if isTaken { return }
      }
      work.begin(document, read: seconds)
      try work.pass(from: 1)
    } catch {
      fatal.problem = error
      throw error
    }
  }
}

/// What ends the run, told apart from what the reader throws; and how many documents the reader has made.
private final class FatalProblem {
  var problem: Problem?
  var documents = 0
}
