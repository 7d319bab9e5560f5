import Document
import News
import TestKit
import Testing
import Text
import Workbench

/// What a text shows comes before what its file states; neither is made up.
struct ShownAndStatedTests {
  private static let article = [
    "Council votes to keep the old bridge", "By Jane Roe", "20 January 2025",
    "SPRINGFIELD (Example Press) — The city council voted on Monday night to keep the old bridge open to walkers.",
    "Work on the deck begins in spring.",
  ]

  private static func stated() -> Metadata {
    var metadata = Metadata()
    metadata.title = "Template of letters"
    metadata.authors = ["Office Manager"]
    metadata.publisher = "Example Ltd"
    metadata.published = Moment(
      instant: Instant(secondsSince1970: 1_700_000_000), precision: .second, original: "2023-11-14T22:13:20Z")
    metadata.language = "en"
    return metadata
  }

  private static func document(_ paragraphs: [String]) -> Document {
    var document = Fixtures.document(paragraphs, language: "en")
    document.metadata = stated()
    return document
  }

  @Test func anArticleIsDatedByItsText() {
    let stated = Self.stated()
    let found = NewsArticle.completed(Self.document(Self.article), created: stated.published).metadata
    #expect(found.title == Self.article[0] && found.authors == ["Jane Roe"] && found.publisher == "Example Press")
    #expect(found.published?.original == "20 January 2025" && found.other["place"] == "SPRINGFIELD")
  }

  @Test func whatTheTextDoesNotShowIsAsStated() {
    var paragraphs = Self.article
    paragraphs.remove(at: 1)
    let found = NewsArticle.completed(Self.document(paragraphs), created: nil).metadata
    #expect(found.title == Self.article[0] && found.authors == ["Office Manager"])
  }

  @Test func aDayWithoutAYearIsCountedFromTheFile() {
    let lead = "SPRINGFIELD, Jan 20 (Example Press) — The council voted on Monday night to keep the old bridge open."
    let created = Moment(
      instant: Instant(year: 2025, month: 1, day: 22) ?? Instant(secondsSince1970: 0), precision: .day, original: "")
    let document = Self.document([Self.article[0], lead])
    let found = NewsArticle.completed(document, created: created).metadata
    #expect(found.published?.instant.description.prefix(10) == "2025-01-20")
  }

  /// A report, a letter, a list and a contract stay as they are.
  @Test(arguments: [
    ["The water of the region", "Contents", "The report describes the wells of the region and how they are used."],
    [
      "20 January 2025", "Dear Ms Roe,", "thank you for your letter, which we read with great interest.",
      "John O'Neill",
    ],
    ["Things to bring", "Tent", "Two ropes", "20 January: tickets"],
    ["Home - Office", "The party of the first part sells the house to the party of the second part on 1 May 2024."],
    ["By the river", "He had not thought of it for years, and more and more he thought of the house."],
  ])
  func nothingIsMadeUp(_ paragraphs: [String]) {
    let document = Self.document(paragraphs)
    #expect(NewsArticle.completed(document, created: nil) == document)
  }

  @Test func whatProgramsFillInIsKnown() {
    for title in ["Microsoft Word - Document1", "Document1", "مستند 2", "Документ1", "Untitled", "report.docx", "17"] {
      #expect(MadeByProgram.isTitle(title), "\(title)")
    }
    for title in [
      "Documents of the war", "Print media in 2025", "وثيقة", "Presentation of the budget", "Book 2 of the Aeneid",
    ] {
      #expect(!MadeByProgram.isTitle(title), "\(title)")
    }
    for author in [
      "user", "Admin", "Microsoft Office User", "python-docx", "User 1", "مدير", "Пользователь Windows", "-",
    ] {
      #expect(MadeByProgram.isAuthor(author), "\(author)")
    }
    for author in ["Jane Roe", "هدى", "Иван Петров", "Admin Office of Example"] {
      #expect(!MadeByProgram.isAuthor(author), "\(author)")
    }
  }
}
