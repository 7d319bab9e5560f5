import Markup

/// The properties of a message or an attachment as Outlook has them (MS-OXPROPS), wherever they are stored.
protocol MessageProperties {
  /// A property of several bytes; nil where there is none.
  func bytes(_ identifier: UInt32, _ type: UInt32) -> [UInt8]?
  func number(_ identifier: UInt32) -> Int?
  /// Seconds since 1970.
  func time(_ identifier: UInt32) -> Int64?
}

extension MessageProperties {
  func bytes(_ identifier: UInt32) -> [UInt8]? { bytes(identifier, 0x0102) }

  /// A text in Unicode, else in the message's charset.
  func text(_ identifier: UInt32, _ charset: String = "") -> String? {
    if let units = bytes(identifier, 0x001F) {
      var values = (0..<units.count / 2).map { UInt16(units[$0 * 2]) | UInt16(units[$0 * 2 + 1]) << 8 }
      while values.last == 0 { values.removeLast() }
      return values.isEmpty ? nil : String(decoding: values, as: UTF16.self)
    }
    guard var bytes = bytes(identifier, 0x001E) else { return nil }
    while bytes.last == 0 { bytes.removeLast() }
    for name in [charset, ""] {
      if let decoded = try? Charset.decode(bytes, declared: name) { return decoded.text }
    }
    return nil
  }

  func number(ofBytes bytes: [UInt8]) -> Int? {
    bytes.count >= 4 ? (0..<4).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) } : nil
  }

  /// Of a time in units of 100 ns since 1601.
  func seconds(ofTime bytes: [UInt8]) -> Int64? {
    guard bytes.count >= 8 else { return nil }
    let ticks = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << (8 * UInt64($1)) }
    guard ticks > 0, ticks < 1 << 62 else { return nil }
    return Int64(ticks / 10_000_000) - 11_644_473_600
  }
}
