import Foundation
import TestKit
import Testing
import Text

@testable import Markup

struct CharsetTests {
  static let arabic = "أكد رئيس هيئة الأركان العامة أن التعاون بين البلدين مستمر، وقال: إن الحدود آمنة.\nسطر ثان"
  static let russian = "Министр заявил в понедельник, что переговоры продолжатся.\r\nВторая строка"
  /// `arabic` in windows-1256, from another program.
  static let windows1256 = hex(
    """
    c3dfcf20d1c6edd320e5edc6c920c7e1c3d1dfc7e420c7e1dac7e3c920c3e420c7e1cadac7e6e420c8ede420c7e1c8e1cfede420e3d3cae3d1a120\
    e6dec7e13a20c5e420c7e1cdcfe6cf20c2e3e4c92e0ad3d8d120cbc7e4
    """)

  static func hex(_ digits: String) -> [UInt8] {
    let digits = Array(digits.utf8)
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
    }
  }

  private func bytes(_ text: String, _ encoding: String.Encoding) throws -> [UInt8] {
    Array(try #require(text.data(using: encoding)))
  }

  @Test func utf8IsItselfAndAMarkIsLeftOut() throws {
    let plain = try Charset.decode(Array(Self.arabic.utf8))
    #expect(plain.text == Self.arabic && plain.charset == "UTF-8" && plain.warnings.isEmpty)
    #expect(plain.source(of: 4..<9) == 4..<9)
    let marked = try Charset.decode([0xEF, 0xBB, 0xBF] + Array(Self.arabic.utf8))
    #expect(marked.text == Self.arabic && marked.source(of: 4..<9) == 7..<12)
  }

  @Test func wideCharsetsAreKnownWithAndWithoutAMark() throws {
    let encodings: [(String.Encoding, String, [UInt8])] = [
      (.utf16LittleEndian, "UTF-16LE", [0xFF, 0xFE]), (.utf16BigEndian, "UTF-16BE", [0xFE, 0xFF]),
      (.utf32LittleEndian, "UTF-32LE", [0xFF, 0xFE, 0, 0]), (.utf32BigEndian, "UTF-32BE", [0, 0, 0xFE, 0xFF]),
    ]
    for (encoding, name, mark) in encodings {
      for text in [Self.arabic, Self.russian, "Plain English, with 😀 one more.", "政府说，会谈将在星期一继续。\n第二行"] {
        let encoded = try bytes(text, encoding)
        for decoded in [try Charset.decode(encoded), try Charset.decode(mark + encoded)] {
          #expect(decoded.text == text && decoded.charset == name && decoded.warnings.isEmpty, "\(name): \(text)")
        }
      }
    }
  }

  @Test func legacyCharsetsAreFoundOut() throws {
    let arabic = try Charset.decode(Self.windows1256)
    #expect(arabic.text == Self.arabic && arabic.charset == "windows-1256")
    let russian = try Charset.decode(try bytes(Self.russian, .windowsCP1251))
    #expect(russian.text == Self.russian && russian.charset == "windows-1251")
    let samples = [
      (
        "EUC-JP", "政府は月曜日に会談を続けると発表した。これは二回目の会談であり、両国の大臣が参加する。",
        "c0afc9dca4cfb7eecdcbc6fca4cbb2f1c3cca4f2c2b3a4b1a4eba4c8c8afc9bda4b7a4bfa1a3a4b3a4eca4cfc6f3b2f3ccdca4ceb2f1c3cca4c7a4a2a4eaa1a2cebeb9f1a4cec2e7bfc3a4acbbb2b2c3a4b9a4eba1a3"
      ),
      (
        "Shift_JIS", "政府は月曜日に会談を続けると発表した。これは二回目の会談であり、両国の大臣が参加する。",
        "90ad957b82cd8c8e976a93fa82c989ef926b82f091b182af82e982c694ad955c82b582bd814282b182ea82cd93f189f196da82cc89ef926b82c582a082e8814197bc8d9182cc91e5906282aa8e5189c182b782e98142"
      ),
      (
        "Big5", "政府說，會談將在星期一繼續。外交部長表示，雙方已經就邊界安全問題達成協議。",
        "ac46a9b2bba1a141b77cbdcdb14ea662ac50b4c1a440c47ec4f2a143a57ea5e6b3a1aaf8aaeda5dca141c2f9a4e8a477b867b44ec3e4acc9a677a5feb0ddc344b946a6a8a8f3c4b3a143"
      ),
    ]
    for (name, text, digits) in samples {
      #expect(try Charset.decode(Self.hex(digits)).text == text, "\(name)")
    }
  }

  @Test func aDeclaredCharsetIsObeyedAndAMarkIsStronger() throws {
    let greek = try Charset.decode(Self.windows1256, declared: "ISO-8859-7")
    #expect(greek.charset == "ISO-8859-7" && greek.text != Self.arabic)
    let marked = try Charset.decode([0xEF, 0xBB, 0xBF, 0xC3, 0xA9], declared: "windows-1256")
    #expect(marked.text == "é" && marked.charset == "UTF-8")
    #expect(try Charset.decode([0x80], declared: "ISO-8859-1").text == "€")
  }

  @Test func unknownNamesAreAnsweredWithNearOnes() {
    let fault = #expect(throws: CharsetFault.self) { try Charset.decode(Array("x".utf8), declared: "windos-1256") }
    guard case .unknown("windos-1256", let near)? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(near.first == "windows-1256")
  }

  @Test func damagedUTF8IsReplacedAndCounted() throws {
    var bytes = Array(Self.arabic.utf8)
    bytes[150] = 0xFF
    bytes.removeLast()
    let decoded = try Charset.decode(bytes)
    #expect(decoded.charset == "UTF-8")
    #expect(decoded.text.unicodeScalars.count { $0 == "\u{FFFD}" } >= 2)
    guard case .invalidBytes(let count, let first, let line)? = decoded.warnings.first else {
      Issue.record("no warning: \(decoded.warnings)")
      return
    }
    #expect(count == decoded.text.unicodeScalars.count { $0 == "\u{FFFD}" })
    #expect((149...150).contains(first))
    #expect(line == (bytes[..<first].contains(0x0A) ? 2 : 1))
  }

  @Test func replacementFollowsTheStandardsOwnExample() throws {
    // Unicode 3.9, table 3-11: maximal subparts.
    let bytes: [UInt8] = [0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF, 0x41]
    let decoded = try Charset.decode(bytes, declared: "utf-8")
    #expect(decoded.text == "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}A")
    #expect(decoded.source(of: 12..<13) == 8..<9)
  }

  @Test func binaryFilesAreRefusedByName() {
    #expect(throws: CharsetFault.empty) { try Charset.decode([]) }
    #expect(throws: CharsetFault.binary(kind: "a PDF", offset: 0)) { try Charset.decode(Array("%PDF-1.7 text".utf8)) }
    #expect(throws: CharsetFault.binary(kind: nil, offset: 2)) { try Charset.decode([0x61, 0x62, 1, 0, 0xC1, 3]) }
    #expect(throws: CharsetFault.binary(kind: nil, offset: 0)) { try Charset.decode([0]) }
  }

  @Test func oneNulInMuchTextIsDamage() throws {
    let decoded = try Charset.decode(Array(String(repeating: "text ", count: 100).utf8) + [0] + Array("end".utf8))
    #expect(decoded.text.hasSuffix("\u{FFFD}end"))
    #expect(decoded.warnings == [.invalidBytes(count: 1, first: 500, line: 1)])
  }

  /// NULs at even and odd places, before blanks and line ends: every one is damage, and nothing becomes UTF-16.
  @Test func scatteredNulsMakeNoTextWide() throws {
    let samples: [(charset: String, bytes: [UInt8])] = [
      ("UTF-8", Array("The minister said on Monday that talks would go on, and left.\nA second line follows. ".utf8)),
      ("UTF-8", Array("averylongwordwithoutanyblankatallinlowercaselettersonly\n".utf8)),
      ("UTF-8", Array("1\n2\n3\n4\n5\n6\n7\n8\n9\n".utf8)), ("UTF-8", Array((Self.arabic + " ").utf8)),
      ("windows-1256", Self.windows1256 + [0x20]), ("windows-1251", try bytes(Self.russian + " ", .windowsCP1251)),
    ]
    var random = SeededRandom(seed: 3)
    for (charset, sample) in samples {
      for round in 0..<60 {
        var bytes = Array(repeatElement(sample, count: 400 / sample.count + 1 + round % 9).joined())
        let nuls = 1 + random.next(max(1, bytes.count / 210))
        for _ in 0..<nuls {
          let marks = bytes.indices.filter { bytes[$0] == 0x20 || bytes[$0] == 0x0A }
          bytes.insert(0, at: marks[random.next(marks.count)] + (round % 3 == 0 ? 1 : 0))
        }
        let clean = try Charset.decode(bytes.filter { $0 != 0 })
        let decoded = try Charset.decode(bytes)
        #expect(decoded.charset == charset && clean.charset == charset, "\(charset), \(nuls) NULs: \(decoded.charset)")
        #expect(decoded.text.filter { $0 != "\u{FFFD}" } == clean.text)
        guard case .invalidBytes(nuls, _, _)? = decoded.warnings.first else {
          Issue.record("\(charset): \(decoded.warnings)")
          continue
        }
      }
    }
    // What `find -print0` prints is binary, not UTF-16.
    let names = Array((1...40).map { "./folder/file number \($0)\0" }.joined().utf8)
    #expect(throws: CharsetFault.binary(kind: nil, offset: 22)) { try Charset.decode(names) }
  }

  /// Many scripts, long and short, with Latin between.
  @Test(arguments: [
    "Short text.", "Ein längerer Satz über die Verhandlungen; er endet hier.", "Η κυβέρνηση ανακοίνωσε τα μέτρα.",
    "ראש הממשלה הודיע היום.", "प्रधानमंत्री ने सोमवार को कहा कि वार्ता जारी रहेगी।\nदूसरी पंक्ति",
    "นายกรัฐมนตรี กล่าวว่า การเจรจาจะดำเนินต่อไป", "دونوں ممالک کے وزرا نے کہا۔", "მთავრობამ განაცხადა, რომ ომი დასრულდა.",
    "首相は今日、記者会見を開いた。", "대통령이 오늘 기자회견을 열었다.", "<p lang=zh>政府说，会谈将在星期一继续。</p>",
    "國家主席 Xi 與 Putin 會談。\n完", "1\t2\t3\r\n4\t5\t6\r\n",
  ])
  func scriptsInWideCharsets(_ text: String) throws {
    for (encoding, name) in [
      (String.Encoding.utf16LittleEndian, "UTF-16LE"), (.utf16BigEndian, "UTF-16BE"),
      (.utf32LittleEndian, "UTF-32LE"), (.utf32BigEndian, "UTF-32BE"),
    ] {
      for times in [1, 60] {
        let encoded = try bytes(String(repeating: text, count: times), encoding)
        #expect(try Charset.decode(encoded).charset == name, "\(text)")
      }
    }
  }

  @Test func decomposedTextIsComposedAndStillFoundInItsSource() throws {
    // An alef with a hamza of its own, shadda before fatha, Latin with accents, Hangul, a singleton.
    let source = "\u{627}\u{654}كد مُحَم\u{651}\u{64E}د e\u{301}te\u{301} \u{1112}\u{1161}\u{11AB} \u{212B} end"
    let bytes = Array(source.utf8)
    let decoded = try Charset.decode(bytes)
    #expect(Array(decoded.text.utf8) == Array(Canonical.nfc(source).utf8))
    var offset = 0
    for word in decoded.text.split(separator: " ") {
      let range = offset..<offset + word.utf8.count
      let place = decoded.source(of: range)
      #expect(Canonical.nfc(String(decoding: bytes[place], as: UTF8.self)) == word)
      offset = range.upperBound + 1
    }
  }

  @Test(arguments: [1, 100, 5_000])
  func muchDecomposedTextIsFoundInItsSourceToo(_ times: Int) throws {
    let unit = "e\u{301}t cafe\u{301} مُحَم\u{651}\u{64E}د \u{FFFD} plain words here \u{212B}\n"
    let bytes = Array(String(repeating: unit, count: times).utf8)
    let decoded = try Charset.decode(bytes)
    let line = Canonical.nfc(unit)
    #expect(decoded.text.utf8.elementsEqual(String(repeating: line, count: times).utf8))
    #expect(decoded.warnings.isEmpty)
    for number in stride(from: 0, to: times, by: max(1, times / 7)) {
      let range = number * line.utf8.count..<(number + 1) * line.utf8.count
      #expect(decoded.source(of: range) == number * unit.utf8.count..<(number + 1) * unit.utf8.count)
      #expect(decoded.line(at: range.lowerBound) == number + 1)
    }
  }

  @Test func manyMarksInARowTakeNoTimeAndStayApart() throws {
    let marks = String(repeating: "\u{301}\u{323}", count: 200_000)
    let decoded = try Charset.decode(Array(("a" + marks + "b").utf8))
    #expect(Canonical.isNFC(decoded.text))
    #expect(decoded.text.unicodeScalars.count { $0 == "\u{34F}" } > 10_000)
    #expect(decoded.source(of: decoded.text.utf8.count - 1..<decoded.text.utf8.count).upperBound == 800_002)
  }

  @Test func linesAreCountedWhateverTheyEndWith() throws {
    let decoded = try Charset.decode(Array("one\ntwo\r\nthree\rfour\n\nsix".utf8))
    #expect([0, 4, 9, 15, 21].map { decoded.line(at: $0) } == [1, 2, 3, 4, 6])
    let long = try Charset.decode(Array(String(repeating: "سطر\n", count: 5_000).utf8))
    #expect((0..<5_000).allSatisfy { long.line(at: $0 * 7) == $0 + 1 })
  }

  /// Any stretch of the text, decoded from the bytes that it is said to stand in, is there: as it is where nothing was composed.
  @Test(arguments: ["windows-1256", "UTF-16LE", "UTF-16BE", "UTF-32LE", "EUC-JP", "GB18030", "KOI8-R", "UTF-8", "Big5"])
  func everyStretchIsFoundInItsSource(_ charset: String) throws {
    var random = SeededRandom(seed: 5)
    var exact = 0
    for _ in 0..<60 {
      let bytes = (0..<400).map { _ in UInt8(0x20 + random.next(95) + (random.next(2) == 0 ? 0 : 128)) }
      let decoded = try Charset.decode(bytes, declared: charset)
      var offsets = [0]
      for scalar in decoded.text.unicodeScalars { offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar)) }
      for _ in 0..<40 {
        let from = random.next(offsets.count - 1)
        let range = offsets[from]..<offsets[from + 1 + random.next(min(offsets.count - from - 1, 6))]
        let place = decoded.source(of: range)
        #expect(place.lowerBound <= place.upperBound && place.upperBound <= bytes.count)
        let again = try Charset.decode(Array(bytes[place]), declared: charset).text
        let stretch = decoded.text.slice(range)
        #expect(again.utf8.count >= stretch.utf8.count || again.contains("\u{FFFD}"), "\(charset) \(range) \(place)")
        if again.utf8.elementsEqual(stretch.utf8) { exact += 1 }
      }
    }
    #expect(exact > 2_200, "\(exact) of 2400")
  }

  /// Found by fuzzing: where a character is begun at the end of a piece of 4,096 bytes and then comes to nothing, ICU's offsets
  /// of the next piece are anything. Where memory lies decides it, so several lengths are tried.
  @Test func aCharacterThatComesToNothingBetweenPieces() throws {
    for pieces in [1, 2, 3, 8, 40, 100] {
      let start = [UInt8](repeating: UInt8(ascii: "a"), count: pieces * 4096 - 2)
      let decoded = try Charset.decode(start + [0x8F, 0xEA, 0x8D, 0x87] + Array("bc".utf8), declared: "euc-jp")
      #expect(decoded.text.hasPrefix("aaa") && decoded.text.hasSuffix("bc"))
      let end = decoded.text.utf8.count
      let place = decoded.source(of: end - 1..<end)
      #expect(place.lowerBound <= start.count + 6 && place.upperBound == start.count + 6)
    }
  }

  @Test func noBytesAreTooHostile() {
    var random = SeededRandom(seed: 9)
    for round in 0..<2_000 {
      let bytes = (0..<random.next(300)).map { _ in
        UInt8(truncatingIfNeeded: random.next(round % 3 == 0 ? 256 : 128) | (round % 2) << 7)
      }
      guard let decoded = try? Charset.decode(bytes) else { continue }
      #expect(Canonical.isNFC(decoded.text))
      #expect(decoded.source(of: 0..<decoded.text.utf8.count).upperBound <= bytes.count)
    }
  }

  /// The files of chardet's tests, each named after its charset.
  @Test(.enabled(if: Fixtures.shared != nil, "the folder of foreign data is absent"))
  func foreignFilesAreReadInTheirCharset() throws {
    let folder = try #require(Fixtures.shared) + "/data/charset"
    var wrong: [String] = []
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    for name in names {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
      let label = name.firstRange(of: "__").map { name[..<$0.lowerBound] } ?? name.prefix { $0 != "." }
      // `iso-8859-5-russian`: the charset, then the language.
      var parts = label.split(separator: "-")
      if parts.count > 2 || parts.first == "windows", parts.last?.allSatisfy(\.isLetter) == true { parts.removeLast() }
      let expected = try Charset.decode(bytes, declared: parts.joined(separator: "-"))
      let decoded = try Charset.decode(bytes)
      if decoded.text != expected.text { wrong.append("\(name): \(decoded.charset)") }
    }
    #expect(names.count >= 72)
    #expect(wrong.isEmpty, "\(wrong)")
  }
}
