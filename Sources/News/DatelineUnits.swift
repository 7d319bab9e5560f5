import Text

/// The start of a paragraph, taken apart where a dateline may have its joints.
struct DatelineUnits {
  enum Unit {
    case words(Range<Int>)
    case date(DateMention)
    /// What stands in brackets or between slashes.
    case enclosed(Range<Int>)
    case comma, stop, colon, slash
    case dash
  }

  /// Units with where each ends: UTF-8 byte offsets into the text.
  private(set) var list: [(unit: Unit, end: Int)] = []

  /// No dateline is longer, in bytes.
  private static let reach = 200
  private static let most = 14

  private let text: String
  private let limit: Int
  private var at: Int
  /// Where words that are not yet a unit began.
  private var open: Int?

  /// - Parameters:
  ///   - dates: those of the range, in order.
  init(_ text: String, _ range: Range<Int>, dates: [DateMention]) {
    self.text = text
    limit = text.prefix(of: range, bytes: DatelineUnits.reach).upperBound
    at = range.lowerBound
    var dates = dates[...]
    while at < limit, list.count < DatelineUnits.most {
      dates = dates.drop { $0.range.lowerBound < at }
      if let date = dates.first, date.range.lowerBound == at {
        close()
        at = date.range.upperBound
        list.append((.date(date), at))
        continue
      }
      step()
    }
    close()
  }

  private mutating func step() {
    let scalar = scalar(at)
    let width = UTF8.width(scalar)
    switch scalar {
    case "(", "[":
      if let end = closing(scalar == "(" ? ")" : "]") { return enclose(at + 1, end, after: end + 1) }
      open = open ?? at
    case "/":
      close()
      // `/AGENCY/`, or a slash between two words.
      if let end = closing("/"), end - at > 2 { return enclose(at + 1, end, after: end + 1) }
      return mark(.slash, width)
    case ",", "،": return mark(.comma, width)
    case ":": return mark(.colon, width)
    case "—", "–": return mark(.dash, width)
    case "-", "ـ":
      let isDouble = at + width < limit && self.scalar(at + width) == scalar
      let isApart = isBlank(before: at) || isDouble
      if isApart { return mark(.dash, isDouble ? 2 * width : width) }
      if let next = next(at + width), isBlank(next) { return mark(.dash, width) }
      open = open ?? at
    case "۔": return mark(.stop, width)
    case ".":
      if !isAbbreviation { return mark(.stop, width) }
    default:
      if scalar.properties.isWhitespace || ["\u{200E}", "\u{200F}"].contains(scalar) {
        break
      } else if open == nil {
        open = at
      }
    }
    at += width
  }

  /// A full stop behind a few letters, before what goes on: "Jan. 20", "D.C., ", "Ill., ".
  private var isAbbreviation: Bool {
    guard let open else { return false }
    let word = text.slice(open..<at).split(separator: " ").last ?? ""
    let isShort = word.unicodeScalars.count <= 4
    var after = at + 1
    while let scalar = next(after), isBlank(scalar) { after += UTF8.width(scalar) }
    guard isShort, let scalar = next(after) else { return false }
    if after == at + 1 { return scalar.properties.isAlphabetic || scalar == "," }
    return ["/", "(", "-", "—", "–"].contains(scalar)
  }

  private mutating func close() {
    guard let start = open else { return }
    open = nil
    var end = at
    while end > start, let scalar = text.slice(start..<end).unicodeScalars.last, isBlank(scalar) {
      end -= UTF8.width(scalar)
    }
    if end > start { list.append((.words(start..<end), end)) }
  }

  private mutating func mark(_ unit: Unit, _ width: Int) {
    close()
    at += width
    list.append((unit, at))
  }

  private mutating func enclose(_ start: Int, _ end: Int, after: Int) {
    close()
    at = after
    list.append((.enclosed(start..<end), at))
  }

  /// The offset of a closing mark that stands near, on the same line.
  private func closing(_ mark: Unicode.Scalar) -> Int? {
    var offset = at + 1
    for scalar in text.slice(offset..<limit).unicodeScalars {
      if scalar == mark { return offset }
      offset += UTF8.width(scalar)
      if offset - at > 80 || scalar == "\n" { return nil }
    }
    return nil
  }

  private func scalar(_ offset: Int) -> Unicode.Scalar { next(offset) ?? " " }

  private func next(_ offset: Int) -> Unicode.Scalar? {
    offset < limit ? text.slice(offset..<limit).unicodeScalars.first : nil
  }

  private func isBlank(before offset: Int) -> Bool {
    let view = text.utf8
    guard offset > 0 else { return false }
    return view[view.index(view.startIndex, offsetBy: offset - 1)] == 0x20
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{200F}" || scalar == "\u{200E}"
  }
}
