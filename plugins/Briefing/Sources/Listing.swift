import Document
import Text

extension SourceView {
  /// A line of the source list.
  struct Field: Equatable {
    var label: String
    var value: String
    var isHash = false
    /// Only for web addresses, which alone may become links.
    var isLink = false
  }

  /// English needs no English.
  var needsTranslation: Bool {
    guard let language = document.metadata.language else { return true }
    return language != "en" && !language.hasPrefix("en-")
  }

  var publisher: String { document.metadata.publisher ?? "publisher not stated" }

  /// "20 January 2025, 03:56 UTC", as far as it is known.
  var date: String { document.metadata.published.map { $0.instant.words($0.precision) } ?? "undated" }

  /// Everything that identifies the source, with what is not known said as such.
  var listing: [Field] {
    let metadata = document.metadata
    var fields = [
      Field(label: "Title", value: title),
      Field(label: "Publisher", value: metadata.publisher ?? "not stated"),
    ]
    if let section = metadata.section { fields.append(Field(label: "Section", value: section)) }
    if !metadata.authors.isEmpty {
      fields.append(Field(label: "Authors", value: metadata.authors.joined(separator: "; ")))
    }
    fields.append(Field(label: "Published", value: SourceView.words(metadata.published)))
    if let modified = metadata.modified { fields.append(Field(label: "Modified", value: SourceView.words(modified))) }
    fields.append(Field(label: "Retrieved", value: SourceView.words(metadata.retrieved)))
    let url = metadata.url ?? ""
    fields.append(Field(label: "URL", value: url.isEmpty ? "not stated" : url, isLink: SourceView.isWebAddress(url)))
    fields.append(Field(label: "Path", value: document.source.path))
    fields.append(Field(label: "SHA-256", value: document.source.sha256, isHash: true))
    let charset = document.source.charset.map { ", \($0)" } ?? ""
    fields.append(
      Field(label: "Read as", value: document.source.mediaType + charset + ", by " + document.source.reader))
    if let handling = metadata.handling { fields.append(Field(label: "Handling", value: handling)) }
    return fields
  }

  private static func words(_ moment: Moment?) -> String {
    guard let moment else { return "not stated" }
    return moment.instant.words(moment.precision)
  }

  private static func isWebAddress(_ url: String) -> Bool {
    let lower = url.prefix(8).lowercased()
    return (lower.hasPrefix("https://") || lower.hasPrefix("http://")) && !url.utf8.contains { $0 <= 0x20 }
  }
}
