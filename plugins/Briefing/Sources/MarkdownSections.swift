import Document
import Text
import Workbench

extension MarkdownReport {
  private func isolated(_ md: inout MarkdownWriter, _ text: String) {
    md.original(text, rightToLeft: Languages.direction(ofText: text) == .rightToLeft)
  }

  private func leftOut(_ md: inout MarkdownWriter) {
    if let sentence = model.leftOutInWords { paragraph(&md, sentence) }
  }

  func reported(_ md: inout MarkdownWriter, _ part: MarkdownWriter) {
    heading(&md, "What is reported", .source("by document"))
    paragraph(&md, BriefingModel.notClustered)
    leftOut(&md)
    md.append(part)
  }

  func reported(_ md: inout MarkdownWriter, _ view: SourceView) {
    md.raw("**")
    md.cite(.whole(view.position))
    md.raw("** ")
    isolated(&md, view.title)
    md.raw(", ")
    isolated(&md, view.publisher)
    md.text(", \(view.date)")
    md.line()
    md.line()
    for sentence in model.reported(view) {
      if view.needsTranslation { working(&md, view.translation(of: sentence)) }
      md.raw(" ")
      md.cite(sentence.citation)
      md.line()
      md.line()
      original(&md, view.original(sentence.range), view.direction)
    }
  }

  func statements(_ md: inout MarkdownWriter, _ part: MarkdownWriter) {
    heading(&md, "Who said what", .tool("who speaks; the words are the sources'"))
    guard model.totals.quotations > 0 else { return paragraph(&md, model.missing("statements", layer: "quote")) }
    leftOut(&md)
    md.append(part)
  }

  /// What one speaker said in one document.
  func statements(_ md: inout MarkdownWriter, _ quotations: [Quotation], _ view: SourceView) {
    guard let first = quotations.first else { return }
    md.raw("**")
    if first.speaker.isEmpty { md.text("Speaker not named") }
    if !first.speakerInEnglish.isEmpty { md.text(first.speakerInEnglish + " ") }
    if !first.speaker.isEmpty { isolated(&md, first.speaker) }
    md.raw("**")
    if let role = quotations.first(where: { !$0.role.isEmpty }) {
      md.raw(", ")
      isolated(&md, role.roleInEnglish.isEmpty ? role.role : role.roleInEnglish)
    }
    md.line()
    md.line()
    for quotation in quotations {
      md.raw("- ")
      if !quotation.verbInEnglish.isEmpty { md.text(quotation.verbInEnglish + " ") }
      if !quotation.verb.isEmpty { isolated(&md, quotation.verb) }
      if !quotation.kind.isEmpty { md.text(" (\(quotation.kind) speech) ") }
      md.cite(quotation.citation)
      md.raw(" ")
      if view.needsTranslation { working(&md, quotation.translation) }
      md.line()
      md.line()
      original(&md, quotation.original, view.direction, indent: "  ")
    }
  }

  func actors(_ md: inout MarkdownWriter) {
    heading(&md, "Actors", .tool("names found by lists and rules; mentions counted"))
    if model.actors.shown.isEmpty { return paragraph(&md, model.missing("actors", layer: "entity")) }
    table(&md, model.actors)
    if model.actors.shown.contains(where: { $0.inferred > 0 }) { paragraph(&md, BriefingModel.inferredMentions) }
  }

  private func table(_ md: inout MarkdownWriter, _ actors: Ranked<Actor>) {
    md.line("| English | Original | Romanised | Kind and role | Mentions | In |")
    md.line("| --- | --- | --- | --- | ---: | --- |")
    for actor in actors.shown {
      md.raw("| ")
      md.text(actor.translation)
      md.raw(" | ")
      isolated(&md, actor.name)
      md.raw(" | ")
      md.text(actor.romanised)
      md.raw(" | ")
      md.text(actor.type)
      for remark in [actor.roleInEnglish, actor.role, actor.note.isEmpty ? "" : "glossary: " + actor.note]
      where !remark.isEmpty {
        md.raw("; ")
        isolated(&md, remark)
      }
      md.raw(" | ")
      md.text(English.grouped(actor.mentions))
      if actor.inferred > 0 { md.text(" (\(English.grouped(actor.inferred)) inferred)") }
      md.raw(" | ")
      md.cite(actor.citations)
      md.line(" |")
    }
    md.line()
    if let remainder = actors.remainder("names") { paragraph(&md, remainder) }
  }

  func timeline(_ md: inout MarkdownWriter) {
    heading(&md, "Timeline", .source("dates as stated, in UTC"))
    if model.timeline.shown.isEmpty { return paragraph(&md, model.noTimeline) }
    for event in model.timeline.shown {
      md.raw("- **")
      md.text(event.instant.words(event.precision))
      md.raw("** ")
      md.text(event.inWords)
      if event.kind == .mentioned || event.count == 1 {
        md.raw(" ")
        isolated(&md, event.original)
      }
      md.raw(" ")
      md.cite(event.citations)
      md.line()
    }
    md.line()
    if let remainder = model.timeline.remainder("dates") { paragraph(&md, remainder) }
    if let only = model.publicationsOnly { paragraph(&md, only) }
  }

  func figures(_ md: inout MarkdownWriter) {
    heading(&md, "Figures and places", .tool("found by form and by list"))
    if model.figures.shown.isEmpty { paragraph(&md, model.noFigures) }
    for figure in model.figures.shown {
      md.raw("- ")
      md.original(figure.original, rightToLeft: figure.direction == .rightToLeft)
      md.raw(" · ")
      isolated(&md, figure.english)
      md.raw(" ")
      md.cite(figure.citation)
      md.line()
    }
    md.line()
    if let more = model.moreFigures { paragraph(&md, more) }
    if model.places.shown.isEmpty { return paragraph(&md, model.missing("places", layer: "entity (type place)")) }
    table(&md, model.places)
  }

  func appraisal(_ md: inout MarkdownWriter) {
    heading(
      &md, "Source appraisal", .tool("Admiralty grade, by publisher; the tool sets no grade of its own"))
    for publisher in model.publishers.shown {
      md.raw("- ")
      if publisher.name.isEmpty { md.text("publisher not stated") } else { isolated(&md, publisher.name) }
      md.raw(": **")
      md.text(publisher.grade.code)
      md.raw("** (")
      md.text(publisher.grade.words + "). Reason: ")
      isolated(&md, publisher.reason)
      md.text(". \(English.count(publisher.documents, "document")) ")
      md.cite(publisher.citations)
      md.line()
    }
    md.line()
  }

  func coverage(_ md: inout MarkdownWriter, _ uncovered: MarkdownWriter) {
    heading(&md, "Translation coverage", .tool("each word once, for the best that covers it; numbers not counted"))
    guard model.coverage.words > 0 else { return paragraph(&md, model.noWords) }
    md.line("| Covered by | Words | Share |")
    md.line("| --- | ---: | ---: |")
    for share in model.coverage.shares {
      md.raw("| ")
      md.text(share.label)
      md.raw(" | ")
      md.text(English.grouped(share.count))
      md.raw(" | ")
      md.text(English.percent(share.count, of: model.coverage.words))
      md.line(" |")
    }
    md.line()
    if model.totals.uncoveredSentences == 0 {
      return paragraph(&md, "Every sentence has at least one word that is covered.")
    }
    md.line("### Sentences that nothing covers")
    md.line()
    leftOut(&md)
    md.append(uncovered)
  }

  func uncovered(_ md: inout MarkdownWriter, _ sentence: SourceView.Sentence, _ view: SourceView) {
    md.cite(sentence.citation)
    md.line()
    md.line()
    original(&md, view.original(sentence.range), view.direction)
  }

  func cautions(_ md: inout MarkdownWriter) {
    heading(&md, "Gaps and cautions", .tool("from the facts of the run"))
    for caution in model.cautions {
      md.raw("- ")
      md.text(caution)
      md.line()
    }
    md.line()
    guard !model.notedTerms.shown.isEmpty else { return }
    md.line("### Words to read with care")
    md.line()
    for term in model.notedTerms.shown {
      md.raw("- ")
      md.original(term.term, rightToLeft: term.direction == .rightToLeft)
      md.raw(" ")
      md.text(term.translation)
      md.raw(": ")
      isolated(&md, term.note)
      md.text(" (\(term.origin), \(English.count(term.mentions, "mention"))) ")
      md.cite(term.citations)
      md.line()
    }
    md.line()
  }

  func sourceList(_ md: inout MarkdownWriter, _ part: MarkdownWriter) {
    heading(&md, "Source list", .source("as their metadata state it"))
    leftOut(&md)
    md.append(part)
    md.line()
  }

  func listing(_ md: inout MarkdownWriter, _ view: SourceView) {
    md.raw("- **")
    md.cite(.whole(view.position))
    md.line("**")
    for field in view.listing {
      md.raw("  - ")
      md.text(field.label + ": ")
      isolated(&md, field.value)
      md.line()
    }
  }

  func sources(_ md: inout MarkdownWriter, _ part: MarkdownWriter) {
    heading(&md, "Sources in full", .source("beside the tool's working translation"))
    leftOut(&md)
    md.append(part)
  }

  /// A document sentence by sentence, or the cited sentences of one that is not shown in full.
  func source(_ md: inout MarkdownWriter, _ view: SourceView, only cited: Set<Citation>?) {
    md.raw("### ")
    md.anchor(.whole(view.position))
    md.text(Citation.whole(view.position).label + " ")
    isolated(&md, view.title)
    md.line()
    md.line()
    if let edits = view.editsInWords { paragraph(&md, edits) }
    if cited != nil { paragraph(&md, BriefingModel.citedOnly) }
    for item in view.items {
      switch item {
      case .sentence(let at) where cited?.contains(view.sentences[at].citation) ?? true:
        let sentence = view.sentences[at]
        md.anchor(sentence.citation)
        md.raw("**")
        md.text(sentence.citation.place)
        md.raw("** ")
        if view.needsTranslation { working(&md, view.translation(of: sentence)) }
        md.line()
        md.line()
        original(&md, view.original(sentence.range), view.direction)
      case .aside(let role, let range) where cited == nil:
        md.raw("*")
        md.text(role == .boilerplate ? "boilerplate, left out of the analysis" : role.rawValue)
        md.raw(":* ")
        md.original(view.original(range), rightToLeft: view.direction == .rightToLeft)
        md.line()
        md.line()
      default: break
      }
    }
  }
}
