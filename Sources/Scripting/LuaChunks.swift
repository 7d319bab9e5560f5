import Document
import Synchronization
import Workbench

/// The names by which Lua knows the files of chunks, and modules that were compiled. Lua cuts long names short, so that a long path
/// goes by its end; here the names become files again. Lines are the author's own: a chunk has as many empty lines before it as
/// its file has lines above it.
final class LuaChunks: Sendable {
  private struct State {
    var files: [String: String] = [:]
    var modules: [String: [UInt8]] = [:]
    /// What was compiled, by file and by the number of empty lines above it.
    var sources: [String: [Int: [UInt8]]] = [:]
  }

  private let state = Mutex(State())
  /// Lua shows at most so many bytes of a name (LUA_IDSIZE, without its end).
  private static let longestName = 59

  /// The name of a file in messages and traces that scripts see.
  func name(file: String) -> String {
    let legible = String(String.UnicodeScalarView(file.unicodeScalars.map { $0.value < 0x20 ? "?" : $0 }))
    return state.withLock { state in
      var name = legible
      var tail = legible[...]
      while name.utf8.count > LuaChunks.longestName || state.files[name, default: file] != file {
        guard !tail.isEmpty else { break }
        tail = tail.dropFirst()
        name = "…" + tail
      }
      state.files[name] = file
      return name
    }
  }

  /// Keeps what is compiled, so that messages can look at it.
  func remember(_ source: String, file: String) {
    let bytes = Array(source.utf8)
    let above = bytes.prefix { $0 == 0x0A }.count
    state.withLock { $0.sources[file, default: [:]][above] = bytes }
  }

  /// The source that has a line, and the line without the space around it.
  func source(at place: Place) -> (code: [UInt8], line: String) {
    guard let file = place.file, let line = place.line else { return ([], "") }
    let known = state.withLock { $0.sources[file] ?? [:] }
    guard let above = known.keys.filter({ $0 < line }).max(), let code = known[above] else { return ([], "") }
    let lines = code.split(separator: 0x0A, maxSplits: line, omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return (code, "") }
    let shown = lines[line - 1].drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed()
    return (code, String(decoding: Array(shown), as: UTF8.self))
  }

  /// A module's bytecode, compiled at its first use; a module that does not compile is tried again.
  func module(_ path: String, compile: (String) throws(Problem) -> [UInt8]) throws(Problem) -> [UInt8] {
    if let known = state.withLock({ $0.modules[path] }) { return known }
    let bytecode = try compile(path)
    state.withLock { $0.modules[path] = bytecode }
    return bytecode
  }

  /// Takes `file:34: ` from the beginning of a message, as often as it stands there.
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

  /// A line of a trace with the file in place of its name.
  func traceLine(_ line: Substring) -> String {
    guard let (place, rest) = prefix(of: line) else { return String(line) }
    return "\(place.prefix): \(rest)"
  }

  private func prefix(of text: Substring) -> (Place, Substring)? {
    var colon = text.utf8.firstIndex(of: 0x3A)
    while let at = colon, text.utf8.distance(from: text.startIndex, to: at) <= LuaChunks.longestName {
      let after = text[text.utf8.index(after: at)...]
      let digits = after.prefix { $0.isASCII && $0.isNumber }
      if let line = Int(digits), after[digits.endIndex...].hasPrefix(": "),
        let file = state.withLock({ $0.files[String(text[..<at])] })
      {
        return (Place(file: file, line: line), after[digits.endIndex...].dropFirst(2))
      }
      colon = after.utf8.firstIndex(of: 0x3A)
    }
    return nil
  }
}
