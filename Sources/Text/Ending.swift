/// A run of terminators with what closes behind it, and whether a sentence ends there.
struct Ending {
  /// The offset of the first terminator.
  let start: Int
  /// The offset after terminators, closing marks and notes.
  private(set) var end: Int
  private var isStrong: Bool
  /// Full stops in the run; an ellipsis counts as three.
  private var dots: Int
  private let value: UInt32
  /// Whether closing marks or notes follow the terminators.
  private var isClosed = false

  init(_ bytes: borrowing Span<UInt8>, _ event: Paragraph.Event, _ limit: Int) {
    start = event.offset
    end = event.end
    value = event.value
    isStrong = event.kind == .terminator
    dots = event.kind == .fullStop ? 1 : event.kind == .ellipsis ? 3 : 0
    while end < limit, let length = member(bytes, limit) { end += length }
    if dots == 1 && !isStrong && !isClosed, let reference = reference(bytes, limit) {
      end = reference
      isClosed = true
    }
  }

  /// The length of what stands at `end` when it belongs to the run.
  private mutating func member(_ bytes: borrowing Span<UInt8>, _ limit: Int) -> Int? {
    let (value, length) = scalar(bytes, at: end)
    switch value {
    case 0x2E: dots += 1
    case 0x2026: dots += 3
    case 0x21, 0x3F, 0x61F: isStrong = true
    case 0x22, 0x27, 0x29, 0x5D, 0x7D, 0xBB, 0x2019, 0x201C, 0x201D, 0x203A, 0x300D, 0x300F: isClosed = true
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: break
    case 0x5B: return note(bytes, limit)
    case 0x20:
      // The dots of ". . ." and closing marks after a space, as in French: « Oui. »
      guard end + 1 < limit else { return nil }
      let next = scalar(bytes, at: end + 1).value
      guard next == 0x2E && bytes[end - 1] == 0x2E && !isClosed || next == 0xBB || next == 0x203A else { return nil }
    default: return nil
    }
    return length
  }

  /// The length of the number of a note, `[12]`.
  private mutating func note(_ bytes: borrowing Span<UInt8>, _ limit: Int) -> Int? {
    var offset = end + 1
    while offset < limit, isASCIIDigit(bytes[offset]) { offset += 1 }
    guard offset > end + 1, offset < limit, bytes[offset] == 0x5D else { return nil }
    isClosed = true
    return offset + 1 - end
  }

  /// The end of raised numbers of notes, flattened by a conversion, before a capital: `the end.11 12 Next`.
  private func reference(_ bytes: borrowing Span<UInt8>, _ limit: Int) -> Int? {
    guard start > 0, bytes[start - 1] == 0x29 || isLetter(bytes, before: start, 0) else { return nil }
    var offset = end
    while true {
      let digits = offset
      while offset < limit, offset - digits < 4, isASCIIDigit(bytes[offset]) { offset += 1 }
      guard offset > digits, offset - digits < 4, offset + 1 < limit, bytes[offset] == 0x20 else { return nil }
      if !isASCIIDigit(bytes[offset + 1]) { break }
      offset += 1
    }
    return Following(bytes, offset + 1, limit).isCapital ? offset : nil
  }

  /// Whether a sentence that began at `from` ends here, before more of its paragraph.
  func breaks(_ bytes: borrowing Span<UInt8>, from: Int, _ limit: Int, _ breaker: SentenceBreaker) -> Bool {
    let next = skipSpace(bytes, end, limit)
    guard next < limit, !continues(scalar(bytes, at: next).value) else { return false }
    if start > from, [0x28, 0x5B].contains(bytes[start - 1]) { return false }  // an omission: [...]
    let following = Following(bytes, next, limit)
    if following.isSmall { return false }
    if next == end { return breaksWithoutSpace(bytes, from: from, following, limit, breaker) }
    if isClosed && following.first == .arabicLetter && Speech.attributes(following.word.folded()) { return false }
    if isStrong { return true }
    if dots > 1 { return ellipsisEnds(bytes, from: from, following) }
    return isClosed || fullStopEnds(bytes, from: from, following, breaker)
  }

  /// Marks after which a sentence goes on (`SContinue` of Annex 29, without the dashes).
  private func continues(_ value: UInt32) -> Bool {
    switch value {
    case 0x2C, 0x3A, 0x3B, 0x60C, 0x61B, 0x3001, 0xFF0C, 0xFF1A: true
    default: false
    }
  }

  private func breaksWithoutSpace(
    _ bytes: borrowing Span<UInt8>, from: Int, _ following: Following, _ limit: Int, _ breaker: SentenceBreaker
  ) -> Bool {
    if value >= 0x3000 { return true }
    let preceding = Preceding(bytes, start, from: from)
    if following.first == .arabicLetter {
      if isStrong && value != 0x6D4 { return true }
      return preceding.isArabic && preceding.letters >= 2 && following.letters >= 2 && dots < 2
    }
    guard following.isCapital, following.letters >= 2, !following.isAllCapital, dots < 2, !isClosed,
      preceding.endsSmall && preceding.letters >= 2 || preceding.isNumber,
      breaker.abbreviations.kind(of: preceding.word) == nil
    else { return false }
    return !isInAddress(bytes, from: from, following.end, limit)
  }

  /// Whether the full stop stands in the name of a host, a file or a mailbox.
  private func isInAddress(_ bytes: borrowing Span<UInt8>, from: Int, _ wordEnd: Int, _ limit: Int) -> Bool {
    if wordEnd < limit, [0x40, 0x2F, 0x5F, 0x2D].contains(bytes[wordEnd]) { return true }
    if wordEnd + 1 < limit, bytes[wordEnd] == 0x2E, isLetter(bytes, at: wordEnd + 1, limit) { return true }
    var offset = start - 1
    while offset > from, offset > start - 80, bytes[offset] != 0x20 {
      if [0x40, 0x2F, 0x5C, 0x5F].contains(bytes[offset]) { return true }
      offset -= 1
    }
    let chunk = offset > from ? offset + 1 : from
    return start - chunk >= 4 && bytes[chunk] | 0x20 == 0x77 && bytes[chunk + 1] | 0x20 == 0x77
      && bytes[chunk + 3] == 0x2E
  }

  /// Three dots after a space are an omission within a sentence, four end it. In Arabic two dots are a pause.
  private func ellipsisEnds(_ bytes: borrowing Span<UInt8>, from: Int, _ following: Following) -> Bool {
    let isApart = start > from && bytes[start - 1] == 0x20
    if following.first == .arabicLetter && dots == 2 { return false }
    return !isApart || dots > 3
  }

  private func fullStopEnds(
    _ bytes: borrowing Span<UInt8>, from: Int, _ following: Following, _ breaker: SentenceBreaker
  ) -> Bool {
    let preceding = Preceding(bytes, start, from: from)
    if preceding.isNumber { return !(breaker.abbreviations.hasOrdinals && preceding.letters <= 2) }
    if preceding.letters == 0 { return !(preceding.isAfterDegree && following.first == .digit) }
    if preceding.isArabic {
      // A letter by itself is an abbreviation (د. محمد), after a number a unit (2020 م.).
      return preceding.letters > 1 || preceding.isAfterNumber
    }
    if preceding.isDotted {
      return breaker.abbreviations.isTime(preceding.dotted)
        ? following.isCapital && !following.isAllCapital && !breaker.abbreviations.isCalendar(following.word)
        : Abbreviations.starters.contains(following.word)
    }
    if preceding.letters == 1 && !preceding.endsSmall {
      return preceding.word == "i" && Abbreviations.starters.contains(following.word) && preceding.isAfterSmallWord
    }
    switch breaker.abbreviations.kind(of: preceding.word) {
    case .before?: return false
    case .beforeNumber?: return following.first != .digit
    case .within?: return Abbreviations.starters.contains(following.word)
    case .atEnd?: return following.isCapital
    case nil: return true
    }
  }
}
