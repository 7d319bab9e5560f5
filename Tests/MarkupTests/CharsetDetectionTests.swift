import Markup
import Testing

/// Charsets that nobody names: headlines as short as they come, and escapes.
@Suite struct CharsetDetectionTests {
  /// A charset, and a headline in it; detected is what gives the same text.
  @Test(arguments: [
    ("windows-1256", "أكد رئيس هيئة الأركان العامة"), ("windows-1256", "قال وزير الخارجية اليوم"),
    ("windows-1256", "وزير خارجه ايران وارد شد"), ("ISO-8859-6", "أكد رئيس هيئة الأركان العامة"),
    ("windows-1251", "Президент России подписал закон"), ("windows-1251", "Правителството прие бюджета"),
    ("windows-1251", "Президент України підписав закон"), ("KOI8-R", "Новости дня: главное"),
    ("ISO-8859-5", "Новости дня: главное"), ("IBM866", "Президент России подписал закон"),
    ("windows-1252", "Les élections législatives ont été annulées"), ("windows-1252", "Año nuevo en España"),
    ("windows-1252", "Der Außenminister erklärte die Gespräche für gescheitert"),
    ("windows-1252", "It’s the president’s plan"), ("windows-1252", "São Paulo não é a capital"),
    ("windows-1250", "Předseda vlády odmítl návrh"), ("windows-1250", "Premier ogłosił nowe środki bezpieczeństwa"),
    ("windows-1250", "A kormány új törvényt fogadott el tegnap"), ("ISO-8859-2", "Předseda vlády odmítl návrh"),
    ("ISO-8859-2", "Premier ogłosił nowe środki bezpieczeństwa"),
    ("windows-1254", "Dışişleri Bakanı görüşmelere katıldı"), ("windows-1253", "Ο πρωθυπουργός δήλωσε σήμερα"),
    ("windows-1255", "ראש הממשלה הודיע היום"), ("windows-1257", "Vyriausybė pritarė biudžetui"),
  ])
  func headlines(_ charset: String, _ text: String) throws {
    var bytes: [Unicode.Scalar: UInt8] = [:]
    for byte in UInt8(0x20)...0xFF where byte != 0x7F {
      let decoded = try Charset.decode([byte], declared: charset).text.unicodeScalars
      if let scalar = decoded.first, decoded.count == 1 { bytes[scalar] = byte }
    }
    let data = try text.unicodeScalars.map { try #require(bytes[$0], "\($0)") }
    let decoded = try Charset.decode(data)
    #expect(decoded.text == text, "\(decoded.charset)")
  }

  /// Headlines in charsets of several bytes, as hexadecimal numbers.
  @Test(arguments: [
    // windows-949
    (
      "대통령이 오늘 기자회견을 열었다",
      "b4ebc5ebb7c9c0cc20bfc0b4c320b1e2c0dac8b8b0dfc0bb20bfadbefab4d9"
    ),
    // Shift_JIS
    (
      "首相は今日記者会見を開いた",
      "8ef1918a82cd8da193fa8b4c8ed289ef8ca982f08a4a82a282bd"
    ),
    // EUC-JP
    (
      "首相は今日記者会見を開いた",
      "bcf3c1eaa4cfbaa3c6fcb5adbcd4b2f1b8aba4f2b3aba4a4a4bf"
    ),
    // GB18030
    (
      "国家主席今日发表讲话",
      "b9fabcd2d6f7cfafbdf1c8d5b7a2b1edbdb2bbb0"
    ),
    // Big5
    (
      "總統今天發表談話",
      "c160b2cea4b5a4d1b56faaedbdcdb8dc"
    ),
    // ISO-2022-JP
    (
      "首相は今日記者会見を開いた",
      "1b24423c73416a244f3a23467c352d3c543271382b2472332b2424243f1b2842"
    ),
    // UTF-16LE
    (
      "Hello there, this is a test.",
      "480065006c006c006f002000740068006500720065002c002000740068006900730020006900730020006100200074006500730074002e00"
    ),
    // UTF-16BE
    (
      "قال وزير الخارجية اليوم",
      "064206270644002006480632064a0631002006270644062e06270631062c064a0629002006270644064a06480645"
    ),
    // UTF-32LE
    (
      "Hello, a test",
      "48000000650000006c0000006c0000006f0000002c00000020000000610000002000000074000000650000007300000074000000"
    ),
  ])
  func headlinesOfWideCharsets(_ text: String, _ hexadecimal: String) throws {
    let digits = Array(hexadecimal)
    let bytes = try stride(from: 0, to: digits.count, by: 2).map {
      try #require(UInt8(String(digits[$0..<$0 + 2]), radix: 16))
    }
    let decoded = try Charset.decode(bytes)
    #expect(decoded.text == text, "\(decoded.charset)")
  }

  @Test func sequencesOfSevenBits() throws {
    #expect(try Charset.decode(Array("~{VP9z~} ok".utf8)).text == "中国 ok")
    #expect(try Charset.decode(Array("\u{1B}$)C\u{E}4k\u{F} ok".utf8)).charset == "ISO-2022-KR")
    // Neither a home folder nor a template nor a colour of the terminal is one.
    for text in ["see ~{x} and ~", "~{{name}}~", "\u{1B}[31mred\u{1B}[0m", "~{"] {
      #expect(try Charset.decode(Array(text.utf8)).charset == "UTF-8", "\(text)")
    }
  }
}
