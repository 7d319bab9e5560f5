import Document
import Text
import Workbench

/// `briefing.json`, format `dragoman/briefing@1`: every document on a line of its own as it is met, then what was found over
/// all of them. README.md names the keys.
struct JSONReport {
  static let format = "dragoman/briefing@1"

  private let sink: ByteSink
  private var json = JSONStream()

  init(sink: ByteSink) {
    self.sink = sink
    json.begin("{")
    json.member("format", JSONReport.format)
    json.key("documents")
    json.begin("[")
  }

  /// The next document.
  mutating func add(_ view: SourceView, _ record: DocumentRecord) throws(Problem) {
    json.item { json in json.document(view, record) }
    try json.flush(to: sink)
  }

  /// The rest of the file.
  mutating func end(_ model: BriefingModel) throws(Problem) {
    json.newline()
    json.end("]")
    json.newline()
    json.front(model)
    json.lists(model)
    json.end("}")
    json.newline()
    try json.flush(to: sink)
  }
}

extension JSONStream {
  fileprivate mutating func front(_ model: BriefingModel) {
    member("title", model.title)
    optional("workflow", model.workflow)
    optional("audience", model.audience)
    optional("scope", model.scope)
    object("handling") { json in
      json.member("marking", model.handling.marking.rawValue)
      json.member("meaning", model.handling.marking.meaning)
      json.member("reason", model.handling.reason)
    }
    if let cutOff = model.cutOff {
      object("cutOff") { json in
        json.member("instant", cutOff.instant.description)
        json.member("precision", cutOff.precision.rawValue)
        json.member("basis", cutOff.isGiven ? "given" : "latest-publication")
      }
    }
    object("totals") { json in json.totals(model) }
    coverage(model.coverage)
    list("bottomLine", model.bottomLine) { json, statement in json.statement(statement) }
    list("keyPoints", model.keyPoints) { json, statement in json.statement(statement) }
  }

  private mutating func totals(_ model: BriefingModel) {
    let totals = model.totals
    member("documents", model.documents.count)
    member("sentences", totals.sentences)
    member("sentencesUncovered", totals.uncoveredSentences)
    member("quotations", totals.quotations)
    member("undated", totals.undated)
    member("withoutSegments", totals.unsegmented)
    member("withoutPublisher", totals.withoutPublisher)
    member("boilerplateBlocks", totals.boilerplateBlocks)
    member("withWarnings", totals.documentsWithWarnings)
    member("edited", totals.documentsEdited)
    optional("earliest", totals.earliest?.description)
    optional("latest", totals.latest?.description)
  }

  fileprivate mutating func lists(_ model: BriefingModel) {
    ranked("actors", model.actors) { json, actor in json.actor(actor) }
    ranked("places", model.places) { json, place in json.actor(place) }
    ranked("timeline", model.timeline) { json, event in
      json.member("kind", event.kind.rawValue)
      json.member("instant", event.instant.description)
      json.member("precision", event.precision.rawValue)
      json.member("original", event.original)
      json.member("relative", .bool(event.isRelative))
      json.member("count", event.count)
      json.texts("citations", event.citations.map(\.anchor))
    }
    ranked("figures", model.figures) { json, figure in
      json.member("original", figure.original)
      json.member("english", figure.english)
      json.texts("citations", [figure.citation.anchor])
    }
    ranked("publishers", model.publishers) { json, publisher in
      json.member("name", publisher.name)
      json.member("grade", publisher.grade.code)
      json.member("meaning", publisher.grade.words)
      json.member("reason", publisher.reason)
      json.member("documents", publisher.documents)
      json.texts("citations", publisher.citations.map(\.anchor))
    }
    ranked("notedTerms", model.notedTerms) { json, term in
      json.member("term", term.term)
      json.member("translation", term.translation)
      json.member("note", term.note)
      json.member("origin", term.origin)
      json.member("mentions", term.mentions)
      json.texts("citations", term.citations.map(\.anchor))
    }
    texts("cautions", model.cautions)
  }
}

extension JSONStream {
  mutating func ranked<Element>(
    _ key: String, _ list: Ranked<Element>, _ body: (inout JSONStream, Element) -> Void
  ) {
    object(key) { json in
      json.member("total", list.total)
      json.member("uncertainty", list.uncertainty)
      json.list("shown", list.shown) { json, element in json.object { json in body(&json, element) } }
    }
  }

  mutating func coverage(_ coverage: CoverageCount) {
    object("coverage") { json in
      json.member("words", coverage.words)
      for share in coverage.shares { json.member(share.key, share.count) }
    }
  }

  mutating func actor(_ actor: Actor) {
    member("type", actor.type)
    member("name", actor.name)
    optional("translation", actor.translation)
    optional("romanised", actor.romanised)
    optional("role", actor.role)
    optional("roleInEnglish", actor.roleInEnglish)
    optional("note", actor.note)
    member("mentions", actor.mentions)
    member("inferred", actor.inferred)
    member("documents", actor.documents)
    texts("citations", actor.citations.map(\.anchor))
  }

  mutating func statement(_ statement: Statement) {
    object { json in
      json.texts("citations", ([statement.citation] + statement.also).map(\.anchor))
      json.member("label", statement.citation.label)
      json.member("original", statement.original)
      json.translation(statement.translation)
      json.member("rank", statement.rank)
      if let score = statement.score { json.member("score", .number(score)) }
      json.member("method", statement.method)
    }
  }

  mutating func translation(_ translation: WorkingTranslation) {
    object("translation") { json in
      if let proposal = translation.proposal {
        json.object("proposal") { json in
          json.member("target", proposal.target)
          json.member("score", .number(proposal.score))
          json.member("kind", proposal.kind.rawValue)
          json.member("origin", proposal.origin)
          json.optional("source", proposal.source)
        }
      }
      json.member("line", translation.line)
      json.list("chunks", translation.chunks) { json, chunk in json.chunk(chunk) }
    }
  }

  private mutating func chunk(_ chunk: Chunk) {
    object { json in
      json.member("source", chunk.source)
      json.member("kind", chunk.kind.rawValue)
      if !chunk.senses.isEmpty { json.member("english", chunk.english) }
      if chunk.senses.count > 1 { json.texts("others", chunk.senses.dropFirst()) }
      json.optional("origin", chunk.origin)
      json.optional("note", chunk.note)
    }
  }

  mutating func document(_ view: SourceView, _ record: DocumentRecord) {
    member("source", Citation.whole(view.position).anchor)
    member("id", view.document.id)
    member("metadata", .object(view.document.metadata.json))
    let source = view.document.source
    member("path", source.path)
    member("sha256", source.sha256)
    member("mediaType", source.mediaType)
    optional("charset", source.charset)
    member("reader", source.reader)
    coverage(record.coverage)
    list("chosen", view.chosen) { json, chosen in
      json.object { json in
        json.member("citation", chosen.sentence.citation.anchor)
        json.member("rank", chosen.rank)
        if let score = chosen.score { json.member("score", .number(score)) }
        json.member("method", chosen.method)
      }
    }
    list("quotations", view.quotations) { json, quotation in json.object { json in json.quotation(quotation) } }
    list("sentences", view.sentences) { json, sentence in
      json.object { json in
        json.member("anchor", sentence.citation.anchor)
        json.member("label", sentence.citation.label)
        json.member("original", view.original(sentence.range))
        json.coverage(view.coverage(of: sentence.range))
        if view.needsTranslation { json.translation(view.translation(of: sentence)) }
      }
    }
    list("otherBlocks", view.asides) { json, aside in
      json.object { json in
        json.member("role", aside.role.rawValue)
        json.member("original", view.original(aside.range))
      }
    }
    let edits = view.document.annotations(.edits)
    if !edits.isEmpty {
      list("edits", edits) { json, edit in
        json.object { json in
          json.member("step", edit.features["step"]?.string ?? "")
          json.member("before", edit.features["original"]?.string ?? "")
          json.member("after", view.original(edit.range))
          json.optional("citation", view.sentence(at: edit.range.lowerBound)?.citation.anchor)
        }
      }
    }
    if !view.document.warnings.isEmpty { member("warnings", .array(view.document.warnings.map(\.json))) }
  }

  private mutating func quotation(_ quotation: Quotation) {
    member("citation", quotation.citation.anchor)
    optional("speaker", quotation.speaker)
    optional("speakerInEnglish", quotation.speakerInEnglish)
    optional("role", quotation.role)
    optional("roleInEnglish", quotation.roleInEnglish)
    optional("verb", quotation.verb)
    optional("verbInEnglish", quotation.verbInEnglish)
    optional("kind", quotation.kind)
    member("original", quotation.original)
    member("line", quotation.translation.line)
  }
}
