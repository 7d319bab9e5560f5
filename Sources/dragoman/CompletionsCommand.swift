import Document

extension Command {
  static let completions = Command(
    name: "completions", summary: "Prints what a shell needs to complete command lines.", operands: "",
    subcommands: [
      Command(
        name: "bash", summary: "For bash.", operands: "",
        details: """
          Example: dragoman completions bash > ~/.local/share/bash-completion/completions/dragoman
          """
      ) { arguments throws(Problem) in try printed(BashCompletion.script, arguments, "bash") },
      Command(
        name: "zsh", summary: "For zsh.", operands: "",
        details: """
          The file goes into a folder of $fpath, under the name _dragoman.

          Example: dragoman completions zsh > ~/.zfunc/_dragoman
          """
      ) { arguments throws(Problem) in try printed(ZshCompletion.script, arguments, "zsh") },
      Command(
        name: "fish", summary: "For fish.", operands: "",
        details: """
          Example: dragoman completions fish > ~/.config/fish/completions/dragoman.fish
          """
      ) { arguments throws(Problem) in try printed(FishCompletion.script, arguments, "fish") },
    ],
    details: "Commands, options with their values, processors and files are completed.")

  private static func printed(
    _ script: String, _ arguments: Arguments, _ shell: String
  ) throws(Problem) -> ExitStatus {
    guard arguments.operands.isEmpty else {
      throw Problem(
        "usage.operands", "it takes no arguments",
        help: "`dragoman help completions \(shell)` shows where the output goes")
    }
    try Terminal.print(script)
    return .done
  }
}
