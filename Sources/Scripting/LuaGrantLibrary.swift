import Document
import Glibc
import Workbench

extension LuaLibrary {
  static let fileModule: [LuaEntry] = [
    function("file", "read", "(path)", "The bytes of a file that the step's `allow: {read: […]}` grants, as a text.") {
      host, arguments throws(LuaComplaint) in
      [.bytes(try content(host, try arguments.text(0), "file.read"))]
    },
    function("file", "lines", "(path)", "A list of the lines of a granted file, without their ends.") {
      host, arguments throws(LuaComplaint) in
      [lines(try content(host, try arguments.text(0), "file.lines"))]
    },
    function("file", "list", "([path])", "A list of the names in a granted folder, in order, without hidden ones.") {
      host, arguments throws(LuaComplaint) in
      let name = try arguments.optionalText(0) ?? "."
      let path = try host.grants.path(name, for: "file.list")
      guard Folders.isFolder(path) else { throw LuaComplaint("file.list: \(name) is no folder") }
      return [.list(Folders.names(in: path).map { .text($0) })]
    },
  ]

  static let environmentModule: [LuaEntry] = [
    function(
      "env", "get", "(name)",
      "A variable of the environment that the step's `allow: {env: […]}` grants; nothing where it is not set. env.NAME too."
    ) { host, arguments throws(LuaComplaint) in [LuaValue(try host.grants.variable(try arguments.text(0)))] }
  ]

  static let httpModule: [LuaEntry] = [
    function(
      "http", "get", "(url)",
      "What lies at an address of a host that the step's `allow: {http: […]}` grants: status, type, text, url. Wants the command curl."
    ) { host, arguments throws(LuaComplaint) in
      guard !host.isLoading else {
        throw LuaComplaint("http.get is for handlers: nothing is fetched while the step is being loaded")
      }
      let answer = try LuaFetch(grants: host.grants, limits: host.limits).get(try arguments.text(0))
      return [
        .table([
          ("status", .integer(answer.status)), ("type", .text(answer.type)), ("text", .bytes(answer.bytes)),
          ("url", .text(answer.address)),
        ])
      ]
    }
  ]

  private static func content(_ host: LuaHost, _ name: String, _ function: String) throws(LuaComplaint) -> [UInt8] {
    let path = try host.grants.path(name, for: function)
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw LuaComplaint("\(function): \(name) is no file")
    }
    guard status.st_size <= host.limits.memory else {
      throw LuaComplaint(
        "\(function): \(name) has \(status.st_size) bytes, and a script has \(host.limits.memory) bytes of memory")
    }
    do {
      return try ByteSource(path: path).whole(limit: host.limits.memory)
    } catch { throw LuaComplaint("\(function): \(error.message)") }
  }

  /// The lines of bytes; an end at the very end begins no new one.
  static func lines(_ bytes: [UInt8]) -> LuaValue {
    var lines: [LuaValue] = []
    var start = 0
    func add(_ end: Int) {
      let isCarried = end > start && bytes[end - 1] == 0x0D
      lines.append(.bytes(Array(bytes[start..<(isCarried ? end - 1 : end)])))
    }
    for (at, byte) in bytes.enumerated() where byte == 0x0A {
      add(at)
      start = at + 1
    }
    if start < bytes.count { add(bytes.count) }
    return .list(lines)
  }
}
