/// Names of the entries of an archive, which need not say what charset they are in.
struct ArchiveNames {
  /// Names that are no UTF-8, a line each: together they tell more than one alone.
  private var sample: [UInt8] = []
  private var encoding: Encoding?
  /// How much of the sample was looked at last.
  private var guessed = 0

  /// So many bytes of names tell enough.
  private static let most = 1 << 13

  var isEmpty: Bool { sample.isEmpty }
  var isFull: Bool { sample.count > ArchiveNames.most }

  /// Takes a name into account for the charset of all.
  mutating func note(_ name: [UInt8]) {
    if !isFull, !isValidUTF8(name) { sample += name + [0x0A] }
  }

  /// UTF-8, else what the names that were noted look like.
  mutating func text(_ name: [UInt8]) -> String {
    if isValidUTF8(name) { return String(decoding: name, as: UTF8.self) }
    if sample.count >= 2 * guessed {
      guessed = sample.count
      encoding = LegacyGuess(sample, isOfNames: true)?.encoding
    }
    var composer = CharsetComposer(sourceCount: name.count)
    guard let encoding, (try? encoding.decode(name, from: 0, into: &composer)) != nil else {
      return String(decoding: name, as: UTF8.self)
    }
    return composer.finish(sourceCount: name.count).text
  }
}
