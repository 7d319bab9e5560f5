public import Document
import Workbench

/// The inputs of a run: files, folders with files, standard input.
public struct Inputs: Sendable {
  /// Paths of files, and `-`; in the order in which they were named, the files of a folder in the order of their names.
  public let paths: [String]
  /// Files of the folders that the workflow does not accept, counted by their extensions.
  public let leftAside: [String: Int]

  /// - Parameters:
  ///   - named: paths as they were given.
  ///   - accepts: extensions of the files to take from folders; empty takes all.
  /// - Throws: `run.no-input` where nothing is named, or a folder holds nothing that is accepted.
  public init(_ named: [String], accepts: [String] = []) throws(Problem) {
    guard !named.isEmpty else {
      throw Problem("run.no-input", "no input is named", help: "name files or folders, or - for standard input")
    }
    var paths: [String] = []
    var leftAside: [String: Int] = [:]
    for path in named {
      guard path != "-", Files.isFolder(path) else {
        paths.append(path)
        continue
      }
      var files: [String] = []
      for file in Files.below(path) {
        let suffix = Paths.fileExtension(file)
        let unpacked = Paths.fileExtension(Paths.withoutPacking(file))
        if accepts.isEmpty || accepts.contains(suffix) || accepts.contains(unpacked) {
          files.append(file)
        } else {
          leftAside[suffix, default: 0] += 1
        }
      }
      guard !files.isEmpty else {
        throw Problem(
          "run.no-input", "the folder \(path) holds no file that the workflow accepts",
          help: accepts.isEmpty ? nil : "it accepts \(accepts.joined(separator: ", "))")
      }
      paths += files
    }
    self.paths = paths
    self.leftAside = leftAside
  }
}
