import Document
import Text

/// One switch or option of the command line: parsed, explained and completed from this one value.
struct Flag: Hashable, Sendable {
  /// Without the dashes.
  var name: String
  var letter: Character?
  /// What stands for its value in the help; nil for a switch.
  var value: String?
  /// Whether it may be given more than once.
  var repeats = false
  var help: String
  /// The values that there are; empty where they cannot be listed.
  var choices: [String] = []

  static func == (a: Flag, b: Flag) -> Bool { a.name == b.name }
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// What `dragoman` does under one name.
struct Command: Sendable {
  var name: String
  /// One line.
  var summary: String
  /// The operands, as the usage line shows them.
  var operands: String
  var flags: [Flag] = []
  var subcommands: [Command] = []
  /// The subcommand that is meant where none is named; nil where one must be.
  var usual: String?
  /// Paragraphs and examples below the options.
  var details = ""
  /// Whether its operands are identifiers of processors, for completion.
  var namesProcessors = false
  /// - Returns: the exit status.
  var run: @Sendable (Arguments) throws(Problem) -> ExitStatus = { _ throws(Problem) in .done }
}

/// What the process ends with.
enum ExitStatus: Int32, Sendable {
  case done = 0
  /// Done, and some documents failed.
  case someFailed = 1
  /// Wrong usage, or an invalid workflow.
  case usage = 2
  /// The run could not go on.
  case stopped = 3
  /// A fault of ours.
  case fault = 70
  case interrupted = 130
}

/// A command line taken apart: pure, nothing looked up yet.
struct Arguments: Sendable {
  var operands: [String] = []
  private var values: [Flag: [String]] = [:]

  func has(_ flag: Flag) -> Bool { values[flag] != nil }
  func value(_ flag: Flag) -> String? { values[flag]?.last }
  func values(_ flag: Flag) -> [String] { values[flag] ?? [] }

  /// - Throws: `usage.…` naming the argument at fault.
  init(_ words: ArraySlice<String>, for command: Command, path: String) throws(Problem) {
    let help = "`dragoman help \(path)` shows what it takes"
    var rest = words
    var takesFlags = true
    while let word = rest.popFirst() {
      if takesFlags, word == "--" {
        takesFlags = false
      } else if takesFlags, word.hasPrefix("-"), word != "-" {
        try takeFlag(word, &rest, command, help)
      } else {
        operands.append(word)
      }
    }
  }

  private mutating func takeFlag(
    _ word: String, _ rest: inout ArraySlice<String>, _ command: Command, _ help: String
  ) throws(Problem) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let known = command.flags + [Flags.help]
    let found = known.first { flag in
      word.hasPrefix("--") ? "--" + flag.name == parts[0] : flag.letter.map { "-\($0)" == parts[0] } ?? false
    }
    guard let flag = found else {
      let names = known.map { "--" + $0.name }
      let near = nearest(parts[0], among: names).first.map { "did you mean '\($0)'?" }
      throw Problem("usage.option", "there is no option '\(parts[0])' here", help: near ?? help)
    }
    guard flag.repeats || values[flag] == nil else {
      throw Problem("usage.option", "'--\(flag.name)' is given twice", help: help)
    }
    if let placeholder = flag.value {
      guard let value = parts.count > 1 ? parts[1] : rest.popFirst() else {
        throw Problem("usage.option", "'--\(flag.name)' needs a value: \(placeholder)", help: flag.help)
      }
      values[flag, default: []].append(value)
    } else {
      guard parts.count == 1 else { throw Problem("usage.option", "'--\(flag.name)' takes no value", help: flag.help) }
      values[flag] = []
    }
  }
}

/// The options that several commands share.
enum Flags {
  static let help = Flag(name: "help", letter: "h", help: "Shows this help.")
  static let json = Flag(name: "json", help: "Prints results and diagnostics as JSON.")
  static let quiet = Flag(name: "quiet", letter: "q", help: "Prints nothing but errors.")
  static let jobs = Flag(
    name: "jobs", letter: "j", value: "N", help: "Works with N threads; as many as cores where not set.")
  static let set = Flag(
    name: "set", value: "KEY=VALUE", repeats: true, help: "Sets a parameter of the workflow; may be given again.")
  static let now = Flag(
    name: "now", value: "TIME",
    help: "The time that outputs name as their information cut-off, such as 2025-01-21T08:00:00Z.")
}

extension Arguments {
  func jobs() throws(Problem) -> Int {
    guard let word = value(Flags.jobs) else { return System.cores }
    guard let number = Int(word), (1...1024).contains(number) else {
      throw Problem("usage.value", "'--jobs' must be a whole number from 1 to 1024, not '\(word)'")
    }
    return number
  }

  /// Bytes: a whole number, with K, M, G or T for powers of 1024.
  func size(_ flag: Flag) throws(Problem) -> Int? {
    guard let word = value(flag) else { return nil }
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let units = ["": 0, "K": 10, "M": 20, "G": 30, "T": 40]
    let unit = word[digits.endIndex...].uppercased().replacing("IB", with: "").replacing("B", with: "")
    guard let number = Int(digits), let shift = units[unit], number <= Int.max >> shift else {
      throw Problem("usage.value", "'--\(flag.name)' must be a size such as 500M or 20G, not '\(word)'")
    }
    return number << shift
  }

  func now() throws(Problem) -> Instant? {
    guard let word = value(Flags.now) else { return nil }
    guard let instant = Instant(iso8601: word) else {
      throw Problem("usage.value", "'--now' must be a time such as 2025-01-21T08:00:00Z, not '\(word)'")
    }
    return instant
  }

  func assignments() throws(Problem) -> [(key: String, word: String)] {
    var pairs: [(key: String, word: String)] = []
    for word in values(Flags.set) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw Problem("usage.value", "'--set' takes KEY=VALUE, not '\(word)'")
      }
      pairs.append((parts[0], parts[1]))
    }
    return pairs
  }

  func requireOperands(_ what: String, for path: String) throws(Problem) {
    if operands.isEmpty {
      throw Problem("usage.operands", "\(what) is missing", help: "`dragoman help \(path)` shows what it takes")
    }
  }
}
