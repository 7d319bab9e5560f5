/// For each id of a sequence, the bits of its positions.
struct BitTable: Sendable {
  let count: Int
  /// 64-bit words for a column of the table.
  let words: Int
  /// Open addressing: ids, and the number of their row of bits, from 1; 0 marks a free place.
  private var ids: [Int32]
  private var rows: [Int32]
  private var bits: [UInt64]

  init(_ sequence: ArraySlice<Int32>) {
    count = sequence.count
    words = (count + 63) / 64
    var capacity = 16
    while capacity < 2 * count { capacity *= 2 }
    ids = [Int32](repeating: 0, count: capacity)
    rows = [Int32](repeating: 0, count: capacity)
    bits = [UInt64](repeating: 0, count: words)  // row 0: no positions
    for (position, id) in sequence.enumerated() {
      let place = self.place(of: id)
      if rows[place] == 0 {
        ids[place] = id
        rows[place] = Int32(truncatingIfNeeded: bits.count / words)
        bits.append(contentsOf: repeatElement(0, count: words))
      }
      bits[Int(rows[place]) * words + position / 64] |= 1 << UInt64(position % 64)
    }
  }

  /// Where the bits of an id begin.
  @inline(__always)
  func offset(of id: Int32) -> Int {
    Int(rows[place(of: id)]) * words
  }

  @inline(__always)
  subscript(offset: Int) -> UInt64 { bits[offset] }

  @inline(__always)
  private func place(of id: Int32) -> Int {
    let mask = ids.count - 1
    var place = Int(truncatingIfNeeded: UInt32(bitPattern: id) &* 0x9E37_79B1 >> 8) & mask
    while rows[place] != 0 && ids[place] != id { place = (place + 1) & mask }
    return place
  }
}

/// One column of the table of distances: by how much each cell differs from the one above it.
struct BitColumns {
  /// The rows where the distance grows by one.
  private(set) var increasing: [UInt64]
  /// The rows where it falls by one.
  private(set) var decreasing: [UInt64]
  private let lastBit: UInt64

  /// The column before the first element: 0, 1, 2, …
  init(_ table: BitTable) {
    increasing = [UInt64](repeating: .max, count: table.words)
    decreasing = [UInt64](repeating: 0, count: table.words)
    lastBit = 1 << UInt64((table.count + 63) % 64)
  }

  /// Goes on to the column of the next element; returns by how much the last row differs from that of the column before.
  mutating func advance(_ table: BitTable, _ id: Int32) -> Int {
    guard table.words > 0 else { return 1 }
    let offset = table.offset(of: id)
    var growsIn: UInt64 = 1  // the row above the first grows with every column
    var fallsIn: UInt64 = 0
    for word in 0..<table.words {
      let up = increasing[word]
      let down = decreasing[word]
      let equal = table[offset + word]
      let vertical = equal | down
      let start = equal | fallsIn
      let horizontal = ((start & up) &+ up) ^ up | start
      var grows = down | ~(horizontal | up)
      var falls = up & horizontal
      if word == table.words - 1 {
        let change = (grows & lastBit != 0 ? 1 : 0) - (falls & lastBit != 0 ? 1 : 0)
        grows = grows << 1 | growsIn
        falls = falls << 1 | fallsIn
        increasing[word] = falls | ~(vertical | grows)
        decreasing[word] = grows & vertical
        return change
      }
      let growsOut = grows >> 63
      let fallsOut = falls >> 63
      grows = grows << 1 | growsIn
      falls = falls << 1 | fallsIn
      increasing[word] = falls | ~(vertical | grows)
      decreasing[word] = grows & vertical
      growsIn = growsOut
      fallsIn = fallsOut
    }
    return 0
  }
}
