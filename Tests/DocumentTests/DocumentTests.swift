import Document
import TestKit
import Testing
import Text

private func rich() -> Document {
  var document = Fixtures.document(["عنوان الخبر", "قال الوزير: نعم."])
  document.metadata.title = "عنوان \"الخبر\""
  document.metadata.authors = ["أ", "ب"]
  document.metadata.publisher = "العالم"
  document.metadata.published = Moment(
    instant: Instant(iso8601: "2025-01-20T03:56:00Z") ?? Instant(secondsSince1970: 0), precision: .minute,
    original: "٢٠ يناير ٢٠٢٥")
  document.metadata.other = ["x-wire": ["a": 1, "b": [true, .null, 1.5]]]
  document.blocks[0].role = .title
  document.blocks[0].kind = .heading
  document.blocks[0].level = 1
  document.blocks[1].place = Place(bytes: 3..<9, line: 7, page: 2, part: "1.2", row: 4)
  document.blocks[1].runs = [Run(.strong, document.blocks[1].range), Run(.link, document.blocks[1].range, value: "u")]
  document.segments = [
    Segment(
      range: document.blocks[1].range,
      candidates: [
        Candidate(
          target: "Yes\n\u{1}", score: 0.86, kind: .fuzzy, origin: "m#1", penalties: [Penalty("numbers", 0.05)])
      ])
  ]
  document.annotate("entity", document.blocks[1].range, ["type": "person", "n": 1])
  document.warnings = [Problem("w.x", "odd", at: Place(line: 3), help: "look")]
  return document
}

@Test func jsonIsLosslessInBothDirections() throws {
  let document = rich()
  let line = document.jsonLine
  #expect(!line.contains("\n"))
  let again = try Document(jsonLine: line)
  #expect(again == document)
  #expect(again.jsonLine == line)
}

/// The writer of documents and the one of values agree on every byte.
@Test func aDocumentIsWrittenAsItsValueIs() throws {
  var document = rich()
  document.warnings = [
    Problem("a.b", "said \"so\"\u{1}\\", at: Place(file: "f", bytes: 0..<3, line: 1, column: 2), help: "mend")
  ]
  document.blocks[0].place = Place(file: "ü", bytes: 1..<2, line: 3, column: 4, page: 5, part: "p\n", row: -6)
  let value = try JSON.value(from: document.jsonLine)
  #expect(JSON.line(value) == document.jsonLine)
  #expect(document.jsonBytes == Array(document.jsonLine.utf8))
  for whole in [0, 7, 10, -1, 1_234_567_890, Int.max, Int.min] { #expect(JSON.line(.integer(whole)) == String(whole)) }
  for length in 0..<20 {
    for byte in [UInt8](0..<0x80) {
      let text = String(repeating: "é", count: length) + String(UnicodeScalar(byte)) + "z"
      #expect(try JSON.value(from: JSON.line(.string(text))) == .string(text))
    }
  }
}

@Test func jsonHasTheKeysOfTheFormat() throws {
  let json = try JSON.value(from: rich().jsonLine)
  #expect(
    json.object?.keys == ["format", "id", "source", "metadata", "text", "blocks", "segments", "layers", "warnings"])
  #expect(json["source"]?.object?.keys == ["path", "sha256", "mediaType", "reader"])
  #expect(json["segments"]?.array?.first?.object?.keys == ["from", "to", "candidates"])
  #expect(json["layers"]?["entity"]?.array?.first?.object?.keys == ["from", "to", "features"])
  #expect(json["metadata"]?["published"]?.object?.keys == ["instant", "precision", "original"])
  #expect(json["metadata"]?["published"]?["instant"] == "2025-01-20T03:56:00Z")
  let plain = try JSON.value(from: Fixtures.document(["a"]).jsonLine)
  #expect(plain["blocks"]?.array?.first?.object?.keys == ["id", "kind", "role", "from", "to", "place", "runs"])
}

@Test(arguments: [
  ("{}", "format must be text"),
  (#"{"format":"dragoman/document@2"}"#, #"the format is "dragoman/document@2", not "dragoman/document@1""#),
  ("[1]", "a document must be a table of keys, not a list"), ("{\"a\":}", "expected a JSON value"),
]) func aWrongDocumentIsRefusedByName(_ line: String, _ message: String) throws {
  let problem = #expect(throws: Problem.self) { try Document(jsonLine: line) }
  #expect(problem?.message == message)
}

@Test func aRangeOutsideTheTextIsRefused() throws {
  let line = rich().jsonLine
  let broken = line.replacing("\"from\":0,", with: "\"from\":1,")
  #expect(broken != line)
  let problem = #expect(throws: Problem.self) { try Document(jsonLine: broken) }
  #expect(problem?.code == "document.format")
}

/// Blocks that overlap, and runs of other blocks, were taken as they came (found by fuzzing).
@Test func blocksOutOfOrderAreRefused() throws {
  let line = rich().jsonLine
  let second = rich().blocks[1].range
  let overlapping = line.replacing("\"from\":\(second.lowerBound),", with: "\"from\":0,")
  let leaving = line.replacing(
    "\"runs\":[{\"kind\":\"strong\",\"from\":\(second.lowerBound)", with: "\"runs\":[{\"kind\":\"strong\",\"from\":0")
  for (broken, words) in [(overlapping, "before the block before it ends"), (leaving, "leaves the block")] {
    let problem = #expect(throws: Problem.self) { try Document(jsonLine: broken) }
    #expect(problem?.code == "document.format" && problem?.message.contains(words) == true)
  }
}

@Test func editsMoveEveryRangeAndAreRecorded() throws {
  var document = Fixtures.document("one two three", language: "en")
  document.annotate("word", 0..<3)
  document.annotate("word", 4..<7)
  document.annotate("word", 8..<13)
  document.segments = [Segment(range: 0..<13)]
  try document.replace(4..<8, with: "")
  try document.replace(0..<3, with: "first")
  #expect(document.text == "one two three")
  document.applyEdits(by: "tidy")
  #expect(document.text == "first three")
  #expect(document.annotations("word").map { String(document.text(in: $0.range)) } == ["first", "three"])
  #expect(document.segments.map(\.range) == [0..<11])
  #expect(document.blocks.map(\.range) == [0..<11])
  #expect(document.blocks.map(\.id) == ["b1"])
  let records = document.annotations(.edits)
  #expect(records.map(\.range) == [0..<5, 6..<6])
  #expect(records.map { $0.features["original"] } == ["one", "two "])
  #expect(records.allSatisfy { $0.features["step"] == "tidy" })
}

@Test func editsThatMeetOrCutACharacterAreRefused() throws {
  var document = Fixtures.document("قال نعم")
  try document.replace(0..<4, with: "x")
  #expect(throws: Problem.self) { try document.replace(2..<6, with: "y") }
  #expect(throws: Problem.self) { try document.replace(7..<8, with: "y") }
  #expect(throws: Problem.self) { try document.replace(0..<99, with: "y") }
  document.discardEdits()
  document.applyEdits(by: "s")
  #expect(document.text == "قال نعم")
}

/// Random edits against a model: each word of the text carries an annotation, which must still cover the same word.
@Test func annotationsFollowTheirWordsThroughRandomEdits() throws {
  var random = SeededRandom(seed: 42)
  for _ in 0..<300 {
    let words = (0..<8).map { String(repeating: "ب", count: $0 + 1 + random.next(4)) }
    var document = Fixtures.document(words.joined(separator: " "))
    let ranges = Tokenizer.words(in: document.text)
    for range in ranges { document.annotate("word", range, ["is": .string(String(document.text(in: range)))]) }
    var kept = Set(words.indices)
    for (at, range) in ranges.enumerated() {
      switch random.next(4) {
      case 0:
        try document.replace(range, with: "")
        kept.remove(at)
      case 1:
        try document.replace(range.lowerBound..<range.lowerBound, with: "new ")
      case 2 where at + 1 < ranges.count:
        try document.replace(range.upperBound..<ranges[at + 1].lowerBound, with: " – ")
      default: break
      }
    }
    document.applyEdits(by: "random")
    let left = document.annotations("word")
    #expect(left.count == kept.count)
    for annotation in left {
      #expect(annotation.features["is"] == .string(String(document.text(in: annotation.range))))
    }
  }
}

@Test func annotationsStandInOrder() {
  var document = Fixtures.document("abcdefghij", language: "en")
  for range in [5..<6, 0..<2, 0..<9, 5..<9, 2..<2] { document.annotate("x", range) }
  #expect(document.annotations("x").map(\.range) == [0..<9, 0..<2, 2..<2, 5..<9, 5..<6])
  var other = document
  other.setLayer("x", document.annotations("x").reversed())
  #expect(other == document)
  #expect(document.annotations("x", in: 2..<6).map(\.range) == [2..<2, 5..<9, 5..<6])
}

@Test(arguments: [
  "null", "true", "0", "-12", "1.5", "\"a\\\"\\\\\\n\"", "[]", "{}", "[1,[2,{\"a\":null}]]", "\"قال\"",
]) func jsonValuesComeBackAsTheyWere(_ text: String) throws {
  #expect(JSON.line(try JSON.value(from: text)) == text)
}

@Test(arguments: [
  "", "01", "1.", "[1,]", "{\"a\" 1}", "\"\\x\"", "\"\u{1}\"", "\"\\ud800\"", "tru", "1 2", "\"abc", "-", "{a:1}",
]) func jsonThatIsNoneIsRefused(_ text: String) throws {
  let problem = #expect(throws: Problem.self) { try JSON.value(from: text) }
  #expect(problem?.code == "json.syntax")
  #expect(problem?.place.line == 1)
}

@Test func jsonOfEveryDepthEndsWell() throws {
  let deep = String(repeating: "[", count: 100_000)
  #expect(throws: Problem.self) { try JSON.value(from: deep) }
  let allowed = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
  #expect(JSON.line(try JSON.value(from: allowed)) == allowed)
  #expect(try JSON.value(from: "\"\\ud83d\\ude00\"") == "😀")
}

@Test func fieldsKeepTheirOrderAtEverySize() {
  var fields = Fields()
  for at in 0..<100 { fields["k\(at)"] = .integer(at) }
  fields["k50"] = nil
  fields["k7"] = "seven"
  #expect(fields.count == 99)
  #expect(fields["k50"] == nil)
  #expect(fields["k99"] == 99)
  #expect(fields.keys.prefix(9).last == "k8")
  #expect(fields["k7"] == "seven")
}

@Test func aLayerThatCameUnsortedIsSorted() throws {
  var document = Fixtures.document("one two", language: "en")
  document.annotate("x", 0..<3)
  document.annotate("x", 4..<7)
  let line = document.jsonLine
  let turned = line.replacing(
    #"{"from":0,"to":3,"features":{}},{"from":4,"to":7,"features":{}}"#,
    with: #"{"from":4,"to":7,"features":{}},{"from":0,"to":3,"features":{}}"#)
  #expect(turned != line)
  #expect(try Document(jsonLine: turned) == document)
}
