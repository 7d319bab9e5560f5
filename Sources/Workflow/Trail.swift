import Document
import Workbench

/// What the steps of a stage made of one document: for each step its key and the digests before and after, and the bytes of all parts
/// that came up. With it a later run goes on from any step.
struct Trail: Sendable {
  /// A step that was done, or passed over because its condition did not hold.
  struct Entry: Sendable {
    /// Digest of everything but the document that decides the result.
    var fingerprint: Digest
    /// Of the document that the step was handed.
    var before: Digest
    var after: Digest
    /// The parts that the step changed, by the digests of their bytes; nil for a layer that is gone.
    var changes: [PartChange]
    var messages: [StepMessage]
    /// Whether the step's condition held; a step that was passed over changes nothing.
    var wasRun: Bool
  }

  private(set) var entries: [Entry] = []
  /// The document at the end.
  var manifest = Manifest()
  /// The bytes of the parts, each once.
  private var parts: [Digest: Range<Int>] = [:]
  private var bytes: [UInt8] = []

  init() {}

  /// The entry of a step that did the same before.
  func entry(_ fingerprint: Digest, _ before: Digest) -> Entry? {
    entries.first { $0.fingerprint == fingerprint && $0.before == before }
  }

  mutating func append(_ entry: Entry) { entries.append(entry) }

  mutating func keep(_ digest: Digest, _ part: [UInt8]) {
    guard parts[digest] == nil else { return }
    parts[digest] = bytes.count..<bytes.count + part.count
    bytes += part
  }

  /// Takes over an entry of another trail, with the bytes that it speaks of.
  mutating func take(_ entry: Entry, from other: Trail) {
    entries.append(entry)
    for change in entry.changes {
      guard let digest = change.digest, parts[digest] == nil, let range = other.parts[digest] else { continue }
      parts[digest] = bytes.count..<bytes.count + range.count
      bytes += other.bytes[range]
    }
  }

  /// The document that a manifest describes.
  ///
  /// - Throws: where a part is missing, or its bytes are not those that its digest stands for.
  func document(_ manifest: Manifest) throws(PackReader.Damage) -> Document {
    try Document(layers: manifest.layerNames) { part throws(PackReader.Damage) in
      guard let digest = manifest.parts[part], let range = parts[digest],
        Digest(of: bytes, in: range) == digest
      else { throw PackReader.Damage() }
      return PackReader(bytes, range)
    }
  }

  // MARK: as bytes

  var packed: [UInt8] {
    var writer = PackWriter()
    writer.write(manifest.changes) { $0.write($1) }
    writer.write(entries) { writer, entry in
      writer.write(entry.fingerprint)
      writer.write(entry.before)
      writer.write(entry.after)
      writer.write(entry.changes) { $0.write($1) }
      writer.write(entry.messages) { $0.write($1) }
      writer.write(entry.wasRun)
    }
    writer.write(parts.count)
    for (digest, range) in parts {
      writer.write(digest)
      writer.write(range)
    }
    writer.write(counted: bytes)
    return writer.bytes
  }

  init(packed: [UInt8]) throws(PackReader.Damage) {
    var reader = PackReader(packed)
    manifest.apply(try reader.list { reader throws(PackReader.Damage) in try reader.partChange() })
    entries = try reader.list { reader throws(PackReader.Damage) in
      Entry(
        fingerprint: try reader.digest(), before: try reader.digest(), after: try reader.digest(),
        changes: try reader.list { reader throws(PackReader.Damage) in try reader.partChange() },
        messages: try reader.list { reader throws(PackReader.Damage) in try reader.stepMessage() },
        wasRun: try reader.bool())
    }
    for _ in 0..<(try reader.count()) {
      let digest = try reader.digest()
      parts[digest] = try reader.range()
    }
    bytes = try reader.counted()
    guard parts.values.allSatisfy({ $0.upperBound <= bytes.count }) else { throw PackReader.Damage() }
  }
}

/// What a step said while it ran.
struct StepMessage: Sendable {
  var level: LogLevel
  var text: String
}

extension PackWriter {
  mutating func write(_ change: PartChange) {
    write(change.part.name)
    write(change.digest) { $0.write($1) }
  }

  mutating func write(_ message: StepMessage) {
    write(message.level.rawValue)
    write(message.text)
  }
}

extension PackReader {
  fileprivate mutating func partChange() throws(Damage) -> PartChange {
    guard let part = DocumentPart(name: try text()) else { throw Damage() }
    return PartChange(part: part, digest: try optional { reader throws(Damage) in try reader.digest() })
  }

  mutating func stepMessage() throws(Damage) -> StepMessage {
    guard let level = LogLevel(rawValue: try text()) else { throw Damage() }
    return StepMessage(level: level, text: try text())
  }
}
