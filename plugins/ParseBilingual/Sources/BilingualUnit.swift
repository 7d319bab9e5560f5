import Document
import Text
import Workbench

/// A unit of a bilingual file: a text that was translated as one, or in the segments that it was cut into.
struct BilingualUnit {
  struct Part {
    var source: String
    var candidates: [Candidate] = []
    /// False for what stands between segments.
    var isSegment = true
  }

  var parts: [Part] = []
  var notes: [String] = []
  /// Where it begins in the file, from 1.
  var line: Int
  var identifier: String
}

/// Makes a document of units: a paragraph each, and of each segment what the file has as its translation.
struct BilingualBuilder {
  private var blocks = BlockBuilder()
  private var segments: [Segment] = []
  private(set) var warnings: [Problem] = []
  /// Units whose text is white space alone.
  private(set) var emptyUnits = 0

  /// Whether anything was appended.
  var isEmpty: Bool { blocks.blocks.isEmpty }

  mutating func append(_ unit: BilingualUnit) {
    let place = Place(line: unit.line, part: unit.identifier.isEmpty ? nil : unit.identifier)
    let parts = trimmed(unit.parts)
    let text = parts.map(\.source).joined()
    guard text.contains(where: { !$0.isWhitespace }) else {
      emptyUnits += 1
      return
    }
    let before = blocks.blocks.count
    blocks.append(text, place: place)
    guard blocks.blocks.count > before, let block = blocks.blocks.last else { return }
    var at = block.range.lowerBound
    // Where a part begins with a mark that joins the letter before it, the lengths no longer add up: one segment then.
    if parts.reduce(0, { $0 + $1.source.utf8.count }) == block.range.count {
      for part in parts {
        let end = at + part.source.utf8.count
        if part.isSegment, end > at { segments.append(Segment(range: at..<end, candidates: part.candidates)) }
        at = end
      }
    } else {
      segments.append(Segment(range: block.range, candidates: BilingualBuilder.joined(parts)))
    }
    for note in unit.notes { blocks.append(note, role: .note, place: place) }
  }

  /// The parts as NFC, without white space at the unit's two ends.
  private func trimmed(_ parts: [BilingualUnit.Part]) -> [BilingualUnit.Part] {
    var parts = parts.map { part in
      var part = part
      part.source = Canonical.nfc(part.source)
      return part
    }
    while let first = parts.first {
      parts[0].source = String(first.source.drop(while: \.isWhitespace))
      if !parts[0].source.isEmpty { break }
      parts.removeFirst()
    }
    while let last = parts.last {
      parts[parts.count - 1].source = String(last.source.reversed().drop(while: \.isWhitespace).reversed())
      if !parts[parts.count - 1].source.isEmpty { break }
      parts.removeLast()
    }
    return parts
  }

  private static func joined(_ parts: [BilingualUnit.Part]) -> [Candidate] {
    let firsts = parts.compactMap(\.candidates.first)
    guard let first = firsts.first else { return [] }
    var whole = first
    whole.target = firsts.map(\.target).joined(separator: " ")
    return [whole]
  }

  /// The document of what was appended.
  func document(_ source: Source, id: String, language: String?) -> Document {
    var document = Document(
      id: id, source: source, text: blocks.text, blocks: blocks.blocks, segments: segments, warnings: warnings)
    if let warning = blocks.warning { document.warnings.append(warning) }
    document.metadata.language = language
    return document
  }

  mutating func warn(_ problem: Problem) {
    if warnings.count < BilingualBuilder.mostWarnings { warnings.append(problem) }
  }

  private static let mostWarnings = 100
}
