/// A number by its decimal digits, at most 15 of them, as spreadsheets count.
struct DecimalDigits {
  private(set) var isNegative: Bool
  /// From 0 to 9, without zeros at the ends; empty for zero.
  private var digits: [UInt8] = []
  /// How many of the digits stand before the point; may be negative.
  private var before = 0

  private static let most = 15

  init(_ value: Double) {
    isNegative = value < 0
    // The shortest digits that give the same number again, such as `1.5e-07`.
    var exponent = 0
    var point: Int?
    var text = abs(value).description[...]
    if let at = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      exponent = Int(text[text.index(after: at)...]) ?? 0
      text = text[..<at]
    }
    for byte in text.utf8 {
      if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte - 0x30) }
    }
    before = (point ?? digits.count) + exponent
    tidy()
    cut(to: DecimalDigits.most)
  }

  var isZero: Bool { digits.isEmpty }

  private mutating func tidy() {
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    before -= zeros
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { before = 0 }
  }

  /// Rounds half away from zero to so many digits.
  private mutating func cut(to count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      return tidy()
    }
    let goesUp = digits[count] >= 5
    digits.removeSubrange(count...)
    if goesUp {
      var at = count - 1
      while at >= 0, digits[at] == 9 {
        digits[at] = 0
        at -= 1
      }
      if at >= 0 {
        digits[at] += 1
      } else {
        digits.insert(1, at: 0)
        before += 1
      }
    }
    tidy()
  }

  mutating func round(toDecimals count: Int) { cut(to: before + count) }

  /// Multiplies by a power of ten.
  mutating func shift(by power: Int) { if !isZero { before += power } }

  /// Moves the point so that so many digits stand before it, and says by how much.
  mutating func normalise(wholeDigits: Int) -> Int {
    guard !isZero else { return 0 }
    // With several digits the exponent goes in steps of as many.
    let exponent = before - 1
    let step = max(1, wholeDigits)
    let moved = exponent >= 0 ? exponent / step * step : -((-exponent + step - 1) / step * step)
    before -= moved
    return moved
  }

  /// The digits before the point, at least one, and so many behind it, as ASCII.
  func text(decimals: Int) -> (whole: [UInt8], part: [UInt8]) {
    func digit(_ at: Int) -> UInt8 { digits.indices.contains(at) ? digits[at] + 0x30 : 0x30 }
    let whole = before > 0 ? (0..<before).map(digit) : [0x30]
    return (whole, (0..<decimals).map { digit(before + $0) })
  }

  /// The number as it is.
  var general: String {
    if isZero { return "0" }
    let sign = isNegative ? "-" : ""
    if before > 21 || before < -8 {
      let words = digits.map { String($0) }
      let exponent = before - 1
      let power = (exponent < 0 ? "-" : "+") + (abs(exponent) < 10 ? "0" : "") + String(abs(exponent))
      return sign + words[0] + (words.count > 1 ? "." + words[1...].joined() : "") + "E" + power
    }
    let (whole, part) = text(decimals: max(0, digits.count - before))
    return sign + String(decoding: whole, as: UTF8.self)
      + (part.isEmpty ? "" : "." + String(decoding: part, as: UTF8.self))
  }
}
