/// A typed stand-off span: what a step found at a place of the text.
public struct Annotation: Hashable, Sendable {
  /// UTF-8 byte offsets into the document's text; may be empty, for a point between two bytes.
  public var range: Range<Int>
  public var features: Fields

  public init(range: Range<Int>, features: Fields = Fields()) {
    self.range = range
    self.features = features
  }
}

/// The name of something that steps make and need. Beside the layers of annotations there are a few that every document has
/// as parts of its own.
public struct Layer: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public var name: String
  public init(_ name: String) { self.name = name }
  public init(stringLiteral name: String) { self.name = name }
  public var description: String { name }

  /// `Document.blocks` and the text: every reader makes them.
  public static let blocks: Layer = "blocks"
  /// `Document.segments`.
  public static let segments: Layer = "segments"
  /// `Segment.candidates`.
  public static let candidates: Layer = "candidates"
}
