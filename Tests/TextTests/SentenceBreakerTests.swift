import Foundation
import Testing
import Text

@Suite struct SentenceBreakerTests {
  private func sentences(_ text: String, _ language: String? = "ar") -> [String] {
    SentenceBreaker(language: language).sentences(in: text).map { String(text.slice($0)) }
  }

  @Test(arguments: [
    "واكد بأن \"إيران وباكستان تقعان في قلب هذا التهديد. لذلك يجب تعزيز علاقاتنا\".",
    "قائلا : إن هذه الزيارة تأتي في وقت حساس.",
    "بسبب صمت العالم الإسلامي؛ مؤكدا بأن الحل يكمن في الوحدة.", "وقال د. محمد علي إن م. حسن وصل.",
    "أ.د. محمود في ص. 55 من الكتاب.",
    "بلغ 3.5 مليارات و7٫9 ملايين.", "إقرأ أيضا .. اللواء باقري: التطورات الأخيرة", "\"لماذا؟\" تساءلت الصحيفة.",
    "نُشر في example.com اليوم",
    "پاکستان نے کہا ہے", "Dr. Smith of the U.S. Army met J. K. Rowling, Inc. and others at 3.5 p.m. today.",
    "He paused... and went on.", "Переговоры с 2020 г. ведут им. Пушкина и проф. Иванов.",
    "Am 3. Oktober kam Hr. Müller.",
  ])
  func oneSentence(_ text: String) {
    #expect(
      sentences(text, text.hasPrefix("Am") ? "de" : text.utf8.first.map { $0 < 0x80 } == true ? "en" : "ar") == [text])
  }

  @Test func ends() {
    #expect(sentences("هل وصل؟ نعم! وصل. ثم عاد.") == ["هل وصل؟", "نعم!", "وصل.", "ثم عاد."])
    #expect(sentences("انتهى الامن.يقول معارضو الرئيس") == ["انتهى الامن.", "يقول معارضو الرئيس"])
    #expect(sentences("یہ پہلا ہے۔ یہ دوسرا ہے۔", "ur") == ["یہ پہلا ہے۔", "یہ دوسرا ہے۔"])
    #expect(sentences("今天。明天！", "zh") == ["今天。", "明天！"])
    #expect(sentences("قال «نعم.» ثم (ذهب.) وعاد") == ["قال «نعم.»", "ثم (ذهب.)", "وعاد"])
    #expect(sentences("انتهى . »\nبدأ ؟") == ["انتهى . »", "بدأ ؟"])
    #expect(sentences("عام 2020م. ثم عاد") == ["عام 2020م.", "ثم عاد"])
  }

  @Test func linesEndSentences() {
    #expect(
      sentences("العالم - ايران\n\n والتقى اللواء\r\nباقري\u{2029}اليوم  \n") == [
        "العالم - ايران", "والتقى اللواء", "باقري", "اليوم",
      ])
    #expect(sentences(" \n\t\n") == [])
  }

  @Test func labels() {
    #expect(sentences("سؤال وجواب: ماذا حدث؟ لا شيء. انتهى.") == ["سؤال وجواب:", "ماذا حدث؟", "لا شيء.", "انتهى."])
    #expect(sentences("وقال الوزير: ماذا حدث؟ لا شيء. انتهى.").first == "وقال الوزير: ماذا حدث؟")
    #expect(sentences("باقري: التطورات الأخيرة في غزة") == ["باقري: التطورات الأخيرة في غزة"])
  }

  @Test func rangesAreAbsolute() {
    let text = "أولا. ثانيا. ثالثا."
    let second = text.utf8.count / 3 - 1
    #expect(SentenceBreaker(language: "ar").sentences(in: text, second..<text.utf8.count).count == 2)
  }

  /// Whatever the text: sentences are in order, trimmed, and leave out nothing but white space.
  @Test func nothingIsLost() {
    let pieces = [
      "كلمة", "Word", " ", ". ", ".", "\"", "(", ")", "؟", "...", "…", "\n", "1. ", "2. ", "«", "»", "'", "د. ", ": ",
      "日。", "[1]", "\u{0}",
      "\u{202B}", "U.S.", "“", "”", "۔", "• ", "قال",
    ]
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 0...40)).map { _ in pieces[.random(in: pieces.indices)] }.joined()
      let found = SentenceBreaker(language: [nil, "ar", "en"][.random(in: 0...2)]).sentences(in: text)
      var end = 0
      var left: [Range<Int>] = []
      for range in found {
        #expect(range.lowerBound >= end && !range.isEmpty)
        left.append(end..<range.lowerBound)
        end = range.upperBound
        #expect(String(text.slice(range)).trimmingCharacters(in: .whitespacesAndNewlines) == String(text.slice(range)))
      }
      left.append(end..<text.utf8.count)
      for gap in left {
        #expect(
          text.slice(gap).unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\0" },
          "\(text.debugDescription)")
      }
    }
  }

  @Test(arguments: [". ", "(", "\"", "«", "'", "a. ", "1) ", "[1]", "؟", "…", "د. ", ".\"", "\u{202B}", "• "])
  func longRunsOfOneThing(_ piece: String) {
    let text = String(repeating: piece, count: 20_000)
    _ = SentenceBreaker(language: "ar").sentences(in: text)
  }
}
