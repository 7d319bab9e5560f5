/// A completion function for zsh's completion system.
enum ZshCompletion {
  static var script: String {
    """
    #compdef dragoman
    # Completion of dragoman for zsh: printed by `dragoman completions zsh`.
    _dragoman() {
      local place= index
      local -a commands
      for ((index = 2; index < CURRENT; index++)); do
        case $place/$words[index] in
          (\(CommandPlace.all.dropFirst().map(\.name).joined(separator: "|"))) place=$place/$words[index] ;;
        esac
      done
      case $place in
    \(CommandPlace.all.map(place).joined(separator: "\n"))
      esac
    }
    if [[ $funcstack[1] == _dragoman ]]; then
      _dragoman "$@"
    else
      compdef _dragoman dragoman
    fi
    """
  }

  private static func place(_ place: CommandPlace) -> String {
    var lines = ["    ('\(place.name)')"]
    if !place.subcommands.isEmpty {
      let commands = place.subcommands.map { quoted("\($0.name):\($0.summary)") }
      lines.append("      commands=(\(commands.joined(separator: " ")))")
      lines.append("      _describe -t commands command commands")
    }
    var specifications = place.flags.map(specification)
    switch place.operands {
    case .nothing: break
    case .files, .folders: specifications.append("'*:file:_files'")
    case .these(let words): specifications.append(quoted("*:name:(\(words.joined(separator: " ")))"))
    }
    if !specifications.isEmpty { lines.append("      _arguments -s : \(specifications.joined(separator: " "))") }
    return (lines + ["      ;;"]).joined(separator: "\n")
  }

  /// `'(-o --out)'{-o+,--out=}'[help]:DIR:_files -/'`.
  private static func specification(_ flag: Flag) -> String {
    let help =
      "["
      + flag.help.reduce(into: "") { text, character in
        if "[]:\\".contains(character) { text += "\\" }
        text.append(character)
      } + "]"
    let spellings = flag.spellings.map { spelling in
      flag.value == nil ? spelling : spelling.hasPrefix("--") ? spelling + "=" : spelling + "+"
    }
    let action =
      switch flag.values {
      case nil: ""
      case .nothing: ":\(flag.value ?? ""): "
      case .files: ":\(flag.value ?? ""):_files"
      case .folders: ":\(flag.value ?? ""):_files -/"
      case .these(let words): ":\(flag.value ?? ""):(\(words.joined(separator: " ")))"
      }
    let others = flag.repeats ? "'*'" : "'(\(flag.spellings.joined(separator: " ")))'"
    let names = spellings.count > 1 ? "{\(spellings.joined(separator: ","))}" : spellings.joined()
    return others + names + quoted(help + action)
  }

  private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
