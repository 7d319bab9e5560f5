import Document
import Text
import Workbench

/// Coverage, the list of sources, and the sources themselves.
extension HTMLReport {
  func coverage(_ html: inout HTMLWriter, _ uncovered: HTMLWriter) {
    html.raw("<section id=\"coverage\">\n")
    html.head("Translation coverage", .tool("each word once, for the best that covers it; numbers not counted"))
    if model.coverage.words == 0 {
      html.empty(model.noWords)
    } else {
      html.raw("<table><thead><tr><th>Covered by</th><th class=\"num\">Words</th><th class=\"num\">Share</th>")
      html.raw("<th></th></tr></thead><tbody>\n")
      for share in model.coverage.shares { total(&html, share.label, share.count) }
      html.raw("<tr class=\"sum\"><td>All words</td><td class=\"num\">")
      html.text(English.grouped(model.coverage.words))
      html.raw("</td><td class=\"num\">")
      html.text(English.percent(model.coverage.covered, of: model.coverage.words) + " covered")
      html.raw("</td><td></td></tr></tbody></table>\n")
      if model.documents.count > 1 { perDocument(&html) }
    }
    if model.totals.uncoveredSentences > 0 {
      html.element("h3", "Sentences that nothing covers")
      leftOut(&html)
      html.append(uncovered)
    } else if model.coverage.words > 0 {
      html.fine("Every sentence has at least one word that is covered.")
    }
    html.raw("</section>\n")
  }

  private func total(_ html: inout HTMLWriter, _ label: String, _ count: Int) {
    html.raw("<tr>")
    html.element("td", label)
    html.element("td", ["class": "num"], English.grouped(count))
    html.element("td", ["class": "num"], English.percent(count, of: model.coverage.words))
    html.raw("<td class=\"bar\"><svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")
    html.open("rect", ["width": String(count * 1000 / max(1, model.coverage.words)), "height": "10"])
    html.raw("</rect></svg></td></tr>\n")
  }

  private func perDocument(_ html: inout HTMLWriter) {
    html.raw("<details><summary>By document</summary><div class=\"scroll\"><table><thead><tr><th>Document</th>")
    html.raw("<th class=\"num\">Words</th>")
    for share in model.coverage.shares { html.element("th", ["class": "num"], share.label) }
    html.raw("</tr></thead><tbody>\n")
    for position in model.detailed {
      let coverage = model.documents[position].coverage
      html.raw("<tr><td>")
      html.cite(.whole(position))
      html.raw("</td>")
      html.element("td", ["class": "num"], English.grouped(coverage.words))
      for share in coverage.shares {
        html.element("td", ["class": "num"], English.percent(share.count, of: coverage.words))
      }
      html.raw("</tr>\n")
    }
    html.raw("</tbody></table></div>\n")
    leftOut(&html)
    html.raw("</details>\n")
  }

  func uncovered(_ html: inout HTMLWriter, _ sentence: SourceView.Sentence, _ view: SourceView) {
    html.raw("<div class=\"row\"><div>")
    html.cite(sentence.citation)
    html.raw("</div>")
    html.originalParagraph(view.original(sentence.range), view.language, view.direction)
    html.raw("</div>\n")
  }

  func sourceList(_ html: inout HTMLWriter, _ part: HTMLWriter) {
    html.raw("<section id=\"source-list\">\n")
    html.head("Source list", .source("as their metadata state it"))
    if model.documents.isEmpty { html.empty("The run had no documents.") }
    leftOut(&html)
    html.append(part)
    html.raw("</section>\n")
  }

  func listing(_ html: inout HTMLWriter, _ view: SourceView) {
    html.open("h3")
    html.cite(.whole(view.position))
    html.raw(" ")
    if view.needsTranslation, let headline = view.headline {
      html.line(view.translation(of: headline))
    } else {
      html.isolated(view.title)
    }
    html.close("h3")
    html.raw("<dl class=\"meta\">")
    for field in view.listing {
      html.element("dt", field.label)
      html.open("dd", ["class": field.isHash ? "hash" : nil])
      if field.isLink {
        html.element("a", ["href": field.value, "rel": "noreferrer noopener"], field.value)
      } else {
        html.isolated(field.value)
      }
      html.close("dd")
    }
    html.raw("</dl>\n")
  }

  func sources(_ html: inout HTMLWriter, _ part: HTMLWriter) {
    html.raw("<section id=\"sources\">\n")
    html.head("Sources in full", .source("beside the tool's working translation"))
    if model.documents.isEmpty { html.empty("The run had no documents.") }
    leftOut(&html)
    html.raw("<input class=\"toggle\" type=\"checkbox\" id=\"words\"><label for=\"words\">")
    html.raw("Show every sentence word by word</label>\n<div class=\"all\">\n")
    html.append(part)
    html.raw("</div>\n</section>\n")
  }

  /// A document sentence by sentence.
  ///
  /// - Parameter cited: the sentences to show of a document that is not shown in full; nil for one that is.
  func source(_ html: inout HTMLWriter, _ view: SourceView, only cited: Set<Citation>?) {
    html.open("article", ["class": "doc", "id": Citation.whole(view.position).anchor])
    html.raw("<h3>")
    html.text(Citation.whole(view.position).label + " · ")
    html.isolated(view.publisher)
    html.text(" · \(view.date)")
    if view.headline == nil {
      html.raw(" · ")
      html.isolated(view.title)
    }
    html.raw("</h3>\n")
    if let edits = view.editsInWords { html.fine(edits) }
    if cited != nil { html.fine(BriefingModel.citedOnly) }
    for item in view.items {
      switch item {
      case .sentence(let at) where cited?.contains(view.sentences[at].citation) ?? true:
        row(&html, view, view.sentences[at])
      case .aside(let role, let range) where cited == nil: aside(&html, view, role, range)
      default: break
      }
    }
    html.raw("</article>\n")
  }

  private func row(_ html: inout HTMLWriter, _ view: SourceView, _ sentence: SourceView.Sentence) {
    let anchor = sentence.citation.anchor
    html.open("div", ["class": "s", "id": anchor])
    html.raw("<div class=\"no\">")
    html.element("a", ["href": "#\(anchor)"], sentence.citation.place)
    html.raw("</div><div>")
    if view.needsTranslation {
      let translation = view.translation(of: sentence)
      html.working(translation, tooltips: false)
      html.element("a", ["class": "ww", "href": "#\(anchor)"], "word by word")
      html.raw("</div>")
      html.originalParagraph(view.original(sentence.range), view.language, view.direction)
      html.interlinear(translation, view.language, view.direction)
    } else {
      html.raw("</div>")
      html.originalParagraph(view.original(sentence.range), view.language, view.direction)
    }
    html.raw("</div>\n")
  }

  private func aside(_ html: inout HTMLWriter, _ view: SourceView, _ role: Block.Role, _ range: Range<Int>) {
    html.open("div", ["class": "aside"])
    html.text(role == .boilerplate ? "boilerplate, left out of the analysis: " : "\(role.rawValue): ")
    html.original(view.original(range), view.direction, language: view.language)
    html.raw("</div>\n")
  }
}
