public import Text

/// A point in time as a source stated it.
public struct Moment: Hashable, Sendable {
  /// The start of the stated unit of time, in UTC.
  public var instant: Instant
  /// How exact the statement was.
  public var precision: Precision
  /// The words of the source.
  public var original: String

  public init(instant: Instant, precision: Precision, original: String) {
    self.instant = instant
    self.precision = precision
    self.original = original
  }
}

/// What is known about a document as a whole.
public struct Metadata: Hashable, Sendable {
  public var title: String?
  public var authors: [String] = []
  public var publisher: String?
  public var section: String?
  public var published: Moment?
  public var modified: Moment?
  public var retrieved: Moment?
  /// BCP 47.
  public var language: String?
  public var direction: Direction?
  public var url: String?
  /// Admiralty grade of the source, such as `B2`.
  public var grade: String?
  /// Handling marking, such as `TLP:GREEN`.
  public var handling: String?
  /// Identifier of the document that this one is an attachment or entry of.
  public var parent: String?
  /// Which part of the parent this is.
  public var part: String?
  /// Free keys, written beside the others; a key of the names above is not free.
  public var other = Fields()

  public init() {}
}
