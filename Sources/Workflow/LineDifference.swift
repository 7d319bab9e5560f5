/// How two files differ, line by line, as a person reads it. Bounded: neither huge files nor long lines make a huge message.
struct LineDifference {
  private let old: [ArraySlice<UInt8>]
  private let new: [ArraySlice<UInt8>]
  private let isText: Bool
  /// Lines that are the same at the beginning, and at the end after those.
  private let head: Int
  private let tail: Int

  private static let context = 2
  private static let mostLines = 40
  private static let widest = 120
  /// Beyond so many lines no shortest difference is looked for: it takes time by their square.
  private static let mostCompared = 2000

  init(from old: [UInt8], to new: [UInt8]) {
    self.old = LineDifference.lines(old)
    self.new = LineDifference.lines(new)
    isText = [old, new].allSatisfy { !$0.contains(0) && String(validating: $0, as: UTF8.self) != nil }
    let shorter = min(self.old.count, self.new.count)
    var head = 0
    while head < shorter, self.old[head] == self.new[head] { head += 1 }
    var tail = 0
    while tail < shorter - head, self.old[self.old.count - 1 - tail] == self.new[self.new.count - 1 - tail] {
      tail += 1
    }
    self.head = head
    self.tail = tail
  }

  /// The first line of the old file that is not the same, from 1.
  var firstLine: Int { head + 1 }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (at, byte) in bytes.enumerated() where byte == 0x0A {
      lines.append(bytes[start...at])
      start = at + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private enum Change {
    case same(Int)
    case removed(Int)
    case added(Int)
  }

  /// The lines that differ with a few around them, `-` before the old ones and `+` before the new ones.
  func unified(from oldName: String, to newName: String) -> [String] {
    guard isText else { return ["they are no texts, and differ from line \(firstLine)"] }
    var lines = ["--- \(oldName)", "+++ \(newName)"]
    let changes = changes
    var at = 0
    var shown = -1
    while let first = changes[at...].firstIndex(where: LineDifference.isChange) {
      let start = max(shown + 1, first - LineDifference.context)
      var end = first
      var next = first
      while next < changes.count, next <= end + 2 * LineDifference.context + 1 {
        if LineDifference.isChange(changes[next]) { end = next }
        next += 1
      }
      let stop = min(changes.count - 1, end + LineDifference.context)
      lines.append(heading(changes, start, stop))
      for (number, change) in changes[start...stop].enumerated() {
        lines.append(shownLine(change, among: changes, at: start + number))
        if lines.count >= LineDifference.mostLines { return lines + ["… and more"] }
      }
      shown = stop
      at = stop + 1
    }
    return lines
  }

  private static func isChange(_ change: Change) -> Bool { if case .same = change { false } else { true } }

  /// Every line of both files once, positions in the old file for what is the same.
  private var changes: [Change] {
    let (oldMiddle, newMiddle) = (head..<old.count - tail, head..<new.count - tail)
    var middle: [Change] = []
    if oldMiddle.count + newMiddle.count > LineDifference.mostCompared {
      middle = oldMiddle.map { .removed($0) } + newMiddle.map { .added($0) }
    } else {
      let difference = Array(new[newMiddle]).difference(from: Array(old[oldMiddle]))
      let removed = Set(difference.removals.map { if case .remove(let at, _, _) = $0 { at } else { -1 } })
      let added = Set(difference.insertions.map { if case .insert(let at, _, _) = $0 { at } else { -1 } })
      var (a, b) = (0, 0)
      while a < oldMiddle.count || b < newMiddle.count {
        if a < oldMiddle.count, removed.contains(a) {
          middle.append(.removed(head + a))
          a += 1
        } else if b < newMiddle.count, added.contains(b) {
          middle.append(.added(head + b))
          b += 1
        } else {
          middle.append(.same(head + a))
          a += 1
          b += 1
        }
      }
    }
    return (0..<head).map { .same($0) } + middle + (old.count - tail..<old.count).map { .same($0) }
  }

  /// `@@ -3,5 +3,6 @@`: where the lines stand in both files.
  private func heading(_ changes: [Change], _ start: Int, _ stop: Int) -> String {
    func count(_ range: some Sequence<Change>) -> (old: Int, new: Int) {
      range.reduce(into: (0, 0)) { count, change in
        switch change {
        case .same: count = (count.0 + 1, count.1 + 1)
        case .removed: count.0 += 1
        case .added: count.1 += 1
        }
      }
    }
    let (before, within) = (count(changes[..<start]), count(changes[start...stop]))
    func part(_ before: Int, _ count: Int) -> String { "\(count == 0 ? before : before + 1),\(count)" }
    return "@@ -\(part(before.old, within.old)) +\(part(before.new, within.new)) @@"
  }

  private func shownLine(_ change: Change, among changes: [Change], at: Int) -> String {
    switch change {
    case .same(let number): return " " + LineDifference.clipped(old[number], against: nil)
    case .removed(let number):
      let partner: ArraySlice<UInt8>? =
        if at + 1 < changes.count, case .added(let new) = changes[at + 1] {
          self.new[new]
        } else { nil }
      return "-" + LineDifference.clipped(old[number], against: partner)
    case .added(let number):
      let partner: ArraySlice<UInt8>? =
        if at > 0, case .removed(let old) = changes[at - 1] { self.old[old] } else { nil }
      return "+" + LineDifference.clipped(new[number], against: partner)
    }
  }

  /// A line without its end; of a long one the part around the first character in which it differs from its partner.
  private static func clipped(_ line: ArraySlice<UInt8>, against partner: ArraySlice<UInt8>?) -> String {
    let hasEnd = line.last == 0x0A
    let text = String(decoding: hasEnd ? line.dropLast() : line, as: UTF8.self)
    let remark = hasEnd ? "" : " (no line end)"
    guard text.utf8.count > widest else { return text + remark }
    let characters = Array(text)
    let other = partner.map { Array(String(decoding: $0, as: UTF8.self)) } ?? []
    var same = 0
    while same < min(characters.count, other.count), characters[same] == other[same] { same += 1 }
    let from = max(0, same - 30)
    let to = min(characters.count, from + widest)
    return (from > 0 ? "…" : "") + String(characters[from..<to]) + (to < characters.count ? "…" : "") + remark
  }
}
