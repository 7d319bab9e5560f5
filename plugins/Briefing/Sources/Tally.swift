/// Counts things by key in bounded memory.
///
/// Exact while at most `capacity` keys are met. Beyond that the rarer half is dropped whenever twice the capacity is reached
/// (lossy counting, after Manku and Motwani 2002), and every count may be too low by `lost` at most.
struct Tally<Entry> {
  struct Line {
    var key: String
    var count: Int
    /// Position of the last document that counted, so that documents are counted once.
    var lastDocument: Int
    var documents: Int
    /// Up to three places, each in a document of its own.
    var citations: [Citation]
    var entry: Entry
    fileprivate var arrival: Int
  }

  let capacity: Int
  private var places: [String: Int] = [:]
  private var stored: [Line] = []
  private var arrivals = 0
  /// The most that a count may be too low; 0 as long as nothing was dropped.
  private(set) var lost = 0
  private static var citationsKept: Int { 3 }

  init(capacity: Int) { self.capacity = capacity }

  /// Counts one occurrence. `entry` is made for a new key only; `update` then sees it at every occurrence.
  mutating func count(
    _ key: String, at citation: Citation, _ entry: @autoclosure () -> Entry, update: (inout Entry) -> Void = { _ in }
  ) {
    if let at = places[key] {
      stored[at].count += 1
      update(&stored[at].entry)
      guard stored[at].lastDocument != citation.document else { return }
      stored[at].lastDocument = citation.document
      stored[at].documents += 1
      if stored[at].citations.count < Tally.citationsKept { stored[at].citations.append(citation) }
      return
    }
    if stored.count >= 2 * capacity { dropRarer() }
    places[key] = stored.count
    arrivals += 1
    var made = entry()
    update(&made)
    stored.append(
      Line(
        key: key, count: 1, lastDocument: citation.document, documents: 1, citations: [citation], entry: made,
        arrival: arrivals))
  }

  /// The lines by count, the more frequent first, then in order of first meeting.
  var lines: [Line] { stored.sorted { ($1.count, $0.arrival) < ($0.count, $1.arrival) } }
  var keys: Int { stored.count }

  private mutating func dropRarer() {
    let ordered = lines
    lost += ordered[capacity].count
    stored = Array(ordered.prefix(capacity))
    places = [:]
    for (at, line) in stored.enumerated() { places[line.key] = at }
  }
}
