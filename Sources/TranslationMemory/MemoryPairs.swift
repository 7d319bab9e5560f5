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
