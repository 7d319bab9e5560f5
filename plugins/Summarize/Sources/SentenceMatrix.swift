import Document
import Glibc
import Text

/// The sentences of a document as sparse vectors of terms: what every summarizer works on.
///
/// A term is a word folded for matching and, where libstemmer knows the language, stemmed. Stop words are no terms; in a
/// language without a list of them, neither are terms that more than a third of the sentences hold.
struct SentenceMatrix {
  /// UTF-8 byte ranges of the sentences that may be chosen, in the order of the text.
  let sentences: [Range<Int>]
  /// All words, sentence after sentence: their term, or -1 for a stop word.
  let words: [Int32]
  /// Sentence s has the words from `wordStarts[s]` to `wordStarts[s + 1]`.
  let wordStarts: [Int]
  /// Distinct terms of each sentence with their number, sentence after sentence.
  let entries: [Entry]
  let entryStarts: [Int]
  let termCount: Int
  /// In how many sentences each term occurs.
  let frequencies: [Int32]
  /// Inverse sentence frequency: log((n + 1) / (frequency + ½)).
  let weights: [Double]
  /// Length of each sentence's vector of count × weight; 1 where it has no terms.
  let norms: [Double]
  /// The headline's terms; empty where it has none, or where none occurs in the text.
  let title: [Entry]

  struct Entry {
    var term: Int32
    var count: Int32
  }

  /// A language without a list of stop words: terms in more than this part of the sentences count as such, once there are
  /// so many sentences that it means something.
  static let frequentPart = 1.0 / 3
  static let frequentFrom = 6

  var count: Int { sentences.count }
  func wordCount(_ sentence: Int) -> Int { wordStarts[sentence + 1] - wordStarts[sentence] }
  func row(_ sentence: Int) -> ArraySlice<Entry> { entries[entryStarts[sentence]..<entryStarts[sentence + 1]] }
}

extension SentenceMatrix {
  /// The segments of body blocks with at least so many words; all of them where none is so long.
  init(_ document: Document, minimumWords: Int) {
    var vocabulary = Vocabulary(language: document.metadata.language)
    var all: [(range: Range<Int>, words: [Int32])] = []
    for segment in SentenceMatrix.segments(document) {
      all.append((segment, vocabulary.terms(in: document.text, segment)))
    }
    let long = all.filter { $0.words.count >= minimumWords }
    var headline: [Int32] = []
    if let title = SentenceMatrix.title(document) { headline = vocabulary.terms(in: title, 0..<title.utf8.count) }
    self.init(long.isEmpty ? all : long, title: headline, vocabulary)
  }

  private init(_ rows: [(range: Range<Int>, words: [Int32])], title: [Int32], _ vocabulary: Vocabulary) {
    var words: [Int32] = []
    var wordStarts = [0]
    for row in rows {
      words += row.words
      wordStarts.append(words.count)
    }
    let termCount = vocabulary.count
    var frequencies = SentenceMatrix.frequencies(words, wordStarts, termCount)
    if !vocabulary.knowsStopWords, rows.count >= SentenceMatrix.frequentFrom {
      let most = Int32(Double(rows.count) * SentenceMatrix.frequentPart)
      for at in words.indices where words[at] >= 0 && frequencies[Int(words[at])] > most { words[at] = -1 }
      for term in frequencies.indices where frequencies[term] > most { frequencies[term] = 0 }
    }
    let weights = frequencies.map { $0 == 0 ? 0 : log(Double(rows.count + 1) / (Double($0) + 0.5)) }

    var entries: [Entry] = []
    entries.reserveCapacity(words.count)
    var entryStarts = [0]
    var norms: [Double] = []
    var counts = [Int32](repeating: 0, count: termCount)
    for sentence in rows.indices {
      let row = words[wordStarts[sentence]..<wordStarts[sentence + 1]]
      let added = SentenceMatrix.distinct(row, &counts)
      var square = 0.0
      for entry in added {
        let value = Double(entry.count) * weights[Int(entry.term)]
        square += value * value
      }
      entries += added
      entryStarts.append(entries.count)
      norms.append(square > 0 ? square.squareRoot() : 1)
    }
    self.sentences = rows.map(\.range)
    self.words = words
    self.wordStarts = wordStarts
    self.entries = entries
    self.entryStarts = entryStarts
    self.termCount = termCount
    self.frequencies = frequencies
    self.weights = weights
    self.norms = norms
    self.title = SentenceMatrix.distinct(title[...], &counts).filter { frequencies[Int($0.term)] > 0 }
  }

  private static func segments(_ document: Document) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var block = 0
    let body = document.body
    for segment in document.segments where !segment.range.isEmpty {
      while block < body.count, body[block].range.upperBound <= segment.range.lowerBound { block += 1 }
      guard block < body.count else { break }
      if body[block].range.lowerBound <= segment.range.lowerBound { found.append(segment.range) }
    }
    return found
  }

  private static func title(_ document: Document) -> String? {
    if let title = document.metadata.title { return title }
    return document.blocks.first { $0.role == .title }.map { String(document.text(in: $0.range)) }
  }

  private static func frequencies(_ words: [Int32], _ starts: [Int], _ termCount: Int) -> [Int32] {
    var frequencies = [Int32](repeating: 0, count: termCount)
    var lastSeen = [Int](repeating: -1, count: termCount)
    for sentence in 0..<(starts.count - 1) {
      for at in starts[sentence]..<starts[sentence + 1] where words[at] >= 0 {
        let term = Int(words[at])
        if lastSeen[term] != sentence {
          lastSeen[term] = sentence
          frequencies[term] += 1
        }
      }
    }
    return frequencies
  }

  /// The terms of a row, each once, in the order of their first word. `counts` is all zeros before and after.
  private static func distinct(_ words: ArraySlice<Int32>, _ counts: inout [Int32]) -> [Entry] {
    var found: [Entry] = []
    for word in words where word >= 0 {
      if counts[Int(word)] == 0 { found.append(Entry(term: word, count: 0)) }
      counts[Int(word)] += 1
    }
    for at in found.indices {
      found[at].count = counts[Int(found[at].term)]
      counts[Int(found[at].term)] = 0
    }
    return found
  }
}

extension SentenceMatrix {
  /// The cosine of every sentence with a vector of terms, by count × weight.
  func cosines(with vector: some Sequence<Entry>) -> [Double] {
    var dense = [Double](repeating: 0, count: termCount)
    for entry in vector { dense[Int(entry.term)] = Double(entry.count) * weights[Int(entry.term)] }
    return cosines(withDense: dense)
  }

  /// The cosine of every sentence with the sum of all sentences, each as a vector of length 1.
  func cosinesWithCentroid() -> [Double] {
    var dense = [Double](repeating: 0, count: termCount)
    for sentence in 0..<count {
      for entry in row(sentence) {
        dense[Int(entry.term)] += Double(entry.count) * weights[Int(entry.term)] / norms[sentence]
      }
    }
    return cosines(withDense: dense)
  }

  /// For each sentence, how likely a term of the text is one of its terms, on the mean.
  func meanProbabilities() -> [Double] {
    var counts = [Double](repeating: 0, count: termCount)
    var total = 0.0
    for entry in entries {
      counts[Int(entry.term)] += Double(entry.count)
      total += Double(entry.count)
    }
    return (0..<count).map { sentence in
      var sum = 0.0
      var length = 0.0
      for entry in row(sentence) {
        sum += counts[Int(entry.term)] * Double(entry.count)
        length += Double(entry.count)
      }
      return length > 0 ? sum / (length * total) : 0
    }
  }

  private func cosines(withDense vector: [Double]) -> [Double] {
    var square = 0.0
    for value in vector { square += value * value }
    guard square > 0 else { return Array(repeating: 0, count: count) }
    let length = square.squareRoot()
    return (0..<count).map { sentence in
      var sum = 0.0
      for at in entryStarts[sentence]..<entryStarts[sentence + 1] {
        let term = Int(entries[at].term)
        sum += Double(entries[at].count) * weights[term] * vector[term]
      }
      return sum / (norms[sentence] * length)
    }
  }
}
