import Document
import Workbench

/// Poppler's programs, run on one file with bounds of time, memory and output.
struct Poppler {
  var file: String
  /// As the person named it.
  var path: String
  var password: String
  /// Until when all of them together may take.
  var deadline: ContinuousClock.Instant
  /// Seconds, for messages.
  var timeout: Int
  /// How many bytes of memory each of them may have.
  var memory: Int

  static let package = "poppler-utils"

  /// What a program wrote, perhaps not all of it.
  struct Answer {
    var output: [UInt8]
    var errors: String
    /// Why it is not all; nil where it is.
    var fault: Problem?
  }

  /// How much of a program's output is taken.
  var mostOutput: Int { memory / 4 }

  /// Runs a program on the file.
  ///
  /// - Parameter options: come before the file.
  /// - Throws: `pdf.poppler` where it is not installed.
  func run(_ program: String, _ options: [String], _ operands: [String] = []) throws(Problem) -> Answer {
    let secret = password.isEmpty ? [] : ["-upw", password]
    let command = ChildProcess([program] + options + secret + [file] + operands)
    let outcome: ChildProcess.Outcome
    do throws(Problem) {
      outcome = try command.run(time: deadline - ContinuousClock.now, limit: mostOutput, memory: memory)
    } catch {
      guard error.code == "command.missing" else { throw error }
      throw Problem(
        "pdf.poppler", "PDF is read by poppler's '\(program)', which is not installed", at: Place(file: path),
        help: "on Debian: apt install \(Poppler.package)")
    }
    let errors = String(decoding: outcome.errors, as: UTF8.self)
    return Answer(output: outcome.output, errors: errors, fault: fault(outcome, errors, program))
  }

  private func fault(_ outcome: ChildProcess.Outcome, _ errors: String, _ program: String) -> Problem? {
    let place = Place(file: path)
    if outcome.wasLate {
      return Problem(
        "pdf.timeout", "\(program) took longer than the \(timeout) seconds of 'timeout'", at: place,
        help: "set the reader's parameter 'timeout' higher, or 'pages' lower")
    }
    if outcome.wroteTooMuch {
      return Problem(
        "pdf.too-large", "\(program) wrote more than \(mostOutput >> 20) MiB, a quarter of 'memory'", at: place,
        help: "set the reader's parameter 'memory' higher, or 'pages' lower")
    }
    if outcome.status == 0 { return nil }
    if errors.contains("Incorrect password") {
      return Problem(
        "pdf.encrypted",
        password.isEmpty ? "the PDF is encrypted and asks for a password" : "the PDF does not open with this password",
        at: place, help: "set the reader's parameter 'password'")
    }
    let reason = Poppler.reason(errors)
    if errors.contains("ut of memory") || errors.contains("bad_alloc") {
      return Problem(
        "pdf.memory", "\(program) needed more than the \(memory >> 20) MiB of 'memory'", at: place,
        help: "set the reader's parameter 'memory' higher")
    }
    return Problem(
      "pdf.damaged",
      outcome.status == nil ? "\(program) broke down over the file" : "\(program) cannot read the file\(reason)",
      at: place, help: "check that it was downloaded whole; a viewer may still print it to a new PDF")
  }

  /// The first thing that a program complained about.
  static func reason(_ errors: String) -> String {
    let line = errors.split(separator: "\n").first { $0.contains("Error") } ?? errors.split(separator: "\n").first
    return line.map { ": \($0.split(separator: ": ").dropFirst().joined(separator: ": "))" } ?? ""
  }
}
