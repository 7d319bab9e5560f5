public import Document
public import Workbench

/// Samples of which a few bytes are changed, put in or left out, the same on every machine.
public enum HostileBytes {
  /// Hands such inputs to a reader; a problem that it throws is right, a document must keep what every document promises.
  ///
  /// - Parameters:
  ///   - samples: taken in turn.
  ///   - insertion: what is put in, of the kind that the format stumbles over.
  /// - Returns: the promises that were broken, with the number of the input.
  public static func brokenPromises(
    of entry: Entry, _ samples: [[UInt8]], path: String, insertion: String = "<&\"]]>\u{0}é", rounds: Int = 300
  ) -> [String] {
    var random = SeededRandom(seed: 5)
    var broken: [String] = []
    for round in 0..<rounds {
      let bytes = changed(samples[round % samples.count], Array(insertion.utf8), &random)
      for document in (try? Fixtures.documents(of: bytes, path: path, with: entry)) ?? [] {
        broken += brokenPromises(document).map { "input \(round): \($0)" }
      }
    }
    return broken
  }

  /// What every document promises, and this one does not keep.
  public static func brokenPromises(_ document: Document) -> [String] {
    var broken: [String] = []
    for block in document.blocks {
      if !document.isValid(block.range) || block.range.isEmpty {
        broken.append("block \(block.id) is no stretch of the text")
      }
      for run in block.runs where !document.isValid(run.range) { broken.append("a run of \(block.id) is none") }
    }
    if (try? Document(jsonLine: document.jsonLine)) != document {
      broken.append("it is another document after it was written and read")
    }
    return broken
  }

  private static func changed(_ sample: [UInt8], _ insertion: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = sample
    for _ in 0..<1 + random.next(6) where !bytes.isEmpty {
      let at = random.next(bytes.count)
      switch random.next(8) {
      case 0...2: bytes[at] = UInt8(random.next(256))
      case 3...4: bytes.insert(contentsOf: insertion, at: at)
      case 5...6: bytes.remove(at: at)
      default: bytes.removeSubrange(at..<min(bytes.count, at + random.next(400)))
      }
    }
    return bytes
  }
}
