import Document
import Plugins
import Workbench

/// A command with the words that lead to it, as completions see it: `new workflow`.
struct CommandPlace {
  /// What a word of a command line may be completed to.
  enum Words {
    case nothing, files, folders
    case these([String])
  }

  var path: [String]
  var summary: String
  var flags: [Flag]
  var subcommands: [Command]
  var operands: Words

  /// `/new/workflow`.
  var name: String { path.map { "/" + $0 }.joined() }

  /// Every place of the command line, the program itself first.
  static let all: [CommandPlace] = {
    let root = CommandPlace(
      path: [], summary: "", flags: [Flag(name: "version", letter: "V", help: "Prints the version."), Flags.help],
      subcommands: Dragoman.commands + [help], operands: .nothing)
    return [root] + Dragoman.commands.flatMap { places($0, []) } + helpPlaces
  }()

  private static let help = Command(name: "help", summary: "Explains a command.", operands: "[COMMAND...]")

  private static func places(_ command: Command, _ above: [String]) -> [CommandPlace] {
    let path = above + [command.name]
    let usual = command.usual.flatMap { name in command.subcommands.first { $0.name == name } }
    let place = CommandPlace(
      path: path, summary: command.summary, flags: command.flags + (usual?.flags ?? []) + [Flags.help],
      subcommands: command.subcommands, operands: operands(of: command))
    return [place] + command.subcommands.flatMap { places($0, path) }
  }

  /// `help` is followed by every command, and by its subcommands.
  private static let helpPlaces: [CommandPlace] =
    [CommandPlace(path: ["help"], summary: "", flags: [], subcommands: Dragoman.commands, operands: .nothing)]
    + Dragoman.commands.filter { !$0.subcommands.isEmpty }.map { command in
      CommandPlace(
        path: ["help", command.name], summary: "", flags: [], subcommands: command.subcommands, operands: .nothing)
    }

  private static func operands(of command: Command) -> Words {
    if command.namesProcessors { return .these(((try? Registry.builtIn())?.entries ?? []).map(\.manual.identifier)) }
    let named = ["WORKFLOW", "INPUT", "PATH", "STORE", "FILE", "STEP", "OUT", "MEMORY", "DIR"]
    return named.contains { command.operands.contains($0) } ? .files : .nothing
  }
}

extension Flag {
  /// What its value may be completed to; nil for a switch.
  var values: CommandPlace.Words? {
    guard let value else { return nil }
    if !choices.isEmpty { return .these(choices) }
    return switch value {
    case "DIR", "OUT": .folders
    case "FILE", "INPUT", "PATH", "STORE": .files
    default: .nothing
    }
  }

  /// `-o` and `--out`.
  var spellings: [String] { (letter.map { ["-\($0)"] } ?? []) + ["--" + name] }
}
