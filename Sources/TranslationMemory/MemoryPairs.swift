public import Document

/// Gathers units of one direction for a ``MemoryIndex``.
public struct MemoryPairs {
  private let source: String
  private let target: String
  public private(set) var units: [MemoryIndex.Unit] = []

  /// - Parameters:
  ///   - source: language of what will be searched, BCP 47; compared by the primary tag.
  ///   - target: language of the translations; a variant with exactly this tag goes before one with its primary tag.
  public init(from source: String, to target: String) {
    self.source = source
    self.target = target
  }

  /// Adds what a unit has in this direction: one pair for each variant in the source language.
  ///
  /// - Parameter file: name that origins begin with.
  public mutating func add(_ unit: TranslationUnit, file: String) {
    guard let translation = unit.variant(target)?.plain, !translation.isEmpty else { return }
    let origin = unit.id.map { "\(file)#\($0)" } ?? "\(file):\(unit.line)"
    for variant in unit.variants where LanguageTag.match(variant.language, source) {
      units.append(
        MemoryIndex.Unit(
          source: variant.plain, target: translation, origin: origin, codes: variant.codes,
          previous: unit.property("x-context-pre") ?? unit.property("prev"),
          next: unit.property("x-context-post") ?? unit.property("next")))
    }
  }

  /// Adds a memory of either kind: a store of `dragoman tm import`, or a TMX file, told apart by their first bytes.
  ///
  /// - Parameters:
  ///   - path: of the file; what stands after its last slash is its name in origins of a TMX file.
  ///   - prefix: its first bytes, 16 at the least.
  ///   - pieces: hands on its bytes; not asked for a store.
  ///   - warn: told of what was skipped.
  public mutating func add(
    _ path: String, prefix: ArraySlice<UInt8>, _ pieces: @escaping Pieces, warn: (Problem) -> Void
  ) throws(Problem) {
    if MemoryStore.recognises(prefix) {
      try add(try MemoryStore.open(path, create: false))
    } else {
      try add(tmx: pieces, file: path, name: path.split(separator: "/").last.map(String.init) ?? path, warn: warn)
    }
  }

  /// Adds all of a TMX file.
  ///
  /// - Parameter warn: told of what was skipped.
  public mutating func add(
    tmx pieces: @escaping Pieces, file: String, name: String, warn: (Problem) -> Void
  ) throws(Problem) {
    var pairs = self
    try TMX.read(pieces, file: file) { event in
      switch event {
      case .header: break
      case .unit(let unit): pairs.add(unit, file: name)
      case .warning(let problem): warn(problem)
      }
    }
    self = pairs
  }
}
