import Dictionary
import Document
import Foundation
import Synchronization
import TestKit
import Testing
import TranslationMemory
import Workbench

private func listing(_ document: Document) -> String {
  document.annotations(.gloss).map { gloss in
    let prefix = gloss.features["prefix"]?.string.map { " [\($0)+]" } ?? ""
    let suffix = gloss.features["suffix"]?.string.map { " [+\($0)]" } ?? ""
    let text = { (key: String) in gloss.features[key]?.string ?? "" }
    return
      "\(document.text(in: gloss.range))\(prefix)\(suffix): \(text("headword")) = \(text("target")) (\(text("origin")))"
  }.joined(separator: "\n")
}

/// Writes a dictionary of lines `headword = sense; sense` in dictd's format.
private func write(_ lines: String, to stem: String) throws {
  let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  func number(_ value: Int) -> String {
    var (text, rest) = ("", value)
    repeat {
      text = String(digits[rest % 64]) + text
      rest /= 64
    } while rest > 0
    return text
  }
  var articles = "\n00-database-info\n"
  var index = "00databaseinfo\tA\t\(number(articles.utf8.count))\n"
  for line in lines.split(separator: "\n") {
    let sides = line.components(separatedBy: " = ")
    let senses = sides[1].components(separatedBy: "; ")
    var article = sides[0] + " /transcription/\n"
    for (at, sense) in senses.enumerated() { article += (senses.count > 1 ? "\(at + 1). " : "") + sense + "\n" }
    index += "\(sides[0])\t\(number(articles.utf8.count))\t\(number(article.utf8.count))\n"
    articles += article
  }
  try index.write(toFile: stem + ".index", atomically: true, encoding: .utf8)
  try articles.write(toFile: stem + ".dict", atomically: true, encoding: .utf8)
}

private func segmented(_ text: String) -> Document {
  var document = Fixtures.document(text)
  document.segments = document.blocks.map { Segment(range: $0.range) }
  return document
}

@Suite struct GlossTests {
  @Test(arguments: Cases.all()) func golden(_ testCase: Case) throws {
    let made = try Fixtures.withTemporaryFolder { folder in
      try write(testCase["dictionary"] ?? "", to: folder + "/small")
      var settings = try JSON.value(from: testCase["settings"] ?? "{}").object ?? Fields()
      settings["dictionary"] = "small.index"
      var document = segmented(testCase["input"] ?? "")
      for word in (testCase["covered"] ?? "").split(separator: "\n") {
        if let range = document.text.range(of: word) {
          let start = document.text.utf8.distance(from: document.text.startIndex, to: range.lowerBound)
          document.annotate(.term, start..<start + word.utf8.count)
        }
      }
      return try Fixtures.process(document, with: .gloss, settings, folder: folder)
    }
    #expect(Cases.difference(testCase, "expect", listing(made)) == nil)
  }

  @Test func contract() {
    #expect(ProcessorContract.violations(of: .gloss) == [])
  }

  @Test func aMissingDictionaryIsOneWarningForTheRun() throws {
    let log = Mutex<[String]>([])
    var context = try Fixtures.context()
    context.log = { _, message in log.withLock { $0.append(message) } }
    guard case .processor(let make) = Entry.gloss.role else { return }
    let step = try make(Settings(Entry.gloss.manual, ["dictionary": "no-such-dictionary"]))
    for _ in 0..<3 {
      var document = segmented("كتاب")
      try step.process(&document, in: context)
      #expect(document.annotations(.gloss).isEmpty)
    }
    #expect(log.withLock { $0.count } == 1)
  }

  @Test(arguments: ["small", "small.index"]) func whatIsReadIsSaid(_ suffix: String) throws {
    func files(_ dictionary: String) throws -> [String] {
      try Entry.gloss.dependencies(Settings(Entry.gloss.manual, ["dictionary": .string(dictionary)], folder: "/f"))
        .files
    }
    #expect(try files("./" + suffix) == ["/f/./small.index", "/f/./small.dict.dz", "/f/./small.dict"])
    #expect(
      try files("small") == ["small.index", "small.dict.dz", "small.dict"].map { "/usr/share/dictd/" + $0 })
    #expect(try files("").isEmpty)
  }

  @Test func none() throws {
    #expect(try Fixtures.process(segmented("كتاب"), with: .gloss, ["dictionary": ""]).annotations(.gloss).isEmpty)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/share/dictd/freedict-ara-eng.index")))
  func theInstalledDictionary() throws {
    let made = try Fixtures.process(segmented("برازافيل والإدارة"), with: .gloss)
    let targets = made.annotations(.gloss).compactMap { $0.features["target"]?.string }
    #expect(targets.count == 2)
    #expect(targets.first == "Brazzaville")
    #expect(targets.last?.contains("Admin") == true)
  }

  @Test(arguments: ["x", "word\t!\tB", "word\tA", "\tA\tB", "a\tA\t///////\n", "\u{0}\t\u{0}\t\u{0}"])
  func hostileIndexes(_ index: String) throws {
    try Fixtures.withTemporaryFolder { folder in
      try index.write(toFile: folder + "/bad.index", atomically: true, encoding: .utf8)
      try Data([0x1F, 0x8B, 8, 0, 1, 2, 3]).write(to: URL(fileURLWithPath: folder + "/bad.dict"))
      let made = try? Fixtures.process(segmented("word"), with: .gloss, ["dictionary": "./bad"], folder: folder)
      #expect(made?.annotations(.gloss).isEmpty ?? true)
    }
  }
}
