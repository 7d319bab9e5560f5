import Document
import Text
import Workbench

extension LuaLibrary {
  /// Fields that set a known key of the metadata.
  static let documentFields: Set<String> = [
    "title", "authors", "publisher", "section", "published", "modified", "retrieved", "language", "direction", "url",
    "grade", "handling", "parent", "part",
  ]

  static let document: [LuaEntry] =
    [
      metadata("title", "The headline.", \.title),
      metadata("publisher", "Who published it.", \.publisher),
      metadata("section", "The section it stood in.", \.section),
      metadata("url", "Its address.", \.url),
      metadata("grade", "The source's Admiralty grade, such as B2.", \.grade),
      metadata("handling", "The handling marking, such as TLP:GREEN.", \.handling),
      metadata("parent", "Identifier of the document that this one is an attachment of.", \.parent),
      metadata("part", "Which part of the parent this is.", \.part),
      moment("published", "When it was published, such as 2025-01-20T03:56:00Z.", \.published),
      moment("modified", "When it was changed.", \.modified),
      moment("retrieved", "When it was fetched.", \.retrieved),
      field(
        "document", "language", "text", [.document], "BCP 47, such as ar.",
        set: setMetadata("language") { metadata, value throws(LuaComplaint) in
          metadata.language = try text(value, "language")
          metadata.direction = metadata.language.map(Languages.direction(of:))
        }
      ) { document, _ in LuaValue(document.document.metadata.language) },
      field("document", "direction", "text", [.document], "rtl or ltr; follows the language.") { document, _ in
        LuaValue(document.document.metadata.direction?.rawValue)
      },
      field(
        "document", "authors", "list of texts", [.document], "Names.",
        set: setMetadata("authors") { metadata, value throws(LuaComplaint) in
          metadata.authors = try texts(value, "authors")
        }
      ) { document, _ in .list(document.document.metadata.authors.map { .text($0) }) },
      field("document", "id", "text", [.document, .block], "What the document or the block is known by.") {
        document, element throws(LuaComplaint) in
        .text(element.kind == .block ? try document.block(element).id : document.document.id)
      },
      field("document", "path", "text", [.document], "The source's path as it was given.") { document, _ in
        .text(document.document.source.path)
      },
      field("document", "reader", "text", [.document], "What read it, such as parse.text@1.") { document, _ in
        .text(document.document.source.reader)
      },
      field("document", "metadata", "table", [.document], "All metadata by key; free keys are set here.") {
        _, element in
        .element(LuaElement(.metadata, document: element.document))
      },
      field("document", "layers", "list of texts", [.document], "Names of the layers of annotations.") { document, _ in
        .list(document.layerNames.map { .text($0) })
      },
      LuaEntry(
        form: .textCall, owner: "document", name: "text", signature: "(from, to)",
        summary: "The text of a range of bytes, from 1, with the last one.", kinds: [.document]
      ) { host, arguments throws(LuaComplaint) in
        let document = try host.document(try arguments.element(0).document)
        let range = try document.range(from: try arguments.integer(1), to: try arguments.integer(2))
        return [.text(String(document.document.text(in: range)))]
      },
      method("document", "blocks", "([kind])", [.document], "The blocks, or those of one kind or role.") {
        host, arguments throws(LuaComplaint) in
        let element = try arguments.element(0)
        let wanted = try arguments.optionalText(1)
        if let wanted, Block.Kind(rawValue: wanted) == nil, Block.Role(rawValue: wanted) == nil {
          let names = Block.Kind.allCases.map(\.rawValue) + Block.Role.allCases.map(\.rawValue)
          let near = nearest(wanted, among: names, limit: 1).first.map { "did you mean '\($0)'?" }
          throw LuaComplaint(
            "'\(wanted)' is neither a kind nor a role of blocks: \(near ?? "there are \(names.joined(separator: ", "))")"
          )
        }
        let blocks = try host.document(element.document).document.blocks
        let found = blocks.indices.filter { at in
          wanted == nil || blocks[at].kind.rawValue == wanted || blocks[at].role.rawValue == wanted
        }
        try host.require(found.count * 40)
        return [.list(found.map { .element(LuaElement(.block, document: element.document, $0)) })]
      },
      method(
        "document", "annotate", "(layer, from, to[, features])", [.document], "Adds an annotation, and returns it.",
        handsOver: true
      ) {
        host, arguments throws(LuaComplaint) in
        let element = try arguments.element(0)
        let document = try host.document(element.document)
        let range = try document.range(from: try arguments.integer(2), to: try arguments.integer(3))
        let at = try document.annotate(try arguments.text(1), range, try arguments.fields(4))
        return [.element(LuaElement(.annotation, document: element.document, at))]
      },
      method(
        "document", "replace", "(from, to, text)", [.document],
        "Asks for other text in place of a range; done when the step ends.", handsOver: true
      ) { host, arguments throws(LuaComplaint) in
        let document = try host.document(try arguments.element(0).document)
        let range = try document.range(from: try arguments.integer(1), to: try arguments.integer(2))
        try document.replace(range, with: try arguments.text(3))
        return []
      },
      method("document", "warn", "(message)", [.document], "Adds a warning to the document.", handsOver: true) {
        host, arguments throws(LuaComplaint) in
        let document = try host.document(try arguments.element(0).document)
        try document.warn(try arguments.text(1))
        return []
      },
    ]

  private static func text(_ value: LuaValue, _ name: String) throws(LuaComplaint) -> String? {
    switch value {
    case .none, .null: return nil
    case .text(let text): return text
    default: throw LuaComplaint("'\(name)' is text, not a \(value.typeName)")
    }
  }

  private static func texts(_ value: LuaValue, _ name: String) throws(LuaComplaint) -> [String] {
    let items: [LuaValue]
    switch value {
    case .none, .null: items = []
    case .list(let list): items = list
    case .table(let pairs) where pairs.isEmpty: items = []
    default: throw LuaComplaint("'\(name)' is a list of texts, not a \(value.typeName)")
    }
    var texts: [String] = []
    for item in items {
      guard case .text(let text) = item else {
        throw LuaComplaint("'\(name)' is a list of texts, without a \(item.typeName)")
      }
      texts.append(text)
    }
    return texts
  }

  private static func setMetadata(
    _ name: String, _ body: @escaping @Sendable (inout Metadata, LuaValue) throws(LuaComplaint) -> Void
  ) -> LuaEntry.Set {
    { host, element, value throws(LuaComplaint) in
      let document = try host.document(element.document)
      try document.edit { document throws(LuaComplaint) in try body(&document.metadata, value) }
      document.hold(name, value.value?.weight ?? 0)
    }
  }

  private static func metadata(
    _ name: String, _ summary: String, _ path: any WritableKeyPath<Metadata, String?> & Sendable
  ) -> LuaEntry {
    field(
      "document", name, "text", [.document], summary,
      set: setMetadata(name) { metadata, value throws(LuaComplaint) in metadata[keyPath: path] = try text(value, name) }
    ) { document, _ in LuaValue(document.document.metadata[keyPath: path]) }
  }

  private static func moment(
    _ name: String, _ summary: String, _ path: any WritableKeyPath<Metadata, Moment?> & Sendable
  ) -> LuaEntry {
    field(
      "document", name, "text", [.document], summary,
      set: setMetadata(name) { metadata, value throws(LuaComplaint) in
        guard let written = try text(value, name) else {
          metadata[keyPath: path] = nil
          return
        }
        guard let instant = Instant(iso8601: written) else {
          throw LuaComplaint("'\(name)' is a time such as 2025-01-20T03:56:00Z, not '\(written)'")
        }
        let precision: Precision = written.utf8.count > 10 ? .minute : .day
        metadata[keyPath: path] = Moment(instant: instant, precision: precision, original: written)
      }
    ) { document, _ in LuaValue(document.document.metadata[keyPath: path]?.instant.description) }
  }
}
