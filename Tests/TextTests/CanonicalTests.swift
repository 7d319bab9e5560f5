import Foundation
import Testing
import Text

@Suite struct CanonicalTests {
  @Test func composes() {
    #expect(Array(Canonical.nfc("e\u{301}").utf8) == Array("\u{E9}".utf8))
    #expect(Array(Canonical.nfc("ا\u{653}خر").utf8) == Array("\u{622}خر".utf8))
    #expect(Array(Canonical.nfc("\u{1100}\u{1161}\u{11A8}").utf8) == Array("\u{AC01}".utf8))
    #expect(Canonical.nfc("") == "")
  }

  /// Shadda (class 33) goes behind fatha (class 30), though people type it first.
  @Test func ordersMarks() {
    #expect(Array(Canonical.nfc("مّ\u{64E}د").utf8) == Array("م\u{64E}\u{651}د".utf8))
    #expect(!Canonical.isNFC("م\u{651}\u{64E}"))
    #expect(Canonical.isNFC("م\u{64E}\u{651}"))
  }

  @Test func agreesWithFoundation() {
    let pieces = [
      "a", "\u{301}", "\u{316}", "\u{651}", "\u{64E}", "م", "ا", "\u{653}", "\u{1100}", "\u{1161}", "\u{344}",
      "\u{958}", "é", "日",
    ]
    for _ in 0..<1000 {
      let text = (0..<Int.random(in: 0...12)).map { _ in pieces[.random(in: pieces.indices)] }.joined()
      let expected = text.precomposedStringWithCanonicalMapping
      #expect(Array(Canonical.nfc(text).utf8) == Array(expected.utf8), "\(text.unicodeScalars.map(\.value))")
      #expect(Canonical.isNFC(text) == (Array(text.utf8) == Array(expected.utf8)))
    }
  }

  @Test func longRunsOfMarks() {
    let text = "a" + String(repeating: "\u{301}\u{316}", count: 50_000)
    #expect(Canonical.isNFC(Canonical.nfc(text)))
  }
}
