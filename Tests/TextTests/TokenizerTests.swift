import Testing
import Text

private func tokens(_ text: String) -> [String] {
  Tokenizer.tokens(in: text).map { String(text.slice($0.range)) }
}

@Suite struct TokenizerTests {
  @Test func arabicWords() {
    let text = "والتقى \"اللواء باقري\""
    #expect(Tokenizer.words(in: text).map { String(text.slice($0)) } == ["والتقى", "اللواء", "باقري"])
    #expect(tokens(text) == ["والتقى", "\"", "اللواء", "باقري", "\""])
  }

  @Test func whatStaysInsideAToken() {
    #expect(tokens("مُحَمَّد بـ50 ٣٫٥ می‌خواهد") == ["مُحَمَّد", "بـ", "50", "٣٫٥", "می‌خواهد"])
    #expect(tokens("Don't l’homme 1,234.50 F16 snake_case") == ["Don't", "l’homme", "1,234.50", "F16", "snake_case"])
    #expect(tokens("well-known U.S. 3.") == ["well", "-", "known", "U", ".", "S", ".", "3", "."])
    #expect(tokens("日本語 צה\"ל 👍🏽") == ["日", "本", "語", "צה\"ל", "👍", "🏽"])
  }

  @Test func invisibleCharactersEndNoToken() {
    #expect(tokens("\u{202B}د\u{202A}.\u{202C} \u{0}") == ["د", "."])
  }

  @Test func kinds() {
    #expect(
      Tokenizer.tokens(in: "a 1 . $ _ ٢").map(\.kind) == [.word, .number, .punctuation, .symbol, .punctuation, .number])
  }

  @Test func rangesAreAbsolute() {
    let text = "قال إن"
    #expect(Tokenizer.words(in: text, 7..<11) == [7..<11])
    #expect(Tokenizer.tokens(in: text, 2..<2) == [])
  }
}
