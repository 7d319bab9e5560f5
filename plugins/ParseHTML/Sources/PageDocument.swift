import Document
import Markup
import News
import Text
import Workbench

/// Makes the document of a page.
struct PageDocument {
  private var article: Article
  private let outline: Outline
  private let decoded: SourceText
  private let path: String
  private let reader: HTMLReader
  private let sites: SiteNames
  /// The page's own address.
  private let address: String?
  /// What its links are resolved against.
  private let base: String?
  private var warnings: [Problem]

  /// The language is told from so many bytes of the article.
  private static let identified = 2048
  /// An article that linked data has so many times longer than the page shows it is cut there.
  private static let mostTimes = 3

  init(_ article: Article, _ decoded: SourceText, path: String, _ reader: HTMLReader) {
    self.article = article
    self.decoded = decoded
    self.path = path
    self.reader = reader
    outline = article.outline
    warnings = decoded.warnings
    let statements = article.statements
    let stated = PageDocument.address(statements)
    let given = reader.address
    let address = given.isEmpty ? stated : stated.map { WebAddress.resolved($0, against: given) } ?? given
    base = statements.base.map { WebAddress.resolved($0, against: address) } ?? address
    self.address = address
    sites = SiteNames(statements, address: address)
  }

  private static func address(_ statements: Statements) -> String? {
    let stated =
      [statements.canonical, statements.first(["og.url"])].compactMap(\.self)
      + statements.linkedData.articles.compactMap { $0.line("url") ?? $0["mainEntityOfPage"]?["@id"]?.string }
    return stated.first { $0.contains("://") } ?? stated.first
  }

  mutating func document(now: Instant?) -> Document {
    let metadata = metadata(now: now)
    let shown = article.verdicts.indices.reduce(0) {
      $0 + (article.verdicts[$1].isBody ? outline.pieces[$1].text.count : 0)
    }
    let hasBody = shown > 0
    var data = DataBody(outline, article.statements.linkedData, shortest: shown * PageDocument.mostTimes)
    if let found = data, hasBody {
      // A page that shows the beginning alone may hold the whole.
      if found.paragraphs.reduce(0, { $0 + $1.utf8.count }) > shown * PageDocument.mostTimes {
        for at in article.verdicts.indices where article.verdicts[at].isBody { article.set(at, .aside) }
      } else {
        data = nil
      }
    }
    if reader.content == .all || !hasBody && data == nil { takeAll() }
    var blocks = PageBlocks(article, decoded, base: base, section: metadata.section, authors: metadata.authors)
    blocks.keepsBoilerplate = reader.keepsBoilerplate
    blocks.build()
    if let data {
      blocks.append(data)
      warnings.append(
        Problem(
          "html.data-body",
          "the page shows no article, or its beginning alone, so the body is what its linked data holds, without headings and links",
          at: Place(file: path, line: 1), help: "for the article as it is shown, save the page from a browser"))
    }
    if let problem = blocks.builder.warning { warnings.append(problem.inFile(path)) }
    if outline.tree.parsedTo < outline.tree.source.count {
      let at = outline.tree.offset(outline.tree.parsedTo)
      warnings.append(
        Problem(
          "html.cut", "the page has more elements than a page may have; what follows was left out",
          at: decoded.place(of: at..<at).inFile(path), help: "split the page"))
    }
    var document = Document(
      id: String(decoded.sha256.prefix(16)),
      source: Source(
        path: path, sha256: decoded.sha256, mediaType: "text/html", charset: decoded.charset,
        reader: Entry.parseHTML.manual.versioned),
      metadata: metadata, text: blocks.builder.text, blocks: blocks.builder.blocks, warnings: warnings)
    let language = language(of: document)
    document.metadata.language = language
    document.metadata.direction = direction(language, document)
    return document
  }

  /// All text is body, for want of an article or by the reader's setting.
  private mutating func takeAll() {
    if reader.content == .main {
      warnings.append(
        Problem(
          "html.no-article", "no article was found in the page, so all its text was taken as the body",
          at: Place(file: path, line: 1),
          help: "if the page has one, it may be made by a script: save the page from a browser as it is shown"))
    }
    for at in article.verdicts.indices {
      switch article.verdicts[at] {
      case .title, .caption: break
      default: article.set(at, .body)
      }
    }
  }

  // MARK: Metadata

  private func metadata(now: Instant?) -> Metadata {
    let statements = article.statements
    var metadata = Metadata()
    let visible = article.headline < 0 ? "" : outline.string(outline.pieces[article.headline])
    metadata.title = Headline(statements, sites, visible: visible, isOnPage: isOnPage, isHeading: isHeading).best.map(
      Canonical.nfc)
    metadata.authors = Authors(article, sites).names.map(Canonical.nfc)
    let line =
      article.sectionLine < 0 ? nil : PageDocument.sectionLine(outline.string(outline.pieces[article.sectionLine]))
    metadata.publisher = (sites.publisher ?? line?.publisher ?? ofTitle(metadata.title)).map(Canonical.nfc)
    metadata.section = (section ?? line?.section ?? trail(metadata.authors)).map(Canonical.nfc)
    let dates = PageDates(article, language: statedLanguage, now: now)
    metadata.published = dates.published
    metadata.modified = dates.modified
    metadata.url = address
    let description =
      statements.first(["description", "og.description"])
      ?? statements.linkedData.articles.lazy.compactMap { $0.line("description") }.first
    if let description { metadata.other["description"] = .string(Canonical.nfc(description)) }
    let keywords = self.keywords
    if !keywords.isEmpty { metadata.other["keywords"] = .array(keywords.map { .string(Canonical.nfc($0)) }) }
    return metadata
  }

  private func isOnPage(_ text: String) -> Bool { ASCII.contains(outline.bytes, Array(text.utf8)) }

  /// Whether a heading behind the one that was found, and not behind the first paragraph, says a text.
  private func isHeading(_ text: String) -> Bool {
    guard (article.headline + 1) < article.firstParagraph else { return false }
    let key = FoldedLine.fold(text.utf8)
    return outline.pieces[(article.headline + 1)..<article.firstParagraph].contains { piece in
      Elements.level(outline.tag(piece)) > 0 && FoldedLine.fold(outline.text(piece)) == key
    }
  }

  private var section: String? {
    let statements = article.statements
    return statements.linkedData.articles.lazy.compactMap { $0.line("articleSection") }.first
      ?? statements.first(["article.section", "section", "og.article.section", "articlesection", "cxenseparse.section"])
  }

  /// Publisher and section of a line; nil for another line, and for a trail.
  static func sectionLine(_ line: String) -> SectionLine? {
    SectionLine(line, 0..<line.utf8.count).flatMap { $0.publisher == nil ? nil : $0 }
  }

  /// The name that stands beside the headline in `title` and in the line that says whose the rights are.
  private func ofTitle(_ headline: String?) -> String? {
    let title = article.statements.title
    guard let headline, let at = title.firstRange(of: headline), headline.utf8.count > 8 else { return nil }
    func isMark(_ character: Character) -> Bool { "|-–—:»«›‹/ ".contains(character) }
    let parts = [title[at.upperBound...], title[..<at.lowerBound]].map { part in
      part.split { "|–—»«›‹".contains($0) }.flatMap { $0.split(separator: " - ") }.map { part in
        String(part.drop(while: isMark)).oneLine
      }
    }
    guard let name = parts[0].last ?? parts[1].first.map({ String($0.reversed().drop(while: isMark).reversed()) }),
      (1...4).contains(name.split(separator: " ").count), name.utf8.count > 2
    else { return nil }
    let wanted = Array(name.utf8)
    let isOwner = outline.pieces.suffix(40).contains { piece in
      let text = outline.text(piece)
      return PageDocument.rights.contains { ASCII.contains(Array(text), Array($0.utf8)) }
        && ASCII.contains(Array(text), wanted)
    }
    return isOwner ? name : nil
  }

  private static let rights = [
    "©", "opyright", "حقوق", "права", "版权", "rights reserved", "derechos", "droits", "Rechte", "hakları",
  ]

  /// The last part of the way to the article, as linked data has it, but for the article itself.
  private func trail(_ authors: [String]) -> String? {
    let data = article.statements.linkedData
    guard let list = data.objects.first(where: { $0.types.contains("BreadcrumbList") }),
      case .array(let items) = list["itemListElement"]
    else { return nil }
    let names = items.prefix(10).compactMap { $0["name"]?.string ?? $0["item"]?["name"]?.string }.map {
      HTMLFragment.line($0)
    }
    let titles = Set(
      ([article.statements.title] + article.statements.all(["og.title"])).map { FoldedLine.fold($0.utf8) }
        + data.articles.compactMap { $0.line("headline") }.map { FoldedLine.fold($0.utf8) })
    return names.dropFirst().last { name in
      let key = FoldedLine.fold(name.utf8)
      return !key.isEmpty && name.split(separator: " ").count <= 4
        && !titles.contains { $0.hasPrefix(key) && $0.count >= key.count }
        && !sites.isName(name) && !authors.contains(name)
    }
  }

  private var keywords: [String] {
    let statements = article.statements
    for object in statements.linkedData.articles {
      switch object["keywords"] {
      case .array(let items): return Array(items.compactMap { $0.string?.collapsed }.prefix(100))
      case .string(let list): return PageDocument.list(list)
      default: break
      }
    }
    let tags = statements.all(["article.tag"])
    return tags.isEmpty
      ? PageDocument.list(statements.first(["keywords", "news.keywords"]) ?? "") : Array(tags.prefix(100))
  }

  private static func list(_ text: String) -> [String] {
    text.split { $0 == "," || $0 == ";" || $0 == "،" }.map { String($0).collapsed }.filter { !$0.isEmpty }.prefix(100)
      .map(\.self)
  }

  // MARK: Language

  /// What the step says, else the page; but a language of the other direction than the text's, or English of a text in
  /// other letters, is what a template says.
  private func language(of document: Document) -> String? {
    if !reader.language.isEmpty { return reader.language }
    let stated = statedLanguage
    let body = document.blocks.filter { $0.role == .body }
    guard let first = body.first, let last = body.last else { return stated }
    var end = min(last.range.upperBound, first.range.lowerBound + PageDocument.identified)
    while !document.isValid(first.range.lowerBound..<end) { end -= 1 }
    let range = first.range.lowerBound..<end
    guard let stated else { return Languages.identify(document.text, range) }
    let isLikely = Languages.direction(of: stated) == Languages.direction(ofText: String(document.text(in: range)))
    if isLikely, !stated.hasPrefix("en") { return stated }
    guard let found = Languages.identify(document.text, range), !stated.hasPrefix(found) else { return stated }
    // Latin letters write many languages that nobody here knows.
    return PageDocument.latin.contains(found) ? stated : found
  }

  /// What the step or the page itself says.
  private var statedLanguage: String? {
    if !reader.language.isEmpty { return reader.language }
    let statements = article.statements
    return [statements.language, statements.first(["og.locale", "dc.language", "language", "inlanguage"])]
      .compactMap { $0.flatMap(PageDocument.tag) }.first
  }

  private static let latin: Set<String> = ["en", "fr", "de", "es", "it", "pt", "tr", "nl"]

  private func direction(_ language: String?, _ document: Document) -> Direction {
    language.map(Languages.direction(of:)) ?? article.statements.direction.flatMap {
      Direction(rawValue: $0.lowercased())
    }
      ?? Languages.direction(ofText: document.text)
  }

  /// `en_us` as BCP 47 writes it, `en-US`; nil for what is no language tag.
  private static func tag(_ language: String) -> String? {
    let parts = language.split { $0 == "-" || $0 == "_" }
    guard let first = parts.first, (2...3).contains(first.utf8.count),
      first.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }),
      parts.dropFirst().allSatisfy({ part in
        (2...8).contains(part.utf8.count)
          && part.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 && part.utf8.count > 2 }
      })
    else { return nil }
    return parts.enumerated().map { at, part in
      at == 0 ? part.lowercased() : part.utf8.count == 2 ? part.uppercased() : String(part)
    }.joined(separator: "-")
  }
}

extension Place {
  func inFile(_ path: String) -> Place {
    var place = self
    place.file = path
    return place
  }
}
