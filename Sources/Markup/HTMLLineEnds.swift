/// Which line ends of a page were two bytes, so that an offset can be led back to the page as it came.
struct HTMLLineEnds: Sendable {
  /// Offsets of the line feeds that stand for a carriage return and a line feed, ascending.
  private var shortened: [Int32] = []

  /// The page with every line end as one line feed; the same array where it has no carriage return.
  static func normalise(_ page: [UInt8]) -> (bytes: [UInt8], ends: HTMLLineEnds) {
    var ends = HTMLLineEnds()
    let first = ByteScan.first(0x0D, in: page.span)
    guard first < page.count else { return (page, ends) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(page.count)
    bytes += page[..<first]
    var at = first
    while at < page.count {
      let next = page[at...].firstIndex(of: 0x0D) ?? page.count
      bytes += page[at..<next]
      guard next < page.count else { break }
      at = next + 1
      if at < page.count, page[at] == 0x0A {
        ends.shortened.append(Int32(truncatingIfNeeded: bytes.count))
        at += 1
      }
      bytes.append(0x0A)
    }
    return (bytes, ends)
  }

  /// The offset in the page as it came.
  func offset(_ normalised: Int) -> Int {
    var low = 0
    var high = shortened.count
    while low < high {
      let middle = (low + high) / 2
      if Int(shortened[middle]) < normalised { low = middle + 1 } else { high = middle }
    }
    return normalised + low
  }
}
