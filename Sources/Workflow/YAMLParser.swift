import CYAML
import Document

/// Reads one YAML document into nodes, through libyaml. Duplicate keys, a second document and runaway aliases are refused.
enum YAML {
  /// How deep lists and tables may lie in one another.
  static let maximumDepth = 64
  /// How many nodes a file may stand for once its aliases are followed.
  static let maximumNodes = 200_000

  /// - Returns: nil for a file without any content.
  /// - Throws: the first fault, with line and column.
  static func parse(_ bytes: [UInt8]) throws(Problem) -> YAMLNode? {
    let (root, faults) = try read(bytes)
    if let first = faults.first { throw first }
    return root
  }

  /// - Returns: the file's node, nil for a file without any content, and faults behind which it could be read on.
  /// - Throws: `yaml.syntax`, `yaml.encoding`, `yaml.alias`, `yaml.depth`: what ends the reading, with line and column.
  static func read(_ bytes: [UInt8]) throws(Problem) -> (root: YAMLNode?, faults: [Problem]) {
    try YAMLEncoding(bytes).check()
    var builder = YAMLBuilder()
    let parser = EventParser(bytes)
    while !builder.isDone, let event = try parser.next() {
      try builder.take(event)
    }
    return (builder.root, builder.faults)
  }
}

/// One event of libyaml's, copied out of it.
private struct Event {
  enum Kind {
    case documentStart
    case alias(String)
    case scalar(String, isPlain: Bool, isBlock: Bool)
    case sequenceStart
    case mappingStart
    case end
    case other
  }
  var kind: Kind
  var anchor: String?
  var tag: String?
  var position: Position
}

/// Owns libyaml's parser and the bytes that it reads.
@safe private final class EventParser {
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let positions: YAMLPositions
  private let bytes: [UInt8]
  private var isDone = false

  init(_ bytes: [UInt8]) {
    positions = YAMLPositions(bytes)
    self.bytes = bytes
    unsafe input = .allocate(capacity: max(bytes.count, 1))
    _ = unsafe input.initialize(fromContentsOf: bytes)
    unsafe yaml_parser_initialize(parser)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// The next event; nil at the end.
  func next() throws(Problem) -> Event? {
    if isDone { return nil }
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw unsafe problem(parser.pointee) }
    defer { unsafe yaml_event_delete(&event) }
    let mark = unsafe event.start_mark
    let position = positions[mark.index]
    switch unsafe event.type {
    case YAML_STREAM_END_EVENT:
      isDone = true
      return nil
    case YAML_DOCUMENT_START_EVENT: return Event(kind: .documentStart, position: position)
    case YAML_ALIAS_EVENT:
      return Event(kind: .alias(unsafe text(event.data.alias.anchor) ?? ""), position: position)
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let style = unsafe scalar.style
      return Event(
        kind: .scalar(
          unsafe String(decoding: bytes, as: UTF8.self), isPlain: style == YAML_PLAIN_SCALAR_STYLE,
          isBlock: style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE),
        anchor: unsafe text(scalar.anchor), tag: unsafe text(scalar.tag), position: position)
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe event.data.sequence_start
      return Event(
        kind: .sequenceStart, anchor: unsafe text(start.anchor), tag: unsafe text(start.tag), position: position)
    case YAML_MAPPING_START_EVENT:
      let start = unsafe event.data.mapping_start
      return Event(
        kind: .mappingStart, anchor: unsafe text(start.anchor), tag: unsafe text(start.tag), position: position)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return Event(kind: .end, position: position)
    default: return Event(kind: .other, position: position)
    }
  }

  private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    guard let pointer = unsafe pointer else { return nil }
    return unsafe String(cString: pointer)
  }

  private func problem(_ parser: yaml_parser_t) -> Problem {
    let said = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "it cannot be read"
    let context = unsafe parser.context.map { unsafe String(cString: $0) } ?? ""
    let found = YAMLFaults.Finding(
      problem: said, position: unsafe positions[parser.problem_mark.index], context: context,
      start: unsafe positions[parser.context_mark.index])
    return YAMLFaults(lines: SourceLines(bytes)).problem(found)
  }
}

/// Puts events together into nodes, without recursion.
private struct YAMLBuilder {
  private struct Open {
    var isMapping: Bool
    var nodes: [YAMLNode] = []
    var weight = 0
    /// Keys with the lines on which they stand.
    var keys: [String: Int] = [:]
    /// Positions of pairs, among the nodes, that are left out because of a fault.
    var dropped: Set<Int> = []
    var anchor: String?
    var position: Position
  }

  private(set) var root: YAMLNode?
  private(set) var faults: [Problem] = []
  /// Whether what follows is not to be read.
  private(set) var isDone = false
  private var documents = 0
  private var stack: [Open] = []
  private var anchors: [String: YAMLNode] = [:]

  mutating func take(_ event: Event) throws(Problem) {
    let place = Place(line: event.position.line, column: event.position.column)
    if let tag = event.tag, !YAMLBuilder.isKnown(tag) {
      faults.append(
        Problem(
          "yaml.tag", "the tag \(YAMLBuilder.written(tag)) has no meaning here", at: place,
          help: "remove it, or put the text in quotes"))
    }
    switch event.kind {
    case .documentStart:
      documents += 1
      guard documents > 1 else { return }
      faults.append(
        Problem(
          "yaml.syntax", "a second YAML document begins here", at: place,
          help: "one file holds one workflow: remove the line with ---, or what follows it"))
      isDone = true
    case .alias(let name):
      if let node = anchors[name] { return try add(node, at: event.position) }
      faults.append(
        Problem(
          "yaml.alias", "the alias *\(name) has no anchor &\(name) before it", at: place,
          help: "a text that begins with * needs quotes"))
      try add(YAMLNode(.scalar("", isPlain: true, isBlock: false), at: event.position), at: event.position)
    case .scalar(let text, let isPlain, let isBlock):
      let isText = event.tag == "tag:yaml.org,2002:str" || event.tag == "!"
      let node = YAMLNode(.scalar(text, isPlain: isPlain && !isText, isBlock: isBlock), at: event.position)
      if let anchor = event.anchor { anchors[anchor] = node }
      try add(node, at: event.position)
    case .sequenceStart, .mappingStart:
      guard stack.count < YAML.maximumDepth else {
        throw Problem(
          "yaml.depth", "lists and tables lie more than \(YAML.maximumDepth) deep in one another", at: place,
          help: "no workflow needs that")
      }
      let isMapping = if case .mappingStart = event.kind { true } else { false }
      stack.append(Open(isMapping: isMapping, anchor: event.anchor, position: event.position))
    case .end:
      guard let open = stack.popLast() else { return }
      let node = YAMLNode(open.isMapping ? .mapping(pairs(open)) : .sequence(open.nodes), at: open.position)
      if let anchor = open.anchor { anchors[anchor] = node }
      try add(node, at: open.position)
    case .other: break
    }
  }

  private static func written(_ tag: String) -> String {
    let core = "tag:yaml.org,2002:"
    return tag.hasPrefix(core) ? "!!" + tag.dropFirst(core.count) : tag
  }

  /// Tags of the core schema, which say what the text says anyway.
  private static func isKnown(_ tag: String) -> Bool {
    let names = ["str", "int", "float", "bool", "null", "seq", "map"]
    return tag == "!" || names.contains { tag == "tag:yaml.org,2002:" + $0 }
  }

  private func pairs(_ open: Open) -> [(key: YAMLNode, value: YAMLNode)] {
    stride(from: 0, to: open.nodes.count - 1, by: 2).filter { !open.dropped.contains($0) }
      .map { (key: open.nodes[$0], value: open.nodes[$0 + 1]) }
  }

  private mutating func add(_ node: YAMLNode, at position: Position) throws(Problem) {
    let place = Place(line: position.line, column: position.column)
    guard !stack.isEmpty else {
      root = node
      return
    }
    let top = stack.count - 1
    if stack[top].isMapping, stack[top].nodes.count.isMultiple(of: 2) {
      if let fault = fault(ofKey: node, in: stack[top], at: place) {
        faults.append(fault)
        stack[top].dropped.insert(stack[top].nodes.count)
      } else {
        stack[top].keys[node.text ?? ""] = position.line
      }
    }
    stack[top].nodes.append(node)
    stack[top].weight += node.weight
    guard stack[top].weight <= YAML.maximumNodes else {
      throw Problem(
        "yaml.alias", "with its aliases the file stands for more than \(YAML.maximumNodes) nodes", at: place)
    }
  }

  private func fault(ofKey node: YAMLNode, in table: Open, at place: Place) -> Problem? {
    guard let key = node.text else {
      let remedy =
        node.pairs != nil ? "a text that begins with { needs quotes" : "a text that begins with [ needs quotes"
      return Problem("yaml.syntax", "a key must be text, not \(node.kindInWords)", at: place, help: remedy)
    }
    if node.isPlainScalar, key == "<<" {
      return Problem(
        "yaml.merge", "'<<' merges nothing: YAML 1.2 has no merge keys", at: place, help: "write the keys out")
    }
    if key.isEmpty {
      return Problem("yaml.syntax", "a key is missing before ':'", at: place, help: "write `key: value`")
    }
    return table.keys[key].map { line in
      Problem(
        "yaml.duplicate-key", "the key '\(key)' stands twice in one table", at: place,
        help: "remove one of the two; the first is on line \(line)")
    }
  }
}
