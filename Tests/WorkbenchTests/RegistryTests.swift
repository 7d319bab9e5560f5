import Document
import Plugins
import TestKit
import Testing
import Workbench

private struct Nothing: Processor {
  func process(_ document: inout Document, in context: RunContext) throws(Problem) {}
}

private func entry(_ identifier: String, _ parameters: [Parameter] = []) -> Entry {
  Entry(Manual(identifier, version: 1, "Does nothing.", parameters: parameters)) { _ throws(Problem) in Nothing() }
}

@Test func everyBuiltInEntryKeepsTheContract() throws {
  for entry in try Registry.builtIn().entries {
    #expect(ProcessorContract.violations(of: entry, settings: ContractSettings.of(entry)) == [])
  }
}

/// What parameters without a default are set to when the contract is tried on every entry.
enum ContractSettings {
  static func of(_ entry: Entry) -> Fields {
    let folder = Fixtures.package + "/workflows/briefing/memory/"
    var settings = Fields()
    for parameter in entry.manual.parameters where parameter.defaultValue == nil {
      switch parameter.name {
      case "memory": settings["memory"] = .string(folder + "news.tmx")
      case "glossary": settings["glossary"] = .string(folder + "glossary.csv")
      default: break
      }
    }
    return settings
  }
}

@Test func anIdentifierRegisteredTwiceIsRefusedByName() throws {
  let plugins = [Plugin("First", [entry("text.same")]), Plugin("Second", [entry("text.same")])]
  let problem = #expect(throws: Problem.self) { try Registry(plugins) }
  #expect(problem?.code == "registry.twice")
  #expect(problem?.message == "'text.same' is registered by First and by Second")
}

@Test func aDefaultOutsideItsRangeIsRefusedByName() throws {
  let broken = entry("text.broken", [.number("share", default: 2, in: 0...1, "A share.")])
  let problem = #expect(throws: Problem.self) { try Registry([Plugin("P", [broken])]) }
  #expect(
    problem?.message == "the manual of 'text.broken' in P: the default of 'share' is not a number from 0.0 to 1.0")
}

@Test(arguments: ["text", "Text.x", "text.", ".x", "text.x.y", "text.X", "te xt.x", "1t.x"])
func anIdentifierIsFamilyAndStep(_ identifier: String) throws {
  #expect(throws: Problem.self) { try Registry([Plugin("P", [entry(identifier)])]) }
}

@Test func anUnknownIdentifierIsAnsweredWithTheNearest() throws {
  let registry = try Registry([Plugin("P", [entry("text.segment"), entry("tm.leverage")])])
  let problem = #expect(throws: Problem.self) { try registry.required("text.segmnt") }
  #expect(problem?.help == "did you mean 'text.segment'?")
}

@Test func settingsAreCheckedAgainstTheManual() throws {
  let manual = Manual(
    "text.x", version: 1, "X.",
    parameters: [
      .number("share", default: 0.5, in: 0...1, "A share."), .integer("count", default: 3, in: 1...9, "A count."),
      .flag("loud", "Whether loud."), .choice("method", default: "auto", of: ["auto", "lead"], "A method."),
      .texts("words", default: [], "Words."), .text("name", "A name."),
    ])
  let settings = try Settings(manual, ["name": "n", "share": 1, "words": "one"])
  #expect(try settings.number("share") == 1)
  #expect(try settings.integer("count") == 3)
  #expect(try settings.texts("words") == ["one"])
  #expect(try settings.flag("loud") == false)
  let faults = Settings.faults(
    of: ["share": 1.5, "count": "3", "loud": "yes", "method": "best", "words": [1], "nmae": "n"], against: manual)
  #expect(
    faults.map(\.problem.message) == [
      "'share' of text.x must be a number from 0.0 to 1.0, not 1.5",
      "'count' of text.x must be a whole number from 1 to 9, not \"3\"",
      "'loud' of text.x must be true or false, not \"yes\"",
      "'method' of text.x must be one of auto, lead, not \"best\"",
      "'words' of text.x must be a list of texts, not a list", "text.x has no parameter 'nmae'",
      "text.x needs 'name': text",
    ])
}

@Test func wordsOfACommandLineBecomeValues() {
  let texts = Parameter.texts("words", default: [], "Words.")
  #expect(texts.value(fromWord: "a,b c") == ["a", "b c"])
  #expect(texts.value(fromWord: "[\"a,b\", \"c\"]") == ["a,b", "c"])
  #expect(texts.value(fromWord: "[a]") == ["[a]"] && texts.value(fromWord: "[1]") == nil)
  #expect(Parameter.integer("n", default: 1, in: 1...9, "N.").value(fromWord: "10") == nil)
}

@Test func aResourceIsOpenedOnceByManyThreads() async throws {
  let resources = Resources()
  let opened = Counter()
  await withTaskGroup(of: Int.self) { group in
    for _ in 0..<50 {
      group.addTask { (try? resources.open("key") { () throws(Problem) in opened.next() }) ?? -1 }
    }
    for await value in group { #expect(value == 1) }
  }
  #expect(opened.next() == 2)
}

@Test func aResourceMayBeNothing() throws {
  let made = Counter()
  func open(_ resources: Resources) throws -> Int? {
    try resources.open("key") { () throws(Problem) -> Int? in
      _ = made.next()
      return nil
    }
  }
  #expect(try open(Resources()) == nil)
  #expect(made.value == 1)
}
