import Document
import Synchronization
import Workbench

/// Compiled chunks, and where the lines of each stand in its author's own file. Chunks are known to Lua by short names such as
/// `s12`, so that no path is cut short in a message; here the names become files and lines again.
final class LuaChunks: Sendable {
  private struct Origin: Sendable {
    var file: String
    /// The line of the file on which the chunk's first line stands.
    var line: Int
  }

  private struct State {
    var origins: [Origin] = []
    var modules: [String: [UInt8]] = [:]
  }

  private let state = Mutex(State())

  /// A new name for a chunk.
  func name(file: String, line: Int) -> String {
    state.withLock { state in
      state.origins.append(Origin(file: file, line: line))
      return "s\(state.origins.count - 1)"
    }
  }

  /// A module's bytecode, compiled at its first use; a module that does not compile is tried again.
  func module(_ path: String, compile: (String) throws(Problem) -> [UInt8]) throws(Problem) -> [UInt8] {
    if let known = state.withLock({ $0.modules[path] }) { return known }
    let bytecode = try compile(name(file: path, line: 1))
    state.withLock { $0.modules[path] = bytecode }
    return bytecode
  }

  /// Takes `s12:34: ` from the beginning of a message, as often as it stands there.
  ///
  /// - Returns: the place that stood last, which is the innermost, and the rest of the message.
  func place(in message: String) -> (place: Place?, rest: String) {
    var rest = message[...]
    var place: Place?
    while let (found, after) = prefix(of: rest) {
      place = found
      rest = after
    }
    return (place, String(rest))
  }

  /// A line of a trace with file and line in place of the chunk's name.
  func traceLine(_ line: Substring) -> String {
    guard let (place, rest) = prefix(of: line) else { return String(line) }
    let defined = "in the function of line "
    // A function without a name is told by the line it begins on, and that line is the chunk's.
    if rest.hasPrefix(defined), let own = Int(rest.dropFirst(defined.count)), let at = origin(of: line) {
      return "\(place.prefix): \(defined)\(at.line + own - 1)"
    }
    return "\(place.prefix): \(rest)"
  }

  private func prefix(of text: Substring) -> (Place, Substring)? {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let line = Int(parts[1]), parts[2].first == " ", let origin = origin(of: text) else {
      return nil
    }
    return (Place(file: origin.file, line: origin.line + line - 1), parts[2].dropFirst())
  }

  /// The origin of the chunk whose name a text begins with.
  private func origin(of text: Substring) -> Origin? {
    let name = text.prefix { $0 != ":" }
    guard name.first == "s", let index = Int(name.dropFirst()) else { return nil }
    return state.withLock { $0.origins.indices.contains(index) ? $0.origins[index] : nil }
  }
}
