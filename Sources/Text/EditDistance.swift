/// Levenshtein's distance: the least number of insertions, deletions and substitutions.
///
/// Computed bit-parallel, 64 cells of the table at a time: G. Myers, "A fast bit-vector algorithm for approximate string
/// matching based on dynamic programming", JACM 46 (1999), for any number of words, with the vertical start of H. Hyyrö,
/// "Explaining and extending the bit-parallel approximate string matching algorithm of Myers" (2001). Time is the product of
/// the lengths over 64.
public enum EditDistance {
  /// The distance of two sequences of ids.
  public static func distance(_ a: [Int32], _ b: [Int32]) -> Int {
    let limit = max(a.count, b.count)
    return distance(a, b, atMost: limit) ?? limit
  }

  /// The distance, or nil as soon as it is known to be greater than `limit`.
  public static func distance(_ a: [Int32], _ b: [Int32], atMost limit: Int) -> Int? {
    guard limit >= 0, abs(a.count - b.count) <= limit else { return nil }
    let (prefix, suffix) = common(a, b)
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    return Pattern(short[prefix..<short.count - suffix]).distance(to: long[prefix..<long.count - suffix], atMost: limit)
  }

  /// The distance of two texts by Unicode scalar.
  public static func distance(_ a: String, _ b: String) -> Int {
    distance(ids(a), ids(b))
  }

  /// Which positions of `b` take part unchanged in one best alignment with `a`.
  public static func matchedPositions(_ a: [Int32], in b: [Int32]) -> [Bool] {
    var matched = [Bool](repeating: false, count: b.count)
    align(a[...], b[...], &matched)
    return matched
  }

  /// A sequence prepared for comparison with many.
  public struct Pattern: Sendable {
    private let table: BitTable

    public init(_ sequence: [Int32]) {
      table = BitTable(sequence[...])
    }

    fileprivate init(_ sequence: ArraySlice<Int32>) {
      table = BitTable(sequence)
    }

    /// The distance to another sequence, or nil as soon as it is known to be greater than `limit`.
    public func distance(to other: [Int32], atMost limit: Int) -> Int? {
      distance(to: other[...], atMost: limit)
    }

    fileprivate func distance(to other: ArraySlice<Int32>, atMost limit: Int) -> Int? {
      guard limit >= 0, abs(table.count - other.count) <= limit else { return nil }
      var distance = table.count
      var remaining = other.count
      var columns = BitColumns(table)
      for id in other {
        distance += columns.advance(table, id)
        remaining -= 1
        if distance - remaining > limit { return nil }
      }
      return distance <= limit ? distance : nil
    }
  }

  static func ids(_ text: String) -> [Int32] {
    text.unicodeScalars.map { Int32(bitPattern: $0.value) }
  }

  private static func common(_ a: some Collection<Int32>, _ b: some Collection<Int32>) -> (prefix: Int, suffix: Int) {
    let a = Array(a)
    let b = Array(b)
    let most = min(a.count, b.count)
    var prefix = 0
    while prefix < most, a[prefix] == b[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < most - prefix, a[a.count - 1 - suffix] == b[b.count - 1 - suffix] { suffix += 1 }
    return (prefix, suffix)
  }

  /// The most cells of which the bits of every column are kept, 64 MB; larger tables are halved as by D. S. Hirschberg,
  /// "A linear space algorithm for computing maximal common subsequences", CACM 18 (1975).
  private static let mostCells = 1 << 28

  private static func align(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>, _ matched: inout [Bool]) {
    let (prefix, suffix) = common(a, b)
    for index in 0..<prefix { matched[b.startIndex + index] = true }
    for index in 0..<suffix { matched[b.endIndex - 1 - index] = true }
    let a = a[a.startIndex + prefix..<a.endIndex - suffix]
    let b = b[b.startIndex + prefix..<b.endIndex - suffix]
    guard !a.isEmpty && !b.isEmpty else { return }
    let (cells, overflow) = a.count.multipliedReportingOverflow(by: b.count)
    if a.count > 1 && (overflow || cells > mostCells) {
      let middle = a.startIndex + a.count / 2
      let head = lastRow(Array(a[..<middle]), Array(b))
      let tail = lastRow(a[middle...].reversed(), b.reversed())
      let split = (0...b.count).min { head[$0] + tail[b.count - $0] < head[$1] + tail[b.count - $1] } ?? 0
      align(a[..<middle], b[..<(b.startIndex + split)], &matched)
      align(a[middle...], b[(b.startIndex + split)...], &matched)
    } else {
      trace(a, b, &matched)
    }
  }

  /// The distances of a sequence to every beginning of another.
  private static func lastRow(_ a: [Int32], _ b: [Int32]) -> [Int] {
    let table = BitTable(a[...])
    var columns = BitColumns(table)
    var row = [a.count]
    row.reserveCapacity(b.count + 1)
    for id in b { row.append(row[row.count - 1] + columns.advance(table, id)) }
    return row
  }

  /// Walks back through the table, of which the vertical differences of every column are kept.
  private static func trace(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>, _ matched: inout [Bool]) {
    let table = BitTable(a)
    var columns = BitColumns(table)
    let words = table.words
    var increasing: [UInt64] = []
    var decreasing: [UInt64] = []
    increasing.reserveCapacity(b.count * words)
    decreasing.reserveCapacity(b.count * words)
    for id in b {
      _ = columns.advance(table, id)
      increasing.append(contentsOf: columns.increasing)
      decreasing.append(contentsOf: columns.decreasing)
    }
    func bit(_ bits: [UInt64], _ row: Int, _ column: Int) -> Bool {
      bits[column * words + row / 64] >> UInt64(row % 64) & 1 == 1
    }
    var row = a.count
    var column = b.count
    while row > 0 && column > 0 {
      if bit(increasing, row - 1, column - 1) {
        row -= 1
      } else {
        column -= 1
        if column > 0 && bit(decreasing, row - 1, column - 1) { continue }
        row -= 1
        matched[b.startIndex + column] = a[a.startIndex + row] == b[b.startIndex + column]
      }
    }
  }
}
