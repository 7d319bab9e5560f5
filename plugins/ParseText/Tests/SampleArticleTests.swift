import Document
import Foundation
import TestKit
import Testing
import Text

@testable import ParseText

/// The first article, in every field.
struct SampleArticleTests {
  let bytes: [UInt8]
  let document: Document

  init() throws {
    bytes = Array(try Data(contentsOf: URL(fileURLWithPath: Fixtures.sampleArticle)))
    document = try #require(try Fixtures.read(bytes, path: "sample.txt", with: .parseText).first)
  }

  @Test func metadata() {
    let metadata = document.metadata
    #expect(metadata.title == "تأكيد إيراني باكستاني على مواجهة العناصر الإرهابية لتأمين الحدود المشتركة")
    #expect(metadata.publisher == "العالم")
    #expect(metadata.section == "ايران")
    #expect(metadata.language == "ar")
    #expect(metadata.direction == .rightToLeft)
    #expect(metadata.authors.isEmpty)
    #expect(metadata.modified == nil)
    #expect(metadata.published?.instant.description == "2025-01-20T03:56:00Z")
    #expect(metadata.published?.precision == .minute)
    #expect(metadata.published?.original == "الإثنين ٢٠ يناير ٢٠٢٥ - ٠٣:٥٦ بتوقيت غرينتش")
  }

  @Test func source() {
    #expect(document.source.charset == "UTF-8")
    #expect(document.source.mediaType == "text/plain")
    #expect(document.source.reader == "parse.text@1")
    #expect(document.source.path == "sample.txt")
    #expect(document.id == String(document.source.sha256.prefix(16)))
    #expect(document.warnings.isEmpty)
  }

  @Test func rolesAndLines() {
    let body = Block.Role.body
    #expect(
      document.blocks.map(\.role) == [
        .title, .boilerplate, .dateline, body, .section, body, body, body, body, body, body, body, body, .boilerplate,
        body, body, body,
      ])
    #expect(document.blocks.map(\.id) == (1...17).map { "b\($0)" })
    #expect(document.blocks.map(\.place.line) == [1, 3, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32])
    #expect(document.text(in: document.blocks[13].range).hasPrefix("إقرأ أيضا .. اللواء باقري"))
  }

  @Test func placesDecodeToTheirBlocks() throws {
    for block in document.blocks {
      let place = try #require(block.place.bytes)
      #expect(String(decoding: bytes[place], as: UTF8.self) == document.text(in: block.range))
    }
  }

  @Test func theLeadHasNoBlankBeforeIt() {
    #expect(document.text(in: document.blocks[3].range).hasPrefix("أكد رئيس هيئة الأركان"))
  }
}
