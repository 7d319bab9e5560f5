import Foundation

/// The shared data of the project: outside the repository, so that a test which reads it is skipped where it is absent.
enum Shared {
  /// `DRAGOMAN_SHARED`, else `shared` beside the package.
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["DRAGOMAN_SHARED"] { return URL(filePath: path) }
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return package.deletingLastPathComponent().appending(path: "shared")
  }()

  static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  static func data(_ path: String) throws -> Data {
    try Data(contentsOf: folder.appending(path: path))
  }
}
