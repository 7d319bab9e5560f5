/// A completion function for bash 4.
enum BashCompletion {
  static var script: String {
    """
    # Completion of dragoman for bash: printed by `dragoman completions bash`.
    _dragoman() {
      local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} place= flags= words= kind= value= index
      # `--out=DIR` comes as three words.
      if [[ $word == = ]]; then
        word=
      elif [[ $previous == = ]] && ((COMP_CWORD > 1)); then
        previous=${COMP_WORDS[COMP_CWORD-2]}
      fi
      for ((index = 1; index < COMP_CWORD; index++)); do
        case $place/${COMP_WORDS[index]} in
          \(CommandPlace.all.dropFirst().map(\.name).joined(separator: "|"))) place=$place/${COMP_WORDS[index]} ;;
        esac
      done
      case $place in
    \(CommandPlace.all.map(place).joined(separator: "\n"))
      esac
      COMPREPLY=()
      if [[ -z $value && $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$word")
        return
      fi
      [[ -n $words ]] && mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
      case $kind in
        files)
          compopt -o filenames 2>/dev/null
          mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "$word")
          ;;
        folders)
          compopt -o filenames 2>/dev/null
          mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -d -- "$word")
          ;;
      esac
    }
    complete -F _dragoman dragoman
    """
  }

  private static func place(_ place: CommandPlace) -> String {
    let flags = place.flags.map { "--" + $0.name }.joined(separator: " ")
    let words = place.subcommands.map(\.name)
    var lines = ["    '\(place.name)')", "      flags='\(flags)' \(assignment(place.operands, words))"]
    let valued = place.flags.filter { $0.values != nil }
    if !valued.isEmpty {
      lines.append("      case $previous in")
      for flag in valued {
        let pattern = flag.spellings.joined(separator: "|")
        lines.append("        \(pattern)) value=1 \(assignment(flag.values ?? .nothing, [])) ;;")
      }
      lines.append("      esac")
    }
    return (lines + ["      ;;"]).joined(separator: "\n")
  }

  private static func assignment(_ values: CommandPlace.Words, _ words: [String]) -> String {
    switch values {
    case .nothing: "kind= words='\(words.joined(separator: " "))'"
    case .files: "kind=files words='\(words.joined(separator: " "))'"
    case .folders: "kind=folders words='\(words.joined(separator: " "))'"
    case .these(let these): "kind= words='\((words + these).joined(separator: " "))'"
    }
  }
}
