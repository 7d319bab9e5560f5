/// What went wrong, for the person who can mend it. The one type of error that crosses a border between modules.
public struct Problem: Error, Hashable, Sendable {
  /// Stable and made of words with dots, so that a script can tell problems apart: `workflow.unknown-key`.
  public var code: String
  /// One sentence, without a full stop at its end.
  public var message: String
  public var place: Place
  /// How to mend it; nil where the message says it.
  public var help: String?
  /// Lines that lead to the place, innermost first: a script's traceback.
  public var trace: [String]

  public init(_ code: String, _ message: String, at place: Place = Place(), help: String? = nil, trace: [String] = []) {
    self.code = code
    self.message = message
    self.place = place
    self.help = help
    self.trace = trace
  }

  /// The same problem with the file named, where it was not yet.
  public func inFile(_ file: String) -> Problem {
    var named = self
    if named.place.file == nil { named.place.file = file }
    return named
  }
}

extension Problem: CustomStringConvertible {
  /// `file:line:column: error: message; help: how to mend it`, then the trace, a line each.
  public var description: String { line(severity: "error") }

  public func line(severity: String) -> String {
    let prefix = place.prefix
    var text = (prefix.isEmpty ? "" : prefix + ": ") + severity + ": " + message
    if let help { text += "; help: " + help }
    for entry in trace { text += "\n    " + entry }
    return text
  }
}
