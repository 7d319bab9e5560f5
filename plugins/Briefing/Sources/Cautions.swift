import Document

extension BriefingModel {
  /// Below this share of covered words a document is said to be thinly covered.
  private static let thinCoverage = 60

  /// What a reader must know before relying on the briefing, from the facts of the run.
  var generatedCautions: [String] {
    guard !documents.isEmpty else { return ["The run had no documents: this briefing reports nothing."] }
    return translationCautions + sourceCautions + extractionCautions
  }

  private var translationCautions: [String] {
    var found = [
      "No human has translated or checked this text for this briefing. The English lines are working translations."
    ]
    if totals.exactProposals == 0, coverage.words > 0 {
      found.append("No sentence has an exact match in the translation memory.")
    }
    if totals.fuzzyProposals > 0 {
      found.append(
        "The memory proposes a translation of a similar sentence, not of the sentence itself, for \(English.count(totals.fuzzyProposals, "sentence"))."
      )
    }
    let thin = documents.count { $0.coverage.covered * 100 < $0.coverage.words * BriefingModel.thinCoverage }
    if thin > 0 {
      found.append(
        "In \(English.count(thin, "document")) less than \(BriefingModel.thinCoverage) % of the words are covered.")
    }
    if totals.uncoveredSentences > 0 {
      found.append(
        "Nothing covers \(English.count(totals.uncoveredSentences, "sentence")): they can be read in the original only."
      )
    }
    return found
  }

  private var sourceCautions: [String] {
    var found: [String] = []
    let named = publishers.shown.filter { !$0.name.isEmpty }
    if documents.count == 1 {
      found.append("Single source: everything rests on one document, and nothing here corroborates it.")
    } else if Set(named.map(\.name)).count == 1, totals.withoutPublisher == 0 {
      found.append(
        "Single publisher: all \(documents.count) documents are from one publisher; they do not corroborate one another."
      )
    }
    if totals.withoutPublisher > 0 {
      found.append("The publisher of \(English.count(totals.withoutPublisher, "document")) is unknown.")
    }
    if totals.undated > 0 {
      found.append("\(English.count(totals.undated, "document is", plural: "documents are")) undated.")
    }
    if let cutOff, cutOff.isGiven, let latest = totals.latest, latest > cutOff.instant {
      found.append("The latest document is dated after the information cut-off.")
    }
    if !layers.contains("quote") {
      found.append("Who said what was not extracted; statements of officials stand among the reported sentences.")
    }
    return found
  }

  private var extractionCautions: [String] {
    var found: [String] = []
    if !bottomLine.isEmpty {
      found.append(
        layers.contains("summary")
          ? "The bottom line and the key points are sentences that the tool chose (method \(methods.joined(separator: ", "))), not an analyst's judgement."
          : "No step chose sentences: the first sentence of each document stands in for the bottom line and the key points."
      )
    }
    if totals.boilerplateBlocks > 0 {
      found.append(
        "Boilerplate (\"read also\" lines, repeated headlines): \(English.count(totals.boilerplateBlocks, "block")) in \(English.count(totals.documentsWithBoilerplate, "document")) left out of every count, and shown under Sources in full."
      )
    }
    if totals.documentsEdited > 0 {
      let steps = totals.edits.map { "\($0.step), \(English.count($0.count, "edit"))" }.joined(separator: "; ")
      found.append(
        "The workflow edited the text of \(English.count(totals.documentsEdited, "document")) before analysis (\(steps)): originals are shown as edited. What stood there is in briefing.json, and in the source by its SHA-256."
      )
    }
    if totals.unsegmented > 0 {
      found.append(
        "\(English.count(totals.unsegmented, "document")) came without sentences; whole paragraphs are cited instead.")
    }
    if totals.documentsWithWarnings > 0 {
      found.append(
        "Reading gave warnings for \(English.count(totals.documentsWithWarnings, "document")); they stand in briefing.json."
      )
    }
    if documents.count > 1 {
      found.append("The documents are not clustered: reports of one event may be counted more than once.")
    }
    return found
  }
}
