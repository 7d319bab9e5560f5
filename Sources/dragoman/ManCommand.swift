import Document

extension Command {
  static let man = Command(
    name: "man", summary: "Prints the manual page.", operands: "",
    details: """
      The page is written in roff.

      Examples: dragoman man | man -l -
                dragoman man > ~/.local/share/man/man1/dragoman.1
      """
  ) { arguments throws(Problem) in
    guard arguments.operands.isEmpty else {
      throw Problem("usage.operands", "it takes no arguments", help: "`dragoman help COMMAND` explains one command")
    }
    try Terminal.print(ManPage.text)
    return .done
  }
}

/// The manual page in roff, with the macros of man(7): printed from the values that parse the command line.
enum ManPage {
  static var text: String {
    var lines = [".TH DRAGOMAN 1 \"\" \"dragoman \(escaped(Dragoman.version))\" \"User Commands\"", ".SH NAME"]
    lines.append("dragoman \\- turns foreign\\-language documents into analyst briefings")
    lines += [".SH SYNOPSIS", ".B dragoman", ".I COMMAND", ".RI [ ARGUMENT ...]", ".SH DESCRIPTION"]
    lines += filled(
      """
      Dragoman reads documents (articles, mail, feeds), fills them with the results of processors that a workflow file chains, and writes \
      briefings and other formats in which every statement leads back to a sentence of its source. A workflow is a YAML file; its steps are \
      processors, or Lua.
      """)
    lines.append(".SH COMMANDS")
    for command in Dragoman.commands { lines += section(command, "dragoman \(command.name)") }
    lines += [".SS \"dragoman help [COMMAND...]\"", "Explains a command; without one, lists them all."]
    lines += [".SH \"EXIT STATUS\""]
    for (status, meaning) in statuses { lines += [".TP", ".B \(status)", escaped(meaning)] }
    lines += [".SH ENVIRONMENT"]
    for (name, meaning) in environment { lines += [".TP", ".B \(name)", escaped(meaning)] }
    return lines.joined(separator: "\n")
  }

  private static let statuses = [
    (0, "Done."), (1, "Done, and some documents or tests failed."), (2, "Wrong usage, or an invalid workflow."),
    (3, "The run could not go on."), (70, "A fault of the program."), (130, "Interrupted."),
  ]
  private static let environment = [
    ("NO_COLOR", "Where it is set, messages have no colours."),
    ("TMPDIR", "Where temporary folders are made; /tmp where not set."),
  ]

  private static func section(_ command: Command, _ path: String) -> [String] {
    if !command.subcommands.isEmpty, command.flags.isEmpty {
      var lines = [".SS \(escaped(path))"] + filled(command.summary)
      if !command.details.isEmpty { lines += [".PP"] + details(command.details) }
      return lines + command.subcommands.flatMap { section($0, path + " " + $0.name) }
    }
    let usage = [path, command.operands, command.flags.isEmpty ? "" : "[OPTION...]"].filter { !$0.isEmpty }
    var lines = [".SS \"\(escaped(usage.joined(separator: " ")))\""] + filled(command.summary)
    for flag in command.flags {
      let names = flag.spellings.map { "\\fB\(escaped($0))\\fR" }.joined(separator: ", ")
      lines += [".TP", names + (flag.value.map { " \\fI\(escaped($0))\\fR" } ?? "")] + filled(flag.help)
    }
    if !command.details.isEmpty { lines += [".PP"] + details(command.details) }
    return lines + command.subcommands.flatMap { section($0, path + " " + $0.name) }
  }

  /// Paragraphs are filled; examples, and what is indented, keep their lines.
  private static func details(_ text: String) -> [String] {
    var lines: [String] = []
    for paragraph in paragraphs(text) {
      if !lines.isEmpty { lines.append(".PP") }
      let keepsLines = paragraph[0].hasPrefix("Example") || paragraph.contains { $0.hasPrefix(" ") }
      lines += keepsLines ? [".nf"] + paragraph.map(line) + [".fi"] : paragraph.map(line)
    }
    return lines
  }

  private static func paragraphs(_ text: String) -> [[String]] {
    var paragraphs: [[String]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty { paragraphs.append([]) } else { paragraphs[paragraphs.count - 1].append(String(line)) }
    }
    return paragraphs.filter { !$0.isEmpty }
  }

  private static func filled(_ text: String) -> [String] { text.split(separator: "\n").map { line(String($0)) } }

  /// A line of text: a dot or an apostrophe at its beginning would make a request of it.
  private static func line(_ text: String) -> String {
    let text = escaped(text)
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }

  private static func escaped(_ text: String) -> String {
    var made = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": made += "\\e"
      case "-": made += "\\-"
      case "\"": made += "\\(dq"
      case "'": made += "\\(aq"
      case "`": made += "\\(ga"
      case "^": made += "\\(ha"
      case "~": made += "\\(ti"
      case _ where scalar.isASCII: made.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        made += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
      }
    }
    return made
  }
}
