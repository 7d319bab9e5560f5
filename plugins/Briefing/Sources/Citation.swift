/// Where a statement stands: a sentence of a document, by paragraph, as a reader counts them on the page.
///
/// Written `[S1 ¶4]`; `[S1 ¶4.2]` for the second sentence of a paragraph that has several; `[S1 title]` for the headline;
/// `[S1]` for a document as a whole.
struct Citation: Hashable, Sendable {
  /// Position of the document in the run, from 0.
  var document: Int
  /// From 1; 0 is the headline, nil the whole document.
  var paragraph: Int?
  /// From 1 in a paragraph of several sentences; 0 where it is the only one.
  var sentence: Int

  static func whole(_ document: Int) -> Citation { Citation(document: document, paragraph: nil, sentence: 0) }

  var source: String { "S\(document + 1)" }
  var label: String { paragraph == nil ? source : "\(source) \(place)" }
  /// The label without the source; empty for a document as a whole.
  var place: String {
    guard let paragraph else { return "" }
    return (paragraph == 0 ? "title" : "¶\(paragraph)") + (sentence == 0 ? "" : ".\(sentence)")
  }
  /// The anchor in HTML and Markdown.
  var anchor: String {
    guard let paragraph else { return source }
    return "\(source)-\(paragraph == 0 ? "title" : "\(paragraph)")" + (sentence == 0 ? "" : ".\(sentence)")
  }
}
