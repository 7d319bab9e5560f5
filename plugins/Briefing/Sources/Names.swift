import Document
import Text

/// English for the names and roles of one document, each looked for once.
final class Names {
  private var known: [String: String] = [:]
  private var persons: [String: String]?

  /// How far from a statement a name is looked for: bytes before its end and after it.
  private static let reach = (before: 16_384, after: 4096)
  private static let occurrences = 8

  /// A name as the entity step translates it, else from what covers its words near a range, else romanised.
  func english(ofName name: String, near range: Range<Int>, in view: SourceView) -> String {
    if let translation = persons(in: view.document)[name] { return translation }
    let english = english(of: name, near: range, in: view)
    guard english.isEmpty, Languages.direction(ofText: name) == .rightToLeft else { return english }
    return Romanisation.romanise(name)
  }

  /// The working line of some words of the text, from the place near a range where most of them are covered; empty where they
  /// do not stand there, or where nothing of them is known in English.
  func english(of words: String, near range: Range<Int>, in view: SourceView) -> String {
    guard !words.isEmpty else { return "" }
    if let english = known[words] { return english }
    let english = search(words, near: range, in: view)
    known[words] = english
    return english
  }

  private func persons(in document: Document) -> [String: String] {
    if let persons { return persons }
    var found: [String: String] = [:]
    for annotation in document.annotations("entity") {
      guard let name = annotation.features["name"]?.string, found[name] == nil,
        let translation = annotation.features["translation"]?.string,
        let first = English.senses(of: translation).first
      else { continue }
      found[name] = first
    }
    persons = found
    return found
  }

  private func search(_ words: String, near range: Range<Int>, in view: SourceView) -> String {
    let document = view.document
    let upper = document.boundary(before: min(range.upperBound + Names.reach.after, document.text.utf8.count))
    var start = document.boundary(before: max(0, range.upperBound - Names.reach.before))
    var partial = ""
    for _ in 0..<Names.occurrences {
      guard let found = document.firstRange(of: words, in: start..<upper) else { break }
      let translation = view.workingTranslation(of: found)
      let covered = translation.chunks.count { !$0.senses.isEmpty }
      if covered > 0, covered == translation.chunks.count { return translation.line }
      if covered > 0, partial.isEmpty { partial = translation.line }
      start = found.upperBound
    }
    return partial
  }
}

extension Document {
  /// The nearest place at or before an offset where a character's bytes begin.
  fileprivate func boundary(before offset: Int) -> Int {
    var offset = offset
    while offset > 0, !isValid(offset..<offset) { offset -= 1 }
    return offset
  }

  /// Where some words first stand in a range, by bytes.
  func firstRange(of words: String, in range: Range<Int>) -> Range<Int>? {
    let needle = Array(words.utf8)
    let hay = Array(text(in: range).utf8)
    guard let first = needle.first, needle.count <= hay.count else { return nil }
    for start in 0...(hay.count - needle.count) where hay[start] == first {
      if hay[start..<start + needle.count].elementsEqual(needle) {
        return range.lowerBound + start..<range.lowerBound + start + needle.count
      }
    }
    return nil
  }
}
