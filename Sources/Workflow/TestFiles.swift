public import Document
import Workbench

/// The files with tests that a path means.
public struct TestFiles: Sendable {
  public enum Item: Hashable, Sendable {
    /// A workflow file.
    case workflow(String)
    /// A `*_test.lua` file, and the folder of the workflow it belongs to.
    case script(String, folder: String)
  }

  public let items: [Item]

  /// - Parameter path: a workflow file, a `*_test.lua` file, or a folder that holds such files, itself or in its folders.
  /// - Throws: `test.missing` where there is no such file, or nothing in the folder.
  public init(_ path: String) throws(Problem) {
    guard Files.exists(path) else {
      throw Problem(
        "test.missing", "there is no file \(path)", help: "name a workflow, a *_test.lua file, or a folder with such")
    }
    guard Files.isFolder(path) else {
      items = [path.hasSuffix(".lua") ? TestFiles.script(path) : .workflow(path)]
      return
    }
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    items = Files.below(folder).compactMap { file in
      if file.hasSuffix("_test.lua") { return TestFiles.script(file) }
      return TestFiles.isWorkflow(file) ? .workflow(file) : nil
    }
    if items.isEmpty {
      throw Problem(
        "test.missing", "the folder \(path) holds neither workflows nor *_test.lua files",
        help: "`dragoman new workflow` makes one with a test")
    }
  }

  private static func script(_ path: String) -> Item { .script(path, folder: folder(of: path)) }

  /// The nearest folder above that holds a workflow.yaml; where there is none, the test's own, or the one that its `steps` is in.
  private static func folder(of path: String) -> String {
    let own = Paths.folder(path)
    var folder = own
    for _ in 0..<16 {
      if Files.exists(Paths.resolve("workflow.yaml", in: folder)) { return folder }
      if folder == "/" { break }
      if folder == "." {
        folder = ".."
      } else {
        folder = Paths.name(folder) == ".." ? folder + "/.." : Paths.folder(folder)
      }
    }
    return Paths.name(own) == "steps" ? Paths.folder(own) : own
  }

  /// A file named workflow.yaml, or another YAML file that says that it is one: a line begins with `dragoman:`.
  private static func isWorkflow(_ path: String) -> Bool {
    guard ["yaml", "yml"].contains(Paths.fileExtension(path)) else { return false }
    if Paths.name(path) == "workflow.yaml" { return true }
    guard let start = try? ByteSource(path: path).prefix(4096) else { return false }
    return String(decoding: start, as: UTF8.self).split { $0.isNewline }.contains { $0.hasPrefix("dragoman:") }
  }
}
