import Document
import Text

/// Sentences that HTML and Markdown share.
extension BriefingModel {
  /// The facts under the title: label, value, and a remark.
  var facts: [(label: String, value: String, detail: String)] {
    var facts: [(label: String, value: String, detail: String)] = []
    if let cutOff {
      facts.append(("Information cut-off", cutOff.instant.words(cutOff.precision), cutOff.basis))
    } else {
      facts.append(("Information cut-off", "unknown", "no document is dated and the run was not told the time"))
    }
    if !audience.isEmpty { facts.append(("For", audience, "")) }
    if !scope.isEmpty { facts.append(("Scope", scope, "")) }
    facts.append(("Covers", scopeInNumbers, period))
    facts.append(
      (
        "Covered by memory, glossary or dictionary", English.percent(coverage.covered, of: coverage.words),
        "of \(English.count(coverage.words, "word")); no human translation"
      ))
    return facts
  }

  private var scopeInNumbers: String {
    let publishersMet = publishers.shown.filter { !$0.name.isEmpty }
    let names = Set(publishersMet.map(\.name)).count
    var text = English.count(documents.count, "document") + ", " + English.count(totals.sentences, "sentence")
    if names > 0 { text += ", " + (publishers.leftOut > 0 ? "over " : "") + English.count(names, "publisher") }
    return text
  }

  private var period: String {
    guard let earliest = totals.earliest, let latest = totals.latest else { return "" }
    let first = earliest.words(.day)
    let last = latest.words(.day)
    let span = first == last ? "published \(first)" : "published \(first) to \(last)"
    return totals.undated == 0 ? span : span + "; \(English.grouped(totals.undated)) undated"
  }

  var nothingChosen: String {
    documents.isEmpty ? "The run had no documents." : "No document has a sentence that could be quoted."
  }

  /// How the bottom line and the key points came about.
  var choiceInWords: String {
    let how =
      layers.contains("summary")
      ? "Tool's inference: the sentences of the bottom line and the key points were chosen by extraction (method \(methods.joined(separator: ", "))), best first, and are quoted as they stand."
      : "Tool's inference: no step chose sentences (no document carries the layer summary), so the first sentence of each document stands in."
    return how + " Nobody has drawn conclusions from them."
  }

  /// Why a section that a layer fills is empty.
  func missing(_ what: String, layer: String) -> String {
    documents.isEmpty
      ? "The run had no documents."
      : "No \(what) were extracted: no document carries the layer \(layer); either no step of the workflow makes it, or it found nothing."
  }

  var showsAll: Bool { detailed.count == documents.count }

  /// What the parts that show documents one by one leave out; nil where they show all.
  var leftOutInWords: String? {
    guard !showsAll else { return nil }
    var text =
      "Shown in full: \(English.grouped(detailed.count)) of \(English.count(documents.count, "document")), those of the key points and then the first of the run."
    if !excerpts.isEmpty { text += " Of \(English.grouped(excerpts.count)) others the sentences cited above." }
    return text + " All are in briefing.json; the parameter detail shows more."
  }

  static let citedOnly = "Only the sentences cited above are shown; the whole document is in briefing.json."

  static let notClustered = "Not clustered: no step groups the documents into stories."

  static let inferredMentions =
    "Inferred mentions: an office or a family name that stands alone, given to the one person of the text whom it fits."

  /// What stands for a document: its headline, and its best sentence where the bottom line has not said it.
  func reported(_ view: SourceView) -> [SourceView.Sentence] {
    let said = Set(bottomLine.map(\.citation))
    var sentences = [view.headline].compactMap { $0 }
    if let best = view.chosen.first?.sentence, !best.isTitle, sentences.isEmpty || !said.contains(best.citation) {
      sentences.append(best)
    }
    return sentences
  }

  var noTimeline: String {
    documents.isEmpty ? "The run had no documents." : "No document is dated, and no document carries the layer date."
  }

  /// Said where the timeline has no dates from the texts themselves.
  var publicationsOnly: String? {
    layers.contains("date")
      ? nil : "Publication dates only: no document carries the layer date with dates that its text mentions."
  }

  /// Why no coverage can be told.
  var noWords: String {
    documents.isEmpty
      ? "The run had no documents." : "No words were counted: coverage is that of segments, and no document has any."
  }

  /// Said where not all numbers are shown.
  var moreFigures: String? {
    guard figures.leftOut > 0 else { return nil }
    return
      "\(figures.shown.count) of \(English.grouped(figures.total)) numbers are shown, those of chosen sentences first."
  }

  var noFigures: String {
    documents.isEmpty ? "The run had no documents." : "No sentence has a number outside a date."
  }
}

extension Event {
  /// What happened then, before the words of the source.
  var inWords: String {
    switch kind {
    case .published: count > 1 ? "\(English.count(count, "document")) published" : "published; the source writes"
    case .mentioned:
      "mentioned \(count == 1 ? "once" : "\(English.grouped(count)) times")"
        + (isRelative ? "; tool's inference from the day of publication, the source writes" : ", as")
    }
  }
}

extension Ranked {
  /// What a list leaves out and how sure its counts are; nil where it is whole and exact.
  func remainder(_ noun: String) -> String? {
    var parts: [String] = []
    if leftOut > 0 { parts.append("The \(shown.count) most frequent of \(English.grouped(total)) \(noun) are shown.") }
    if uncertainty > 0 { parts.append("Counts may be too low by up to \(English.grouped(uncertainty)).") }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
