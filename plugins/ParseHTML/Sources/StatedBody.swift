import Document

/// The article's text as linked data has it, to see how much of a piece stands in it.
struct StatedBody {
  /// Hashes of each four words that follow one another.
  private var shingles: Set<UInt64> = []
  /// A teaser says too little.
  private static let fewestWords = 64

  init(_ data: LinkedData) {
    var longest = ""
    for object in data.objects {
      if let body = object["articleBody"]?.string, body.utf8.count > longest.utf8.count { longest = body }
    }
    guard longest.utf8.count > 300 else { return }
    let found = StatedBody.shingles(Array(longest.utf8)[...])
    if found.count >= StatedBody.fewestWords { shingles = Set(found) }
  }

  /// How much of a text stands in it, 0 to 1.
  func share(of text: ArraySlice<UInt8>) -> Double {
    guard !shingles.isEmpty else { return 0 }
    let wanted = StatedBody.shingles(text)
    guard !wanted.isEmpty else { return 0 }
    return Double(wanted.count { shingles.contains($0) }) / Double(wanted.count)
  }

  private static func shingles(_ text: ArraySlice<UInt8>) -> [UInt64] {
    var words: [UInt64] = []
    var hash = ClassWords.seed
    var count = 0
    for byte in text {
      let small = ASCII.lower(byte)
      if small &- 0x61 < 26 || small &- 0x30 < 10 || small >= 0x80 {
        hash = (hash ^ UInt64(small)) &* 0x100_0000_01B3
        count += 1
      } else if count > 0 {
        words.append(hash)
        hash = ClassWords.seed
        count = 0
      }
    }
    if count > 0 { words.append(hash) }
    guard words.count >= 4 else { return [] }
    return (0...(words.count - 4)).map { at in
      var hash: UInt64 = 0
      for word in words[at..<at + 4] { hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15 }
      return hash
    }
  }
}
