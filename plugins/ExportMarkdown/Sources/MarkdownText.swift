import Document

/// Text that grows with everything in it escaped that Markdown would take for more than text.
struct MarkdownText {
  private var text = ""
  /// What the text becomes, where it is no paragraph.
  enum Context { case paragraph, heading, cell }

  private let context: Context
  /// Whether nothing but white space has come since the last line began.
  private var isAtStart = true
  /// How many digits the line began with, while nothing else has come.
  private var digits: Int? = 0
  private var previous: Unicode.Scalar = "\n"

  init(_ context: Context) { self.context = context }

  /// Without white space at its ends and before line ends.
  var finished: String { MarkdownText.trimmed(text) }

  static func escaped(_ text: String, _ context: Context = .paragraph) -> String {
    var line = MarkdownText(context)
    line.append(text.split { $0.isNewline }.joined(separator: " ")[...])
    return line.finished
  }

  /// Markup, written as it is.
  mutating func append(markup: String) {
    // A mark that would make an image of a link.
    if previous == "!", markup.hasPrefix("["), text.hasSuffix("!") { text = text.dropLast() + "\\!" }
    text += markup
    isAtStart = false
    digits = nil
    previous = MarkdownText.afterMarkup
  }

  /// Code; in tags where it follows other code, since two fences side by side would be one.
  mutating func append(code: String) {
    if previous == MarkdownText.afterCode {
      append(markup: "<code>")
      append(code[...])
      append(markup: "</code>")
    } else {
      let span = MarkdownText.codeSpan(code)
      // Cells are parted before code is looked for.
      append(markup: context == .cell ? span.replacing("|", with: "\\|") : span)
    }
    previous = MarkdownText.afterCode
  }

  /// Stand for what came before where that was markup.
  private static let afterMarkup: Unicode.Scalar = "\u{FFFC}"
  private static let afterCode: Unicode.Scalar = "\u{FFFB}"

  mutating func append(_ part: Substring) {
    let scalars = Array(part.unicodeScalars)
    var at = 0
    while at < scalars.count {
      let scalar = scalars[at]
      let next = at + 1 < scalars.count ? scalars[at + 1] : nil
      append(scalar, before: next)
      at += 1
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
    defer { previous = scalar }
    switch scalar {
    case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}":
      if scalar == "\n", previous == "\r" { return }
      while text.last == " " { text.removeLast() }
      if text.isEmpty || isAtStart { return }
      text += context == .paragraph ? "\\\n" : " "
      isAtStart = context == .paragraph
      digits = isAtStart ? 0 : nil
      return
    case "\t", " ":
      if !isAtStart { text += " " }
      return
    case _ where scalar.value < 0x20 || scalar.value == 0x7F: return
    case "\\", "`", "*", "[", "]", "<", "~": text += "\\"
    case "_":
      if !(MarkdownText.isWord(previous) && next.map(MarkdownText.isWord) == true) { text += "\\" }
    case "&":
      if next.map({ $0 == "#" || $0.isASCII && $0.properties.isAlphabetic }) ?? true { text += "\\" }
    case "!": if next == "[" { text += "\\" }
    // The mark behind a list's number.
    case ".", ")": if digits ?? 0 > 0 { text += "\\" }
    case "|": if isAtStart || context == .cell { text += "\\" }
    case "#": if isAtStart || context == .heading && (previous == " " || previous == "#") { text += "\\" }
    case ">": if isAtStart { text += "\\" }
    case "+", "-", "=", ":":
      if isAtStart, next.map({ $0.properties.isWhitespace || $0 == "-" || $0 == "=" }) ?? true { text += "\\" }
    default: break
    }
    text.unicodeScalars.append(scalar)
    isAtStart = false
    digits = ("0"..."9").contains(scalar) ? digits.map { $0 + 1 } : nil
  }

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return properties.isAlphabetic || properties.numericType != nil
  }

  // MARK: Code, addresses

  /// A code span: fenced with more backticks than stand in it.
  static func codeSpan(_ text: String) -> String {
    let words = text.split { $0.isNewline }.joined(separator: " ")
    guard words.contains(where: { $0 != " " }) else { return words.isEmpty ? "" : " " }
    let fence = String(repeating: "`", count: longestRun("`", in: words) + 1)
    let pad = words.hasPrefix("`") || words.hasSuffix("`") || (words.hasPrefix(" ") && words.hasSuffix(" ")) ? " " : ""
    return fence + pad + words + pad + fence
  }

  static func fenced(_ text: String) -> String {
    let fence = String(repeating: "`", count: max(3, longestRun("`", in: text) + 1))
    return fence + "\n" + text + "\n" + fence
  }

  /// An address as it may stand in brackets; nil for none, and for one that runs a script.
  static func address(_ address: String?) -> String? {
    guard let address, WebAddress.isHarmless(address) else { return nil }
    var safe = ""
    for byte in address.utf8 {
      switch byte {
      case 0...0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: "\\"),
        UInt8(ascii: "\""), UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "|"), 0x80...:
        let digits = String(byte, radix: 16, uppercase: true)
        safe += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      case UInt8(ascii: "&"): safe += "&amp;"
      default: safe.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return safe
  }

  private static func longestRun(_ mark: Character, in text: String) -> Int {
    var longest = 0
    var run = 0
    for character in text {
      run = character == mark ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == " " || text.last == "\n" || text.hasSuffix("\\\n") {
      text = text.hasSuffix("\\\n") ? text.dropLast(2) : text.dropLast()
    }
    return String(text.drop { $0 == " " })
  }
}
