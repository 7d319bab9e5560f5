/// Looks into bytes without making strings of them; letters of ASCII in either case are the same.
enum ASCII {
  static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Whether the text has the word, which is in small letters, somewhere.
  static func contains(_ text: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
    let wanted = Array("\(word)".utf8)
    guard let first = wanted.first, text.count >= wanted.count else { return false }
    for at in text.startIndex...(text.endIndex - wanted.count) where lower(text[at]) == first {
      if zip(text[at...], wanted).allSatisfy({ lower($0) == $1 }) { return true }
    }
    return false
  }

  /// Whether bytes stand somewhere in others, as they are.
  static func contains(_ text: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first, text.count >= wanted.count else { return false }
    for at in 0...(text.count - wanted.count) where text[at] == first && text[at...].starts(with: wanted) {
      return true
    }
    return false
  }

  /// Whether the text is the word, which is in small letters.
  static func equals(_ text: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
    let wanted = Array("\(word)".utf8)
    return text.count == wanted.count && zip(text, wanted).allSatisfy { lower($0) == $1 }
  }
}
