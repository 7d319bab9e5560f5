import Text

/// A document apart: what changes together lies together, so that a store need write only the parts that a step changed.
///
/// The bytes are read by the same build of the program that wrote them; for anything that lasts there is
/// ``Document/jsonLine``.
public enum DocumentPart: Hashable, Sendable {
  /// Identifier and source.
  case head
  case metadata, text, blocks, segments, warnings
  case layer(String)

  /// A name that sorts and is stored: the parts that every document has come first.
  public var name: String {
    switch self {
    case .head: "0"
    case .metadata: "1"
    case .text: "2"
    case .blocks: "3"
    case .segments: "4"
    case .warnings: "5"
    case .layer(let name): "6" + name
    }
  }

  public init?(name: String) {
    switch name {
    case "0": self = .head
    case "1": self = .metadata
    case "2": self = .text
    case "3": self = .blocks
    case "4": self = .segments
    case "5": self = .warnings
    default:
      guard name.hasPrefix("6") else { return nil }
      self = .layer(String(name.dropFirst()))
    }
  }

  /// The parts that every document has.
  public static let fixed: [DocumentPart] = [.head, .metadata, .text, .blocks, .segments, .warnings]
}

extension Document {
  /// The parts that this document has, in the order of their names' bytes.
  public var parts: [DocumentPart] {
    let names = layers.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return DocumentPart.fixed + names.map { .layer($0) }
  }

  /// Whether somebody made a layer of annotations.
  public func hasLayer(_ name: String) -> Bool { layers[name] != nil }

  /// The parts that are not known to be the same as in an earlier state of the document: those which no longer share their
  /// storage with it. What is left out is the same for certain; what is named may be so too.
  public func partsTouched(since earlier: Document) -> [DocumentPart] {
    var touched: [DocumentPart] = [.head, .metadata]
    if !text.sharesStorage(with: earlier.text) { touched.append(.text) }
    if !blocks.sharesStorage(with: earlier.blocks) { touched.append(.blocks) }
    if !segments.sharesStorage(with: earlier.segments) { touched.append(.segments) }
    if !warnings.sharesStorage(with: earlier.warnings) { touched.append(.warnings) }
    for (name, annotations) in layers {
      if let before = earlier.layers[name], annotations.sharesStorage(with: before) { continue }
      touched.append(.layer(name))
    }
    return touched
  }

  /// The bytes of a part, for a store of this program's own.
  public func packed(_ part: DocumentPart) -> [UInt8] {
    var writer = PackWriter()
    switch part {
    case .head:
      writer.write(id)
      writer.write(source)
    case .metadata: writer.write(metadata)
    case .text: writer.write(text)
    case .blocks: writer.write(blocks) { $0.write($1) }
    case .segments: writer.write(segments) { $0.write($1) }
    case .warnings: writer.write(warnings) { $0.write($1) }
    case .layer(let name): writer.write(layers[name] ?? []) { $0.write($1) }
    }
    return writer.bytes
  }

  /// Puts a document together. The caller holds the bytes against their digest before: ranges are not looked at again.
  ///
  /// - Parameter packed: the bytes of a part; none for the layers that there are not.
  public init(
    layers names: [String], packed: (DocumentPart) throws(PackReader.Damage) -> PackReader
  ) throws(PackReader.Damage) {
    var head = try packed(.head)
    let id = try head.text()
    let source = try head.source()
    var metadata = try packed(.metadata)
    self.init(id: id, source: source, metadata: try metadata.metadata(), text: "")
    var reader = try packed(.text)
    text = try reader.text()
    text.makeContiguousUTF8()
    reader = try packed(.blocks)
    blocks = try reader.list { reader throws(PackReader.Damage) in try reader.block() }
    reader = try packed(.segments)
    segments = try reader.list { reader throws(PackReader.Damage) in try reader.segment() }
    reader = try packed(.warnings)
    warnings = try reader.list { reader throws(PackReader.Damage) in try reader.problem() }
    for name in names {
      reader = try packed(.layer(name))
      layers[name] = try reader.list { reader throws(PackReader.Damage) in try reader.annotation() }
    }
  }
}

extension Array {
  fileprivate func sharesStorage(with other: [Element]) -> Bool {
    guard count == other.count else { return false }
    if isEmpty { return true }
    return withUnsafeBufferPointer { own in other.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress } }
  }
}

extension String {
  fileprivate func sharesStorage(with other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    // Short texts have no storage of their own.
    if utf8.count < 64 { return utf8.elementsEqual(other.utf8) }
    return utf8.withContiguousStorageIfAvailable { own in
      other.utf8.withContiguousStorageIfAvailable { own.baseAddress == $0.baseAddress } ?? false
    } ?? false
  }
}
