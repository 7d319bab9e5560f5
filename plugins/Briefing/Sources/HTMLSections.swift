import Document
import Text
import Workbench

/// The sections between the key points and the coverage.
extension HTMLReport {
  func reported(_ html: inout HTMLWriter, _ part: HTMLWriter) {
    html.raw("<section id=\"reported\">\n")
    html.head("What is reported", .source("by document"))
    html.fine(BriefingModel.notClustered)
    leftOut(&html)
    html.append(part)
    html.raw("</section>\n")
  }

  func reported(_ html: inout HTMLWriter, _ view: SourceView) {
    html.open("div", ["class": "who"])
    html.cite(.whole(view.position))
    html.raw(" ")
    html.isolated(view.publisher)
    html.raw(" <small>")
    html.text(view.date)
    html.raw("</small></div>\n")
    let reported = model.reported(view)
    for sentence in reported { self.sentence(&html, view, sentence) }
    if reported.isEmpty { html.empty("This document has no sentence that could be quoted.") }
  }

  private func sentence(_ html: inout HTMLWriter, _ view: SourceView, _ sentence: SourceView.Sentence) {
    html.raw("<div class=\"row\"><div>")
    if view.needsTranslation {
      html.label(WorkingTranslation.label)
      html.working(view.translation(of: sentence))
    }
    html.open("p")
    html.cite(sentence.citation)
    html.close("p")
    html.raw("</div>")
    html.originalParagraph(view.original(sentence.range), view.language, view.direction)
    html.raw("</div>\n")
  }

  func leftOut(_ html: inout HTMLWriter) {
    if let sentence = model.leftOutInWords { html.fine(sentence) }
  }

  func statements(_ html: inout HTMLWriter, _ part: HTMLWriter) {
    html.raw("<section id=\"statements\">\n")
    html.head("Who said what", .tool("who speaks; the words are the sources'"))
    if model.totals.quotations == 0 {
      html.empty(model.missing("statements", layer: "quote"))
    } else {
      leftOut(&html)
      html.fine("The English lines are working translations, machine-assembled.")
      html.append(part)
    }
    html.raw("</section>\n")
  }

  /// What one speaker said in one document.
  func statements(_ html: inout HTMLWriter, _ quotations: [Quotation], _ view: SourceView) {
    guard let first = quotations.first else { return }
    html.open("h3")
    if first.speaker.isEmpty {
      html.text("Speaker not named")
    } else {
      if !first.speakerInEnglish.isEmpty {
        html.element("bdi", first.speakerInEnglish)
        html.raw(" ")
      }
      html.original(first.speaker, view.direction, language: view.language)
    }
    if let role = quotations.first(where: { !$0.role.isEmpty }) {
      html.raw(" <small>")
      html.isolated(role.roleInEnglish.isEmpty ? role.role : role.roleInEnglish)
      html.raw("</small>")
    }
    html.close("h3")
    html.newline()
    for quotation in quotations { self.quotation(&html, quotation, view) }
  }

  private func quotation(_ html: inout HTMLWriter, _ quotation: Quotation, _ view: SourceView) {
    html.raw("<div class=\"row said\"><div><span class=\"verb\">")
    if !quotation.verbInEnglish.isEmpty {
      html.element("bdi", quotation.verbInEnglish)
      html.raw(" ")
    }
    if !quotation.verb.isEmpty {
      html.original(quotation.verb, view.direction, language: view.language)
      html.raw(" ")
    }
    if !quotation.kind.isEmpty { html.text("(\(quotation.kind) speech) ") }
    html.cite(quotation.citation)
    html.raw("</span>")
    if view.needsTranslation { html.working(quotation.translation) }
    html.raw("</div>")
    html.originalParagraph(quotation.original, view.language, view.direction)
    html.raw("</div>\n")
  }

  func actors(_ html: inout HTMLWriter) {
    html.raw("<section id=\"actors\">\n")
    html.head("Actors", .tool("names found by lists and rules; mentions counted"))
    if model.actors.shown.isEmpty {
      html.empty(model.missing("actors", layer: "entity"))
    } else {
      table(&html, model.actors.shown, withRole: true)
      remainder(&html, model.actors, "names")
      if model.actors.shown.contains(where: { $0.inferred > 0 }) { html.fine(BriefingModel.inferredMentions) }
    }
    html.raw("</section>\n")
  }

  private func table(_ html: inout HTMLWriter, _ actors: [Actor], withRole: Bool) {
    html.raw("<div class=\"scroll\"><table class=\"cards\"><thead><tr><th>English</th><th>Original</th>")
    html.raw("<th>Romanised</th>")
    if withRole { html.raw("<th>Kind and role</th>") }
    html.raw("<th class=\"num\">Mentions</th><th>In</th></tr></thead><tbody>\n")
    for actor in actors {
      html.raw("<tr>")
      html.element("td", ["data-label": "English"], actor.translation)
      html.open("td", ["data-label": "Original"])
      html.original(actor.name, actor.direction)
      html.close("td")
      html.element("td", ["data-label": "Romanised"], actor.romanised)
      if withRole {
        html.open("td", ["data-label": "Kind and role"])
        html.text(actor.type)
        if !actor.roleInEnglish.isEmpty { html.text("; " + actor.roleInEnglish) }
        if !actor.role.isEmpty {
          html.text(actor.roleInEnglish.isEmpty ? "; " : " ")
          html.isolated(actor.role)
        }
        if !actor.note.isEmpty { html.element("span", ["class": "fine"], "; glossary: " + actor.note) }
        html.close("td")
      }
      html.open("td", ["class": "num", "data-label": "Mentions"])
      html.text(English.grouped(actor.mentions))
      if actor.documents > 1 { html.text(" in \(English.count(actor.documents, "document"))") }
      if actor.inferred > 0 { html.element("small", " (\(English.grouped(actor.inferred)) inferred)") }
      html.close("td")
      html.open("td", ["data-label": "In"])
      html.cite(actor.citations)
      html.raw("</td></tr>\n")
    }
    html.raw("</tbody></table></div>\n")
  }

  private func remainder<Element>(_ html: inout HTMLWriter, _ list: Ranked<Element>, _ noun: String) {
    if let sentence = list.remainder(noun) { html.fine(sentence) }
  }

  func timeline(_ html: inout HTMLWriter) {
    html.raw("<section id=\"timeline\">\n")
    html.head("Timeline", .source("dates as stated, in UTC"))
    if model.timeline.shown.isEmpty {
      html.empty(model.noTimeline)
    } else {
      html.raw("<div class=\"scroll\"><table class=\"cards\"><tbody>\n")
      for event in model.timeline.shown { self.event(&html, event) }
      html.raw("</tbody></table></div>\n")
      remainder(&html, model.timeline, "dates")
      if let only = model.publicationsOnly { html.fine(only) }
    }
    html.raw("</section>\n")
  }

  private func event(_ html: inout HTMLWriter, _ event: Event) {
    html.raw("<tr>")
    html.element("td", event.instant.words(event.precision))
    html.open("td")
    html.text(event.inWords)
    if event.kind == .mentioned || event.count == 1 {
      html.raw(" ")
      html.original(event.original, event.direction)
    }
    html.raw(" ")
    html.cite(event.citations)
    html.raw("</td></tr>\n")
  }

  func figures(_ html: inout HTMLWriter) {
    html.raw("<section id=\"figures\">\n")
    html.head("Figures and places", .tool("found by form and by list"))
    if model.figures.shown.isEmpty {
      html.empty(model.noFigures)
    } else {
      html.raw("<p class=\"fine\">Numbers with the words after them; what they count stands in the sentence.</p>\n")
      html.raw("<ul class=\"plain\">\n")
      for figure in model.figures.shown {
        html.raw("<li>")
        html.original(figure.original, figure.direction)
        html.raw(" · ")
        html.element("bdi", figure.english)
        html.raw(" ")
        html.cite(figure.citation)
        html.raw("</li>\n")
      }
      html.raw("</ul>\n")
      if let more = model.moreFigures { html.fine(more) }
    }
    if model.places.shown.isEmpty {
      html.empty(model.missing("places", layer: "entity (type place)"))
    } else {
      html.element("h3", "Places")
      table(&html, model.places.shown, withRole: false)
      remainder(&html, model.places, "places")
    }
    html.raw("</section>\n")
  }

  func appraisal(_ html: inout HTMLWriter) {
    html.raw("<section id=\"appraisal\">\n")
    html.head("Source appraisal", .tool("Admiralty grade, by publisher; the tool sets no grade of its own"))
    if model.publishers.shown.isEmpty {
      html.empty("The run had no documents.")
    } else {
      html.raw("<div class=\"scroll\"><table class=\"cards\"><thead><tr><th>Publisher</th><th>Grade</th>")
      html.raw("<th>Meaning</th><th>Reason</th><th class=\"num\">Documents</th></tr></thead><tbody>\n")
      for publisher in model.publishers.shown {
        html.raw("<tr>")
        html.open("td", ["data-label": "Publisher"])
        if publisher.name.isEmpty { html.text("not stated") } else { html.isolated(publisher.name) }
        html.raw(" ")
        html.cite(publisher.citations)
        html.close("td")
        html.raw("<td data-label=\"Grade\"><b>")
        html.text(publisher.grade.code)
        html.raw("</b></td>")
        html.element("td", ["data-label": "Meaning"], publisher.grade.words)
        html.element("td", ["data-label": "Reason", "dir": "auto"], publisher.reason)
        html.element("td", ["class": "num", "data-label": "Documents"], English.grouped(publisher.documents))
        html.raw("</tr>\n")
      }
      html.raw("</tbody></table></div>\n")
      remainder(&html, model.publishers, "publishers")
    }
    html.raw("</section>\n")
  }

  func cautions(_ html: inout HTMLWriter) {
    html.raw("<section id=\"cautions\">\n")
    html.head("Gaps and cautions", .tool("from the facts of the run"))
    html.raw("<ul class=\"plain\">\n")
    for caution in model.cautions { html.element("li", caution) }
    html.raw("</ul>\n")
    if !model.notedTerms.shown.isEmpty {
      html.element("h3", "Words to read with care")
      html.fine(
        "Terms that the glossary marks as the wording of one side. They are the sources' words, not the tool's.")
      html.raw("<ul class=\"plain\">\n")
      for term in model.notedTerms.shown {
        html.raw("<li>")
        html.original(term.term, term.direction)
        html.raw(" ")
        html.element("bdi", term.translation)
        html.raw(": ")
        html.element("bdi", ["dir": "auto"], term.note)
        html.element("span", ["class": "fine"], " \(term.origin), \(English.count(term.mentions, "mention")) ")
        html.cite(term.citations)
        html.raw("</li>\n")
      }
      html.raw("</ul>\n")
      remainder(&html, model.notedTerms, "terms")
    }
    html.raw("</section>\n")
  }
}
