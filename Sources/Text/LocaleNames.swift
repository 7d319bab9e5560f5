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
      return unsafe String(decoding: UnsafeBufferPointer(start: units, count: Int(length)), as: UTF16.self)
    }
  }
}
