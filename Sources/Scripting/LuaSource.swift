import Document
import Text
import Workbench

/// What a reader in Lua has in hand: the bytes of a source, and where the documents go that it makes of them.
final class LuaSource {
  typealias Emit = (consuming Document) throws(Problem) -> Void

  let source: ByteSource
  /// What those did that took the documents: the run may have ended.
  private(set) var failure: Problem?
  private(set) var count = 0
  private let manual: Manual
  private let limits: LuaLimits
  private let emit: Emit
  private var known: [UInt8]?
  private var charset: String?
  private var warnings: [Problem] = []
  private var digest: String?

  init(_ source: ByteSource, manual: Manual, limits: LuaLimits, emit: @escaping Emit) {
    self.source = source
    self.manual = manual
    self.limits = limits
    self.emit = emit
  }

  func bytes() throws(LuaComplaint) -> [UInt8] {
    if let known { return known }
    do {
      let bytes = try source.whole(limit: limits.memory)
      known = bytes
      return bytes
    } catch {
      guard error.code == "input.too-large" else { throw LuaComplaint(error.message) }
      throw LuaComplaint(
        "\(source.path) has more than the \(limits.memory) bytes of memory that this step has: give it more, as in "
          + "`limits: {memory: 256MiB}`, in the workflow file")
    }
  }

  /// The text, decoded; by what the source looks like where no charset is named.
  func text(charset name: String) throws(LuaComplaint) -> String {
    do throws(Problem) {
      let decoded = try ByteSource(bytes: try wholeOrProblem(), path: source.path).text(charset: name)
      charset = decoded.charset
      warnings = decoded.warnings
      return decoded.text
    } catch { throw LuaComplaint(error.message) }
  }

  private func wholeOrProblem() throws(Problem) -> [UInt8] {
    do {
      return try bytes()
    } catch { throw Problem("input.unreadable", error.message) }
  }

  /// SHA-256 of the bytes, as 64 hexadecimal digits.
  func sha256() throws(Problem) -> String {
    if let digest { return digest }
    let made = try source.sha256()
    digest = made
    return made
  }

  /// Makes a document of its description and hands it on.
  func emit(_ description: LuaValue, _ host: LuaHost) throws(LuaComplaint) {
    if let failure { throw LuaComplaint(failure.message) }
    var document = try LuaDescribedDocument.made(of: description)
    do throws(Problem) {
      let sha256 = try sha256()
      count += 1
      document.id = String(sha256.prefix(16)) + (count > 1 ? "-\(count)" : "")
      document.source = Source(
        path: source.path, sha256: sha256, mediaType: mediaType, charset: charset, reader: manual.versioned)
      document.warnings = warnings
    } catch { throw LuaComplaint(error.message) }
    let finished = try LuaDescribedDocument.setting(description, on: document, host)
    do throws(Problem) {
      try emit(finished)
    } catch {
      failure = error
      throw LuaComplaint(error.message)
    }
  }

  private var mediaType: String {
    let ending = Paths.fileExtension((try? source.unpackedName()) ?? source.path)
    let format = manual.formats.first { $0.extensions.contains(ending) } ?? manual.formats.first
    return format?.mediaType ?? "application/octet-stream"
  }
}

/// Where the text goes that a script writes: into the file of a writer, or into files of a collection step's own.
final class LuaOutput {
  private let sink: ByteSink?
  private let outputs: Outputs?
  /// What was wrong with the output itself: no space, no permission.
  private(set) var failure: Problem?

  init(sink: ByteSink) {
    self.sink = sink
    outputs = nil
  }

  init(outputs: Outputs?) {
    self.outputs = outputs
    sink = nil
  }

  func write(_ text: String) throws(LuaComplaint) {
    guard let sink else { throw LuaComplaint("a collection step writes files: out:file(name, text)") }
    try attempt { () throws(Problem) in try sink.write(text) }
  }

  func file(_ name: String, _ text: String) throws(LuaComplaint) {
    guard sink == nil else { throw LuaComplaint("a writer writes into the one file it is given: out:write(text)") }
    guard let outputs else { throw LuaComplaint("there is no output folder here") }
    try attempt { () throws(Problem) in
      try outputs.write(name) { sink throws(Problem) in try sink.write(text) }
    }
  }

  private func attempt(_ body: () throws(Problem) -> Void) throws(LuaComplaint) {
    if let failure { throw LuaComplaint(failure.message) }
    do {
      try body()
    } catch {
      // A name that is none is the script's own fault.
      if error.code != "output.name" { failure = error }
      throw LuaComplaint(error.message)
    }
  }
}
