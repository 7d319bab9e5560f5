import Document
import Foundation
import TestKit
import Testing
import Text
import Workbench

@testable import TranslationMemory

/// The memory and the glossary of the briefing: large enough to be worth having, sound, and not written after the sample.
private enum BriefingMemory {
  static let folder = Fixtures.package + "/workflows/briefing/memory/"

  static func units() throws -> [TranslationUnit] {
    let source = try ByteSource(path: folder + "news.tmx")
    var units: [TranslationUnit] = []
    let pieces: Pieces = { body throws(Problem) in try source.forEachPiece(body) }
    try TMX.read(pieces, file: "news.tmx") { event throws(Problem) in
      switch event {
      case .unit(let unit): units.append(unit)
      case .warning(let problem): throw problem
      case .header: break
      }
    }
    return units
  }

  /// The words of a text as matching sees them.
  static func words(_ text: String) -> [String] { Tokenizer.words(in: text).map { text.slice($0).folded() } }

  /// Every six words in a row of a text.
  static func sixes(_ text: String) -> [String] {
    let words = words(text)
    return words.count < 6 ? [] : (0...(words.count - 6)).map { words[$0..<$0 + 6].joined(separator: " ") }
  }
}

@Test func theMemoryHasUnitsWorthHaving() throws {
  let units = try BriefingMemory.units()
  #expect(units.count >= 300)
  var ids: Set<String> = []
  var sources: Set<String> = []
  for unit in units {
    let source = try #require(unit.variant("ar")?.text)
    let target = try #require(unit.variant("en")?.text)
    #expect(!source.isEmpty && !target.isEmpty, "\(unit.id ?? "")")
    #expect(ids.insert(unit.id ?? "").inserted, "\(unit.id ?? "") stands twice")
    #expect(sources.insert(source.folded()).inserted, "\(source) stands twice")
  }
}

/// The sample is to be leveraged, not looked up.
@Test func noUnitSharesSixWordsInARowWithTheSample() throws {
  let sample = try String(contentsOfFile: Fixtures.sampleArticle, encoding: .utf8)
  let stock = try String(contentsOfFile: BriefingMemory.folder + "stock-phrases.txt", encoding: .utf8)
  // Words in a row of the sample may run over the end of a line, so lines are taken one by one.
  let forbidden = Set(sample.split(separator: "\n").flatMap { BriefingMemory.sixes(String($0)) })
  let allowed = Set(stock.split(separator: "\n").flatMap { BriefingMemory.sixes(String($0)) })
  #expect(forbidden.count > 200)
  for unit in try BriefingMemory.units() {
    let source = unit.variant("ar")?.text ?? ""
    for six in BriefingMemory.sixes(source) where forbidden.contains(six) {
      #expect(allowed.contains(six), "\(unit.id ?? ""): \(six)")
    }
  }
}

@Test func theGlossaryHasTermsWorthHaving() throws {
  let text = try String(contentsOfFile: BriefingMemory.folder + "glossary.csv", encoding: .utf8)
  let lines = text.split(whereSeparator: \.isNewline)
  #expect(lines.first == "source,target,type,note")
  #expect(lines.count > 300)
}
