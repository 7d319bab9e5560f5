import CICU

/// A node of the words that ICU has for a locale (Unicode CLDR).
@safe struct LocaleNames: ~Copyable {
  private let handle: OpaquePointer

  /// Nil where ICU has no such locale.
  init?(locale: String) {
    guard let handle = unsafe cicu_locale_open(locale) else { return nil }
    unsafe self.handle = handle
  }

  private init?(_ parent: OpaquePointer, _ key: String) {
    guard let handle = unsafe cicu_resource(parent, key) else { return nil }
    unsafe self.handle = handle
  }

  deinit { unsafe cicu_resource_close(handle) }

  /// The strings of a list, or of the values of a table, below keys; none where there is no such node. A child that is no
  /// string is an empty one.
  func strings(_ keys: String...) -> [String] { strings(keys[...]) }

  private func strings(_ keys: ArraySlice<String>) -> [String] {
    if let key = keys.first {
      guard let child = unsafe LocaleNames(handle, key) else { return [] }
      return child.strings(keys.dropFirst())
    }
    return (0..<(unsafe cicu_resource_count(handle))).map { index in
      var length: Int32 = 0
      guard let units = unsafe cicu_resource_string(handle, index, &length) else { return "" }
      return unsafe LocaleNames.text(UnsafeBufferPointer(start: units, count: Int(length)))
    }
  }

  /// The text of UTF-16, whose names lie in the basic plane; what the standard library makes of it takes several times as long.
  private static func text(_ units: UnsafeBufferPointer<UInt16>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(units.count * 3)
    for at in units.indices {
      let unit = unsafe units[at]
      switch unit {
      case 0..<0x80: bytes.append(UInt8(unit))
      case 0x80..<0x800:
        bytes.append(UInt8(0xC0 | unit >> 6))
        bytes.append(UInt8(0x80 | unit & 0x3F))
      case 0xD800..<0xE000: return unsafe String(decoding: units, as: UTF16.self)
      default:
        bytes.append(UInt8(0xE0 | unit >> 12))
        bytes.append(UInt8(0x80 | unit >> 6 & 0x3F))
        bytes.append(UInt8(0x80 | unit & 0x3F))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
