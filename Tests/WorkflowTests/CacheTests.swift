import Document
import Foundation
import TestKit
import Testing
import Text
import Workbench

@testable import Workflow

/// Three steps over each document, a report over all of them, a file for each.
private let steps = """
  - { id: read, use: test.lines }
  - id: mark
    use: ./mark.lua
    with: { word: one }
  - id: count
    lua: |
      return function(doc) doc:annotate("length", 1, 1, { bytes = #doc.text }) end
  - { id: join, use: test.joins }
  - { id: writes, use: test.writes }

  """

private let mark = """
  return {
    parameters = { word = { type = "text", default = "one" } }, makes = { "mark" },
    document = function(doc, params)
      local from, to = doc.text:find(params.word, 1, true)
      if from then doc:annotate("mark", from, to, {}) end
    end,
  }
  """

private func ran(_ report: RunReport) -> [String: Int] {
  Dictionary(uniqueKeysWithValues: report.steps.map { ($0.id, $0.documents) })
}

private func cached(_ report: RunReport) -> [String: Int] {
  Dictionary(uniqueKeysWithValues: report.steps.map { ($0.id, $0.cached) })
}

@Suite struct CacheTests {
  private let inputs = [("a.txt", "one\ntwo"), ("b.txt", "three one")]

  /// Files must have been left alone for a moment before their times are believed.
  private func age(_ bench: Bench) throws {
    for name in ["in/a.txt", "in/b.txt", "flow/mark.lua", "flow/workflow.yaml"] {
      let old = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -60)]
      try? FileManager.default.setAttributes(old, ofItemAtPath: bench.folder + "/" + name)
    }
    // The time of the change itself cannot be set.
    Thread.sleep(forTimeInterval: 1.2)
  }

  @Test func aSecondRunDoesNothing() throws {
    try Bench.with { bench in
      try bench.write("flow/mark.lua", mark)
      let first = try bench.run(steps, inputs)
      #expect(ran(first) == ["read": 3, "mark": 3, "count": 3, "join": 3, "writes": 3])
      let made = try bench.outputs()
      let second = try bench.run(steps, inputs)
      #expect(ran(second) == ["read": 0, "mark": 0, "count": 0, "join": 0, "writes": 0])
      #expect(cached(second) == ["read": 3, "mark": 3, "count": 3, "join": 3, "writes": 3])
      #expect(second.outputs == first.outputs)
      #expect(second.records.allSatisfy { $0.isCached })
      #expect(try bench.outputs() == made)
    }
  }

  @Test func nothingIsLookedAtWhereNothingChanged() throws {
    try Bench.with { bench in
      try bench.write("flow/mark.lua", mark)
      _ = try bench.run(steps, inputs)
      try age(bench)
      // Once more, since the files were written a moment before the first run.
      let second = try bench.run(steps, rewriting: false, inputs)
      #expect(!second.isUnchanged)
      let third = try bench.run(steps, rewriting: false, inputs)
      #expect(third.isUnchanged)
      #expect(third.done == 3)
      #expect(cached(third)["join"] == 3)
      // An output that somebody changed is made again.
      try bench.write("out/a.txt", "vandalised")
      let fourth = try bench.run(steps, rewriting: false, inputs)
      #expect(!fourth.isUnchanged)
      #expect(try bench.read("out/a.txt") == "one")
    }
  }

  @Test func aChangedParameterRunsItsStepAndWhatComesAfter() throws {
    try Bench.with { bench in
      try bench.write("flow/mark.lua", mark)
      _ = try bench.run(steps, inputs)
      let other = steps.replacingOccurrences(of: "word: one", with: "word: two")
      let second = try bench.run(other, inputs)
      // The mark moves in the three documents; the text, which the count looks at, is part of the document that it is handed.
      #expect(ran(second) == ["read": 0, "mark": 3, "count": 3, "join": 3, "writes": 3])
      let third = try bench.run(steps, inputs)
      #expect(ran(third)["mark"] == 0, "what was done before the change is known still")
    }
  }

  @Test func aChangeWithoutEffectStopsThere() throws {
    try Bench.with { bench in
      try bench.write("flow/mark.lua", mark)
      _ = try bench.run(steps, inputs)
      try bench.write("flow/mark.lua", mark + "-- a remark\n")
      let second = try bench.run(steps, inputs)
      #expect(ran(second) == ["read": 0, "mark": 3, "count": 0, "join": 0, "writes": 0])
    }
  }

  @Test func aChangedInputIsReadAlone() throws {
    try Bench.with { bench in
      try bench.write("flow/mark.lua", mark)
      _ = try bench.run(steps, inputs)
      let second = try bench.run(steps, [("a.txt", "one\nTWO"), ("b.txt", "three one")])
      #expect(ran(second)["mark"] == 1, "the line that changed, not the one before it")
      #expect(ran(second)["join"] == 3)
      #expect(try bench.read("out/a-2.txt") == "TWO")
    }
  }

  @Test func anInputThatIsGoneTakesItsOutputsAlong() throws {
    try Bench.with { bench in
      try bench.write("flow/mark.lua", mark)
      _ = try bench.run(steps, inputs)
      #expect(try bench.outputs().keys.contains("b.txt"))
      try bench.write("out/mine.txt", "not the run's")
      _ = try bench.run(steps, [("a.txt", "one\ntwo")])
      #expect(try bench.outputs().keys.sorted() == ["a-2.txt", "a.txt", "all.txt", "mine.txt"])
    }
  }

  @Test func failuresAreTriedAgain() throws {
    try Bench.with { bench in
      let failing = """
        - { id: read, use: test.lines }
        - { id: fails, use: test.fails }
        - { id: writes, use: test.writes }

        """
      let first = try bench.run(failing, [("a.txt", "good\nBAD")])
      #expect(first.failed == 1)
      let second = try bench.run(failing, [("a.txt", "good\nBAD")])
      #expect(second.failed == 1)
      #expect(ran(second) == ["read": 0, "fails": 0, "writes": 0])
      #expect(cached(second) == ["read": 2, "fails": 1, "writes": 1])
    }
  }

  @Test func freshDoesEverythingAnew() throws {
    try Bench.with { bench in
      try bench.write("flow/mark.lua", mark)
      let first = try bench.run(steps, inputs)
      let second = try bench.run(steps, inputs, isFresh: true)
      #expect(ran(second) == ran(first))
    }
  }

  @Test func cacheFalseIsNeverTakenFromBefore() throws {
    try Bench.with { bench in
      try bench.write("flow/mark.lua", mark)
      let uncached = steps.replacingOccurrences(of: "use: ./mark.lua", with: "use: ./mark.lua\n  cache: false")
      _ = try bench.run(uncached, inputs)
      let second = try bench.run(uncached, inputs)
      #expect(ran(second) == ["read": 0, "mark": 3, "count": 0, "join": 0, "writes": 0])
    }
  }

  @Test func theStoreKeepsToItsBound() throws {
    try Bench.with { bench in
      try bench.write("flow/mark.lua", mark)
      let large = (0..<200).map { ("f\($0).txt", String(repeating: "word \($0) ", count: 500)) }
      _ = try bench.run(steps, large, cacheLimit: 300_000)
      let store = try RunStore(folder: bench.folder + "/out/.dragoman")
      #expect(try store.statistics().bytes <= 300_000)
      let second = try bench.run(steps, large, cacheLimit: 300_000)
      #expect(second.problem == nil)
      #expect(second.done == 200)
    }
  }

  @Test func messagesAndWarningsAreSaidAgain() throws {
    try Bench.with { bench in
      let says = """
        - { id: read, use: test.lines }
        - { id: says, lua: 'return function(doc) log.warn("seen: " .. doc.text) end' }
        - { id: writes, use: test.writes }

        """
      let first = try bench.run(says, [("a.txt", "one")])
      let second = try bench.run(says, [("a.txt", "one")])
      #expect(first.messages.map(\.message) == ["seen: one"])
      #expect(second.messages.map(\.message) == ["seen: one"])
      #expect(ran(second)["says"] == 0)
    }
  }

  @Test func aDamagedStoreIsSaid() throws {
    try Bench.with { bench in
      try bench.write("out/.dragoman/store.sqlite", String(repeating: "no database at all ", count: 1000))
      try bench.write("flow/mark.lua", mark)
      let problem = #expect(throws: Problem.self) { try bench.run(steps, inputs) }
      #expect(problem?.code == "cache.damaged")
      #expect(problem?.help?.contains("dragoman cache clear") == true)
    }
  }
}

@Suite struct PackTests {
  /// A document that has one of everything.
  private func full() throws -> Document {
    var document = Fixtures.document(["عنوان الخبر", "قال المتحدث إن الاجتماع سيعقد غدا.", "Latin, too."])
    document.metadata.title = "عنوان"
    document.metadata.authors = ["A", "B"]
    document.metadata.direction = .rightToLeft
    document.metadata.published = Moment(
      instant: try #require(Instant(iso8601: "2025-01-20T03:56:00Z")), precision: .minute, original: "٢٠ يناير")
    document.metadata.other = ["n": 3, "x": 1.5, "deep": ["list": [true, .null, "text"]], "negative": -7]
    document.segments = [
      Segment(
        range: 0..<5,
        candidates: [
          Candidate(
            target: "Title", score: 0.86, kind: .fuzzy, origin: "news.tmx", penalties: [Penalty("digits", 0.02)])
        ])
    ]
    document.blocks[0].level = 1
    document.blocks[0].place = Place(
      file: "a", bytes: 0..<9, line: 1, column: 2, page: 3, part: "p", row: 4)
    document.blocks[1].runs = [Run(.link, document.blocks[1].range, value: "/x")]
    document.annotate("entity", 0..<5, ["type": "person"])
    document.annotate("other", 1..<2)
    document.warnings = [Problem("w", "m", at: Place(line: 1), help: "h", trace: ["t"])]
    return document
  }

  @Test func aDocumentComesBackWhole() throws {
    for document in [Fixtures.document([]), try full()] {
      var trail = Trail()
      var manifest = Manifest()
      _ = manifest.follow(document, since: nil) { trail.keep($0, $1) }
      trail.manifest = manifest
      let back = try Trail(packed: trail.packed)
      #expect(try back.document(back.manifest).jsonLine == document.jsonLine)
      #expect(back.manifest.digest == manifest.digest)
    }
  }

  @Test func damageIsSeen() throws {
    let document = try full()
    var trail = Trail()
    var manifest = Manifest()
    _ = manifest.follow(document, since: nil) { trail.keep($0, $1) }
    trail.manifest = manifest
    let packed = trail.packed
    for at in stride(from: 0, to: packed.count, by: 7) {
      var bytes = packed
      bytes[at] ^= 0x55
      guard let damaged = try? Trail(packed: bytes), let back = try? damaged.document(damaged.manifest) else {
        continue
      }
      // What can be read all the same is what was written, or a document with fewer parts.
      #expect(back.text == document.text || back.text.isEmpty)
    }
    for count in stride(from: 0, to: packed.count, by: 13) {
      #expect(throws: PackReader.Damage.self) { try Trail(packed: Array(packed.prefix(count))) }
    }
  }
}
