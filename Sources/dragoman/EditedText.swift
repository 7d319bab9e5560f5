/// A text being typed, with a cursor; it may have several lines. Pure: knows nothing of terminals.
struct EditedText: Equatable, Sendable {
  private(set) var letters: [Character] = []
  /// The letter before which the cursor stands.
  private(set) var cursor = 0
  /// What the last command that cuts words or lines took away.
  private(set) var cut: [Character] = []

  init(_ text: String = "") {
    letters = Array(text)
    cursor = letters.count
  }

  var text: String { String(letters) }
  var isEmpty: Bool { letters.isEmpty }
  var beforeCursor: String { String(letters[..<cursor]) }

  // MARK: moving

  mutating func moveLeft() { cursor = max(0, cursor - 1) }
  mutating func moveRight() { cursor = min(letters.count, cursor + 1) }
  mutating func moveToStart() { cursor = lineStart }
  mutating func moveToEnd() { cursor = lineEnd }
  mutating func moveWordLeft() { cursor = wordStart }
  mutating func moveWordRight() { cursor = wordEnd }

  /// Returns false, and stays, where there is no line above.
  mutating func moveUp() -> Bool {
    let start = lineStart
    guard start > 0 else { return false }
    let column = cursor - start
    cursor = start - 1
    cursor = min(lineStart + column, start - 1)
    return true
  }

  /// Returns false, and stays, where there is no line below.
  mutating func moveDown() -> Bool {
    let end = lineEnd
    guard end < letters.count else { return false }
    let column = cursor - lineStart
    cursor = end + 1
    cursor = min(end + 1 + column, lineEnd)
    return true
  }

  private var lineStart: Int { (letters[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
  private var lineEnd: Int { letters[cursor...].firstIndex(of: "\n") ?? letters.count }

  private var wordStart: Int {
    let gap = letters[..<cursor].lastIndex { EditedText.isWord($0) }.map { $0 + 1 } ?? 0
    return (letters[..<gap].lastIndex { !EditedText.isWord($0) } ?? -1) + 1
  }

  private var wordEnd: Int {
    let word = letters[cursor...].firstIndex { EditedText.isWord($0) } ?? letters.count
    return letters[word...].firstIndex { !EditedText.isWord($0) } ?? letters.count
  }

  private static func isWord(_ letter: Character) -> Bool { letter.isLetter || letter.isNumber || letter == "_" }

  // MARK: changing

  mutating func insert(_ text: String) {
    // A mark may join the letter before it: letters are made anew.
    let before = beforeCursor + text
    let after = letters[cursor...]
    letters = Array(before)
    cursor = letters.count
    letters += after
  }

  mutating func deleteBackward() {
    guard cursor > 0 else { return }
    cursor -= 1
    letters.remove(at: cursor)
  }

  mutating func deleteForward() {
    if cursor < letters.count { letters.remove(at: cursor) }
  }

  mutating func cutToEnd() { cut(cursor..<max(lineEnd, min(letters.count, cursor == lineEnd ? cursor + 1 : cursor))) }
  mutating func cutToStart() { cut(lineStart..<cursor) }
  mutating func cutWordBackward() { cut(wordStart..<cursor) }
  mutating func cutWordForward() { cut(cursor..<wordEnd) }

  /// To the blank before it, as Ctrl-W does.
  mutating func cutBackwardToBlank() {
    let gap = letters[..<cursor].lastIndex { !$0.isWhitespace }.map { $0 + 1 } ?? 0
    cut(((letters[..<gap].lastIndex { $0.isWhitespace } ?? -1) + 1)..<cursor)
  }

  mutating func putBack() { insert(String(cut)) }

  private mutating func cut(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    cut = Array(letters[range])
    letters.removeSubrange(range)
    cursor = range.lowerBound
  }
}
