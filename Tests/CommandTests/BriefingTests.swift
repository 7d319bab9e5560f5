import Document
import Foundation
import TestKit
import Testing

/// The main job, end to end: the sample article through `workflows/briefing`, by the program itself.
private func run(_ inputs: String, out: String, in folder: String, _ options: String = "") throws -> Value {
  let result = try Shell.run(
    "\(Shell.programs)/dragoman run \(Fixtures.package)/workflows/briefing \(inputs) --out \(out) --quiet \(options)",
    in: folder)
  try #require(result.status == 0, "\(result.error)")
  return try JSON.value(from: text("\(folder)/\(out)/briefing.json"))
}

private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

@Test func theSampleBecomesABriefingThatIsRight() throws {
  try Fixtures.withTemporaryFolder { folder in
    let briefing = try run(Fixtures.sampleArticle, out: "out", in: folder)
    let document = try #require(briefing["documents"]?.array?.first)
    let metadata = try #require(document["metadata"])
    #expect(metadata["title"] == "تأكيد إيراني باكستاني على مواجهة العناصر الإرهابية لتأمين الحدود المشتركة")
    #expect(metadata["published"]?["instant"] == "2025-01-20T03:56:00Z")
    #expect(metadata["published"]?["precision"] == "minute")
    #expect(metadata["publisher"] == "العالم")
    #expect(metadata["section"] == "ايران")
    #expect(metadata["language"] == "ar")

    let sentences = document["sentences"]?.array ?? []
    let originals = sentences.compactMap { $0["original"]?.string }
    #expect(originals.count >= 13)
    #expect(originals.filter { $0.hasPrefix("تأكيد إيراني باكستاني") }.count == 1)
    #expect(!originals.contains { $0.contains("إقرأ أيضا") })

    let anchors = Set(sentences.compactMap { $0["anchor"]?.string })
    let points = briefing["keyPoints"]?.array ?? []
    #expect(points.count >= 3)
    let html = try text(folder + "/out/briefing.html")
    for point in points + (briefing["bottomLine"]?.array ?? []) {
      let citations = point["citations"]?.array?.compactMap(\.string) ?? []
      #expect(!citations.isEmpty)
      for citation in citations {
        #expect(anchors.contains(citation))
        #expect(html.contains("href=\"#\(citation)\"") && html.contains("id=\"\(citation)\""))
      }
    }

    let coverage = try #require(briefing["coverage"])
    let words = try #require(coverage["words"]?.integer)
    let none = try #require(coverage["none"]?.integer)
    #expect(words > 300)
    #expect(Double(words - none) >= 0.8 * Double(words), "\(none) of \(words) words are not covered")
    #expect(try text(folder + "/out/briefing.md").contains("# "))
  }
}

@Test func twoRunsAndAnyNumberOfThreadsGiveTheSameBytes() throws {
  try Fixtures.withTemporaryFolder { folder in
    // Articles of one paragraph each, made of the sample's own, beside the sample.
    let paragraphs = try text(Fixtures.sampleArticle).split(separator: "\n").filter { $0.utf8.count > 200 }
    try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
    for (at, paragraph) in paragraphs.enumerated() {
      let article = "خبر رقم \(at)\n\n\(paragraph)\n"
      try article.write(toFile: folder + "/in/\(at).txt", atomically: true, encoding: .utf8)
    }
    let inputs = "in \(Fixtures.sampleArticle)"
    for (out, options) in [("a", "--jobs 1"), ("b", "--jobs 8"), ("c", "--jobs 8")] {
      _ = try run(inputs, out: out, in: folder, options)
    }
    for name in ["briefing.html", "briefing.md", "briefing.json"] {
      let first = try text(folder + "/a/" + name)
      #expect(try text(folder + "/b/" + name) == first)
      #expect(try text(folder + "/c/" + name) == first)
    }
  }
}
