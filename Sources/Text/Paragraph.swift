/// One paragraph on its way to sentences: the characters that matter, in order, and the rules that weigh them.
struct Paragraph {
  enum Kind: UInt8 {
    case lineBreak, fullStop, terminator, ellipsis, colon, open, close, quote, bullet

    var ends: Bool { self == .fullStop || self == .terminator || self == .ellipsis }
  }

  struct Event {
    var offset: Int
    var length: Int
    var value: UInt32
    var kind: Kind
    /// For what opens a quotation or parenthesis: the offset of what closes it.
    var partner: Int?

    var end: Int { offset + length }
  }

  static let bullets: Set<UInt32> = [0x2022, 0x2023, 0x2043, 0x25AA, 0x25CF, 0x25E6]
  /// The longest quotation or parenthesis that is never cut, in bytes.
  static let longestWhole = 480

  private(set) var start: Int
  var events: [Event] = []

  init(start: Int) {
    self.start = start
  }

  mutating func restart(at offset: Int) {
    start = offset
    events.removeAll(keepingCapacity: true)
  }

  /// Appends the sentences of the paragraph, which ends at `limit`.
  mutating func cut(
    _ bytes: borrowing Span<UInt8>, to limit: Int, by breaker: SentenceBreaker, into sentences: inout [Range<Int>]
  ) {
    guard start < limit else { return }
    if events.contains(where: { $0.kind == .open || $0.kind == .quote }) { pair(bytes, limit) }
    let first = sentences.count
    var from = skipSpace(bytes, start, limit)
    var marker = ListMarker(bytes, at: from, limit)
    var wholeUntil = start
    var index = 0
    func close(at end: Int) {
      let trimmed = trimSpace(bytes, from, end)
      if sentences.count > first && !hasWord(bytes, from..<trimmed) {
        sentences[sentences.count - 1] = sentences[sentences.count - 1].lowerBound..<max(trimmed, from)
      } else if trimmed > from {
        sentences.append(from..<trimmed)
      }
      from = skipSpace(bytes, end, limit)
      marker = ListMarker(bytes, at: from, limit)
    }
    while index < events.count {
      let event = events[index]
      index += 1
      if let partner = event.partner, partner - event.offset <= Paragraph.longestWhole {
        wholeUntil = max(wholeUntil, partner)
      }
      if let item = marker?.next(bytes, with: event.offset, limit), event.offset > wholeUntil {
        close(at: item)
        if event.kind != .bullet { continue }
      }
      guard event.kind.ends, event.offset >= from else { continue }
      let ending = Ending(bytes, event, limit)
      while index < events.count && events[index].offset < ending.end { index += 1 }
      guard ending.end > wholeUntil, ending.end < limit else { continue }
      if marker.map({ ending.end <= $0.end }) ?? false { continue }
      if ending.breaks(bytes, from: from, limit, breaker) { close(at: ending.end) }
    }
    close(at: limit)
    splitLabel(bytes, limit, &sentences, from: first)
  }

  /// Finds the partners of quotation marks and brackets, with one stack for each kind. `"` does not nest, and `“` may close.
  private mutating func pair(_ bytes: borrowing Span<UInt8>, _ limit: Int) {
    var stacks: [UInt32: [Int]] = [:]
    for index in events.indices {
      let event = events[index]
      switch event.kind {
      case .open:
        let closes = event.value == 0x201C && isClosingPlace(bytes, event, limit)
        if closes, let opener = stacks[0x201D]?.popLast() {
          events[opener].partner = event.offset
        } else {
          stacks[Paragraph.closer(of: event.value), default: []].append(index)
        }
      case .quote where event.value == 0x22:
        if let opener = stacks[0x22]?.last, !isOpeningPlace(bytes, event, limit) {
          events[opener].partner = event.offset
          stacks[0x22] = nil
        } else if !isClosingPlace(bytes, event, limit) {
          stacks[0x22] = [index]
        }
      case .close, .quote:
        let single = event.value == 0x27 || event.value == 0x2019
        if single && isLetter(bytes, at: event.end, limit) {
          let opens = event.value == 0x27 && !isLetter(bytes, before: event.offset, start)
          if opens { stacks[0x27, default: []].append(index) }
        } else if let opener = stacks[event.value]?.popLast() {
          events[opener].partner = event.offset
        }
      default: continue
      }
    }
  }

  /// Whether a mark follows a word and no word follows it.
  private func isClosingPlace(_ bytes: borrowing Span<UInt8>, _ event: Event, _ limit: Int) -> Bool {
    event.offset > start && !isSpace(scalar(bytes, before: event.offset).value)
      && (event.end == limit || !CharacterClass(scalar(bytes, at: event.end).value).isInWord)
  }

  /// Whether a mark stands between a space and a word.
  private func isOpeningPlace(_ bytes: borrowing Span<UInt8>, _ event: Event, _ limit: Int) -> Bool {
    (event.offset == start || isSpace(scalar(bytes, before: event.offset).value))
      && event.end < limit && CharacterClass(scalar(bytes, at: event.end).value).isInWord
  }

  private static func closer(of opener: UInt32) -> UInt32 {
    switch opener {
    case 0x28: 0x29
    case 0x60: 0x27
    case 0x5B: 0x5D
    case 0x7B: 0x7D
    case 0xAB: 0xBB
    case 0x201E: 0x201C
    case 0x2018: 0x2019
    case 0x201C: 0x201D
    default: opener + 1  // ‹ ›, 「 」, 『 』
    }
  }

  /// Cuts an Arabic label and its colon off the first of at least two sentences.
  private func splitLabel(
    _ bytes: borrowing Span<UInt8>, _ limit: Int, _ sentences: inout [Range<Int>], from first: Int
  ) {
    guard sentences.count - first >= 2, let colon = events.first(where: { isLabelColon(bytes, $0, limit) }) else {
      return
    }
    let sentence = sentences[first]
    guard sentence.contains(colon.offset), colon.end < sentence.upperBound else { return }
    let earlier = events.prefix { $0.offset < colon.offset }
    guard earlier.allSatisfy({ $0.kind == .colon }), isLabel(bytes, sentence.lowerBound..<colon.offset) else { return }
    sentences[first] = sentence.lowerBound..<colon.end
    sentences.insert(skipSpace(bytes, colon.end, limit)..<sentence.upperBound, at: first + 1)
  }

  /// A colon between an Arabic word and a space.
  private func isLabelColon(_ bytes: borrowing Span<UInt8>, _ event: Event, _ limit: Int) -> Bool {
    guard event.kind == .colon, event.end < limit, event.offset > start else { return false }
    return CharacterClass(scalar(bytes, before: event.offset).value) == .arabicLetter
      && CharacterClass(scalar(bytes, at: event.end).value) == .space
  }

  /// Whether words before a colon name what follows: few, and none of speech.
  private func isLabel(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count <= 160 else { return false }
    let label = text(bytes, range)
    let words = Tokenizer.words(in: label)
    guard words.count <= 12 else { return false }
    return !words.contains { word in
      let folded = label.slice(word).folded()
      return Speech.introduces(folded)
    }
  }
}
