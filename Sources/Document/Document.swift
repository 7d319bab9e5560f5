import Text

/// Where a document came from. Kept as it was, never edited.
public struct Source: Hashable, Sendable {
  /// The path as it was given; `-` for standard input.
  public var path: String
  /// SHA-256 of the original bytes, 64 hexadecimal digits.
  public var sha256: String
  public var mediaType: String
  /// The charset that the bytes were decoded from, by its IANA name; nil for formats that have none.
  public var charset: String?
  /// Identifier and version of the reader: `parse.html@1`.
  public var reader: String

  public init(path: String, sha256: String, mediaType: String, charset: String? = nil, reader: String) {
    self.path = path
    self.sha256 = sha256
    self.mediaType = mediaType
    self.charset = charset
    self.reader = reader
  }
}

/// One document: its text, and everything known about it as ranges over that text.
///
/// All ranges are half-open UTF-8 byte offsets into `text`. The text cannot be set: a step collects edits with
/// ``replace(_:with:)``, and ``applyEdits(by:)`` applies them at its end and moves every range along.
public struct Document: Hashable, Sendable {
  public var id: String
  public var source: Source
  public var metadata: Metadata
  /// NFC, blocks parted by line feeds.
  public internal(set) var text: String
  public var blocks: [Block]
  /// In the order of the text, not overlapping.
  public var segments: [Segment]
  /// Annotations by the name of their layer, each layer in the order of the text.
  public internal(set) var layers: [String: [Annotation]]
  public var warnings: [Problem]
  /// Edits that the running step has asked for so far.
  public internal(set) var pendingEdits: [Edit] = []

  public init(
    id: String, source: Source, metadata: Metadata = Metadata(), text: String, blocks: [Block] = [],
    segments: [Segment] = [], warnings: [Problem] = []
  ) {
    self.id = id
    self.source = source
    self.metadata = metadata
    self.text = Canonical.nfc(text)
    self.blocks = blocks
    self.segments = segments
    self.layers = [:]
    self.warnings = warnings
    self.text.makeContiguousUTF8()
  }
}

extension Document {
  /// The text of a range of UTF-8 byte offsets, without copying.
  public func text(in range: Range<Int>) -> Substring { text.slice(range) }

  /// The annotations of a layer in the order of the text; none where nobody made the layer.
  public func annotations(_ layer: Layer) -> [Annotation] { layers[layer.name] ?? [] }

  /// The annotations of a layer that lie within a range of the text, by binary search.
  public func annotations(_ layer: Layer, in range: Range<Int>) -> ArraySlice<Annotation> {
    let all = layers[layer.name] ?? []
    let first = all.partitionPoint { $0.range.lowerBound >= range.lowerBound }
    var last = first
    while last < all.count, all[last].range.lowerBound < range.upperBound { last += 1 }
    return all[first..<last]
  }

  /// Adds one annotation at its place in the layer's order: by start, then the longer first, then in order of arrival.
  public mutating func annotate(_ layer: Layer, _ range: Range<Int>, _ features: Fields = Fields()) {
    precondition(range.lowerBound >= 0 && range.upperBound <= text.utf8.count, "an annotation lies within the text")
    let annotation = Annotation(range: range, features: features)
    let at = layers[layer.name, default: []].partitionPoint {
      ($0.range.lowerBound, range.upperBound) > (range.lowerBound, $0.range.upperBound)
    }
    layers[layer.name, default: []].insert(annotation, at: at)
  }

  /// Replaces a whole layer, sorted by start and the longer first; an empty list removes it.
  public mutating func setLayer(_ layer: Layer, _ annotations: [Annotation]) {
    let isSorted = zip(annotations, annotations.dropFirst()).allSatisfy { a, b in
      (a.range.lowerBound, b.range.upperBound) <= (b.range.lowerBound, a.range.upperBound)
    }
    if isSorted {
      layers[layer.name] = annotations.isEmpty ? nil : annotations
      return
    }
    let sorted = annotations.enumerated().sorted {
      ($0.element.range.lowerBound, $1.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, $0.element.range.upperBound, $1.offset)
    }
    layers[layer.name] = sorted.isEmpty ? nil : sorted.map(\.element)
  }

  /// The blocks that analyses look at: those of role body, in the order of the text.
  public var body: [Block] { blocks.filter { $0.role == .body } }

  /// The block that holds a byte offset; nil between blocks.
  public func block(at offset: Int) -> Block? {
    let after = blocks.partitionPoint { $0.range.lowerBound > offset }
    guard after > 0, blocks[after - 1].range.contains(offset) else { return nil }
    return blocks[after - 1]
  }

  /// Whether a range of byte offsets lies in the text and cuts no character's bytes apart.
  public func isValid(_ range: Range<Int>) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= text.utf8.count else { return false }
    return isBoundary(range.lowerBound) && isBoundary(range.upperBound)
  }

  private func isBoundary(_ offset: Int) -> Bool {
    let utf8 = text.utf8
    guard offset < utf8.count else { return true }
    return utf8[utf8.index(utf8.startIndex, offsetBy: offset)] & 0xC0 != 0x80
  }
}

extension Array {
  /// The first position from which `isAfter` holds; it must hold for a tail of the array and for nothing before it.
  public func partitionPoint(where isAfter: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
