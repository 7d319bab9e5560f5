import CLoader
import Workbench

/// What is running: the builds of the program and of the libraries that it has loaded.
enum ProgramBuild {
  /// Another program or another library gives another digest: the linker notes in each what its content is. Where it noted nothing
  /// in the program, size and time of its file stand for that.
  static let digest: Digest = {
    var builds = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe min(builds.count, dragoman_loaded_builds(&builds, builds.count))
    builds.removeLast(builds.count - count)
    if builds.first == 0, let file = FileSignature("/proc/self/exe") {
      builds += "\(file.size) \(file.modified)".utf8
    }
    return Digest(of: builds)
  }()
}
