import Testing
import Text

@Suite struct StemmerTests {
  @Test func stems() throws {
    let english = try #require(Stemmer(language: "en-GB"))
    #expect(english.stem("negotiations") == english.stem("negotiation"))
    let arabic = try #require(Stemmer(language: "ar"))
    #expect(arabic.stem("المواقف") == arabic.stem("مواقف"))
    #expect(Stemmer(language: "russian") != nil)
  }

  @Test func noStemmer() {
    for language in ["", "zh", "e\0n", "klingon"] { #expect(Stemmer(language: language) == nil) }
  }

  @Test func hostileWords() throws {
    let stemmer = try #require(Stemmer(language: "ar"))
    for word in ["", "\0", "日本", String(repeating: "و", count: 100_000)] { _ = stemmer.stem(word) }
    #expect(stemmer.stem("") == "")
  }
}
