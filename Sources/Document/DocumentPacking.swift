import Text

// What the parts of a document are written as; DocumentPart says which.

extension PackWriter {
  mutating func write(_ source: Source) {
    write(source.path)
    write(source.sha256)
    write(source.mediaType)
    write(source.charset)
    write(source.reader)
  }

  mutating func write(_ metadata: Metadata) {
    write(metadata.title)
    write(metadata.authors) { $0.write($1) }
    for text in [metadata.publisher, metadata.section, metadata.language, metadata.direction?.rawValue] { write(text) }
    for moment in [metadata.published, metadata.modified, metadata.retrieved] { write(moment) { $0.write($1) } }
    for text in [metadata.url, metadata.grade, metadata.handling, metadata.parent, metadata.part] { write(text) }
    write(metadata.other)
  }

  private mutating func write(_ moment: Moment) {
    write(Int(moment.instant.secondsSince1970))
    write(moment.precision.rawValue)
    write(moment.original)
  }

  mutating func write(_ place: Place) {
    let parts: [Bool] = [
      place.file != nil, place.bytes != nil, place.line != nil, place.column != nil, place.page != nil,
      place.part != nil, place.row != nil,
    ]
    write(parts.enumerated().reduce(0) { $1.element ? $0 | 1 << $1.offset : $0 })
    if let file = place.file { write(file) }
    if let bytes = place.bytes { write(bytes) }
    for number in [place.line, place.column, place.page] { if let number { write(number) } }
    if let part = place.part { write(part) }
    if let row = place.row { write(row) }
  }

  mutating func write(_ block: Block) {
    write(block.id)
    write(block.kind.rawValue)
    write(block.role.rawValue)
    write(block.range)
    write(block.level)
    write(block.number)
    write(block.place)
    write(block.runs) { writer, run in
      writer.write(run.kind.rawValue)
      writer.write(run.range)
      writer.write(run.value)
    }
  }

  mutating func write(_ segment: Segment) {
    write(segment.range)
    write(segment.candidates) { writer, candidate in
      writer.write(candidate.target)
      writer.write(candidate.score)
      writer.write(candidate.kind.rawValue)
      writer.write(candidate.origin)
      writer.write(candidate.penalties) { writer, penalty in
        writer.write(penalty.reason)
        writer.write(penalty.amount)
      }
    }
  }

  mutating func write(_ annotation: Annotation) {
    write(annotation.range)
    write(annotation.features)
  }

  public mutating func write(_ problem: Problem) {
    write(problem.code)
    write(problem.message)
    write(problem.place)
    write(problem.help)
    write(problem.trace) { $0.write($1) }
  }
}

extension PackReader {
  mutating func source() throws(Damage) -> Source {
    Source(
      path: try text(), sha256: try text(), mediaType: try text(), charset: try optionalText(), reader: try text())
  }

  mutating func metadata() throws(Damage) -> Metadata {
    var metadata = Metadata()
    metadata.title = try optionalText()
    metadata.authors = try list { reader throws(Damage) in try reader.text() }
    metadata.publisher = try optionalText()
    metadata.section = try optionalText()
    metadata.language = try optionalText()
    metadata.direction = try optionalText().flatMap(Direction.init)
    metadata.published = try optional { reader throws(Damage) in try reader.moment() }
    metadata.modified = try optional { reader throws(Damage) in try reader.moment() }
    metadata.retrieved = try optional { reader throws(Damage) in try reader.moment() }
    metadata.url = try optionalText()
    metadata.grade = try optionalText()
    metadata.handling = try optionalText()
    metadata.parent = try optionalText()
    metadata.part = try optionalText()
    metadata.other = try fields()
    return metadata
  }

  private mutating func moment() throws(Damage) -> Moment {
    let instant = Instant(secondsSince1970: Int64(try integer()))
    return Moment(instant: instant, precision: try named(), original: try text())
  }

  /// A case by its raw text.
  private mutating func named<Case: RawRepresentable>() throws(Damage) -> Case where Case.RawValue == String {
    guard let known = Case(rawValue: try text()) else { throw Damage() }
    return known
  }

  mutating func place() throws(Damage) -> Place {
    let parts = try integer()
    func has(_ bit: Int) -> Bool { parts & 1 << bit != 0 }
    var place = Place()
    if has(0) { place.file = try text() }
    if has(1) { place.bytes = try range() }
    if has(2) { place.line = try integer() }
    if has(3) { place.column = try integer() }
    if has(4) { place.page = try integer() }
    if has(5) { place.part = try text() }
    if has(6) { place.row = try integer() }
    return place
  }

  mutating func block() throws(Damage) -> Block {
    Block(
      id: try text(), kind: try named(), role: try named(), range: try range(), level: try optionalInteger(),
      number: try optionalInteger(),
      place: try place(),
      runs: try list { reader throws(Damage) in
        Run(try reader.named(), try reader.range(), value: try reader.optionalText())
      })
  }

  mutating func segment() throws(Damage) -> Segment {
    Segment(
      range: try range(),
      candidates: try list { reader throws(Damage) in
        Candidate(
          target: try reader.text(), score: try reader.double(), kind: try reader.named(), origin: try reader.text(),
          penalties: try reader.list { reader throws(Damage) in Penalty(try reader.text(), try reader.double()) })
      })
  }

  mutating func annotation() throws(Damage) -> Annotation {
    Annotation(range: try range(), features: try fields())
  }

  public mutating func problem() throws(Damage) -> Problem {
    Problem(
      try text(), try text(), at: try place(), help: try optionalText(),
      trace: try list { reader throws(Damage) in try reader.text() })
  }
}
