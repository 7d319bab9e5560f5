/// Levenshtein's distance: the least number of insertions, deletions and substitutions.
public enum EditDistance {
  /// The distance of two sequences of ids.
  public static func distance(_ a: [Int32], _ b: [Int32]) -> Int {
    distance(a, b, atMost: max(a.count, b.count)) ?? max(a.count, b.count)
  }

  /// The distance, or nil when it is greater than `limit`.
  public static func distance(_ a: [Int32], _ b: [Int32], atMost limit: Int) -> Int? {
    guard limit >= 0, abs(a.count - b.count) <= limit else { return nil }
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      var least = row[0]
      for j in b.indices {
        let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = next
        least = min(least, next)
      }
      if least > limit { return nil }
    }
    return row[b.count] <= limit ? row[b.count] : nil
  }

  /// The distance of two texts by Unicode scalar.
  public static func distance(_ a: String, _ b: String) -> Int {
    distance(ids(a), ids(b))
  }

  /// Which positions of `b` take part unchanged in one best alignment with `a`.
  public static func matchedPositions(_ a: [Int32], in b: [Int32]) -> [Bool] {
    var table = [[Int]](repeating: Array(0...b.count), count: a.count + 1)
    for i in 0..<a.count {
      table[i + 1][0] = i + 1
      for j in 0..<b.count {
        table[i + 1][j + 1] = min(
          table[i][j + 1] + 1, table[i + 1][j] + 1, table[i][j] + (a[i] == b[j] ? 0 : 1))
      }
    }
    var matched = [Bool](repeating: false, count: b.count)
    var (i, j) = (a.count, b.count)
    while i > 0 && j > 0 {
      if a[i - 1] == b[j - 1] && table[i][j] == table[i - 1][j - 1] {
        matched[j - 1] = true
        (i, j) = (i - 1, j - 1)
      } else if table[i][j] == table[i - 1][j - 1] + 1 {
        (i, j) = (i - 1, j - 1)
      } else if table[i][j] == table[i - 1][j] + 1 {
        i -= 1
      } else {
        j -= 1
      }
    }
    return matched
  }

  static func ids(_ text: String) -> [Int32] {
    text.unicodeScalars.map { Int32(bitPattern: $0.value) }
  }
}
