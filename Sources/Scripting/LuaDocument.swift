import Document
import Text
import Workbench

/// A document in the hands of a script. Its parts keep their numbers while the script runs, whatever it adds.
final class LuaDocument {
  /// An annotation with the layer it is on.
  private struct Entry {
    var layer: String
    var annotation: Annotation
    var isRemoved = false
  }

  private(set) var document: Document
  let isReadOnly: Bool
  /// The text as bytes that stay where they are.
  let bytes: StableBytes
  private var entries: [Entry]?
  /// Layers whose annotations the script changed.
  private var changed: Set<String> = []
  private lazy var allTokens = Tokenizer.tokens(in: document.text)

  init(_ document: Document, isReadOnly: Bool) {
    self.document = document
    self.isReadOnly = isReadOnly
    bytes = StableBytes(document.text)
  }

  /// The document with what the script did to layers.
  func finished() -> Document {
    for layer in changed.sorted() {
      let annotations = (entries ?? []).filter { $0.layer == layer && !$0.isRemoved }.map(\.annotation)
      document.setLayer(Layer(layer), annotations)
    }
    changed = []
    return document
  }

  func edit(_ body: (inout Document) throws(LuaComplaint) -> Void) throws(LuaComplaint) {
    try requireWritable()
    try body(&document)
  }

  private func requireWritable() throws(LuaComplaint) {
    if isReadOnly { throw LuaComplaint("a collection step looks at documents and does not change them") }
  }

  func replace(_ range: Range<Int>, with text: String) throws(LuaComplaint) {
    try requireWritable()
    do {
      try document.replace(range, with: text)
    } catch { throw LuaComplaint(error.message) }
  }

  /// A range of Lua's: from 1, with its last byte.
  func range(from: Int, to: Int) throws(LuaComplaint) -> Range<Int> {
    guard from >= 1, to >= from - 1, to <= document.text.utf8.count else {
      throw LuaComplaint("bytes \(from) to \(to) do not fit the text, which has \(document.text.utf8.count) bytes")
    }
    let range = from - 1..<to
    guard document.isValid(range) else {
      throw LuaComplaint("bytes \(from) to \(to) cut a character apart")
    }
    return range
  }

  // MARK: parts

  func range(of element: LuaElement) throws(LuaComplaint) -> Range<Int> {
    switch element.kind {
    case .document, .metadata: return 0..<document.text.utf8.count
    case .block where document.blocks.indices.contains(element.index): return document.blocks[element.index].range
    case .segment where document.segments.indices.contains(element.index): return document.segments[element.index].range
    case .token where allTokens.indices.contains(element.index): return allTokens[element.index].range
    case .annotation, .features: return try annotation(element).range
    default: throw LuaComplaint("that \(element.kindName) is not part of the document")
    }
  }

  func block(_ element: LuaElement) throws(LuaComplaint) -> Block {
    guard document.blocks.indices.contains(element.index) else { throw LuaComplaint("there is no such block") }
    return document.blocks[element.index]
  }

  func setBlock(_ element: LuaElement, _ body: (inout Block) throws(LuaComplaint) -> Void) throws(LuaComplaint) {
    try requireWritable()
    _ = try block(element)
    try body(&document.blocks[element.index])
  }

  func segment(_ element: LuaElement) throws(LuaComplaint) -> Segment {
    guard document.segments.indices.contains(element.index) else { throw LuaComplaint("there is no such segment") }
    return document.segments[element.index]
  }

  func addCandidate(_ element: LuaElement, _ candidate: Candidate) throws(LuaComplaint) {
    try requireWritable()
    let known = try segment(element).candidates
    let at = known.firstIndex { $0.score < candidate.score } ?? known.count
    document.segments[element.index].candidates.insert(candidate, at: at)
  }

  func token(_ element: LuaElement) throws(LuaComplaint) -> Token {
    guard allTokens.indices.contains(element.index) else { throw LuaComplaint("there is no such token") }
    return allTokens[element.index]
  }

  /// Positions of the tokens that lie within a range.
  func tokens(in range: Range<Int>) -> Range<Int> {
    let first = allTokens.partitionPoint { $0.range.lowerBound >= range.lowerBound }
    let last = allTokens.partitionPoint { $0.range.lowerBound >= range.upperBound }
    return first..<max(first, last)
  }

  /// Positions of the segments that begin within a range.
  func segments(in range: Range<Int>) -> Range<Int> {
    let first = document.segments.partitionPoint { $0.range.lowerBound >= range.lowerBound }
    let last = document.segments.partitionPoint { $0.range.lowerBound >= range.upperBound }
    return first..<max(first, last)
  }

  // MARK: annotations

  private func load() -> [Entry] {
    if let entries { return entries }
    let loaded = document.layers.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .flatMap { layer in layer.value.map { Entry(layer: layer.key, annotation: $0) } }
    entries = loaded
    return loaded
  }

  /// Positions of the annotations of a layer, or of all, that lie within a range; in the order of the text.
  func annotations(_ layer: String?, in range: Range<Int>) -> [Int] {
    let all = load()
    let found = all.indices.filter { at in
      let entry = all[at]
      return !entry.isRemoved && (layer == nil || entry.layer == layer)
        && entry.annotation.range.lowerBound >= range.lowerBound
        && entry.annotation.range.upperBound <= range.upperBound
    }
    return found.sorted { a, b in
      let (first, second) = (all[a].annotation.range, all[b].annotation.range)
      return (first.lowerBound, second.upperBound, a) < (second.lowerBound, first.upperBound, b)
    }
  }

  func annotation(_ element: LuaElement) throws(LuaComplaint) -> Annotation {
    let all = load()
    guard all.indices.contains(element.index), !all[element.index].isRemoved else {
      throw LuaComplaint("there is no such annotation any more")
    }
    return all[element.index].annotation
  }

  func layer(of element: LuaElement) throws(LuaComplaint) -> String {
    _ = try annotation(element)
    return load()[element.index].layer
  }

  /// - Returns: the position of the new annotation.
  func annotate(_ layer: String, _ range: Range<Int>, _ features: Fields) throws(LuaComplaint) -> Int {
    try requireWritable()
    guard !layer.isEmpty else { throw LuaComplaint("a layer has a name") }
    _ = load()
    entries?.append(Entry(layer: layer, annotation: Annotation(range: range, features: features)))
    changed.insert(layer)
    return (entries?.count ?? 1) - 1
  }

  func remove(_ element: LuaElement) throws(LuaComplaint) {
    try requireWritable()
    changed.insert(try layer(of: element))
    entries?[element.index].isRemoved = true
  }

  func setFeature(_ element: LuaElement, _ key: String, _ value: Value?) throws(LuaComplaint) {
    try requireWritable()
    changed.insert(try layer(of: element))
    entries?[element.index].annotation.features[key] = value
  }

  /// Names of the layers that hold something, sorted.
  var layerNames: [String] {
    Set(load().filter { !$0.isRemoved }.map(\.layer)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// Bytes of a text at an address that does not change.
@safe final class StableBytes {
  private let space: UnsafeMutableBufferPointer<UInt8>

  init(_ text: String) {
    unsafe space = .allocate(capacity: max(1, text.utf8.count))
    _ = unsafe space.initialize(from: text.utf8)
  }

  deinit { unsafe space.deallocate() }

  var start: UnsafePointer<UInt8>? { unsafe space.baseAddress.map { unsafe UnsafePointer($0) } }
}
