import Testing
import Text

/// No input makes a function trap, and ranges that are handed out can be handed in.
@Suite struct AnyTextTests {
  private func randomText() -> String {
    let pieces = [
      "قال", "د.", " ", "\n", "20", "٢٠٢٥", "يناير", "/", ":", "GMT", "+3", "(", "\"", ".", "؟", "\u{0}", "\u{202B}",
      "\u{301}", "\u{651}",
      "😀", "日", "\u{10FFFF}", "\u{FFFE}", "1.2.3", "3pm", "الساعة", "«", "'", "U.S.", "بتوقيت", "_", "2025-01-20T",
      "[1]", "و",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0...30) {
      if Int.random(in: 0..<4) == 0, let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF)) {
        text.unicodeScalars.append(scalar)
      } else {
        text += pieces[.random(in: pieces.indices)]
      }
    }
    return text
  }

  @Test func everyFunctionTakesAnyText() {
    for _ in 0..<1500 {
      let text = randomText()
      let sentences = SentenceBreaker(language: ["ar", "en", "de", nil][.random(in: 0...3)]).sentences(in: text)
      for range in sentences + [0..<0, text.utf8.count..<text.utf8.count] {
        for token in Tokenizer.tokens(in: text, range) {
          #expect(range.lowerBound <= token.range.lowerBound && token.range.upperBound <= range.upperBound)
          #expect(!text.slice(token.range).isEmpty)
          let folded = text.slice(token.range).folded()
          #expect(Clitics.analyses(of: folded, suffixes: true).allSatisfy { $0.stem.isEmpty == folded.isEmpty })
        }
        for mention in Dates.mentions(in: text, range) {
          #expect(mention.original == text.slice(mention.range) && range.contains(mention.range.lowerBound))
        }
        _ = FoldedText(text, range).text
        _ = Languages.identify(text, range)
      }
      _ = Romanisation.romanise(text)
      _ = Languages.direction(ofText: text)
      _ = Instant(iso8601: text)
      _ = nearest(text, among: [text, "a", ""])
      #expect(Canonical.isNFC(Canonical.nfc(text)))
    }
  }

  /// Tokens leave out nothing but spaces, controls and invisible characters.
  @Test func tokensLeaveOutNothing() {
    for _ in 0..<500 {
      let text = randomText()
      var end = 0
      for token in Tokenizer.tokens(in: text) + [Token(range: text.utf8.count..<text.utf8.count, kind: .symbol)] {
        let gap = text.slice(end..<token.range.lowerBound)
        #expect(
          gap.unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0.properties.generalCategory == .control
              || $0.properties.generalCategory == .format
          })
        end = token.range.upperBound
      }
    }
  }
}
