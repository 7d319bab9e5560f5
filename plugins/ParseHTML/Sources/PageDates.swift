import Document
import Markup
import News
import Text

/// When a page's article was published and changed.
struct PageDates {
  private let article: Article
  private let statements: Statements
  private let language: String?
  private let now: Instant?

  /// - Parameter language: what the page says of itself (BCP 47).
  init(_ article: Article, language: String?, now: Instant?) {
    self.article = article
    self.language = language
    statements = article.statements
    self.now = now
  }

  var published: Moment? {
    linked("datePublished") ?? meta(PageDates.publishedNames) ?? marked("datePublished") ?? linked("dateCreated")
      ?? linkedPage ?? timeElement ?? written.published ?? dateline ?? inTitle
  }

  var modified: Moment? {
    linked("dateModified") ?? meta(PageDates.modifiedNames) ?? marked("dateModified") ?? written.modified
  }

  private func linked(_ key: String) -> Moment? {
    for object in statements.linkedData.articles {
      if let moment = object.line(key).flatMap(read) { return moment }
    }
    return nil
  }

  /// Where linked data know no article, the page itself.
  private var linkedPage: Moment? {
    statements.linkedData.objects.lazy.filter { $0.types.contains("WebPage") }
      .compactMap { $0.line("datePublished").flatMap(read) }.first
  }

  private func meta(_ names: [String]) -> Moment? {
    for name in names {
      if let moment = statements.all([name]).lazy.compactMap(read).first { return moment }
    }
    return nil
  }

  /// Microdata.
  private func marked(_ property: String) -> Moment? {
    let tree = article.outline.tree
    for node in statements.elements.filter({ tree.string($0, .itemprop) == property }).prefix(20) {
      let text =
        tree.string(node, .content) ?? tree.string(node, .datetime) ?? article.outline.text(ofNode: node, atMost: 200)
      if let moment = read(text) { return moment }
    }
    return nil
  }

  /// The first `time` around the headline.
  private var timeElement: Moment? {
    guard !article.outline.pieces.isEmpty else { return nil }
    let tree = article.outline.tree
    let times = statements.elements.filter { tree.nodes[$0].isHTML(.time) }
    let first = article.outline.pieces[article.firstParagraph].source.upperBound + 4000
    let start = article.headline >= 0 ? article.outline.pieces[article.headline].source.lowerBound - 4000 : 0
    let near = times.filter { (start..<max(start + 1, first)).contains(Int(tree.nodes[$0].start)) }
    for node in (near.isEmpty ? times : near).prefix(20) {
      let text = tree.string(node, .datetime) ?? article.outline.text(ofNode: node, atMost: 200)
      if let moment = read(text) { return moment }
    }
    return nil
  }

  /// Dates in the short lines around the headline and behind the article.
  private var written: (published: Moment?, modified: Moment?) {
    let outline = article.outline
    guard !outline.pieces.isEmpty else { return (nil, nil) }
    let headline = article.headline >= 0 ? article.headline : article.firstParagraph
    var published: Moment?
    var modified: Moment?
    for at in max(0, headline - 6)..<min(outline.pieces.count, max(article.firstParagraph, headline) + 3) {
      let piece = outline.pieces[at]
      guard piece.weight <= 25, piece.text.count < 400, at != article.headline, !article.isCaption[at],
        article.content.asides[piece] != .caption,
        outline.text(piece).contains(where: { $0 &- 0x30 < 10 || $0 == 0xD9 || $0 == 0xDB })
      else { continue }
      let text = outline.string(piece)
      var mentions = Dates.mentions(in: text, language: language)
      if mentions.isEmpty { mentions = [Dates.stated(text, language: language)].compactMap(\.self) }
      for mention in mentions where ![.year, .month].contains(mention.precision) {
        // A line with much else in it is about something of that day.
        let before = Array(FoldedLine.fold(text.utf8.prefix(mention.range.lowerBound).suffix(60)).utf8)
        guard
          PageDates.publishing.contains(where: { ASCII.contains(before, $0) })
            || Tokenizer.words(in: text).count(where: { word in !mentions.contains { $0.range.overlaps(word) } }) <= 8
        else { break }
        let moment = Moment(instant: mention.instant, precision: mention.precision, original: mention.original)
        if PageDates.updates.contains(where: { ASCII.contains(before, $0) }) {
          modified = modified ?? moment
        } else {
          published = published ?? moment
        }
      }
    }
    return (published ?? modified, published == nil ? nil : modified)
  }

  /// The date before the first words of the first paragraph, as agencies write it: "PLACE, date -- Text".
  private var dateline: Moment? {
    guard let at = article.verdicts.firstIndex(where: \.isBody) else { return nil }
    let text = article.outline.string(article.outline.pieces[at])
    guard let lead = LeadDateline(text, 0..<text.utf8.count, language: language, now: now), lead.hasYear,
      let date = lead.date, ![.year, .month].contains(date.precision)
    else { return nil }
    return Moment(instant: date.instant, precision: date.precision, original: date.original)
  }

  private var inTitle: Moment? {
    ([statements.title] + statements.all(["og.title"])).lazy.compactMap { title in
      Dates.mentions(in: title, language: language).first { ![.year, .month].contains($0.precision) }
        .map { Moment(instant: $0.instant, precision: $0.precision, original: $0.original) }
    }.first
  }

  private func read(_ text: String) -> Moment? {
    let text = text.oneLine
    guard !text.isEmpty, text.utf8.count < 200 else { return nil }
    guard let date = Dates.stated(text, language: language, now: now), ![.year, .month].contains(date.precision) else {
      return nil
    }
    if let day = PageDates.midnight(text) ?? PageDates.localDay(text, date.instant) {
      return Moment(instant: day, precision: .day, original: text)
    }
    return Moment(instant: date.instant, precision: date.precision, original: date.original)
  }

  /// The day of a date on the publisher's own clock, where another day is in UTC at that moment: readers know the day that the
  /// publisher writes.
  private static func localDay(_ text: String, _ instant: Instant) -> Instant? {
    guard let time = text.utf8.firstIndex(where: { $0 == 0x54 || $0 == 0x74 || $0 == 0x20 }),
      [8, 10].contains(text.utf8.distance(from: text.startIndex, to: time)),
      text[time...].dropFirst().contains(where: { $0 == "+" || $0 == "-" }), let day = Instant(iso8601: text[..<time])
    else { return nil }
    let distance = day.secondsSince1970 - instant.secondsSince1970
    // Minutes by which clocks differ, and not a zone that was misread.
    return (1...14 * 3600).contains(distance) || (-36 * 3600 ... -24 * 3600).contains(distance) ? day : nil
  }

  /// The day of a date whose time of day is midnight where it was written: such a date states a day.
  private static func midnight(_ text: String) -> Instant? {
    guard text.utf8.count >= 19, text.dropFirst(10).dropFirst().hasPrefix("00:00:00") else { return nil }
    return Instant(iso8601: text.prefix(10))
  }

  private static let publishedNames = [
    "article.published.time", "article.published", "datepublished", "og.published.time", "og.article.published.time",
    "parsely-pub-date", "sailthru.date", "cxenseparse.recs.publishtime", "dc.date.issued", "dcterms.issued",
    "dcterms.created",
    "dc.date.created", "dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date", "publication.date", "date",
  ]

  private static let modifiedNames = [
    "article.modified.time", "datemodified", "og.updated.time", "article.updated.time", "dcterms.modified",
    "dc.date.modified",
    "lastmod", "last-modified",
  ]

  private static let publishing = [
    "published", "posted on", "publié", "veröffentlicht", "publicado", "pubblicato", "опубликовано", "yayınlanma",
    "yayın tarihi",
    "النشر", "نشر في", "انتشار", "شائع", "اشاعت",
  ].map { Array($0.utf8) }

  private static let updates = [
    "updated", "update", "modified", "aktualisiert", "güncelleme", "actualizado", "mis à jour", "aggiornato",
    "oppdatert",
    "uppdaterad", "bijgewerkt", "تحديث", "обновлено", "изменено", "به روز", "بروزرسانی", "اپ ڈیٹ",
  ].map { Array($0.utf8) }
}
