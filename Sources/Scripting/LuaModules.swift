import Document
import Glibc
import Text
import Workbench

/// Finds and compiles what `require` asks for: files beside the workflow, and nothing elsewhere.
struct LuaModules {
  /// The workflow's folder.
  let folder: String
  let chunks: LuaChunks
  let compile: (_ source: String, _ file: String) throws(Problem) -> [UInt8]

  /// The bytecode of a module: `a.b` is `a/b.lua` or `a/b/init.lua`.
  func bytecode(_ name: String) throws(LuaComplaint) -> [UInt8] {
    let path = try path(name)
    do throws(Problem) {
      return try chunks.module(path) { path throws(Problem) in
        let bytes = try ByteSource(path: path).whole(limit: 16 << 20)
        guard let source = String(validating: bytes, as: UTF8.self) else {
          throw Problem("script.syntax", "it is not valid UTF-8")
        }
        return try compile(source, path)
      }
    } catch {
      let place = error.place.prefix
      throw LuaComplaint("module '\(name)' cannot be loaded: \(place.isEmpty ? path : place): \(error.message)")
    }
  }

  private func path(_ name: String) throws(LuaComplaint) -> String {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isSound = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { $0 == 0x2D || $0 == 0x5F || isLetterOrDigit($0) }
    }
    guard isSound, !name.isEmpty else {
      throw LuaComplaint("'\(name)' is no name of a module: letters, digits, '-' and '_', with dots for folders")
    }
    let stem = Paths.resolve(parts.joined(separator: "/"), in: folder)
    for path in [stem + ".lua", stem + "/init.lua"] where unsafe access(path, R_OK) == 0 {
      guard isInside(path) else { throw LuaComplaint("module '\(name)' leads out of the workflow's folder") }
      return path
    }
    throw LuaComplaint("there is no module '\(name)': neither \(stem).lua nor \(stem)/init.lua")
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// Whether a path, its links followed, lies below the workflow's folder.
  private func isInside(_ path: String) -> Bool {
    guard let root = resolved(folder), let file = resolved(path) else { return false }
    return file.hasPrefix(root == "/" ? root : root + "/")
  }

  private func resolved(_ path: String) -> String? {
    guard let name = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(name) }
    return unsafe String(cString: name)
  }
}
