import Document

/// A text of an entry or of the feed, as it stood.
struct FeedText {
  /// Markup where the feed says so or where it has elements; else what may be either.
  enum Kind { case plain, html, either }

  var text: String
  var kind = Kind.either
  /// From 1.
  var line: Int
  /// What relative addresses in it begin at.
  var base: String?
  var language: String?
}

/// What was gathered of one entry: the words of its elements, not yet understood.
struct FeedEntry {
  /// From 1.
  var number: Int
  var line: Int
  var language: String?
  var title: FeedText?
  var authors: [String] = []
  var published: FeedText?
  var modified: FeedText?
  /// By rank: the page, a permanent identifier that is one.
  var url: String?
  var guid: String?
  /// The source that an aggregator names.
  var source: String?
  var categories: [String] = []
  var enclosures: [String] = []
  var comments: String?
  var content: FeedText?
  var summary: FeedText?
  var warnings: [Problem] = []

  var isEmpty: Bool { title == nil && content == nil && summary == nil }
}

/// What is known of the feed as a whole.
struct FeedChannel {
  var title: String?
  var language: String?
  var url: String?
  var authors: [String] = []
  /// When the feed was made, which "2 hours ago" is counted from.
  var built: String?
}
