import Document
import Text

/// One document as an `<article>`.
struct HTMLArticle {
  private let document: Document
  private let reading: Reading
  private let number: Int
  private let direction: Direction
  private(set) var markup = ""
  private var notes: [String] = []
  /// The lists that are open, outermost first: the number of the last item, where they have numbers.
  private var lists: [Int?] = []
  /// Whether a quote is open.
  private var isQuoting = false

  init(_ document: Document, _ reading: Reading, number: Int) {
    self.document = document
    self.reading = reading
    self.number = number
    direction = document.metadata.direction ?? Languages.direction(ofText: document.text)
  }

  mutating func build() {
    let language = HTMLText.attribute("lang", document.metadata.language)
    markup += "<article id=\"d\(number)\"\(language) dir=\"\(direction.rawValue)\">\n"
    if let title = reading.title { markup += "<h1>\(HTMLText.escaped(title))</h1>\n" }
    if let published = reading.published {
      markup += "<p class=\"dateline\"><time\(dateTime)>\(HTMLText.escaped(published))</time></p>\n"
    }
    for block in reading.head { add(block) }
    for block in reading.body { add(block) }
    closeGroups()
    addNotes()
    markup += "</article>\n"
  }

  private mutating func add(_ block: Block) {
    if block.kind != .listItem { closeLists(to: 0) }
    if block.kind != .quote { closeQuote() }
    if block.role == .title { return add(block, "h1", nil) }
    switch block.kind {
    case .heading where isText(block): add(block, "h\(reading.level(block))", nil)
    case .listItem: addItem(block)
    case .quote:
      if !isQuoting { markup += "<blockquote>\n" }
      isQuoting = true
      add(block, "p", nil)
    case .code:
      markup += "<pre\(anchor(block))><code>\(HTMLText.escaped(document.text(in: block.range)))</code></pre>\n"
    case .table: addTable(block)
    case .paragraph, .heading: addParagraph(block)
    }
  }

  private func isText(_ block: Block) -> Bool { block.role == .body || block.role == .note }

  private mutating func addParagraph(_ block: Block) {
    switch block.role {
    case .caption:
      markup += "<figure>"
      add(block, "figcaption", nil)
      markup += "</figure>\n"
    case .note:
      markup += "<aside>"
      add(block, "p", nil)
      markup += "</aside>\n"
    case .title, .body: add(block, "p", nil)
    case .section, .dateline, .byline, .boilerplate: add(block, "p", block.role.rawValue)
    }
  }

  private mutating func add(_ block: Block, _ tag: String, _ name: String?) {
    let attributes = anchor(block) + HTMLText.attribute("class", name)
    markup += "<\(tag)\(attributes)>\(inline(block))</\(tag)>\n"
  }

  /// The block's anchor, and its direction where that is not the article's.
  private func anchor(_ block: Block) -> String {
    let own = Languages.direction(ofText: String(document.text(in: block.range)))
    return HTMLText.attribute("id", "d\(number)-\(block.id)")
      + (own == direction || !hasLetters(block) ? "" : " dir=\"\(own.rawValue)\"")
  }

  private func hasLetters(_ block: Block) -> Bool {
    document.text(in: block.range).unicodeScalars.contains { $0.properties.isAlphabetic }
  }

  // MARK: Lists, quotes, tables

  private mutating func addItem(_ block: Block) {
    let level = min(max(block.level ?? 1, 1), lists.count + 1, 20)
    closeLists(to: level)
    if level == lists.count, (lists[level - 1] == nil) != (block.number == nil) { closeLists(to: level - 1) }
    var value = ""
    if level > lists.count {
      let start = block.number.map { $0 == 1 ? "" : HTMLText.attribute("start", String($0)) }
      markup += (lists.isEmpty ? "" : "\n") + (start.map { "<ol\($0)>\n" } ?? "<ul>\n")
      lists.append(block.number)
    } else {
      markup += "</li>\n"
      if let number = block.number, let last = lists[level - 1], number != last + 1 {
        value = HTMLText.attribute("value", String(number))
      }
      lists[level - 1] = block.number
    }
    markup += "<li\(anchor(block))\(value)>\(inline(block))"
  }

  private mutating func closeLists(to level: Int) {
    while lists.count > level { markup += lists.removeLast() == nil ? "</li>\n</ul>\n" : "</li>\n</ol>\n" }
  }

  private mutating func closeQuote() {
    if isQuoting { markup += "</blockquote>\n" }
    isQuoting = false
  }

  private mutating func closeGroups() {
    closeLists(to: 0)
    closeQuote()
  }

  /// Rows are lines, cells are parted by tabs, the first row is the head.
  private mutating func addTable(_ block: Block) {
    markup += "<div class=\"table\"\(anchor(block))><table>\n"
    var start = block.range.lowerBound
    var cells: [Block] = []
    var rows: [Range<Int>] = []
    for row in document.text(in: block.range).split(separator: "\n", omittingEmptySubsequences: false) {
      let first = cells.count
      for cell in row.split(separator: "\t", omittingEmptySubsequences: false) {
        cells.append(Block(id: block.id, range: start..<start + cell.utf8.count))
        start += cell.utf8.count + 1
      }
      if !row.isEmpty { rows.append(first..<cells.count) }
    }
    // Each run is the cell's that it begins in.
    for run in block.runs {
      let behind = cells.partitionPoint { $0.range.lowerBound > run.range.lowerBound }
      if behind > 0 { cells[behind - 1].runs.append(run) }
    }
    for (at, row) in rows.enumerated() {
      let tag = at == 0 ? "th" : "td"
      markup += "<tr>\(cells[row].map { "<\(tag)>\(inline($0))</\(tag)>" }.joined())</tr>\n"
    }
    markup += "</table></div>\n"
  }

  // MARK: Runs

  private mutating func inline(_ block: Block) -> String {
    var words = ""
    var closers: [String] = []
    var isInLink = false
    var found: [String] = []
    /// References that wait for the end of the link they stand in.
    var waiting = ""
    let published = publishedRange(in: block)
    let firstNote = notes.count + 1
    block.walkInline { event in
      switch event {
      case .text(let range): words += text(range, published)
      case .open(let run):
        let (opener, closer) = tags(run, isInLink: isInLink)
        if closer == "</a>" { isInLink = true }
        words += opener
        closers.append(closer)
      case .close:
        let closer = closers.popLast() ?? ""
        words += closer
        if closer == "</a>" {
          isInLink = false
          words += waiting
          waiting = ""
        }
      case .mark(let run) where run.kind == .note:
        let reference = reference(to: firstNote + found.count)
        if isInLink { waiting += reference } else { words += reference }
        found.append(run.value ?? "")
      case .mark: break
      }
    }
    notes += found
    return words
  }

  /// A stretch of text; line breaks are kept, and the date of publication is marked up where it is all in one stretch.
  private func text(_ range: Range<Int>, _ published: Range<Int>?) -> String {
    guard let published, range.lowerBound <= published.lowerBound, published.upperBound <= range.upperBound else {
      return lines(range)
    }
    return lines(range.lowerBound..<published.lowerBound) + "<time\(dateTime)>\(lines(published))</time>"
      + lines(published.upperBound..<range.upperBound)
  }

  private func lines(_ range: Range<Int>) -> String {
    HTMLText.escaped(document.text(in: range), lineEnd: "<br>")
  }

  private func publishedRange(in block: Block) -> Range<Int>? {
    guard block.role == .dateline, let original = document.metadata.published?.original, !original.isEmpty else {
      return nil
    }
    let words = document.text(in: block.range)
    guard let found = words.firstRange(of: original) else { return nil }
    let start = block.range.lowerBound + words.utf8.distance(from: words.startIndex, to: found.lowerBound)
    return start..<start + original.utf8.count
  }

  private var dateTime: String {
    HTMLText.attribute("datetime", document.metadata.published.map { HTMLArticle.dateTime($0) })
  }

  /// As HTML writes a moment (HTML 4.6.14): as much of it as is known.
  private static func dateTime(_ moment: Moment) -> String {
    let text = moment.instant.description
    return switch moment.precision {
    case .year: String(text.prefix(4))
    case .month: String(text.prefix(7))
    case .day: String(text.prefix(10))
    case .hour, .minute, .second: text
    }
  }

  private func tags(_ run: Run, isInLink: Bool) -> (String, String) {
    switch run.kind {
    case .emphasis: return ("<em>", "</em>")
    case .strong: return ("<strong>", "</strong>")
    case .code: return ("<code>", "</code>")
    case .link, .image:
      guard !isInLink, let address = run.value, WebAddress.isHarmless(address) else { return ("", "") }
      return ("<a\(HTMLText.attribute("href", address)) rel=\"noopener noreferrer\">", "</a>")
    case .language:
      guard let language = run.value else { return ("", "") }
      let direction = Languages.direction(of: language).rawValue
      return ("<span\(HTMLText.attribute("lang", language)) dir=\"\(direction)\">", "</span>")
    case .direction:
      guard let direction = run.value.flatMap(Direction.init(rawValue:)) else { return ("", "") }
      return ("<bdi dir=\"\(direction.rawValue)\">", "</bdi>")
    case .note: return ("", "")
    }
  }

  // MARK: Notes

  private func reference(to note: Int) -> String {
    "<sup id=\"d\(number)-r\(note)\"><a href=\"#d\(number)-n\(note)\">\(note)</a></sup>"
  }

  private mutating func addNotes() {
    guard !notes.isEmpty else { return }
    markup += "<footer><ol>\n"
    for (at, note) in notes.enumerated() {
      let back = "<a href=\"#d\(number)-r\(at + 1)\">↩</a>"
      markup += "<li id=\"d\(number)-n\(at + 1)\">\(HTMLText.escaped(note)) \(back)</li>\n"
    }
    markup += "</ol></footer>\n"
  }
}
