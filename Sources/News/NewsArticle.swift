public import Document
public import Text

/// Finds the parts of a news article among the paragraphs of a document.
///
/// What is looked at is shape and place: how long a paragraph is and how it ends, what it begins with, whether it says the same
/// as another. No rule knows an article or a site. The text stays as it is: blocks get roles, metadata are filled.
public struct NewsArticle {
  /// How much must speak for an article.
  public enum Certainty: Sendable {
    /// It is one: the first line is a headline whatever it looks like.
    case known
    /// The first line is a headline where it looks like one.
    case likely
    /// Only a line with a date, or a place and agency before the first words, make it one; else nothing is changed.
    case proven
  }

  public internal(set) var document: Document
  /// For each block, whether a blank line comes before it.
  let follows: [Bool]
  let certainty: Certainty
  /// What a date without a year is counted from; nil where there is nothing to count from.
  let now: Instant?
  /// The blocks that the parts are looked for in: their places among the document's blocks.
  let order: [Int]
  /// The paragraphs at the start among which headline, date and their like stand; those of ``order``.
  var head: [LineShape]
  /// Whether it is a letter.
  var isLetter = false
  /// Whether the parts of an article were found, and kept.
  public private(set) var isFound = false
  private static let headCount = 16

  /// - Parameters:
  ///   - follows: for each block, whether a blank line comes before it; empty where nothing is known of it.
  ///   - now: what a date without a year is counted from, such as the day on which the file was made.
  public init(_ document: consuming Document, follows: [Bool] = [], certainty: Certainty = .likely, now: Instant? = nil)
  {
    let blocks = document.blocks
    let language = document.metadata.language
    let text = document.text
    self.document = document
    self.follows = follows.isEmpty ? [Bool](repeating: false, count: blocks.count) : follows
    self.certainty = certainty
    self.now = now
    order = blocks.indices.filter { at in
      let block = blocks[at]
      return block.role != .boilerplate && block.role != .note && block.kind != .table && block.kind != .code
    }
    head = order.prefix(NewsArticle.headCount).map { LineShape(text, blocks[$0].range, language: language) }
    // Behind the third paragraph of prose the article itself has begun.
    var prose = 0
    if let end = head.firstIndex(where: { shape in
      prose += shape.isProse ? 1 : 0
      return prose == 3
    }) {
      head.removeSubrange((end + 1)...)
    }
  }

  /// Gives roles to the blocks and fills the metadata; what a document says of itself already is kept.
  public mutating func findParts() {
    guard !head.isEmpty, !isCode else { return }
    let untouched = certainty == .proven ? document : nil
    isLetter = certainty != .known && head.indices.contains { isSalutation($0) }
    findAsides()
    findTitle()
    let lead = findLead()
    findDates()
    if let lead { takeDate(of: lead) }
    findEnd()
    findSection()
    findAuthors()
    isFound = certainty != .proven || isProven(lead)
    if !isFound, let untouched { document = untouched }
  }

  /// Whether what was found can only be an article.
  private func isProven(_ lead: LeadDateline?) -> Bool {
    guard !isLetter, head.contains(where: \.isProse) else { return false }
    if lead != nil { return true }
    let hasTitle = head.indices.contains { block($0).role == .title }
    return hasTitle && head.indices.contains { block($0).role == .dateline }
  }

  // MARK: The paragraphs

  func block(_ at: Int) -> Block { document.blocks[order[at]] }
  func range(_ at: Int) -> Range<Int> { document.blocks[order[at]].range }
  /// Whether a blank line comes before a paragraph.
  func isApart(_ at: Int) -> Bool { follows[order[at]] }
  func isFree(_ at: Int) -> Bool { block(at).role == .body && block(at).kind != .listItem }
  mutating func give(_ role: Block.Role, _ at: Int) { document.blocks[order[at]].role = role }

  /// Where the first paragraph of prose stands.
  var firstProse: Int? { head.indices.first { isFree($0) && head[$0].isProse } }

  /// Whether a paragraph can only be the first words of a letter.
  private func isSalutation(_ at: Int) -> Bool {
    guard let first = head[at].key.first, head[at].words <= 9, CuePhrases.salutationsFolded.contains(first) else {
      return false
    }
    let end = document.text.slice(range(at)).unicodeScalars.last { !$0.properties.isWhitespace }
    let isRespectful = head[at].key.last.map { ["المحترم", "المحترمه", "محترم"].contains($0) } ?? false
    return head[at].leadsOn || end == "!" || isRespectful
  }

  /// Whether the lines are those of a program.
  private var isCode: Bool {
    guard certainty != .known else { return false }
    let signs = head.indices.count { at in
      let line = document.text.slice(range(at))
      let isOpen = line.last.map { "{};".contains($0) } ?? false
      return isOpen || line.hasSuffix("):") || line.hasPrefix("#!") || line.hasPrefix("import ") || line.hasPrefix("<?")
        || line.hasPrefix("#include") || line.hasPrefix("/*") || line.hasSuffix("()") || line.hasPrefix("def ")
    }
    return signs >= 3 && signs * 4 >= head.count
  }
}
