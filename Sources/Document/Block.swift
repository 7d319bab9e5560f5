/// A paragraph, heading, list item, quote, table or piece of code: one stretch of the text.
public struct Block: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case paragraph, heading
    case listItem = "list-item"
    case quote, table, code
  }

  /// What the block is for in its document.
  public enum Role: String, Sendable, CaseIterable {
    case title, section, dateline, byline, body, caption, note
    /// Kept, out of every analysis: "read also" lines, share bars, the headline's double.
    case boilerplate
  }

  /// The same through every step of a run.
  public var id: String
  public var kind: Kind
  public var role: Role
  /// UTF-8 byte offsets into the document's text.
  public var range: Range<Int>
  /// Depth of a heading or list item, from 1; nil where it has none.
  public var level: Int?
  /// Number of an item of an ordered list; nil for bullets and for all other blocks.
  public var number: Int?
  /// Where the block stood in the source.
  public var place: Place
  public var runs: [Run]

  public init(
    id: String, kind: Kind = .paragraph, role: Role = .body, range: Range<Int>, level: Int? = nil, number: Int? = nil,
    place: Place = Place(),
    runs: [Run] = []
  ) {
    self.id = id
    self.kind = kind
    self.role = role
    self.range = range
    self.level = level
    self.number = number
    self.place = place
    self.runs = runs
  }
}

/// Inline formatting: a stretch of a block that is emphasised, linked, in another language …
public struct Run: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case emphasis, strong, link, code, note, image, language, direction
  }

  public var kind: Kind
  /// UTF-8 byte offsets into the document's text.
  public var range: Range<Int>
  /// A link's or image's address, a note's text, a language tag, `rtl` or `ltr`; nil for the others.
  public var value: String?

  public init(_ kind: Kind, _ range: Range<Int>, value: String? = nil) {
    self.kind = kind
    self.range = range
    self.value = value
  }
}
