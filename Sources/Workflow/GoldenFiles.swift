public import Document
import Workbench

/// Files that the outputs of a test must equal byte by byte.
public enum GoldenFiles: Sendable {
  /// Every file of a folder, and no output beside them.
  case folder(String)
  /// Some outputs, by their names under the output folder.
  case files([(output: String, path: String)])
}

extension GoldenFiles {
  /// A file that is compared.
  public struct Pair: Sendable {
    /// Its name under the output folder.
    public var output: String
    /// Where the expected content stands.
    public var path: String
  }

  /// Every output with the file that it must equal. Both may be missing.
  ///
  /// - Parameters:
  ///   - outputs: names of the files that the run made.
  ///   - folder: the workflow's folder.
  public func pairs(_ outputs: [String], in folder: String) -> [Pair] {
    switch self {
    case .files(let files): return files.map { Pair(output: $0.output, path: Paths.resolve($0.path, in: folder)) }
    case .folder(let name):
      let golden = GoldenFiles.withoutSlash(Paths.resolve(name, in: folder))
      let there = Files.below(golden).map { String($0.dropFirst(golden == "." ? 0 : golden.count + 1)) }
      return Set(outputs + there).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
        Pair(output: $0, path: golden + "/" + $0)
      }
    }
  }

  private static func withoutSlash(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? withoutSlash(String(path.dropLast())) : path
  }

  private static let help =
    "`dragoman test --update` writes what comes out now; read the difference before you believe it"

  /// What the first output that differs differs in, with the names of the others; nil where all are equal.
  ///
  /// - Parameter out: the output folder.
  public static func difference(_ pairs: [Pair], out: String) throws(Problem) -> Problem? {
    var first: Problem?
    var others: [String] = []
    for pair in pairs {
      guard let problem = try difference(pair, out: out) else { continue }
      if first == nil { first = problem } else { others.append(pair.output) }
    }
    if !others.isEmpty {
      let named = others.prefix(8).joined(separator: ", ") + (others.count > 8 ? " …" : "")
      first?.trace.append("not as expected either: \(named)")
    }
    return first
  }

  private static func difference(_ pair: Pair, out: String) throws(Problem) -> Problem? {
    guard Files.exists(out + "/" + pair.output) else {
      return Problem(
        "test.golden", "the run made no file \(pair.output)", at: Place(file: pair.path),
        help: "mend the workflow, or remove the file from the test")
    }
    guard Files.exists(pair.path) else {
      return Problem(
        "test.golden", "\(pair.output) came out, and there is no file to compare it with", at: Place(file: pair.path),
        help: help)
    }
    let made = try ByteSource(path: out + "/" + pair.output).whole()
    let expected = try ByteSource(path: pair.path).whole()
    if made == expected { return nil }
    let lines = LineDifference(from: expected, to: made)
    return Problem(
      "test.golden", "\(pair.output) differs from what is expected", at: Place(file: pair.path, line: lines.firstLine),
      help: help, trace: lines.unified(from: pair.path, to: pair.output))
  }

  /// Writes each output that differs in place of what was expected.
  ///
  /// - Returns: the files that were written.
  public static func update(_ pairs: [Pair], out: String) throws(Problem) -> [String] {
    var written: [String] = []
    for pair in pairs where Files.exists(out + "/" + pair.output) {
      let made = try ByteSource(path: out + "/" + pair.output).whole()
      if Files.exists(pair.path), try ByteSource(path: pair.path).whole() == made { continue }
      try Outputs.writeFile(pair.path) { sink throws(Problem) in try sink.write(bytes: made) }
      written.append(pair.path)
    }
    return written
  }
}
