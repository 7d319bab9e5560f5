import Document
import Text
import Workbench

extension LuaLibrary {
  private static let ranged: [LuaElement.Kind] = [.document, .block, .segment, .token, .annotation]

  static let parts: [LuaEntry] = [
    field("element", "from", "number", ranged, "Its first byte in the text, from 1.", span: 1) {
      document, element throws(LuaComplaint) in .integer(try document.range(of: element).lowerBound + 1)
    },
    field("element", "to", "number", ranged, "Its last byte.", span: 2) { document, element throws(LuaComplaint) in
      .integer(try document.range(of: element).upperBound)
    },
    field("element", "text", "text", ranged, "Its text.", span: 3) { document, element throws(LuaComplaint) in
      .text(String(document.document.text(in: try document.range(of: element))))
    },
    field(
      "block", "kind", "text", [.block, .token],
      "paragraph, heading, list-item, quote, table or code; of a token word, number, punctuation or symbol.",
      set: { host, element, value throws(LuaComplaint) in
        guard element.kind == .block else { throw LuaComplaint("'kind' of a \(element.kindName) cannot be set") }
        guard case .text(let name) = value, let kind = Block.Kind(rawValue: name) else {
          throw LuaComplaint(
            "'kind' of a block is one of \(Block.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        try host.document(element.document).setBlock(element) { block throws(LuaComplaint) in block.kind = kind }
      },
      get: { document, element throws(LuaComplaint) in
        if element.kind == .token { return .text(try document.token(element).kind.name) }
        return .text(try document.block(element).kind.rawValue)
      }),
    field(
      "block", "role", "text", [.block], "title, section, dateline, byline, body, caption, note or boilerplate.",
      set: { host, element, value throws(LuaComplaint) in
        guard case .text(let name) = value, let role = Block.Role(rawValue: name) else {
          throw LuaComplaint("'role' is one of \(Block.Role.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        try host.document(element.document).setBlock(element) { block throws(LuaComplaint) in block.role = role }
      },
      get: { document, element throws(LuaComplaint) in .text(try document.block(element).role.rawValue) }),
    field("block", "level", "number", [.block], "Depth of a heading or list item, from 1.") {
      document, element throws(LuaComplaint) in try document.block(element).level.map { .integer($0) } ?? .none
    },
    field("block", "number", "number", [.block], "Number of an item of an ordered list.") {
      document, element throws(LuaComplaint) in try document.block(element).number.map { .integer($0) } ?? .none
    },
    field("block", "place", "table", [.block], "Where it stood in the source: line, page, part, row.") {
      document, element throws(LuaComplaint) in LuaValue(try document.block(element).place.json)
    },
    field(
      "segment", "candidates", "list of tables", [.segment],
      "Proposed translations, best first: target, score, kind, origin."
    ) { document, element throws(LuaComplaint) in
      .list(
        try document.segment(element).candidates.map { candidate in
          .table([
            ("target", .text(candidate.target)), ("score", .number(candidate.score)),
            ("kind", .text(candidate.kind.rawValue)), ("origin", .text(candidate.origin)),
          ])
        })
    },
    method(
      "segment", "add", "{target, score, kind, origin}", [.segment],
      "Adds a proposed translation at the place of its score.", handsOver: true
    ) { host, arguments throws(LuaComplaint) in
      let element = try arguments.element(0)
      let value = arguments.value(1)
      guard case .text(let target)? = value["target"], case .text(let origin)? = value["origin"],
        case .text(let name)? = value["kind"], let kind = Candidate.Kind(rawValue: name),
        let score = value["score"]?.value?.double, (0...1.01).contains(score)
      else {
        let kinds = Candidate.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        throw LuaComplaint("a candidate has target, score (0 to 1), kind (\(kinds)) and origin")
      }
      let candidate = Candidate(target: target, score: score, kind: kind, origin: origin)
      try host.document(element.document).addCandidate(element, candidate)
      return []
    },
    field("annotation", "layer", "text", [.annotation], "The name of its layer.") {
      document, element throws(LuaComplaint) in .text(try document.layer(of: element))
    },
    field("annotation", "features", "table", [.annotation], "What it says; keys can be set, and nil removes one.") {
      _, element in .element(LuaElement(.features, document: element.document, element.index))
    },
    method("annotation", "remove", "()", [.annotation], "Takes it off its layer.") {
      host, arguments throws(LuaComplaint) in
      let element = try arguments.element(0)
      try host.document(element.document).remove(element)
      return []
    },
    method("element", "segments", "()", [.document, .block], "The segments in it.") {
      host, arguments throws(LuaComplaint) in
      let element = try arguments.element(0)
      let document = try host.document(element.document)
      return [try list(host, .segment, element, document.segments(in: try document.range(of: element)))]
    },
    method("element", "tokens", "()", [.document, .block, .segment, .annotation], "The tokens in it.") {
      host, arguments throws(LuaComplaint) in
      let element = try arguments.element(0)
      let document = try host.document(element.document)
      return [try list(host, .token, element, document.tokens(in: try document.range(of: element)))]
    },
    method(
      "element", "annotations", "([layer])", [.document, .block, .segment, .annotation],
      "The annotations of a layer that lie in it; of all layers where none is named."
    ) { host, arguments throws(LuaComplaint) in
      let element = try arguments.element(0)
      let document = try host.document(element.document)
      let found = document.annotations(try arguments.optionalText(1), in: try document.range(of: element))
      return [try list(host, .annotation, element, found)]
    },
  ]

  private static func list(
    _ host: LuaHost, _ kind: LuaElement.Kind, _ owner: LuaElement, _ indices: some Collection<Int>
  ) throws(LuaComplaint) -> LuaValue {
    try host.require(indices.count * 40)
    return .list(indices.map { .element(LuaElement(kind, document: owner.document, $0)) })
  }
}

extension Token.Kind {
  /// The word for it. (Interpolation would look the case's name up by reflection, for each token.)
  var name: String {
    switch self {
    case .word: "word"
    case .number: "number"
    case .punctuation: "punctuation"
    case .symbol: "symbol"
    }
  }
}
