import Document
import Workbench

/// A part that is other than before.
struct PartChange: Sendable {
  var part: DocumentPart
  /// Of its bytes; nil for a layer that is gone.
  var digest: Digest?
}

/// A document by the digests of its parts.
struct Manifest: Sendable {
  private(set) var parts: [DocumentPart: Digest] = [:]

  /// All parts, as changes of an empty document, in a stated order.
  var changes: [PartChange] {
    let fixed = DocumentPart.fixed.compactMap { part in parts[part].map { PartChange(part: part, digest: $0) } }
    return fixed + layerNames.map { PartChange(part: .layer($0), digest: parts[.layer($0)]) }
  }

  var layerNames: [String] {
    parts.keys.compactMap { if case .layer(let name) = $0 { name } else { nil } }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The digest of the document.
  var digest: Digest {
    var writer = PackWriter()
    for change in changes {
      writer.write(change.part.name)
      writer.write(change.digest ?? .zero)
    }
    return writer.digest
  }

  mutating func apply(_ changes: [PartChange]) {
    for change in changes { parts[change.part] = change.digest }
  }

  /// Takes in what changed in a document since the state that this manifest describes; the bytes of what changed are handed on.
  ///
  /// - Parameter earlier: the document in that state; nil where the manifest is empty.
  mutating func follow(
    _ document: Document, since earlier: Document?, keep: (Digest, [UInt8]) -> Void
  ) -> [PartChange] {
    var changes: [PartChange] = []
    for part in earlier.map({ document.partsTouched(since: $0) }) ?? document.parts {
      let bytes = document.packed(part)
      let digest = Digest(of: bytes)
      if parts[part] == digest { continue }
      keep(digest, bytes)
      changes.append(PartChange(part: part, digest: digest))
    }
    for name in layerNames where !document.hasLayer(name) {
      changes.append(PartChange(part: .layer(name), digest: nil))
    }
    apply(changes)
    return changes
  }
}
