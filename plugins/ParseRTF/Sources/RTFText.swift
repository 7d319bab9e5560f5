import Document
import Text

/// Text that grows with the formatting of its pieces.
struct RTFText {
  private(set) var text = ""
  private var runs: [Run] = []

  var isEmpty: Bool { text.isEmpty }
  var count: Int { text.utf8.count }

  mutating func append(_ words: String, _ state: RTFState) {
    let start = text.utf8.count
    text += words
    let range = start..<text.utf8.count
    if state.strong { extend(.strong, range, nil) }
    if state.emphasis { extend(.emphasis, range, nil) }
    if let link = state.link { extend(.link, range, link) }
  }

  mutating func append(note: String) { runs.append(Run(.note, count..<count, value: note)) }

  /// Takes another text in behind this one.
  mutating func append(_ other: RTFText) {
    let start = count
    text += other.text
    for run in other.runs {
      runs.append(Run(run.kind, run.range.lowerBound + start..<run.range.upperBound + start, value: run.value))
    }
  }

  /// A run that goes on where the last of its kind ends is one with it.
  private mutating func extend(_ kind: Run.Kind, _ range: Range<Int>, _ value: String?) {
    for at in runs.indices.reversed().prefix(4)
    where runs[at].kind == kind && runs[at].range.upperBound == range.lowerBound && runs[at].value == value {
      runs[at].range = runs[at].range.lowerBound..<range.upperBound
      return
    }
    runs.append(Run(kind, range, value: value))
  }

  /// Text and runs in NFC, without white space at the ends; runs of blanks alone are none.
  func finished(oneLine: Bool = false) -> (text: String, runs: [Run]) {
    var kept: [UInt8] = []
    /// For every byte of the text where it went.
    var places: [Int] = []
    places.reserveCapacity(count + 1)
    for byte in text.utf8 {
      places.append(kept.count)
      if byte == 0x20, kept.last.map({ $0 <= 0x20 }) ?? true { continue }
      if byte == 0x0A {
        while kept.last == 0x20 { kept.removeLast() }
        if kept.isEmpty { continue }
      }
      kept.append(oneLine && byte < 0x20 ? 0x20 : byte)
    }
    while let last = kept.last, last <= 0x20 { kept.removeLast() }
    places.append(kept.count)
    let words = String(decoding: kept, as: UTF8.self)
    var moved: [Run] = []
    for run in runs {
      let range = min(places[run.range.lowerBound], kept.count)..<min(places[run.range.upperBound], kept.count)
      if range.isEmpty && run.kind != .note { continue }
      moved.append(Run(run.kind, range, value: run.value))
    }
    if Canonical.isNFC(words) { return (words, moved) }
    // What was composed leaves no offset where it was; notes stand at the end then.
    let composed = Canonical.nfc(words)
    let end = composed.utf8.count
    return (composed, moved.filter { $0.kind == .note }.map { Run(.note, end..<end, value: $0.value) })
  }
}
