public import Document
public import Markup

extension ArchiveFault {
  /// The fault for the person who has the file.
  ///
  /// - Parameter reader: whose parameters set the bounds: `parse.archive`.
  public func problem(in reader: String, at place: Place) -> Problem {
    let remedy = "where it is no trap, unpack it first, or raise the parameter"
    switch self {
    case .memory: return Problem("archive.memory", "there is no memory to open the archive", at: place)
    case .unknown:
      return Problem(
        "archive.damaged", "there is no archive that can be opened", at: place,
        help:
          "zip, tar and tar packed by gzip, bzip2, xz or zstd are read; the file may be cut off or be something else")
    case .missing(let path):
      return Problem("input.missing", "there is no file \(path)", at: place, help: "check the path")
    case .damaged(let message, _):
      return Problem(
        "archive.damaged", "the archive is damaged or cut off: \(message)", at: place,
        help: "copy or download it again")
    case .encrypted:
      return Problem(
        "archive.encrypted", "it is encrypted, and was not read", at: place, help: "unpack it with its password first")
    case .entries(let limit):
      return Problem(
        "archive.entries", "the archive has more than \(limit) entries, and those behind them were left out",
        at: place, help: "\(remedy) 'entries' of \(reader)")
    case .size(let limit):
      return Problem(
        "archive.size", "the archive unpacks to more than \(limit >> 20) MiB", at: place,
        help: "\(remedy) 'size' of \(reader)")
    case .ratio(let limit):
      return Problem(
        "archive.ratio", "the archive unpacks to more than \(limit) times its size", at: place,
        help: "\(remedy) 'ratio' of \(reader)")
    }
  }
}
