import Document

/// Help, printed from the values that parse the command line.
enum Help {
  static var overview: String {
    var text = """
      dragoman turns foreign-language documents into analyst briefings.

      Usage: dragoman COMMAND [ARGUMENT...]

      Commands:

      """
    let width = Dragoman.commands.map(\.name.count).max() ?? 0
    for command in Dragoman.commands { text += "  \(padded(command.name, width))  \(command.summary)\n" }
    text += "  \(padded("help", width))  Explains a command: dragoman help COMMAND.\n"
    text += """

      Options: --version, --help
      Exit status: 0 done; 1 done, some documents failed; 2 wrong usage or an invalid workflow; 3 the run could not go on;
      70 a fault of the program; 130 interrupted.
      """
    return text
  }

  static func run(_ words: ArraySlice<String>) throws(Problem) -> ExitStatus {
    guard let first = words.first else {
      try Terminal.print(overview)
      return .done
    }
    if first == "help" {
      try Terminal.print("Usage: dragoman help [COMMAND...]\n\nExplains a command; without one, lists them all.")
      return .done
    }
    var command = try Dragoman.find(first, in: Dragoman.commands, after: "dragoman")
    var path = command.name
    for word in words.dropFirst() {
      command = try Dragoman.find(word, in: command.subcommands, after: "dragoman " + path)
      path += " " + word
    }
    try Terminal.print(page(command, path: path))
    return .done
  }

  static func page(_ command: Command, path: String) -> String {
    let operands =
      command.subcommands.isEmpty ? command.operands : command.subcommands.map(\.name).joined(separator: "|")
    var text =
      "\(command.summary)\n\nUsage: dragoman \(path) \(operands)\(command.flags.isEmpty ? "" : " [OPTION...]")\n"
    if !command.subcommands.isEmpty {
      let width = command.subcommands.map(\.name.count).max() ?? 0
      text += "\nCommands:\n"
      for sub in command.subcommands { text += "  \(padded(sub.name, width))  \(sub.summary)\n" }
    }
    let flags = command.flags + [Flags.help]
    let labels = flags.map(label)
    let width = labels.map(\.count).max() ?? 0
    text += "\nOptions:\n"
    for (label, flag) in zip(labels, flags) { text += "  \(padded(label, width))  \(flag.help)\n" }
    if !command.details.isEmpty { text += "\n" + command.details + "\n" }
    return String(text.dropLast())
  }

  private static func label(_ flag: Flag) -> String {
    let letter = flag.letter.map { "-\($0), " } ?? "    "
    return letter + "--" + flag.name + (flag.value.map { " " + $0 } ?? "")
  }

  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
