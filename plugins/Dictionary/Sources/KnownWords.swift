import Document
import Synchronization

/// What earlier words of a run were glossed with: the same words come again and again, and a look-up tries many readings.
final class KnownWords: Sendable {
  /// By the bytes of the word, which are hashed quicker than its letters; nil where the dictionary has nothing.
  private let words = Mutex<[[UInt8]: Fields?]>([:])
  /// Beyond this many words it begins anew, so that a long run does not grow.
  private static let most = 1 << 16

  func features(of word: Substring, _ look: (String) -> Fields?) -> Fields? {
    let key = Array(word.utf8)
    if let known = words.withLock({ $0[key] }) { return known }
    let found = look(String(word))
    words.withLock { words in
      if words.count >= KnownWords.most { words.removeAll(keepingCapacity: true) }
      words[key] = .some(found)
    }
    return found
  }
}
