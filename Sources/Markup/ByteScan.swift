/// Looks through bytes eight at a time, as one number.
enum ByteScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// So many bytes may be counted in a byte, which is what a vector of bytes can do.
  private static let countable = 128

  /// How often a byte stands in a range.
  static func count(_ wanted: UInt8, in bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    precondition(start >= 0 && end <= bytes.count, "a range must lie in its bytes")
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      var at = start
      while at < end {
        let stop = min(at + countable, end)
        var part: UInt8 = 0
        for next in at..<stop { unsafe part &+= bytes[next] == wanted ? 1 : 0 }
        count += Int(part)
        at = stop
      }
      return count
    }
  }

  /// How many carriage returns stand in a range that no line feed follows.
  static func countLoneReturns(in bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    precondition(start >= 0 && end <= bytes.count, "a range must lie in its bytes")
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      var at = start
      let last = min(end, bytes.count - 1)
      while at < last {
        let stop = min(at + countable, last)
        var part: UInt8 = 0
        for next in at..<stop {
          unsafe part &+= (bytes[next] == 0x0D ? 1 : 0) & (bytes[next + 1] == 0x0A ? 0 : 1)
        }
        count += Int(part)
        at = stop
      }
      // The last byte of all has none behind it.
      if end == bytes.count, end > start, unsafe bytes[end - 1] == 0x0D { count += 1 }
      return count
    }
  }

  /// Where a byte first stands; the end where it does not.
  static func first(_ wanted: UInt8, in bytes: borrowing Span<UInt8>) -> Int {
    var at = 0
    let pattern = ones &* UInt64(wanted)
    unsafe bytes.withUnsafeBytes { buffer in
      while at + 16 <= buffer.count {
        let a = unsafe buffer.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ pattern
        let b = unsafe buffer.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self) ^ pattern
        if ((a &- ones) & ~a | (b &- ones) & ~b) & highs != 0 { break }
        at += 16
      }
    }
    while at < bytes.count, bytes[at] != wanted { at += 1 }
    return at
  }

  /// How many bytes are such, where all that are such are less than a blank, or 0x7F.
  static func countControls(in bytes: borrowing Span<UInt8>, _ isSuch: (UInt8) -> Bool) -> Int {
    var count = 0
    var at = 0
    unsafe bytes.withUnsafeBytes { buffer in
      while at + 8 <= buffer.count {
        let here = unsafe buffer.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        let deletes = here ^ (ones &* 0x7F)
        // Set where a byte is less than a blank, or 0x7F; sometimes for its neighbour too.
        let marks = ((here &- ones &* 0x20) & ~here | (deletes &- ones) & ~deletes) & highs
        if marks != 0 {
          for next in at..<at + 8 where isSuch(bytes[next]) { count += 1 }
        }
        at += 8
      }
    }
    while at < bytes.count {
      if isSuch(bytes[at]) { count += 1 }
      at += 1
    }
    return count
  }

  /// Where ASCII without NUL ends, from an offset on; it may end a little before, never behind.
  static func plainEnd(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    var at = start
    unsafe bytes.withUnsafeBytes { buffer in
      while at + 16 <= buffer.count {
        let a = unsafe buffer.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        let b = unsafe buffer.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self)
        // A high bit: set, or borrowed by a byte that is 0.
        if (a | b | (a &- ones) | (b &- ones)) & highs != 0 { break }
        at += 16
      }
    }
    return at
  }
}
