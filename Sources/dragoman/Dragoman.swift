import Document
import Glibc
import Text

/// The program: finds the command, runs it, says what went wrong.
@main
enum Dragoman {
  static let version = "0.1.0"

  static let commands: [Command] = [
    .run, .check, .test, .graph, .schema, .convert, .inspect, .processors, .tm, .lua, .cache, .worker, .new,
    .completions, .man,
  ]

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow any more is an error to be said, as a full disk is.
    signal(SIGXFSZ, SIG_IGN)
    exit(run(CommandLine.arguments.dropFirst()).rawValue)
  }

  static func run(_ words: ArraySlice<String>) -> ExitStatus {
    do throws(Problem) {
      return try dispatch(words)
    } catch {
      Terminal.standardError(error.description)
      if error.code.hasPrefix("usage.") || error.code.hasPrefix("workflow.") { return .usage }
      return error.code.hasPrefix("registry.") ? .fault : .stopped
    }
  }

  private static func dispatch(_ words: ArraySlice<String>) throws(Problem) -> ExitStatus {
    guard let first = words.first else {
      Terminal.standardError(Help.overview)
      return .usage
    }
    switch first {
    case "--version", "-V":
      try Terminal.print("dragoman \(version)")
      return .done
    case "help", "--help", "-h": return try Help.run(words.dropFirst())
    default: break
    }
    guard !first.hasPrefix("-") else {
      throw Problem(
        "usage.option", "there is no option '\(first)' before a command", help: "`dragoman help` lists the commands")
    }
    var command = try find(first, in: commands, after: "dragoman")
    var rest = words.dropFirst()
    var path = command.name
    while !command.subcommands.isEmpty, let next = rest.first, !next.hasPrefix("-") {
      command = try find(next, in: command.subcommands, after: "dragoman " + path)
      path += " " + command.name
      rest = rest.dropFirst()
    }
    // `--help` is asked of the command itself.
    if let usual = command.usual, !rest.contains("--help"), !rest.contains("-h") {
      command = try find(usual, in: command.subcommands, after: "dragoman " + path)
      path += " " + usual
    }
    let arguments = try Arguments(rest, for: command, path: path)
    if arguments.has(Flags.help) {
      try Terminal.print(Help.page(command, path: path))
      return .done
    }
    if !command.subcommands.isEmpty, command.flags.isEmpty {
      throw Problem(
        "usage.command", "'dragoman \(path)' needs one of \(command.subcommands.map(\.name).joined(separator: ", "))",
        help: "`dragoman help \(path)` explains them")
    }
    return try command.run(arguments)
  }

  static func find(_ name: String, in commands: [Command], after path: String) throws(Problem) -> Command {
    if let command = commands.first(where: { $0.name == name }) { return command }
    let near = nearest(name, among: commands.map(\.name)).first.map { "did you mean '\(path) \($0)'?" }
    throw Problem(
      "usage.command", "there is no command '\(path) \(name)'", help: near ?? "`dragoman help` lists the commands")
  }
}
