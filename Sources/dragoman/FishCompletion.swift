/// Completions for fish.
enum FishCompletion {
  static var script: String {
    """
    # Completion of dragoman for fish: printed by `dragoman completions fish`.
    function __dragoman_at
      set -l place ""
      for item in (commandline -opc)[2..]
        switch "$place/$item"
          case \(CommandPlace.all.dropFirst().map(\.name).joined(separator: " "))
            set place "$place/$item"
        end
      end
      test "$place" = "$argv[1]"
    end
    complete -c dragoman -f
    \(CommandPlace.all.flatMap(place).joined(separator: "\n"))
    """
  }

  private static func place(_ place: CommandPlace) -> [String] {
    let begin = "complete -c dragoman -n '__dragoman_at \"\(place.name)\"'"
    var lines = place.subcommands.map { "\(begin) -a \($0.name) -d \(quoted($0.summary))" }
    for flag in place.flags {
      let letter = flag.letter.map { " -s \($0)" } ?? ""
      let values =
        switch flag.values {
        case nil: ""
        case .nothing: " -x"
        case .files: " -r -F"
        case .folders: " -x -a '(__fish_complete_directories)'"
        case .these(let words): " -x -a \(quoted(words.joined(separator: " ")))"
        }
      lines.append("\(begin) -l \(flag.name)\(letter)\(values) -d \(quoted(flag.help))")
    }
    switch place.operands {
    case .nothing: break
    case .files, .folders: lines.append("\(begin) -F")
    case .these(let words): lines.append("\(begin) -a \(quoted(words.joined(separator: " ")))")
    }
    return lines
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
