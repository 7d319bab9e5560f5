import Markup

/// What a piece of a page is to its article.
enum Verdict {
  case body
  /// The paragraph that leads in; it needs nothing behind it.
  case standfirst
  /// Short lines of the article's box: body where paragraphs stand before and behind them.
  case perhaps
  case title
  /// A second line of the headline.
  case deck
  case caption
  case credit
  case aside

  var isBody: Bool { self == .body || self == .standfirst }
}

/// Tells for each piece of a page whether it belongs to the article.
struct Article {
  let outline: Outline
  let content: MainContent
  let statements: Statements
  private(set) var verdicts: [Verdict]
  /// The headline's piece; -1 where none was found.
  private(set) var headline = -1
  /// The first piece that is a paragraph of the article.
  private(set) var firstParagraph = 0
  /// The piece that names publisher and section; -1 for none.
  private(set) var sectionLine = -1
  /// Nothing before this piece is the article's.
  private var begin = 0
  private var lines: PageLines
  private let titles: PageTitles
  /// The line that is most surely the headline; -1 for none.
  private let anchor: Int

  /// The text of linked data, to compare pieces with.
  private var stated: StatedBody
  private let descriptions: [String]
  /// The unit (an article, an item of a list) that most paragraphs are in; -1 for none.
  private var homeUnit = -1
  /// The element `article` of the headline, where it holds paragraphs; -1 for none.
  private var onlyArticle = -1
  private var lists: [Int: ListShape] = [:]
  /// Of each box, the innermost element `article` around it, and the innermost unit of the article's box; -1 for none.
  private let articles: [Int32]
  private let units: [Int32]
  /// More descriptions than these are no page's own.
  private static let mostDescriptions = 40
  /// Of each piece, whether it shares a small box with an image.
  private(set) var isCaption: [Bool] = []

  private struct ListShape {
    var bytes = 0
    var linked = 0
    var count = 0
  }

  init(_ outline: Outline, _ statements: Statements) {
    self.outline = outline
    self.statements = statements
    verdicts = [Verdict](repeating: .aside, count: outline.pieces.count)
    var lines = PageLines(outline)
    titles = PageTitles(statements)
    let surest = titles.anchor(outline, &lines)
    self.lines = lines
    let asides = Asides(outline, anchor: surest)
    anchor = surest >= 0 && asides[outline.pieces[surest]] == .none ? surest : -1
    let content = MainContent(outline, asides, anchor: anchor)
    self.content = content
    stated = StatedBody(statements.linkedData)
    descriptions =
      (statements.all(["description", "og.description", "twitter.description"])
      + statements.linkedData.objects.compactMap { $0.line("description") })
      .prefix(Article.mostDescriptions).map { FoldedLine.fold($0.utf8) }.filter { $0.utf8.count > 20 }
    articles = outline.innermost { outline.boxes[$0].tag == .article }
    units = outline.innermost { box in
      (outline.boxes[box].tag == .article || outline.boxes[box].tag == .li) && box != content.root
        && outline.isBox(box, in: content.root)
    }
    guard !outline.pieces.isEmpty else { return }
    findFirstParagraph()
    findHeadline()
    sectionLine = findSectionLine()
    prepare()
    for at in outline.pieces.indices { verdicts[at] = verdict(at) }
  }

  /// The words of a piece in small letters; empty for a long one.
  mutating func line(_ at: Int) -> String { lines[at] }

  /// Changes what was found for a piece.
  mutating func set(_ at: Int, _ verdict: Verdict) { verdicts[at] = verdict }

  // MARK: Beginning

  private mutating func findFirstParagraph() {
    firstParagraph =
      firstParagraph(from: 0) ?? outline.pieces.indices.first { isInRoot(outline.pieces[$0]) } ?? 0
  }

  /// The first paragraph of the article that stands at a piece or behind it.
  private func firstParagraph(from start: Int) -> Int? {
    outline.pieces.indices[start...].first { at in
      let piece = outline.pieces[at]
      guard content.isCandidate(piece) else { return false }
      return content.homes.contains(content.home(of: piece))
        || (content.styles.contains(content.style(piece)) && isInRoot(piece) && !Elements.isCell(outline.tag(piece)))
    }
  }

  /// The line before the article that says what the page's titles say, or the last `h1` there.
  private mutating func findHeadline() {
    var best = 0
    for at in stride(from: firstParagraph, through: 0, by: -1) {
      let piece = outline.pieces[at]
      guard piece.weight >= 2, piece.text.count < 700 else { continue }
      let score = titles.score(line(at)) + PageTitles.score(outline.tag(piece))
      if score >= 25 && score > best + 1 || score >= 20 && best == 0 {
        best = score
        headline = at
      }
    }
    // What stands before a headline that is sure is a picture's text, or another article's.
    if anchor > firstParagraph, best < 40, let first = firstParagraph(from: anchor + 1) {
      headline = anchor
      firstParagraph = first
      begin = anchor
    }
  }

  private mutating func prepare() {
    homeUnit = unit(content.home)
    if headline >= 0 {
      let article = articleElement(Int(outline.pieces[headline].box))
      if article >= 0 {
        let words = outline.pieces(in: article).reduce(0) { $0 + (content.isCandidate($1) ? $1.weight : 0) }
        if words >= 80 { onlyArticle = article }
      }
    }
    for piece in outline.pieces where isItem(outline.tag(piece)) {
      var list = lists[outline.parent(Int(piece.box)), default: ListShape()]
      list.bytes += piece.text.count
      list.linked += piece.linked
      list.count += 1
      lists[outline.parent(Int(piece.box))] = list
    }
    findCaptions()
  }

  private func isItem(_ tag: HTMLTag) -> Bool { tag == .li || Elements.isCell(tag) }

  /// Short pieces that share a small box with an image.
  private mutating func findCaptions() {
    var images = outline.boxes.map { Int($0.images) }
    var words = [Int](repeating: 0, count: outline.boxes.count)
    for piece in outline.pieces { words[Int(piece.box)] += piece.weight }
    for box in stride(from: outline.boxes.count - 1, to: 0, by: -1) {
      images[outline.parent(box)] += images[box]
      words[outline.parent(box)] += words[box]
    }
    isCaption = outline.pieces.map { piece in
      guard piece.weight <= 60 else { return false }
      var box = Int(piece.box)
      for _ in 0..<4 {
        if content.homes.contains(box) || content.neighbours.contains(box) || words[box] > piece.weight + 20 {
          return false
        }
        if images[box] > 0 { return true }
        box = outline.parent(box)
      }
      return false
    }
  }

  // MARK: One piece

  private mutating func verdict(_ at: Int) -> Verdict {
    let piece = outline.pieces[at]
    let tag = outline.tag(piece)
    if at == headline { return .title }
    if at < begin || at < headline && !piece.isProse || at == sectionLine || tag == .h1 && !isHeadingInside(at, piece) {
      return .aside
    }
    let line = line(at)
    if headline >= 0, !line.isEmpty, line == self.line(headline) { return .aside }
    if !line.isEmpty, piece.weight < 40, LineCues.leadsAway(line) { return .aside }
    if headline >= 0, headline < at, at < firstParagraph, let verdict = leadIn(at, piece, tag, line) { return verdict }
    let aside = content.asides[piece]
    if aside != .none {
      let isArticle: Bool =
        switch aside {
        case .infobox, .caption, .aside: false
        default: piece.weight >= 12 && stated.share(of: outline.text(piece)) > 0.7
        }
      if !isArticle {
        let isNear = isInRoot(piece) || headline >= 0 && headline < at && at < firstParagraph
        return aside == .caption && isNear ? .caption : .aside
      }
    }
    guard isInRoot(piece), piece.weight > 0 || Elements.isCell(tag), !isInOtherUnit(piece, tag) else { return .aside }
    if isCaption[at], piece.weight < 60, !isItem(tag), ![.h2, .h3, .h4].contains(tag) { return .caption }
    if let verdict = signature(at, piece, tag) { return verdict }
    if isItem(tag) { return isOfArticle(item: at, piece, tag) ? .body : .aside }
    let home = content.home(of: piece)
    if content.homes.contains(home) || content.styles.contains(content.style(piece)) {
      return inHome(at, piece, tag, line)
    }
    return elsewhere(at, piece, tag)
  }

  /// Between headline and first paragraph: what leads in, or nil for what the other rules decide.
  private mutating func leadIn(_ at: Int, _ piece: Piece, _ tag: HTMLTag, _ line: String) -> Verdict? {
    guard piece.weight >= 6, piece.linked * 2 < piece.text.count, tag != .figcaption,
      piece.weight >= 16 || !hasDate(piece)
    else { return nil }
    let aside = content.asides[piece]
    guard aside == .none || aside == .teaser || aside == .paywall || aside == .hidden else { return nil }
    if LineCues.isAboutAccess(line) { return .aside }
    let (isStandfirst, isDeck) = names(Int(piece.box))
    if isDeck { return .deck }
    let head = line.utf8.prefix(100)
    let isDescribed = !line.isEmpty && descriptions.contains { $0.utf8.starts(with: head) }
    if isStandfirst || isDescribed, piece.shape.ends || piece.weight >= 8 { return .standfirst }
    if aside == .none, piece.isProse, piece.shape.ends, tag == .p || tag == .div, at - headline < 40,
      piece.linkDensity < 0.3
    {
      return .body
    }
    return nil
  }

  /// Short lines that say who and when: under the headline, even where what leads in stands before them, and behind the article.
  private func signature(_ at: Int, _ piece: Piece, _ tag: HTMLTag) -> Verdict? {
    guard piece.weight < 8, Elements.level(tag) == 0 else { return nil }
    let isBeginning = headline >= 0 && (headline..<headline + 8).contains(at)
    if isBeginning, hasDate(piece), at + 1 < outline.pieces.count,
      Elements.level(outline.tag(outline.pieces[at + 1])) == 0
    {
      return .aside
    }
    guard isBeginning || at > firstParagraph, Byline.isSignature(outline.string(piece)) else { return nil }
    return isBeginning ? .aside : .credit
  }

  /// A paragraph, heading or line of the boxes that hold most of the article.
  private func inHome(_ at: Int, _ piece: Piece, _ tag: HTMLTag, _ line: String) -> Verdict {
    let isHeading = Elements.isHeading(tag)
    if at < firstParagraph {
      let isParagraph = tag == .p && content.paragraphStyles.contains(outline.boxes[Int(piece.box)].signature)
      if !isHeading, piece.weight < 8, !isParagraph || LineCues.isByline(line) || hasDate(piece) { return .aside }
      if piece.linkDensity > 0.3 { return .aside }
    }
    if isHeading, piece.linkDensity > 0.8 {
      return at > firstParagraph && outline.boxes[content.home(of: piece)].tag != .li ? .body : .aside
    }
    if piece.linkDensity >= 0.9, !isAddress(piece) { return .aside }
    if piece.linkDensity > 0.6, piece.weight >= 20 || LineCues.mayLeadAway(line) { return .aside }
    if !isHeading, LineCues.isCredit(line),
      piece.weight <= 12 || piece.weight < 40 && outline.text(piece).first == UInt8(ascii: "(")
    {
      return .credit
    }
    return .body
  }

  /// A piece of other boxes.
  private mutating func elsewhere(_ at: Int, _ piece: Piece, _ tag: HTMLTag) -> Verdict {
    let box = Int(piece.box)
    let home = content.home(of: piece)
    let isInHome = outline.isBox(box, in: content.home)
    let isQuote = tag == .blockquote || outline.boxes[home].tag == .blockquote
    if piece.isProse {
      if isQuote || stated.share(of: outline.text(piece)) > 0.5 { return .body }
      if content.paragraphStyles.contains(outline.boxes[box].signature),
        outline.boxes[box].hasClass || !outline.boxes[home].hasClass
      {
        return .body
      }
      return isInHome && tag == .p && !outline.boxes[home].hasClass ? .body : .aside
    }
    if isQuote { return .body }
    guard at > firstParagraph else { return .aside }
    let isNear =
      content.homeStyles.contains(outline.boxes[home].signature) || content.neighbours.contains(home)
      || content.neighbours.contains(outline.parent(home))
    if Elements.isHeading(tag), outline.boxes[home].tag != .li, piece.linkDensity < 0.8 {
      if isNear || isInHome || outline.parent(home) == outline.parent(content.home) { return .body }
      let signature = outline.boxes[home].signature
      if content.homes.contains(where: { outline.boxes[$0].signature == signature }) { return .body }
    }
    return isNear && (tag == .p || tag == .div) && piece.linkDensity < 0.3 ? .perhaps : .aside
  }

  /// An item of a list or a cell of a table.
  private mutating func isOfArticle(item at: Int, _ piece: Piece, _ tag: HTMLTag) -> Bool {
    let box = Int(piece.box)
    let isInHome = outline.isBox(box, in: content.home)
    if tag != .li, isInHome || outline.isBox(box, in: outline.parent(content.home)) {
      return at >= firstParagraph && piece.linked * 2 < piece.text.count
    }
    let list = lists[outline.parent(box)] ?? ListShape()
    if list.linked * 100 > list.bytes * 35 { return false }
    if content.homes.contains(content.home(of: piece)) || content.styles.contains(content.style(piece)) { return true }
    let isOfSentences = tag == .li && list.bytes > list.count * 40 && list.linked * 5 < list.bytes
    let isBeginning = headline >= 0 && headline < at && at < firstParagraph
    // One short item before the first paragraph says who or where.
    if isInHome, at > headline { return !isBeginning || list.count > 1 || isOfSentences && piece.shape.ends }
    if isBeginning { return isOfSentences && (list.count > 1 || piece.shape.ends) }
    if isOfSentences, piece.shape.ends, at > firstParagraph, at < firstParagraph + 8 { return true }
    return stated.share(of: outline.text(piece)) > 0.5
  }

  // MARK: Questions

  /// Whether an `h1` stands among the article's paragraphs.
  private func isHeadingInside(_ at: Int, _ piece: Piece) -> Bool {
    headline >= 0 && at > firstParagraph && content.homes.contains(content.home(of: piece))
  }

  func isInRoot(_ piece: Piece) -> Bool { outline.isBox(Int(piece.box), in: content.root) }

  private func isInOtherUnit(_ piece: Piece, _ tag: HTMLTag) -> Bool {
    let box = Int(piece.box)
    if onlyArticle >= 0 {
      let article = articleElement(box)
      if article >= 0, !outline.isBox(article, in: onlyArticle), !outline.isBox(onlyArticle, in: article) {
        return true
      }
    }
    return unit(tag == .li ? outline.parent(box) : box) != homeUnit && !content.homes.contains(content.home(of: piece))
      && !outline.isBox(box, in: content.home) && !content.styles.contains(content.style(piece))
  }

  /// The innermost element `article` or `li` of the article's box around a box; -1 for none.
  private func unit(_ box: Int) -> Int { Int(units[box]) }

  private func articleElement(_ box: Int) -> Int { Int(articles[box]) }

  /// What the names of a box and of the one around it call it.
  private func names(_ box: Int) -> (isStandfirst: Bool, isDeck: Bool) {
    for box in [box, outline.parent(box)] {
      var found = (isStandfirst: false, isDeck: false)
      for attribute in [HTMLAttribute.class, .itemprop] {
        guard let value = outline.tree.attribute(Int(outline.boxes[box].node), attribute) else { continue }
        ClassWords.forEachWord(value) { hash in
          if let word = ClassWords.meaning(hash) {
            found.isDeck = found.isDeck || word.isDeck
            found.isStandfirst = found.isStandfirst || word.isStandfirst
          }
          return true
        }
      }
      if found.isDeck || found.isStandfirst { return found }
    }
    return (false, false)
  }

  /// Whether a time of day or a year of this century stands in a piece.
  private func hasDate(_ piece: Piece) -> Bool { DigitShape.hasDate(outline.text(piece)) }

  private func isAddress(_ piece: Piece) -> Bool {
    let text = outline.text(piece)
    return text.starts(with: "http".utf8) || text.starts(with: "www.".utf8)
  }
}
