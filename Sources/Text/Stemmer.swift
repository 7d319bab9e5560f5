import CStemmer

/// Snowball stems of words. Not to be shared between threads; make one for each.
public struct Stemmer {
  private let handle: StemmerHandle

  /// - Parameter language: BCP 47 (`ar`, `en`, `ru-RU`) or Snowball's English name (`arabic`). Nil when there is no stemmer.
  public init?(language: String) {
    let name = language.lowercased()
    let primary = name.prefix { $0 != "-" && $0 != "_" }
    guard let handle = StemmerHandle(String(primary)) else { return nil }
    self.handle = handle
  }

  /// The stem of a word in lower case; the word itself when it is too long for the library or memory runs out.
  public func stem(_ word: String) -> String {
    handle.stem(word)
  }
}

/// The one owner of a stemmer of libstemmer.
@safe private final class StemmerHandle {
  private let pointer: OpaquePointer

  init?(_ algorithm: String) {
    guard !algorithm.utf8.contains(0), let pointer = unsafe sb_stemmer_new(algorithm, nil) else { return nil }
    unsafe self.pointer = pointer
  }

  deinit {
    unsafe sb_stemmer_delete(pointer)
  }

  func stem(_ word: String) -> String {
    let bytes = Array(word.utf8)
    guard let size = Int32(exactly: bytes.count), size < 10_000 else { return word }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let stem = unsafe sb_stemmer_stem(pointer, buffer.baseAddress, size) else { return word }
      let length = unsafe Int(sb_stemmer_length(pointer))
      return unsafe String(decoding: UnsafeBufferPointer(start: stem, count: length), as: UTF8.self)
    }
  }
}
