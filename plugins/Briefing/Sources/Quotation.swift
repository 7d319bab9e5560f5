import Document

/// Who said what, as `quote.attribute` found it.
struct Quotation: Equatable, Sendable {
  var citation: Citation
  /// As the text names the speaker; empty where it does not.
  var speaker: String
  var speakerInEnglish: String
  var role: String
  var roleInEnglish: String
  var verb: String
  var verbInEnglish: String
  /// `direct` or `indirect`; empty where the step does not say.
  var kind: String
  var original: String
  var translation: WorkingTranslation
}

extension SourceView {
  var quotations: [Quotation] {
    document.annotations("quote").compactMap { annotation in
      guard !annotation.range.isEmpty, let sentence = sentence(at: annotation.range.lowerBound) else { return nil }
      let features = annotation.features
      let speaker = features["speaker"]?.string ?? ""
      let role = features["role"]?.string ?? ""
      let isWhole = annotation.range == sentence.range
      return Quotation(
        citation: sentence.citation, speaker: speaker, speakerInEnglish: english(of: speaker, near: sentence.range),
        role: role, roleInEnglish: english(of: role, near: sentence.range), verb: features["verb"]?.string ?? "",
        verbInEnglish: features["verbTranslation"]?.string ?? "", kind: features["kind"]?.string ?? "",
        original: original(annotation.range),
        translation: isWhole ? translation(of: sentence) : workingTranslation(of: annotation.range))
    }
  }

  /// The working line of some words of the text, looked for in a sentence and then in the twenty before it; empty where they
  /// do not stand there, or where nothing of them is known in English.
  private func english(of words: String, near range: Range<Int>) -> String {
    guard !words.isEmpty else { return "" }
    let after = sentences.partitionPoint { $0.range.lowerBound >= range.upperBound }
    let before = sentences[max(0, after - 21)].range.lowerBound..<range.upperBound
    guard let found = document.firstRange(of: words, in: range) ?? document.firstRange(of: words, in: before) else {
      return ""
    }
    let translation = workingTranslation(of: found)
    return translation.chunks.contains { !$0.senses.isEmpty } ? translation.line : ""
  }
}

extension Document {
  /// Where some words first stand in a range, by bytes.
  func firstRange(of words: String, in range: Range<Int>) -> Range<Int>? {
    let needle = Array(words.utf8)
    let hay = Array(text(in: range).utf8)
    guard let first = needle.first, needle.count <= hay.count else { return nil }
    var start = 0
    while start <= hay.count - needle.count {
      if hay[start] == first, hay[start..<start + needle.count].elementsEqual(needle) {
        return range.lowerBound + start..<range.lowerBound + start + needle.count
      }
      start += 1
    }
    return nil
  }
}
