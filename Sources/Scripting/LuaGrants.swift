import Glibc
import Text
import Workbench

/// What a step may reach beside its document: what the `allow` of its workflow grants.
struct LuaGrants: Sendable {
  /// The workflow's folder: relative paths begin here.
  let folder: String
  /// Files and folders as they are named, with the folder before them.
  let read: [String]
  /// `name` or `name:port`, lower case.
  let hosts: [String]
  /// Granted variables of the environment; nil for those that are not set.
  let environment: [String: String?]

  init(_ allowance: ScriptAllowance = ScriptAllowance(), folder: String = ".") {
    self.folder = folder
    read = allowance.read.map { Paths.resolve($0, in: folder) }
    hosts = allowance.hosts.map { $0.lowercased() }
    var environment: [String: String?] = [:]
    for name in allowance.environment {
      environment.updateValue(unsafe getenv(name).map { unsafe String(cString: $0) }, forKey: name)
    }
    self.environment = environment
  }

  /// The variables as what a result depends on.
  var contents: [[UInt8]] {
    environment.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { name in
      let value = environment[name] ?? nil
      return Array((value.map { "env \(name)=\($0)" } ?? "env \(name) is not set").utf8)
    }
  }

  // MARK: files

  /// The path of a granted file or folder, its links followed.
  func path(_ name: String, for function: String) throws(LuaComplaint) -> String {
    guard !name.contains("\0"), !name.isEmpty else { throw LuaComplaint("'\(name)' is no path") }
    let path = Paths.resolve(name, in: folder)
    guard let resolved = Folders.resolved(path) else {
      // What is not granted is not told to be absent.
      let wanted = LuaGrants.plain(path)
      if read.contains(where: { LuaGrants.isInside(wanted, LuaGrants.plain($0)) }) {
        throw LuaComplaint("there is no file \(name)")
      }
      throw refused(name, function)
    }
    guard read.contains(where: { root in Folders.resolved(root).map { LuaGrants.isInside(resolved, $0) } ?? false })
    else { throw refused(name, function) }
    return resolved
  }

  private func refused(_ name: String, _ function: String) -> LuaComplaint {
    LuaComplaint(
      "\(function): this step may not read \(name): give it `allow: {read: [\"\(name)\"]}` in the workflow file, "
        + "or the folder that holds it")
  }

  private static func isInside(_ path: String, _ root: String) -> Bool {
    path == root || path.hasPrefix(root == "/" ? root : root + "/")
  }

  /// A path without `.`, `..` and doubled slashes, as text.
  private static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  // MARK: hosts

  /// Whether one may fetch from a host.
  func allows(_ address: LuaAddress) -> Bool {
    hosts.contains(address.host) || hosts.contains("\(address.host):\(address.port)")
  }

  // MARK: environment

  func variable(_ name: String) throws(LuaComplaint) -> String? {
    guard let value = environment[name] else {
      throw LuaComplaint(
        "this step may not see the variable \(name): give it `allow: {env: [\(name)]}` in the workflow file")
    }
    return value
  }
}
