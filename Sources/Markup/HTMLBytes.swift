import Glibc

/// The bytes of a page while it is parsed: a borrowed buffer whose every access is held against its bounds.
@safe
struct HTMLBytes {
  private let base: UnsafePointer<UInt8>?
  let count: Int

  /// The buffer must outlive the value.
  init(_ buffer: UnsafeBufferPointer<UInt8>) {
    unsafe base = buffer.baseAddress
    count = buffer.count
  }

  subscript(_ index: Int) -> UInt8 {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      return unsafe base.unsafelyUnwrapped[index]
    }
  }

  /// The byte at an offset; 0 behind the end, where no byte is.
  @inline(__always)
  func peek(_ index: Int) -> UInt8 { index < count ? self[index] : 0 }

  /// Where the byte comes next, before `end`; `end` where it does not.
  func next(_ byte: UInt8, from start: Int, to end: Int) -> Int {
    guard start < end else { return end }
    precondition(start >= 0 && end <= count)
    let base = unsafe UnsafeRawPointer(base.unsafelyUnwrapped)
    guard let found = unsafe memchr(base + start, Int32(byte), end - start) else { return end }
    return unsafe UnsafeRawPointer(found) - base
  }

  /// Whether the bytes at an offset are these, letters of ASCII in either case; `word` is in lower case.
  func matches(_ word: StaticString, at index: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard index + length <= count else { return false }
    for offset in 0..<length {
      let wanted = unsafe word.utf8Start[offset]
      if self[index + offset].asciiLowercased != wanted { return false }
    }
    return true
  }

  /// A copy of a part.
  func array(_ range: Range<Int>) -> [UInt8] {
    guard !range.isEmpty else { return [] }
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe [UInt8](UnsafeBufferPointer(start: base.unsafelyUnwrapped + range.lowerBound, count: range.count))
  }
}

extension UInt8 {
  @inline(__always)
  var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

  /// Tab, line feed, form feed, carriage return, blank: what HTML calls white space.
  @inline(__always)
  var isHTMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0C || self == 0x0D }

  @inline(__always)
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

  @inline(__always)
  var isASCIIDigit: Bool { self &- 0x30 < 10 }
}
