/// The names most like a mistyped one, for "did you mean": nearest first, then in the order given.
///
/// A name counts as near when at most a third of its letters (at least one) must change, case aside, or when it begins with
/// what was typed (three letters or more).
public func nearest(_ name: String, among names: some Sequence<String>, limit: Int = 3) -> [String] {
  guard limit > 0 else { return [] }
  let wanted = name.folded(.case)
  let wantedIds = EditDistance.ids(wanted)
  let allowed = max(1, wantedIds.count / 3)
  var found: [(distance: Int, order: Int, name: String)] = []
  for (order, candidate) in names.enumerated() {
    let other = candidate.folded(.case)
    if let distance = EditDistance.distance(wantedIds, EditDistance.ids(other), atMost: allowed) {
      found.append((distance, order, candidate))
    } else if wantedIds.count >= 3 && other.hasPrefix(wanted) {
      found.append((allowed + 1, order, candidate))
    }
  }
  found.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
  return found.prefix(limit).map(\.name)
}
