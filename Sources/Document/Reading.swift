import Text

/// A document in the order in which it is read: what stands above the text first.
public struct Reading: Sendable {
  /// The title where no block has it.
  public var title: String?
  /// When it was published, where no block says so.
  public var published: String?
  /// Title, section, bylines, datelines.
  public var head: [Block]
  /// The other blocks in the order of the text.
  public var body: [Block]
  /// How much deeper the headings of the body stand than their levels say: below a title they begin at 2.
  public var headingShift: Int

  /// - Parameter boilerplate: whether blocks of that role are among the body.
  public init(_ document: Document, boilerplate: Bool) {
    func blocks(_ role: Block.Role) -> [Block] { document.blocks.filter { $0.role == role } }
    let titles = blocks(.title)
    let datelines = blocks(.dateline)
    head = titles + blocks(.section) + blocks(.byline) + datelines
    title = titles.isEmpty ? document.metadata.title : nil
    published = datelines.isEmpty ? document.metadata.published?.readable : nil
    body = document.blocks.filter { block in
      switch block.role {
      case .title, .section, .byline, .dateline: false
      case .boilerplate: boilerplate
      case .body, .caption, .note: true
      }
    }
    let hasTitle = !titles.isEmpty || title != nil
    headingShift = hasTitle && body.contains { $0.kind == .heading && $0.level ?? 2 == 1 } ? 1 : 0
  }

  /// The level of a heading of the body, 1 to 6.
  public func level(_ heading: Block) -> Int { min(6, max(1, (heading.level ?? 2) + headingShift)) }
}

extension Moment {
  /// Date, and time as far as it was stated: `2025-01-20 03:56 UTC`.
  public var readable: String {
    let text = instant.description
    return switch precision {
    case .year: String(text.prefix(4))
    case .month: String(text.prefix(7))
    case .day: String(text.prefix(10))
    case .hour, .minute: text.prefix(10) + " " + text.dropFirst(11).prefix(5) + " UTC"
    case .second: text.prefix(10) + " " + text.dropFirst(11).prefix(8) + " UTC"
    }
  }
}
