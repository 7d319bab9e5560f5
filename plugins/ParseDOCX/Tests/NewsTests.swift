import Document
import TestKit
import Testing
import Text

@testable import ParseDOCX

/// A news article in a Word document.
struct NewsTests {
  private func read(_ paragraphs: [String], core: String) throws -> Document {
    let body = paragraphs.map { "<w:p><w:r><w:t>\($0)</w:t></w:r></w:p>" }.joined()
    return try #require(try Fixtures.read(Sample.docx(body, core: core), path: "a.docx", with: .parseDOCX).first)
  }

  private static let article = [
    "الوزير يعلن خطة جديدة للإسكان", "بقلم: هدى العلي", "الإثنين ٢٠ يناير ٢٠٢٥ - ٠٣:٥٦ بتوقيت غرينتش",
    "بيروت (المثال) - أعلن وزير الإسكان اليوم خطة جديدة تشمل بناء عشرة آلاف وحدة سكنية خلال ثلاث سنوات.",
    "اقرأ أيضا: أسعار البناء ترتفع", "وأضاف الوزير أن الخطة تبدأ في شهر مارس المقبل.",
  ]

  @Test(arguments: [
    "", "<title>Microsoft Word - Document1</title><creator>user</creator><created>2023-05-01T00:00:00Z</created>",
    "<title>نموذج رسالة</title><creator>سكرتارية</creator><created>2023-05-01T00:00:00Z</created>",
  ])
  func itsTextComesFirst(_ core: String) throws {
    let document = try read(Self.article, core: core)
    #expect(document.metadata.title == Self.article[0] && document.metadata.authors == ["هدى العلي"])
    #expect(document.metadata.published?.instant.description == "2025-01-20T03:56:00Z")
    #expect(document.metadata.other["place"] == "بيروت" && document.metadata.publisher == "المثال")
    #expect(document.blocks.map(\.role) == [.title, .byline, .dateline, .body, .boilerplate, .body])
  }

  @Test func otherDocumentsAreAsTheyStateThemselves() throws {
    let core = "<title>Report</title><creator>Jane Roe; Admin</creator><created>2023-05-01T00:00:00Z</created>"
    let document = try read(
      ["The wells of the region", "They are used by all who live there, and by others."], core: core)
    #expect(document.metadata.title == "Report" && document.metadata.authors == ["Jane Roe"])
    #expect(document.metadata.published?.original == "2023-05-01T00:00:00Z")
    #expect(document.blocks.allSatisfy { $0.role == .body })
    #expect(try read(["Words."], core: "<title>Document1</title><creator>Admin</creator>").metadata.title == nil)
  }
}
