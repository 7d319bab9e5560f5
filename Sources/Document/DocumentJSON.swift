import Text

/// `dragoman/document@1`: one line of JSON a document, lossless, keys in a stable order. Keys whose value is absent or empty
/// are left out where the format's outline allows it: `text`, `blocks`, `segments`, `layers` and `warnings` always stand.
extension Document {
  public static let format = "dragoman/document@1"

  /// The document on one line, without a line feed at its end. Pending edits are not written: a step has ended when its
  /// document is.
  public var jsonLine: String {
    // Whole texts, and ASCII between them.
    String(copying: UTF8Span(unchecked: jsonBytes.span))
  }

  /// The same as bytes, which a large document need not be copied for.
  public var jsonBytes: [UInt8] {
    var writer = JSONWriter(capacity: text.utf8.count + blocks.count * 160)
    writer.object { writer in
      writer.add("format", Document.format)
      writer.add("id", id)
      writer.key("source")
      writer.object { source.add(to: &$0) }
      writer.key("metadata")
      writer.write(.object(metadata.json))
      writer.add("text", text)
      writer.add("blocks", blocks) { $0.add(to: &$1) }
      writer.add("segments", segments) { $0.add(to: &$1) }
      writer.key("layers")
      writer.object { writer in
        for (name, annotations) in layers.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
          writer.key(named: name)
          writer.objects(annotations) { $0.add(to: &$1) }
        }
      }
      writer.add("warnings", warnings) { $0.add(to: &$1) }
    }
    return writer.bytes
  }

  /// - Throws: `json.syntax`, or `document.format` naming the key that is missing or wrong.
  public init(jsonLine: String) throws(Problem) { try self.init(json: try JSON.value(from: jsonLine)) }

  /// - Throws: `document.format` naming the key that is missing or wrong.
  public init(json: Value) throws(Problem) {
    let fields = try FieldReader(json, "")
    let format = try fields.text("format")
    guard format == Document.format else {
      throw Problem(
        "document.format", "the format is \"\(format)\", not \"\(Document.format)\"",
        help: "hand over documents as `dragoman inspect --json` prints them")
    }
    let text = try fields.text("text")
    self.init(
      id: try fields.text("id"), source: try Source(fields.member("source")),
      metadata: try Metadata(fields.member("metadata")), text: "",
      blocks: try fields.list("blocks") { item throws(Problem) in try Block(item) },
      segments: try fields.list("segments") { item throws(Problem) in try Segment(item) },
      warnings: try fields.list("warnings") { item throws(Problem) in try Problem(item) })
    self.text = text
    self.text.makeContiguousUTF8()
    for (name, items) in try FieldReader(fields.member("layers").value, "layers").fields {
      let layer = try FieldReader(.object([name: items]), "layers")
      // Whoever wrote the line need not have kept the order that searches rely on.
      setLayer(
        Layer(name),
        try layer.list(name) { item throws(Problem) in
          Annotation(range: try item.range(), features: item.fields["features"]?.object ?? [:])
        })
    }
    try checkRanges()
  }

  private func checkRanges() throws(Problem) {
    let ranges =
      blocks.map { ("blocks", $0.range) } + blocks.flatMap { $0.runs.map { ("runs", $0.range) } }
      + segments.map { ("segments", $0.range) } + layers.flatMap { layer in layer.value.map { (layer.key, $0.range) } }
    for (owner, range) in ranges where !isValid(range) {
      throw Problem(
        "document.format", "\(owner): bytes \(range.lowerBound)..<\(range.upperBound) do not fit the text",
        help: "from and to are UTF-8 byte offsets into text, which has \(text.utf8.count) bytes")
    }
    var end = 0
    for block in blocks {
      guard block.range.lowerBound >= end else {
        throw Problem(
          "document.format",
          "block \(block.id) begins at byte \(block.range.lowerBound), before the block before it ends",
          help: "blocks stand in the order of the text, and do not overlap")
      }
      end = block.range.upperBound
      for run in block.runs where run.range.clamped(to: block.range) != run.range {
        throw Problem(
          "document.format",
          "a run of block \(block.id), bytes \(run.range.lowerBound)..<\(run.range.upperBound), leaves the block",
          help: "the block has bytes \(block.range.lowerBound)..<\(block.range.upperBound)")
      }
    }
  }
}

extension Source {
  fileprivate func add(to sink: inout some MemberSink) {
    sink.add("path", path)
    sink.add("sha256", sha256)
    sink.add("mediaType", mediaType)
    sink.add("charset", charset)
    sink.add("reader", reader)
  }

  fileprivate init(_ json: FieldReader) throws(Problem) {
    self.init(
      path: try json.text("path"), sha256: try json.text("sha256"), mediaType: try json.text("mediaType"),
      charset: try json.optionalText("charset"), reader: try json.text("reader"))
  }
}

extension Moment {
  fileprivate var json: Value {
    ["instant": .string(instant.description), "precision": .string(precision.rawValue), "original": .string(original)]
  }

  fileprivate init(_ json: FieldReader) throws(Problem) {
    let written = try json.text("instant")
    guard let instant = Instant(iso8601: written) else {
      throw json.wrong("instant", "a time such as 2025-01-20T03:56:00Z, not \"\(written)\"")
    }
    self.init(instant: instant, precision: try json.choice("precision"), original: try json.text("original"))
  }
}

extension Metadata {
  private static let known: Set<String> = [
    "title", "authors", "publisher", "section", "published", "modified", "retrieved", "language", "direction", "url",
    "grade", "handling", "parent", "part",
  ]

  /// The metadata as they stand in `dragoman/document@1`.
  public var json: Fields {
    var fields = Fields()
    func set(_ key: String, _ text: String?) { fields[key] = text.map { .string($0) } }
    set("title", title)
    if !authors.isEmpty { fields["authors"] = .array(authors.map { .string($0) }) }
    set("publisher", publisher)
    set("section", section)
    set("language", language)
    set("direction", direction?.rawValue)
    fields["published"] = published?.json
    fields["modified"] = modified?.json
    fields["retrieved"] = retrieved?.json
    set("url", url)
    set("grade", grade)
    set("handling", handling)
    set("parent", parent)
    set("part", part)
    for (key, value) in other where !Metadata.known.contains(key) { fields[key] = value }
    return fields
  }

  fileprivate init(_ json: FieldReader) throws(Problem) {
    self.init()
    title = try json.optionalText("title")
    authors = try json.optionalTexts("authors")
    publisher = try json.optionalText("publisher")
    section = try json.optionalText("section")
    language = try json.optionalText("language")
    if json.fields["direction"] != nil { direction = try json.choice("direction") as Direction }
    if let member = try json.optionalMember("published") { published = try Moment(member) }
    if let member = try json.optionalMember("modified") { modified = try Moment(member) }
    if let member = try json.optionalMember("retrieved") { retrieved = try Moment(member) }
    url = try json.optionalText("url")
    grade = try json.optionalText("grade")
    handling = try json.optionalText("handling")
    parent = try json.optionalText("parent")
    part = try json.optionalText("part")
    for (key, value) in json.fields where !Metadata.known.contains(key) { other[key] = value }
  }
}

extension Place {
  public var json: Value {
    var fields = Fields()
    add(to: &fields)
    return .object(fields)
  }

  fileprivate func add(to sink: inout some MemberSink) {
    sink.add("file", file)
    sink.add("from", bytes?.lowerBound)
    sink.add("to", bytes?.upperBound)
    sink.add("line", line)
    sink.add("column", column)
    sink.add("page", page)
    sink.add("part", part)
    sink.add("row", row)
  }

  fileprivate init(_ json: FieldReader) throws(Problem) {
    self.init(
      file: try json.optionalText("file"), bytes: json.fields["from"] == nil ? nil : try json.range(),
      line: try json.optionalWhole("line"), column: try json.optionalWhole("column"),
      page: try json.optionalWhole("page"), part: try json.optionalText("part"), row: try json.optionalWhole("row"))
  }
}

extension Block {
  fileprivate func add(to writer: inout JSONWriter) {
    writer.add("id", id)
    writer.add("kind", kind.rawValue)
    writer.add("role", role.rawValue)
    writer.add(range)
    writer.add("level", level)
    writer.add("number", number)
    writer.key("place")
    writer.object { place.add(to: &$0) }
    writer.add("runs", runs) { $0.add(to: &$1) }
  }

  fileprivate init(_ json: FieldReader) throws(Problem) {
    self.init(
      id: try json.text("id"), kind: try json.choice("kind"), role: try json.choice("role"), range: try json.range(),
      level: try json.optionalWhole("level"), number: try json.optionalWhole("number"),
      place: try Place(json.member("place")),
      runs: try json.list("runs") { item throws(Problem) in
        Run(try item.choice("kind"), try item.range(), value: try item.optionalText("value"))
      })
  }
}

extension Run {
  fileprivate func add(to writer: inout JSONWriter) {
    writer.add("kind", kind.rawValue)
    writer.add(range)
    writer.add("value", value)
  }
}

extension Segment {
  fileprivate func add(to writer: inout JSONWriter) {
    writer.add(range)
    writer.add("candidates", candidates) { $0.add(to: &$1) }
  }

  fileprivate init(_ json: FieldReader) throws(Problem) {
    self.init(
      range: try json.range(), candidates: try json.list("candidates") { item throws(Problem) in try Candidate(item) })
  }
}

extension Candidate {
  fileprivate func add(to writer: inout JSONWriter) {
    writer.add("target", target)
    writer.add("score", .number(score))
    writer.add("kind", kind.rawValue)
    writer.add("origin", origin)
    guard !penalties.isEmpty else { return }
    writer.add("penalties", penalties) { penalty, writer in
      writer.add("reason", penalty.reason)
      writer.add("amount", .number(penalty.amount))
    }
  }

  fileprivate init(_ json: FieldReader) throws(Problem) {
    self.init(
      target: try json.text("target"), score: try json.number("score"), kind: try json.choice("kind"),
      origin: try json.text("origin"),
      penalties: json.fields["penalties"] == nil
        ? []
        : try json.list("penalties") { item throws(Problem) in
          Penalty(try item.text("reason"), try item.number("amount"))
        })
  }
}

extension Annotation {
  fileprivate func add(to writer: inout JSONWriter) {
    writer.add(range)
    writer.add("features", .object(features))
  }
}

extension Problem {
  /// As a warning stands in a document, and a diagnostic in `--json`.
  public var json: Value {
    var fields = Fields()
    add(to: &fields)
    return .object(fields)
  }

  fileprivate func add(to sink: inout some MemberSink) {
    sink.add("code", code)
    sink.add("message", message)
    sink.add("place", place.json)
    sink.add("help", help)
    if !trace.isEmpty { sink.add("trace", .array(trace.map { .string($0) })) }
  }

  fileprivate init(_ json: FieldReader) throws(Problem) {
    self.init(
      try json.text("code"), try json.text("message"), at: try Place(json.member("place")),
      help: try json.optionalText("help"), trace: try json.optionalTexts("trace"))
  }
}
