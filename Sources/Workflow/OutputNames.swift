import Document
import Synchronization

/// Which step of a run makes which file: of two that make one of the same name, one would be lost.
final class OutputNames: Sendable {
  private let makers = Mutex<[String: String]>([:])

  /// - Throws: `output.twice`, naming both steps.
  func claim(_ name: String, by step: String) throws(Problem) {
    let other = makers.withLock { makers in
      let known = makers[name]
      if known == nil { makers[name] = step }
      return known
    }
    guard let other, other != step else { return }
    throw Problem(
      "output.twice", "the steps '\(other)' and '\(step)' both make \(name)",
      help: "let one of them make a file of another name or in a folder of its own")
  }
}
