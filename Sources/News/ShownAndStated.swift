public import Document
import Text

extension NewsArticle {
  /// A document with what its text shows of the article in it, before what its file states of itself.
  ///
  /// What a text shows, people have read and corrected; what a file states is often that of the template, or of the machine, that
  /// it was made from. So each of title, authors, publisher, section, `published` and `modified` is, in this order: what the
  /// text marks as such (a title's style, its largest line); what is found in the text of an article; what the file states. A
  /// document without a line with a date, and without place or agency before its first words, is left as it is.
  ///
  /// - Parameters:
  ///   - document: its metadata are what the file states; its blocks have the roles that the text marks.
  ///   - created: when the file was made, which days without a year are counted from.
  public static func completed(_ document: Document, created: Moment?) -> Document {
    let stated = document.metadata
    var bare = document
    bare.metadata.authors = []
    bare.metadata.publisher = nil
    bare.metadata.section = nil
    bare.metadata.published = nil
    bare.metadata.modified = nil
    if !document.blocks.contains(where: { $0.role == .title }) { bare.metadata.title = nil }
    var article = NewsArticle(bare, certainty: .proven, now: (created ?? stated.modified)?.instant)
    article.findParts()
    guard article.isFound else { return document }
    var found = article.document
    found.metadata.title = found.metadata.title ?? stated.title
    if found.metadata.authors.isEmpty { found.metadata.authors = stated.authors }
    found.metadata.publisher = found.metadata.publisher ?? stated.publisher
    found.metadata.section = found.metadata.section ?? stated.section
    found.metadata.published = found.metadata.published ?? stated.published
    found.metadata.modified = found.metadata.modified ?? stated.modified
    return found
  }
}
