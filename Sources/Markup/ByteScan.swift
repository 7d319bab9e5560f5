/// Looks through bytes eight at a time, as one number, or sixteen, as a vector.
enum ByteScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  private typealias Lanes = SIMD16<UInt8>
  private static let lanes = 16
  /// A lane counts no further.
  private static let countable = 255 * lanes

  /// How often a byte stands in a range.
  static func count(_ wanted: UInt8, in bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    let pattern = Lanes(repeating: wanted)
    return count(in: bytes, start, end) { here, _ in
      var such = Lanes()
      such.replace(with: 1, where: here .== pattern)
      return such
    } single: { here, _ in
      here == wanted
    }
  }

  /// How many carriage returns stand in a range that no line feed follows.
  static func countLoneReturns(in bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    count(in: bytes, start, end) { here, next in
      var such = Lanes()
      such.replace(with: 1, where: here .== Lanes(repeating: 0x0D))
      such.replace(with: 0, where: next .== Lanes(repeating: 0x0A))
      return such
    } single: { here, next in
      here == 0x0D && next != 0x0A
    }
  }

  /// How many bytes are controls that stand in no text file: escape is in ISO-2022, form feed and vertical tab part pages, U+001A
  /// ends DOS files.
  static func countControls(in bytes: borrowing Span<UInt8>) -> Int {
    // By equality alone: lanes compared by size are compared one by one.
    count(in: bytes, 0, bytes.count) { here, _ in
      let pairs = here & Lanes(repeating: 0xFE)
      var such = Lanes()
      such.replace(with: 1, where: here & Lanes(repeating: 0xE0) .== Lanes())
      such.replace(with: 0, where: here & Lanes(repeating: 0xF8) .== Lanes(repeating: 0x08))
      such.replace(with: 1, where: here .== Lanes(repeating: 0x08))
      such.replace(with: 1, where: pairs .== Lanes(repeating: 0x0E))
      such.replace(with: 0, where: pairs .== Lanes(repeating: 0x1A))
      such.replace(with: 1, where: here .== Lanes(repeating: 0x7F))
      return such
    } single: { here, _ in
      isControl(here)
    }
  }

  static func isControl(_ byte: UInt8) -> Bool {
    byte < 9 || (0x0E..<0x1A).contains(byte) || (0x1C..<0x20).contains(byte) || byte == 0x7F
  }

  /// How many bytes of a range are such, each looked at with the one behind it; the last of all has 0 behind it.
  ///
  /// - Parameter such: 1 in each lane whose byte is such, 0 in the others.
  @inline(__always)
  private static func count(
    in bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ such: (Lanes, Lanes) -> Lanes,
    single: (UInt8, UInt8) -> Bool
  ) -> Int {
    precondition(start >= 0 && end <= bytes.count, "a range must lie in its bytes")
    var count = 0
    var at = start
    unsafe bytes.withUnsafeBytes { buffer in
      let last = min(end, buffer.count - 1) - lanes
      while at <= last {
        let stop = min(last, at + countable - lanes)
        var counts = Lanes()
        while at <= stop {
          let here = unsafe buffer.loadUnaligned(fromByteOffset: at, as: Lanes.self)
          let next = unsafe buffer.loadUnaligned(fromByteOffset: at + 1, as: Lanes.self)
          counts &+= such(here, next)
          at += lanes
        }
        count += Int(SIMD16<UInt16>(truncatingIfNeeded: counts).wrappedSum())
      }
    }
    while at < end {
      if single(bytes[at], at + 1 < bytes.count ? bytes[at + 1] : 0) { count += 1 }
      at += 1
    }
    return count
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
