import Document
import Text
import Workbench

/// What a script may do to a document.
struct LuaPermissions: Sendable {
  var isReadOnly: Bool
  /// Names of the layers it may touch; nil for all.
  var makes: Set<String>?
  var editsText: Bool

  static let none = LuaPermissions(isReadOnly: true, makes: [], editsText: false)
  static let all = LuaPermissions(isReadOnly: false, makes: nil, editsText: true)
}

extension LuaPermissions {
  /// What a step's manual says that it does.
  init(_ manual: Manual) {
    self.init(
      isReadOnly: false, makes: manual.makesAnyLayer ? nil : Set(manual.makes.map(\.name)),
      editsText: manual.editsText)
  }
}

/// A document in the hands of a script. Its parts keep their numbers while the script runs, whatever it adds.
final class LuaDocument {
  /// An annotation with the layer it is on.
  private struct Entry {
    var layer: String
    var annotation: Annotation
    var isRemoved = false
  }

  private(set) var document: Document
  private let permissions: LuaPermissions
  /// The text as bytes that stay where they are.
  let bytes: StableBytes
  private var entries: [Entry]?
  /// Positions in the order of the text, by layer, and under nil those of all layers; made when they are asked for.
  private var orders: [String?: [Int]] = [:]
  /// Layers whose annotations the script changed.
  private var changed: Set<String> = []
  /// Bytes, about, of what the script added.
  private(set) var held = 0
  /// Bytes of fields of the metadata that the script set.
  private var fields: [String: Int] = [:]
  private lazy var allTokens = Tokenizer.tokens(in: document.text)

  init(_ document: Document, permissions: LuaPermissions) {
    self.document = document
    self.permissions = permissions
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

  /// A field that takes the place of what it was before.
  func hold(_ field: String, _ bytes: Int) {
    held += bytes - (fields.updateValue(bytes, forKey: field) ?? 0)
  }

  func setMetadata(_ key: String, _ value: Value?) throws(LuaComplaint) {
    try requireWritable()
    held += weight(key, value) - weight(key, document.metadata.other[key])
    document.metadata.other[key] = value
  }

  func warn(_ message: String) throws(LuaComplaint) {
    try requireWritable()
    held += 400 + message.utf8.count
    document.warnings.append(Problem("script.warning", message))
  }

  private func weight(_ key: String, _ value: Value?) -> Int { value.map { 80 + key.utf8.count + $0.weight } ?? 0 }

  private func requireWritable() throws(LuaComplaint) {
    if permissions.isReadOnly {
      throw LuaComplaint("a condition or a collection step looks at documents and does not change them")
    }
  }

  private func requireMaking(_ layer: String) throws(LuaComplaint) {
    try requireWritable()
    guard permissions.makes?.contains(layer) ?? true else {
      let near = layer.utf8.count > 2 ? nearest(layer, among: permissions.makes?.sorted() ?? [], limit: 1).first : nil
      throw LuaComplaint(
        "the step does not say that it makes '\(layer)': \(near.map { "did you mean '\($0)'?" } ?? "add it to 'makes'")"
      )
    }
  }

  func replace(_ range: Range<Int>, with text: String) throws(LuaComplaint) {
    try requireWritable()
    guard permissions.editsText else {
      throw LuaComplaint("the step does not say that it changes the text: add 'edits = true' to its table")
    }
    do {
      try document.replace(range, with: text)
    } catch {
      // Both ends as Lua counts them.
      throw LuaComplaint(
        error.code == "document.edits-overlap"
          ? "bytes \(range.lowerBound + 1) to \(range.upperBound) touch an edit that was asked for before"
          : error.message)
    }
    held += 96 + (text.utf8.count > 15 ? 32 + text.utf8.count : 0)
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
    try requireMaking(Layer.candidates.name)
    let known = try segment(element).candidates
    held += 200 + candidate.target.utf8.count + candidate.origin.utf8.count
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
    let order = order(layer)
    let first = order.partitionPoint { all[$0].annotation.range.lowerBound >= range.lowerBound }
    return order[first...].prefix { all[$0].annotation.range.lowerBound <= range.upperBound }.filter { at in
      !all[at].isRemoved && all[at].annotation.range.upperBound <= range.upperBound
    }
  }

  private func order(_ layer: String?) -> [Int] {
    if let known = orders[layer] { return known }
    let all = load()
    let order = all.indices.filter { layer == nil || all[$0].layer == layer }.sorted { isOrdered($0, before: $1) }
    // Names that no layer has could be without end.
    if !order.isEmpty { orders[layer] = order }
    return order
  }

  private func isOrdered(_ a: Int, before b: Int) -> Bool {
    guard let entries else { return a < b }
    let (first, second) = (entries[a].annotation.range, entries[b].annotation.range)
    return (first.lowerBound, second.upperBound, a) < (second.lowerBound, first.upperBound, b)
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
    guard !layer.isEmpty else { throw LuaComplaint("a layer has a name") }
    guard ![Layer.blocks, .segments, .candidates, .edits].contains(Layer(layer)) else {
      throw LuaComplaint("'\(layer)' is a part of the document and no layer for annotations")
    }
    try requireMaking(layer)
    let at = load().count
    held += 160 + layer.utf8.count + Value.object(features).weight
    entries?.append(Entry(layer: layer, annotation: Annotation(range: range, features: features)))
    changed.insert(layer)
    for key in [nil, layer] where orders[key] != nil {
      let place = orders[key, default: []].partitionPoint { isOrdered(at, before: $0) }
      orders[key]?.insert(at, at: place)
    }
    return at
  }

  func remove(_ element: LuaElement) throws(LuaComplaint) {
    let layer = try layer(of: element)
    try requireMaking(layer)
    changed.insert(layer)
    entries?[element.index].isRemoved = true
  }

  func setFeature(_ element: LuaElement, _ key: String, _ value: Value?) throws(LuaComplaint) {
    let layer = try layer(of: element)
    try requireMaking(layer)
    changed.insert(layer)
    held += weight(key, value) - weight(key, entries?[element.index].annotation.features[key])
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
