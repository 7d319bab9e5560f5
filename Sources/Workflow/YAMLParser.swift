import CYAML
import Document

/// Reads one YAML document into nodes, through libyaml. Duplicate keys, a second document and runaway aliases are refused.
enum YAML {
  /// How deep lists and tables may lie in one another.
  static let maximumDepth = 64
  /// How many nodes a file may stand for once its aliases are followed.
  static let maximumNodes = 200_000

  /// - Returns: nil for a file without any content.
  /// - Throws: `yaml.syntax`, `yaml.duplicate-key`, `yaml.alias`, `yaml.depth`, with line and column.
  static func parse(_ bytes: [UInt8]) throws(Problem) -> YAMLNode? {
    var builder = YAMLBuilder()
    let parser = EventParser(bytes)
    while let event = try parser.next() {
      try builder.take(event)
    }
    return builder.root
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
  var position: Position
}

/// Owns libyaml's parser and the bytes that it reads.
@safe private final class EventParser {
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var isDone = false

  init(_ bytes: [UInt8]) {
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
    let position = Position(line: mark.line + 1, column: mark.column + 1)
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
        anchor: unsafe text(scalar.anchor), position: position)
    case YAML_SEQUENCE_START_EVENT:
      return Event(kind: .sequenceStart, anchor: unsafe text(event.data.sequence_start.anchor), position: position)
    case YAML_MAPPING_START_EVENT:
      return Event(kind: .mappingStart, anchor: unsafe text(event.data.mapping_start.anchor), position: position)
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
    let mark = unsafe parser.error == YAML_READER_ERROR ? yaml_mark_t() : parser.problem_mark
    var message = "this is no YAML: \(said)"
    if let context = unsafe parser.context {
      unsafe message += " (\(String(cString: context)) that begins at line \(parser.context_mark.line + 1))"
    }
    if unsafe parser.error == YAML_READER_ERROR {
      unsafe message += " (byte \(parser.problem_offset))"
    }
    let help: String? =
      if said.contains("cannot start any token") {
        "YAML is indented with blanks, not tabs; a text that begins with @, ` or % needs quotes"
      } else if said.contains("mapping values are not allowed") {
        "a text that holds ': ' needs quotes"
      } else if said.contains("did not find expected") {
        "look at the indentation and at unclosed quotes or brackets from here upwards"
      } else { nil }
    return Problem("yaml.syntax", message, at: Place(line: mark.line + 1, column: mark.column + 1), help: help)
  }
}

/// Puts events together into nodes, without recursion.
private struct YAMLBuilder {
  private struct Open {
    var isMapping: Bool
    var nodes: [YAMLNode] = []
    var weight = 0
    var keys: Set<String> = []
    var anchor: String?
    var position: Position
  }

  private(set) var root: YAMLNode?
  private var documents = 0
  private var stack: [Open] = []
  private var anchors: [String: YAMLNode] = [:]

  mutating func take(_ event: Event) throws(Problem) {
    let place = Place(line: event.position.line, column: event.position.column)
    switch event.kind {
    case .documentStart:
      documents += 1
      if documents > 1 {
        throw Problem("yaml.syntax", "a second YAML document begins here", at: place, help: "one workflow, one file")
      }
    case .alias(let name):
      guard let node = anchors[name] else {
        throw Problem("yaml.alias", "the alias *\(name) has no anchor &\(name) before it", at: place)
      }
      try add(node, at: event.position)
    case .scalar(let text, let isPlain, let isBlock):
      let node = YAMLNode(.scalar(text, isPlain: isPlain, isBlock: isBlock), at: event.position)
      if let anchor = event.anchor { anchors[anchor] = node }
      try add(node, at: event.position)
    case .sequenceStart, .mappingStart:
      guard stack.count < YAML.maximumDepth else {
        throw Problem(
          "yaml.depth", "lists and tables lie more than \(YAML.maximumDepth) deep in one another", at: place)
      }
      let isMapping = if case .mappingStart = event.kind { true } else { false }
      stack.append(Open(isMapping: isMapping, anchor: event.anchor, position: event.position))
    case .end:
      guard let open = stack.popLast() else { return }
      let node = YAMLNode(open.isMapping ? .mapping(pairs(open.nodes)) : .sequence(open.nodes), at: open.position)
      if let anchor = open.anchor { anchors[anchor] = node }
      try add(node, at: open.position)
    case .other: break
    }
  }

  private func pairs(_ nodes: [YAMLNode]) -> [(key: YAMLNode, value: YAMLNode)] {
    stride(from: 0, to: nodes.count - 1, by: 2).map { (key: nodes[$0], value: nodes[$0 + 1]) }
  }

  private mutating func add(_ node: YAMLNode, at position: Position) throws(Problem) {
    let place = Place(line: position.line, column: position.column)
    guard !stack.isEmpty else {
      root = node
      return
    }
    let top = stack.count - 1
    if stack[top].isMapping, stack[top].nodes.count.isMultiple(of: 2) {
      guard let key = node.text else {
        throw Problem("yaml.syntax", "a key must be text, not \(node.kindInWords)", at: place)
      }
      guard stack[top].keys.insert(key).inserted else {
        throw Problem(
          "yaml.duplicate-key", "the key '\(key)' stands twice in one table", at: place, help: "remove one of the two")
      }
    }
    stack[top].nodes.append(node)
    stack[top].weight += node.weight
    guard stack[top].weight <= YAML.maximumNodes else {
      throw Problem(
        "yaml.alias", "with its aliases the file stands for more than \(YAML.maximumNodes) nodes", at: place)
    }
  }
}
