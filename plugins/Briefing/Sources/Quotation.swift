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
        citation: sentence.citation, speaker: speaker,
        speakerInEnglish: names.english(ofName: speaker, near: annotation.range, in: self), role: role,
        roleInEnglish: names.english(of: role, near: annotation.range, in: self),
        verb: features["verb"]?.string ?? "",
        verbInEnglish: English.senses(of: features["verbTranslation"]?.string ?? "").first ?? "",
        kind: features["kind"]?.string ?? "", original: original(annotation.range),
        translation: isWhole ? translation(of: sentence) : workingTranslation(of: annotation.range))
    }
  }

  /// The quotations by speaker, in the order in which the speakers come up.
  var speakers: [[Quotation]] {
    var groups: [[Quotation]] = []
    var places: [String: Int] = [:]
    for quotation in quotations {
      if let at = places[quotation.speaker] {
        groups[at].append(quotation)
      } else {
        places[quotation.speaker] = groups.count
        groups.append([quotation])
      }
    }
    return groups
  }
}
