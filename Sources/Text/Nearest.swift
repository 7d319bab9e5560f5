/// The names most like one that was not found, for "did you mean": best first, then in the order in which they were given.
///
/// A missing, added or changed letter counts one, and so do two letters that changed places. As many as a third of the letters
/// may be wrong, at least one. Upper and lower case are the same. A name that begins with what was written comes last.
public func nearest(_ name: String, among names: some Sequence<String>, limit: Int = 3) -> [String] {
  guard limit > 0 else { return [] }
  let wanted = Array(name.folded(.case).unicodeScalars)
  let allowed = max(1, wanted.count / 3)
  var found: [(distance: Int, order: Int, name: String)] = []
  for (order, candidate) in names.enumerated() {
    let other = Array(candidate.folded(.case).unicodeScalars)
    if abs(other.count - wanted.count) <= allowed, case let distance = typingDistance(wanted, other),
      distance <= allowed
    {
      found.append((distance, order, candidate))
    } else if wanted.count >= 3, other.starts(with: wanted) {
      found.append((allowed + 1, order, candidate))
    }
  }
  found.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
  return found.prefix(limit).map(\.name)
}

/// Optimal string alignment: the edit distance in which two neighbours that changed places count one.
private func typingDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast = Array(0...b.count)
  var last = beforeLast
  for (at, letter) in a.enumerated() {
    var row = [at + 1] + Array(repeating: 0, count: b.count)
    for (other, candidate) in b.enumerated() {
      let same = letter == candidate ? 0 : 1
      row[other + 1] = min(row[other] + 1, last[other + 1] + 1, last[other] + same)
      if at > 0, other > 0, letter == b[other - 1], a[at - 1] == candidate {
        row[other + 1] = min(row[other + 1], beforeLast[other - 1] + 1)
      }
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
