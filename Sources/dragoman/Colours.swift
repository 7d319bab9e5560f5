import Glibc

/// Colours of a terminal, where they are welcome (no-color.org).
struct Colours: Sendable {
  let areOn: Bool

  static let none = Colours(areOn: false)
  /// For standard output.
  static var ofOutput: Colours {
    Colours(areOn: isatty(1) == 1 && System.environment("NO_COLOR") == nil && System.environment("TERM") != "dumb")
  }

  func bold(_ text: String) -> String { shown("1", text) }
  func red(_ text: String) -> String { shown("31", text) }
  func green(_ text: String) -> String { shown("32", text) }
  func yellow(_ text: String) -> String { shown("33", text) }

  private func shown(_ code: String, _ text: String) -> String {
    areOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
