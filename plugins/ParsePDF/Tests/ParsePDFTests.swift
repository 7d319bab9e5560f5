import Document
import Foundation
import TestKit
import Testing
import Text
import Workbench

@testable import ParsePDF

struct ParsePDFTests {
  private static let isInstalled =
    ChildProcess.path(of: "pdftotext") != nil && ChildProcess.path(of: "pdftocairo") != nil
  private static let canRecognise = isInstalled && ChildProcess.path(of: "tesseract") != nil

  private func read(_ name: String, _ settings: Fields = Fields()) throws -> Document {
    let path = Fixtures.package + "/plugins/ParsePDF/Fixtures/\(name).pdf"
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    return try #require(try Fixtures.read(bytes, path: "\(name).pdf", with: .parsePDF, settings).first)
  }

  /// The paragraphs of the sample article.
  private func article() throws -> [String] {
    try String(contentsOfFile: Fixtures.sampleArticle, encoding: .utf8).split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  private func paragraphs(_ document: Document) -> [String] {
    document.blocks.filter { $0.role != .boilerplate }.map { String(document.text(in: $0.range)) }
  }

  private func problem(_ bytes: [UInt8], _ settings: Fields = Fields()) -> Problem? {
    do {
      _ = try Fixtures.read(bytes, path: "a.pdf", with: .parsePDF, settings)
      return nil
    } catch { return error as? Problem }
  }

  @Test func keepsTheContract() { #expect(ProcessorContract.violations(of: .parsePDF) == []) }

  @Test(
    .enabled(if: isInstalled, "poppler-utils is not installed"), arguments: ["weasyprint", "libreoffice", "columns"])
  func arabicIsReadInItsOrder(_ name: String) throws {
    let document = try read(name)
    // Without running heads and page numbers.
    let article = try article()
    let own = document.blocks.filter { article.contains(String(document.text(in: $0.range))) }
    #expect(own.map { String(document.text(in: $0.range)) } == article)
    #expect(document.blocks.allSatisfy { own.contains($0) || $0.role == .boilerplate })
    #expect(document.metadata.publisher == "العالم" && document.metadata.section == "ايران")
    #expect(document.metadata.published?.instant.description == "2025-01-20T03:56:00Z")
    #expect(own.prefix(5).map(\.role) == [.title, .boilerplate, .dateline, .body, .section])
    #expect(own.count { $0.role == .boilerplate } == 2)
    #expect(document.metadata.language == "ar" && document.metadata.direction == .rightToLeft)
    #expect(document.metadata.title == article.first)
    #expect(document.warnings.isEmpty)
    #expect(document.blocks.allSatisfy { $0.place.page != nil })
  }

  @Test(.enabled(if: isInstalled, "poppler-utils is not installed"))
  func arabicThatWasSetFromLeftToRight() throws {
    // Without room between paragraphs, what ends with a full line cannot be told from what goes on.
    let own = paragraphs(try read("plain")).joined(separator: " ")
    #expect(own == (try article().joined(separator: " ")))
  }

  @Test(.enabled(if: isInstalled && Fixtures.shared != nil, "poppler-utils or ../shared is absent"))
  func presentationFormsBecomeLetters() throws {
    let path = (Fixtures.shared ?? "") + "/data/pdf/ArabicCIDTrueType.pdf"
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let document = try #require(try Fixtures.read(bytes, path: path, with: .parsePDF).first)
    #expect(
      document.text.split { $0.isWhitespace }.joined(separator: " ")
        == Array(repeating: "انواع الخطوط العربية", count: 4).joined(separator: " "))
  }

  @Test(.enabled(if: isInstalled, "poppler-utils is not installed"))
  func columnsRunningLinesHyphensTableListNote() throws {
    let document = try read("english")
    let outline = document.blocks.map { block in
      let words = document.text(in: block.range).split(whereSeparator: \.isWhitespace)
      return "\(block.place.page ?? 0) \(block.role.rawValue) \(block.kind.rawValue) "
        + (words.count < 9 ? words[...] : words.prefix(3) + ["…"] + words.suffix(3)).joined(separator: " ")
    }
    #expect(
      outline == [
        "1 boilerplate paragraph Harbour Review Spring issue",
        "1 title heading Three harbours that the drought has changed",
        "1 body paragraph The administration of … of the foundations.",
        "1 body paragraph Representatives of the … recommendations as contradictory.¹",
        "1 body heading What the figures say",
        "1 body paragraph Unemployment in the … for the interruption.",
        "1 body paragraph The compensation would … been investigated sufficiently.",
        "1 body paragraph Independent observers characterised … of the representatives.",
        "1 body paragraph The representatives of … and the universities.",
        "1 body table Harbour Ships Tonnes … Sandhaven 76 9,640",
        "1 body paragraph Three measures are to follow:",
        "1 body list-item a survey of the breakwaters by divers,",
        "1 body list-item a fund for the fishermen,",
        "1 body list-item a hearing in the parliament.",
        "1 note paragraph 1. Interview with … the engineering company.",
        "1 boilerplate paragraph Page 1 of 2",
        "2 boilerplate paragraph Harbour Review Spring issue",
        "2 body paragraph The second page … something to join.",
        "2 body paragraph Whoever reads this … may stop here.",
        "2 boilerplate paragraph Page 2 of 2",
      ])
    #expect(document.text.contains("the well-known difficulties") && !document.text.contains("- "))
    #expect(document.metadata.title == "Three harbours that the drought has changed")
    #expect(document.metadata.authors == ["Jane Miller"] && document.metadata.language == "en")
  }

  // MARK: Scans

  @Test(.enabled(if: canRecognise, "poppler-utils or tesseract-ocr is not installed"))
  func aScanIsReadWithItsConfidence() throws {
    let document = try read("scan")
    let warning = try #require(document.warnings.first { $0.code == "pdf.ocr" })
    #expect(warning.place.page == 1 && warning.message.contains("confidence"))
    let marks = document.annotations(PDFReader.layer)
    #expect(marks.count == document.blocks.count && !marks.isEmpty)
    #expect(marks.allSatisfy { ($0.features["confidence"]?.double ?? 0) > 0.6 })
    // Most words are those of the article, in its order.
    let words = try article().joined(separator: " ").split(separator: " ").map(String.init)
    let own = paragraphs(document).joined(separator: " ").split(separator: " ").map(String.init)
    #expect(own.count > 150)
    #expect(Set(own).intersection(words).count * 10 > Set(own).count * 8)
  }

  @Test(.enabled(if: canRecognise, "poppler-utils or tesseract-ocr is not installed"))
  func aLayerOfTextThatCannotBeRightIsNotBelieved() throws {
    let document = try read("unreadable")
    #expect(document.warnings.filter { $0.code == "pdf.ocr" }.map(\.place.page) == [1, 2])
    #expect(document.text.contains("الحدود المشتركة بين البلدين"))
  }

  @Test(.enabled(if: isInstalled, "poppler-utils is not installed"))
  func whatMayNotBeReadIsSaid() throws {
    let document = try read("scan", ["ocr": "never"])
    #expect(document.blocks.isEmpty)
    #expect(document.warnings.map(\.code) == ["pdf.no-text"] && document.warnings.first?.place.page == 1)
    if Self.canRecognise {
      let strange = try read("scan", ["languages": .array(["xxx"])])
      #expect(strange.warnings.first?.help?.contains("tesseract-ocr-xxx") == true)
    }
  }

  // MARK: Bad input

  @Test(.enabled(if: isInstalled, "poppler-utils is not installed"))
  func anEncryptedFileAsksForItsPassword() throws {
    let path = Fixtures.package + "/plugins/ParsePDF/Fixtures/encrypted.pdf"
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let closed = try #require(problem(bytes))
    #expect(closed.code == "pdf.encrypted" && closed.help?.contains("password") == true)
    #expect(problem(bytes, ["password": "wrong"])?.code == "pdf.encrypted")
    #expect(try !paragraphs(read("encrypted", ["password": "secret"])).isEmpty)
  }

  @Test(.enabled(if: isInstalled, "poppler-utils is not installed"))
  func whatIsReadByContentNeedsNoName() throws {
    let path = Fixtures.package + "/plugins/ParsePDF/Fixtures/english.pdf"
    let auto = try Fixtures.context().registry.required("parse.auto")
    let documents = try Fixtures.read([UInt8](Data(contentsOf: URL(fileURLWithPath: path))), path: "x.txt", with: auto)
    #expect(documents.first?.source.reader == "parse.pdf@1")
  }

  @Test func notAPDF() {
    #expect(problem([])?.code == "input.empty")
    #expect(problem(Array("Hello".utf8))?.code == "input.format")
    #expect(PDFReader.likeness(Array("%PDF-1.4\n".utf8)[...]) == 1)
    #expect(PDFReader.likeness(Array("see %PDF-".utf8)[...]) > 0.5)
    #expect(PDFReader.likeness(Array("<p>%PDF-1.4 is".utf8)[...]) == 0)
  }

  @Test(.enabled(if: isInstalled, "poppler-utils is not installed"))
  func brokenFiles() throws {
    #expect(problem(Array("%PDF-1.4\n".utf8))?.code == "pdf.damaged")
    let path = Fixtures.package + "/plugins/ParsePDF/Fixtures/english.pdf"
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    // Truncated anywhere, it is a document with warnings or a problem that says what is the matter.
    for part in 1..<8 {
      let bytes = Array(whole.prefix(whole.count * part / 8))
      do {
        for document in try Fixtures.read(bytes, path: "a.pdf", with: .parsePDF, ["ocr": "never"]) {
          #expect(document.blocks.isEmpty ? !document.warnings.isEmpty : true)
        }
      } catch { #expect((error as? Problem)?.code.hasPrefix("pdf.") == true, "\(error)") }
    }
  }

  /// A PDF whose page draws a form that draws a form … ten times each.
  private func endless() -> [UInt8] {
    var objects = [
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
      "<</Length 5>>stream\n/X Do\nendstream",
    ]
    for level in 5..<17 {
      let draw = String(repeating: "/X Do ", count: 10)
      objects.append(
        "<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X \(level + 1) 0 R>>>>/Length \(draw.count)>>"
          + "stream\n\(draw)\nendstream")
    }
    objects.append("<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Length 3>>stream\nq Q\nendstream")
    let body = objects.enumerated().map { "\($0 + 1) 0 obj\n\($1)\nendobj\n" }.joined()
    return Array("%PDF-1.4\n\(body)trailer<</Root 1 0 R>>\n".utf8)
  }

  @Test(.enabled(if: isInstalled, "poppler-utils is not installed"))
  func aFileThatHangsItsReaderIsGivenUp() throws {
    let found = try #require(problem(endless(), ["timeout": 1, "ocr": "never"]))
    #expect(found.code == "pdf.timeout" && found.message.contains("'timeout'"))
  }

  @Test(.enabled(if: isInstalled, "poppler-utils is not installed"))
  func bounds() throws {
    let some = try read("english", ["pages": 1])
    #expect(some.blocks.allSatisfy { $0.place.page == 1 })
    #expect(some.warnings.map(\.code) == ["pdf.pages"] && some.warnings[0].message.contains("2 to 2"))
  }
}
