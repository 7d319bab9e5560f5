import Testing

@testable import dragoman

/// What the keys of the prompt do to a text, and how it is laid out.
struct LineEditorTests {
  private func edited(_ text: String, at cursor: Int, _ body: (inout EditedText) -> Void) -> String {
    var edited = EditedText(text)
    while edited.cursor > cursor { edited.moveLeft() }
    body(&edited)
    var letters = edited.letters
    letters.insert("|", at: edited.cursor)
    return String(letters)
  }

  @Test func keysMoveByLettersWordsAndLines() {
    #expect(edited("نعم لا", at: 6) { $0.moveWordLeft() } == "نعم |لا")
    #expect(edited("doc.title = x", at: 13) { for _ in 0..<2 { $0.moveWordLeft() } } == "doc.|title = x")
    #expect(edited("doc.title", at: 0) { $0.moveWordRight() } == "doc|.title")
    #expect(edited("a\nbc\nd", at: 3) { $0.moveToStart() } == "a\n|bc\nd")
    #expect(edited("a\nbc\nd", at: 3) { $0.moveToEnd() } == "a\nbc|\nd")
    #expect(edited("a\nbcd\ne", at: 5) { _ = $0.moveUp() } == "a|\nbcd\ne")
    #expect(edited("abc\nd", at: 3) { _ = $0.moveDown() } == "abc\nd|")
    #expect(edited("👍🏽e\u{301}", at: 2) { for _ in 0..<5 { $0.moveLeft() } } == "|👍🏽e\u{301}")
  }

  @Test func keysCutAndPutBack() {
    #expect(edited("local x = 1", at: 8) { $0.cutToEnd() } == "local x |")
    #expect(edited("local x = 1", at: 8) { $0.cutToStart() } == "|= 1")
    #expect(edited("print(a.b) c", at: 12) { $0.cutBackwardToBlank() } == "print(a.b) |")
    #expect(edited("print(a.b)", at: 9) { $0.cutWordBackward() } == "print(a.|)")
    #expect(edited("one two", at: 3) { $0.cutWordForward() } == "one|")
    #expect(
      edited("one two", at: 4) {
        $0.cutToEnd()
        $0.moveToStart()
        $0.putBack()
      } == "two|one ")
    #expect(edited("a\nb", at: 1) { $0.cutToEnd() } == "a|b")
    #expect(edited("", at: 0) { $0.cutToEnd() } == "|")
  }

  @Test func aMarkJoinsTheLetterBeforeIt() {
    #expect(edited("e", at: 1) { $0.insert("\u{301}") } == "e\u{301}|")
    #expect(edited("قال", at: 1) { $0.insert("\u{64E}") }.unicodeScalars.count == 5)
    #expect(edited("ab", at: 1) { $0.deleteBackward() } == "|b")
    #expect(edited("ab", at: 1) { $0.deleteForward() } == "a|")
  }

  @Test func rowsAreAsWideAsTheTerminal() {
    let layout = TerminalLayout(EditedText("abcdefgh日本x"), prompts: ("> ", ">> "), width: 10)
    #expect(layout.rows == ["> abcdefgh", "日本x"])
    #expect(layout.cursorRow == 1 && layout.beforeCursor == "日本x")
    // A wide letter does not fit into the last column.
    #expect(TerminalLayout(EditedText("abcdefg日"), prompts: ("> ", ">> "), width: 10).rows == ["> abcdefg", "日"])
    // After a full row the cursor stands at the beginning of the next.
    let full = TerminalLayout(EditedText("abcdefgh"), prompts: ("> ", ">> "), width: 10)
    #expect(full.rows == ["> abcdefgh", ""] && full.cursorRow == 1)
    let lines = TerminalLayout(EditedText("if x\nend"), prompts: ("> ", ">> "), width: 10)
    #expect(lines.rows == ["> if x", ">> end"])
    #expect(TerminalLayout(EditedText("\u{1B}[2J\u{202E}"), prompts: ("> ", ">> "), width: 80).rows == ["> ^[[2J·"])
  }
}
