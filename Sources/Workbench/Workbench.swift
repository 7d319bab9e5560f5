public import Document

/// What reads bytes and makes documents of them.
public protocol Reader: Sendable {
  /// Reads the source and hands on each document as soon as it is whole: one for an article, many for a feed or an archive.
  ///
  /// - Throws: what made reading impossible. Damage that leaves a document to show is a warning on that document.
  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem)
}

/// What changes one document: adds annotations, candidates, metadata, or asks for edits of the text.
///
/// A processor keeps nothing between documents; it is called from several threads at once.
public protocol Processor: Sendable {
  func process(_ document: inout Document, in context: RunContext) throws(Problem)
}

/// What looks at all documents of a run at once.
public protocol CollectionProcessor: Sendable {
  /// - Returns: what was found, for later steps and for tests; null where everything went to the outputs of the context.
  func process(_ documents: Documents, in context: RunContext) throws(Problem) -> Value
}

/// What makes bytes of documents.
public protocol Writer: Sendable {
  func write(_ documents: Documents, to sink: ByteSink, in context: RunContext) throws(Problem)
}

/// The documents of a run in the order of the inputs, read from the run's store one at a time, as often as wanted.
public struct Documents: Sendable {
  public let count: Int
  private let load: @Sendable (Int) throws(Problem) -> Document

  public init(count: Int, load: @escaping @Sendable (Int) throws(Problem) -> Document) {
    self.count = count
    self.load = load
  }

  public init(_ documents: [Document]) {
    self.init(count: documents.count) { at in documents[at] }
  }

  /// The document at a position from 0; each call reads it anew.
  public func document(at position: Int) throws(Problem) -> Document { try load(position) }

  /// Reads each document in turn.
  public func walk(_ body: (Int, Document) throws(Problem) -> Void) throws(Problem) {
    for position in 0..<count { try body(position, try load(position)) }
  }
}
