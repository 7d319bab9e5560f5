import Document
import Synchronization
import Workbench

/// Where a document belongs among the others: by input, then by its number within the input.
struct DocumentKey: Comparable, Hashable, Sendable {
  var input: Int
  var number: Int

  static func < (a: DocumentKey, b: DocumentKey) -> Bool { (a.input, a.number) < (b.input, b.number) }
}

/// The documents that a stage hands to the next: all of them in the run's store, the first few megabytes in memory too. What is
/// held of each other one is where it lies.
final class StageDocuments: Sendable {
  struct Item: Sendable {
    var key: DocumentKey
    /// Of its content.
    var digest: Digest
    var row: Int
    fileprivate var held: Held?
  }

  /// A document in memory; in a box, so that an item is small.
  fileprivate final class Held: Sendable {
    let document: Document
    init(_ document: Document) { self.document = document }
  }

  private struct State {
    var items: [Item] = []
    var heldBytes = 0
    var isSorted = true
  }

  private let state = Mutex(State())
  private let store: RunStore
  /// About how many bytes of documents stay in memory.
  private static let held = 24 << 20

  init(store: RunStore) { self.store = store }

  var count: Int { state.withLock { $0.items.count } }

  /// - Parameter document: nil where nobody has it in hand.
  func append(_ key: DocumentKey, _ digest: Digest, row: Int, _ document: Document?) {
    let size = document?.approximateSize ?? 0
    state.withLock { state in
      var item = Item(key: key, digest: digest, row: row)
      if let document, state.heldBytes + size <= StageDocuments.held {
        state.heldBytes += size
        item.held = Held(document)
      }
      state.items.append(item)
      state.isSorted = false
    }
  }

  /// The documents in the order of their keys. Nothing may be appended any more.
  var items: [Item] {
    state.withLock { state in
      if !state.isSorted { state.items.sort { $0.key < $1.key } }
      state.isSorted = true
      return state.items
    }
  }

  func documents() -> Documents {
    let items = items
    return Documents(count: items.count) { [store] position throws(Problem) in
      if let held = items[position].held { return held.document }
      return try store.document(items[position].row)
    }
  }
}

extension Document {
  /// About how many bytes the document takes in memory.
  fileprivate var approximateSize: Int {
    let annotations = layers.values.reduce(0) { $0 + $1.count }
    let candidates = segments.reduce(0) { $0 + $1.candidates.reduce(0) { $0 + 160 + $1.target.utf8.count } }
    return 1024 + text.utf8.count + blocks.count * 160 + segments.count * 32 + candidates + annotations * 480
  }
}
