import Document
import Foundation
import TestKit
import Testing
import Workbench

@testable import ParseRTF

struct ParseRTFTests {
  private func read(_ bytes: [UInt8]) throws -> Document {
    let documents = try Fixtures.read(bytes, path: "test.rtf", with: .parseRTF)
    #expect(documents.count == 1)
    let document = try #require(documents.first)
    #expect(try Document(jsonLine: document.jsonLine) == document)
    return document
  }

  private func read(_ text: String) throws -> Document { try read(Array(text.utf8)) }

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parseRTF) == []) }

  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    let document = try read(testCase["input"] ?? "")
    let difference = Cases.difference(testCase, "expect", DocumentOutline.byLine(document))
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test func bytesInTheCharsetOfTheirFont() throws {
    // كتاب
    let word: [UInt8] = [0xDF, 0xCA, 0xC7, 0xC8]
    let bytes =
      Array("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset178 B;}}\\f0 caf\\'e9 {\\f1 ".utf8)
      + word + Array("} x}".utf8)
    #expect(try read(bytes).text == "café كتاب x")
    let japanese = "{\\rtf1{\\fonttbl{\\f0\\fcharset128 A;}}\\f0 \\'93\\'fa\\'96\\'7b}"
    #expect(try read(japanese).text == "日本")
    let pages = [1250: "\\'9a", 1251: "\\'d0", 1253: "\\'e1", 1255: "\\'e0", 874: "\\'a1", 1258: "a\\'ec"]
    let characters = [1250: "š", 1251: "Р", 1253: "α", 1255: "א", 874: "ก", 1258: "á"]
    for (page, text) in pages {
      #expect(try read("{\\rtf1\\ansi\\ansicpg\(page) \(text)}").text == characters[page])
    }
  }

  @Test func charactersByNumber() throws {
    #expect(try read("{\\rtf1\\uc1 \\u1593?\\u-9143\\'3f x}").text == "ع\u{FFFD} x")
    #expect(try read("{\\rtf1\\uc1 \\u1593?\\u1604\\'e1\\u1610{\\uc0 \\u1577}z}").text == "عليةz")
    #expect(try read("{\\rtf1\\uc0\\u-10179\\u-8704 a\\u-10179 b}").text == "😀a\u{FFFD}b")
    #expect(try read("{\\rtf1\\uc2\\u233 xy\\u233 \\'41\\'42!}").text == "éé!")
  }

  @Test func theOtherForms() throws {
    #expect(try read("{\\rtf1{\\upr{wrong}{\\*\\ud{right \\uc0\\u1593}}}}").text == "right ع")
    let html = "{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Words\\htmlrtf \\par}\\htmlrtf0}"
    #expect(try read(html).text == "Words")
    #expect(try read("{\\rtf1 a{\\pict\\bin5 {}}}}}b}").text == "ab")
    #expect(try read("{\\rtf1 a{\\object{\\*\\objdata 0102}{\\result in it}} b}").text == "ain it b")
  }

  // MARK: Bad input

  @Test func truncatedAnywhere() throws {
    let whole = Array(
      ("{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset178 A;}}{\\info{\\title T}}First {\\b bold}{\\footnote a note}\\par "
        + "\\trowd\\intbl a\\cell b\\cell\\row\\pard {\\field{\\*\\fldinst HYPERLINK \"u\"}{\\fldrslt l}}\\u1593?\\bin3 abc}")
        .utf8)
    for end in 1...whole.count {
      do {
        let document = try read(Array(whole[..<end]))
        #expect(end == whole.count ? document.warnings.isEmpty : !document.warnings.isEmpty)
      } catch let problem as Problem {
        #expect(problem.code == "input.empty" || problem.code == "input.format")
      }
    }
  }

  @Test func whatIsNone() throws {
    for (text, code) in [
      ("", "input.empty"), ("  \n", "input.empty"), ("Plain.", "input.format"), ("{\\rtf1}", "input.empty"),
    ] {
      do {
        _ = try read(text)
        Issue.record("'\(text)' was read")
      } catch let problem as Problem { #expect(problem.code == code) }
    }
  }

  @Test func groupsThatNestDeep() throws {
    for count in [100_000] {
      let open = String(repeating: "{", count: count)
      let document = try read("{\\rtf1 \(open)\\b a" + String(repeating: "}", count: count) + " b}")
      #expect(document.text == "a b")
      #expect(document.warnings.map(\.code) == ["rtf.too-deep"])
      #expect(try read("{\\rtf1 a" + open).warnings.map(\.code) == ["rtf.truncated", "rtf.too-deep"])
    }
  }

  @Test func countsThatAreTooGreat() throws {
    let document = try read("{\\rtf1 a\\bin999999999999 b}")
    #expect(document.text == "a" && document.warnings.map(\.code) == ["rtf.truncated"])
    #expect(try read("{\\rtf1 a\\u99999999999999999999 b\\fs-99999999999999999999 c\\uc9999 d}").text.hasSuffix("d"))
  }

  @Test(arguments: [
    "\\par ", "{\\b a}", "\\cell ", "\\row ", "{\\footnote a}", "\\u1593?", "{\\listtext 1.}", "\\b \\b0 a",
    "{\\field{\\*\\fldinst HYPERLINK \"a\"}}", "{\\header a}", "{\\*\\x ", "\\'e9", "\\trowd\\intbl a\\cell\\row ",
  ])
  func whateverIsRepeatedIsReadInTime(_ piece: String) throws {
    let text = "{\\rtf1\\ansi\\intbl x " + String(repeating: piece, count: 200_000 / piece.utf8.count) + " y\\par}"
    #expect(try read(text).text.hasPrefix("x"))
  }
}
