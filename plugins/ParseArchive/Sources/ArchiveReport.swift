import Document
import Workbench

/// What could not be read of an archive.
struct ArchiveReport {
  let path: String
  let sha256: String
  let mediaType: String
  private var problems: [Problem] = []
  private var leftOut = 0
  /// So many are told one by one.
  private static let most = 1_000

  init(path: String, sha256: String, mediaType: String) {
    self.path = path
    self.sha256 = sha256
    self.mediaType = mediaType
  }

  var id: String { String(sha256.prefix(16)) }

  mutating func add(_ problem: Problem) {
    if problems.count < ArchiveReport.most { problems.append(problem.inFile(path)) } else { leftOut += 1 }
  }

  /// Where nothing was read, the reading has failed.
  var nothingRead: Problem {
    guard let first = problems.first else {
      return Problem(
        "archive.empty", "there is no file in the archive", at: Place(file: path),
        help: "check that it was saved or downloaded whole")
    }
    var problem = first
    let others = problems.count + leftOut - 1
    if others > 0 { problem.message += "; nor could \(others) more be read" }
    return problem
  }

  /// A document that says what was left out; nil where all was read.
  func document(_ context: RunContext) -> Document? {
    guard !problems.isEmpty else { return nil }
    var builder = BlockBuilder()
    for problem in problems {
      builder.append(
        (problem.place.part.map { $0 + ": " } ?? "") + problem.message, kind: .listItem, role: .note, level: 1,
        place: Place(part: problem.place.part))
    }
    var warnings = problems
    if leftOut > 0 {
      warnings.append(
        Problem("archive.warnings", "\(leftOut) more entries could not be read", at: Place(file: path)))
    }
    var metadata = Metadata()
    metadata.title = Paths.name(path)
    return Document(
      id: id,
      source: Source(
        path: path, sha256: sha256, mediaType: mediaType, reader: Entry.parseArchive.manual.versioned),
      metadata: metadata, text: builder.text, blocks: builder.blocks, warnings: warnings)
  }
}
