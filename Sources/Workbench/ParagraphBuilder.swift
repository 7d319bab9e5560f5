public import Document
import Text

/// Makes the text of one block piece by piece, each with its marks; pieces that follow one another with the same mark share a
/// run.
public struct ParagraphBuilder: Sendable {
  /// What a piece of text is: emphasised, a link …
  public struct Mark: Hashable, Sendable {
    public var kind: Run.Kind
    public var value: String?

    public init(_ kind: Run.Kind, _ value: String? = nil) {
      self.kind = kind
      self.value = value
    }
  }

  private var text = ""
  private var runs: [Run] = []
  private var open: [(mark: Mark, start: Int)] = []
  /// A block of more runs than this would take time out of proportion to its text.
  private static let mostRuns = 50_000

  public init() {}

  public var isEmpty: Bool { text.isEmpty && runs.isEmpty }
  /// Whether there is anything but white space so far.
  public var hasWords: Bool { text.utf8.contains { $0 > 0x20 } }
  public var endsInSpace: Bool { text.utf8.last.map { $0 <= 0x20 } ?? true }

  public mutating func append(_ piece: String, _ marks: [Mark] = []) {
    guard !piece.isEmpty else { return }
    close { !marks.contains($0) }
    for mark in marks where !open.contains(where: { $0.mark == mark }) { open.append((mark, text.utf8.count)) }
    text += piece
  }

  /// Something without text of its own at this place: a note with its words, an image without any.
  public mutating func mark(_ kind: Run.Kind, _ value: String?) {
    guard runs.count < ParagraphBuilder.mostRuns else {
      // The words of a note are not lost.
      if kind == .note, let value { append(" (\(value))") }
      return
    }
    runs.append(Run(kind, text.utf8.count..<text.utf8.count, value: value))
  }

  private mutating func close(_ isOver: (Mark) -> Bool) {
    var left: [(mark: Mark, start: Int)] = []
    for (mark, start) in open {
      guard isOver(mark) else {
        left.append((mark, start))
        continue
      }
      if start < text.utf8.count, runs.count < ParagraphBuilder.mostRuns {
        runs.append(Run(mark.kind, start..<text.utf8.count, value: mark.value))
      }
    }
    open = left
  }

  /// The text in NFC without white space at its ends, and the runs over it; the builder is empty again.
  public mutating func finish(isCode: Bool = false) -> (text: String, runs: [Run]) {
    close { _ in true }
    let bytes = Array(text.utf8)
    let isBlank: (UInt8) -> Bool = { isCode ? $0 == 0x0A : $0 <= 0x20 }
    let start = bytes.firstIndex { !isBlank($0) } ?? bytes.count
    let end = (bytes.lastIndex { !isBlank($0) } ?? start - 1) + 1
    let bounds = start..<max(start, end)
    let whole = String(decoding: bytes[bounds], as: UTF8.self)
    let normal = Canonical.nfc(whole)
    var finished: [Run] = []
    for var run in runs {
      let clamped = run.range.clamped(to: bounds)
      run.range = clamped.lowerBound - start..<clamped.upperBound - start
      if !run.range.isEmpty || run.kind == .note || run.kind == .image { finished.append(run) }
    }
    if !normal.utf8.elementsEqual(whole.utf8) {
      ParagraphBuilder.move(&finished, from: Array(bytes[bounds]), to: Array(normal.utf8))
    }
    // A block's runs stand in the order of its text.
    let ordered = finished.enumerated().sorted { a, b in
      (a.element.range.lowerBound, b.element.range.upperBound, a.offset)
        < (b.element.range.lowerBound, a.element.range.upperBound, b.offset)
    }
    text = ""
    runs = []
    return (normal, ordered.map { $0.element })
  }

  /// Moves offsets along to the text in NFC; one within a letter that was composed goes to its start.
  private static func move(_ runs: inout [Run], from bytes: [UInt8], to normal: [UInt8]) {
    let offsets = Set(runs.flatMap { [$0.range.lowerBound, $0.range.upperBound] }).sorted()
    var moved: [Int: Int] = [:]
    var (before, made) = (0, 0)
    for offset in offsets {
      made += Canonical.nfc(String(decoding: bytes[before..<offset], as: UTF8.self)).utf8.count
      before = offset
      var at = min(made, normal.count)
      while at > 0, at < normal.count, normal[at] & 0xC0 == 0x80 { at -= 1 }
      moved[offset] = at
    }
    for at in runs.indices {
      let (start, end) = (moved[runs[at].range.lowerBound] ?? 0, moved[runs[at].range.upperBound] ?? 0)
      runs[at].range = start..<max(start, end)
    }
  }
}
