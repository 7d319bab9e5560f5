import Document
import Text
import Workbench

/// Reads what a step in Lua may use up and reach: `limits` and `allow`.
extension WorkflowReader {
  static let limitKeys = ["instructions", "memory", "time", "output"]
  static let allowKeys = ["read", "http", "env"]

  mutating func allowance(_ node: YAMLNode, for use: WorkflowStep.Use) -> ScriptAllowance {
    var allowance = ScriptAllowance()
    if let identifier = use.text, !use.isLua {
      for key in ["limits", "allow"] {
        guard let value = node.pairs?.first(where: { $0.key.text == key })?.key else { continue }
        diagnostics.error(
          "workflow.conflict", "'\(key)' is for steps in Lua, and '\(identifier)' is none", at: place(value),
          help: "remove it")
      }
      return allowance
    }
    if let limits = node["limits"], table(limits, "'limits'", keys: WorkflowReader.limitKeys) != nil {
      self.limits(limits, &allowance)
    }
    if let allow = node["allow"], table(allow, "'allow'", keys: WorkflowReader.allowKeys) != nil {
      if let read = allow["read"] { allowance.read = readable(read) }
      if let http = allow["http"] {
        allowance.hosts = names(http, "http", WorkflowReader.isHost, "a host such as example.org or 127.0.0.1:8080")
      }
      if let env = allow["env"] {
        allowance.environment = names(env, "env", WorkflowReader.isVariable, "the name of a variable such as API_KEY")
      }
    }
    return allowance
  }

  private mutating func limits(_ node: YAMLNode, _ allowance: inout ScriptAllowance) {
    if let instructions = node["instructions"] {
      allowance.instructions = instructions.value.integer
      if !(1...1_000_000_000_000_000).contains(allowance.instructions ?? 0) {
        diagnostics.error(
          "workflow.type", "'instructions' must be a whole number from 1 to 1e15, not \(instructions.inWords)",
          at: place(instructions), help: "a step has 1e8 where nothing is said")
      }
    }
    if let memory = node["memory"] { allowance.memory = size(memory, "memory") }
    if let output = node["output"] { allowance.output = size(output, "output") }
    if let time = node["time"] {
      allowance.time = time.text.flatMap(Durations.duration)
      if allowance.time ?? .zero <= .zero {
        let near =
          allowance.time == nil ? time.text.flatMap(Durations.suggestion).map { "did you mean '\($0)'?" } : nil
        diagnostics.error(
          "workflow.type", "'time' must be \(Durations.expectation), not \(time.inWords)", at: place(time),
          help: near ?? "a step has 10s where nothing is said")
      }
    }
  }

  private mutating func size(_ node: YAMLNode, _ key: String) -> Int? {
    if let size = node.text.flatMap(Sizes.size) { return size }
    let near = node.text.flatMap(Sizes.suggestion).map { "did you mean '\($0)'?" }
    diagnostics.error(
      "workflow.type", "'\(key)' must be \(Sizes.expectation), not \(node.inWords)", at: place(node), help: near)
    return nil
  }

  /// What may be read must be there before anything runs.
  private mutating func readable(_ node: YAMLNode) -> [String] {
    texts(node, "read").map { item in
      let path = Paths.resolve(item.value, in: Paths.folder(self.path))
      if item.value.isEmpty || !Files.exists(path) {
        let near = nearest(Paths.name(item.value), among: Files.names(in: Paths.folder(path))).first
        diagnostics.error(
          "workflow.path", "'read' names '\(item.value)', and there is no such file or folder", at: item.place,
          help: near.map { "did you mean '\($0)'?" } ?? "paths begin at the workflow's folder")
      }
      return item.value
    }
  }

  private mutating func names(
    _ node: YAMLNode, _ key: String, _ isSound: (String) -> Bool, _ expectation: String
  ) -> [String] {
    let items = texts(node, key)
    for item in items where !isSound(item.value) {
      diagnostics.error(
        "workflow.type", "'\(key)' must be \(expectation), not '\(item.value)'", at: item.place,
        help: item.value.contains("://") ? "leave out what stands before and after the host" : nil)
    }
    return items.map(\.value)
  }

  private static func isHost(_ text: String) -> Bool {
    let isBracketed = text.hasPrefix("[")
    let name = isBracketed ? text.prefix { $0 != "]" } : text.prefix { $0 != ":" }
    var rest = text[name.endIndex...]
    if isBracketed {
      guard rest.hasPrefix("]") else { return false }
      rest = rest.dropFirst()
    }
    let isPort = rest.isEmpty || (rest.hasPrefix(":") && UInt16(rest.dropFirst()) != nil)
    return isPort
      && name.utf8.count > (isBracketed ? 1 : 0)
      && name.dropFirst(isBracketed ? 1 : 0).utf8.allSatisfy { byte in
        isLetterOrDigit(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F || (isBracketed && byte == 0x3A)
      }
  }

  private static func isVariable(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x5F }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

/// Sizes as workflow files write them: `64MiB`, `500KiB`, `1GiB`, or a number of bytes.
enum Sizes {
  static let expectation = "a size such as 64MiB, 500KiB or 1GiB"
  private static let units: [(name: String, bytes: Int)] = [
    ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("kB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000),
    ("B", 1), ("", 1),
  ]
  private static let largest = 1 << 40
  /// The same for a JSON Schema.
  static let pattern = "^[0-9]+(\(units.map(\.name).joined(separator: "|")))$"

  /// - Returns: nil for what is no size, is nothing, or is more than 1024 GiB.
  static func size(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), let unit = units.first(where: { $0.name == text.dropFirst(digits.count) }) else {
      return nil
    }
    let (size, isTooLarge) = number.multipliedReportingOverflow(by: unit.bytes)
    return !isTooLarge && (1...largest).contains(size) ? size : nil
  }

  /// What may have been meant: a unit by another name, a blank before it.
  static func suggestion(_ text: String) -> String? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty else { return nil }
    let rest = text.dropFirst(digits.count).filter { $0 != " " && $0 != "_" }.lowercased()
    guard let first = rest.first, let unit = ["k": "KiB", "m": "MiB", "g": "GiB"][first] else { return nil }
    return size(digits + unit) != nil ? digits + unit : nil
  }
}
