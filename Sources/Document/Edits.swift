import Text

/// A wish of a step: other text in place of a range.
public struct Edit: Hashable, Sendable {
  /// UTF-8 byte offsets into the text as the step was handed it.
  public var range: Range<Int>
  public var replacement: String
}

extension Layer {
  /// What steps changed in the text: one annotation an edit, with the features `step` and `original`.
  public static let edits: Layer = "edit"
}

extension Document {
  /// Asks for other text in place of a range; done when the step ends. The replacement is brought to NFC.
  ///
  /// - Throws: `document.range` where the range is not one of the text, `document.edits-overlap` where an earlier edit of
  ///   this step touches the same bytes.
  public mutating func replace(_ range: Range<Int>, with replacement: String) throws(Problem) {
    guard isValid(range) else {
      throw Problem(
        "document.range", "an edit of bytes \(range.lowerBound)..<\(range.upperBound) does not fit the text",
        help: "the text has \(text.utf8.count) bytes, and an edit may not cut a character apart")
    }
    let at = pendingEdits.partitionPoint {
      ($0.range.lowerBound, $0.range.upperBound) > (range.lowerBound, range.upperBound)
    }
    let before = at > 0 ? pendingEdits[at - 1] : nil
    let after = at < pendingEdits.count ? pendingEdits[at] : nil
    if before.map({ $0.range.upperBound > range.lowerBound }) == true
      || after.map({ $0.range.lowerBound < range.upperBound }) == true
    {
      throw Problem(
        "document.edits-overlap", "two edits of one step touch bytes \(range.lowerBound)..<\(range.upperBound)",
        help: "make one edit of the two, or do the second in a step of its own")
    }
    pendingEdits.insert(Edit(range: range, replacement: Canonical.nfc(replacement)), at: at)
  }

  /// Applies the edits that were asked for, moves every range along, drops those whose text is gone, and records each
  /// edit with the step's name on the layer `edit`. Does nothing without edits.
  public mutating func applyEdits(by step: String) {
    guard !pendingEdits.isEmpty else { return }
    let edits = pendingEdits
    pendingEdits = []
    let map = OffsetMap(edits)
    var edited = ""
    edited.reserveCapacity(text.utf8.count)
    var done = 0
    var records: [Annotation] = []
    for edit in edits {
      edited += text.slice(done..<edit.range.lowerBound)
      let start = edited.utf8.count
      edited += edit.replacement
      records.append(
        Annotation(
          range: start..<edited.utf8.count,
          features: ["step": .string(step), "original": .string(String(text.slice(edit.range)))]))
      done = edit.range.upperBound
    }
    edited += text.slice(done..<text.utf8.count)
    blocks = blocks.compactMap { block in
      guard let range = map.moved(block.range) else { return nil }
      var moved = block
      moved.range = range
      moved.runs = block.runs.compactMap { run in map.moved(run.range).map { Run(run.kind, $0, value: run.value) } }
      return moved
    }
    segments = segments.compactMap { segment in
      map.moved(segment.range).map { Segment(range: $0, candidates: segment.candidates) }
    }
    layers = layers.mapValues { annotations in
      annotations.compactMap { annotation in
        map.moved(annotation.range).map { Annotation(range: $0, features: annotation.features) }
      }
    }.filter { !$0.value.isEmpty }
    text = edited
    setLayer(.edits, annotations(.edits) + records)
  }

  /// Forgets the edits of a step that failed.
  public mutating func discardEdits() { pendingEdits = [] }
}

/// Where offsets of a text go when edits are applied to it.
public struct OffsetMap: Sendable {
  /// Edits in order, each with how far the text after it moves.
  private var edits: [(range: Range<Int>, length: Int, shift: Int)] = []

  /// The edits must be sorted and must not overlap.
  public init(_ sorted: [Edit]) {
    var shift = 0
    for edit in sorted {
      let length = edit.replacement.utf8.count
      precondition(edits.last.map { $0.range.upperBound <= edit.range.lowerBound } ?? true, "edits are sorted")
      edits.append((edit.range, length, shift))
      shift += length - edit.range.count
    }
  }

  /// Where a range goes. An end that lies inside replaced text moves to that end of the replacement.
  ///
  /// - Returns: nil where the range had text and all of it was deleted.
  public func moved(_ range: Range<Int>) -> Range<Int>? {
    let lower = moved(range.lowerBound, isStart: true, isEmpty: range.isEmpty)
    let upper = max(lower, moved(range.upperBound, isStart: false, isEmpty: range.isEmpty))
    return lower == upper && !range.isEmpty ? nil : lower..<upper
  }

  private func moved(_ offset: Int, isStart: Bool, isEmpty: Bool) -> Int {
    // The last edit that begins before the offset, or at it: text inserted at a start stays outside the range, text that
    // replaces the start belongs to it.
    var after = edits.partitionPoint { $0.range.lowerBound >= offset }
    if isStart, !isEmpty {
      while after < edits.count, edits[after].range == offset..<offset { after += 1 }
    }
    guard after > 0 else { return offset }
    let edit = edits[after - 1]
    if offset >= edit.range.upperBound { return offset + edit.shift + edit.length - edit.range.count }
    return edit.range.lowerBound + edit.shift + (isStart ? 0 : edit.length)
  }
}
