public import Document
public import Markup
import Text

/// The properties that office documents state of themselves, by the names of Dublin Core.
public enum CoreProperties {
  /// Titles and authors that programs fill in are left out.
  ///
  /// - Parameter element: `cp:coreProperties` of Office Open XML, or `office:meta` of OpenDocument.
  public static func metadata(_ element: XMLElement?) -> (metadata: Metadata, language: String?) {
    var metadata = Metadata()
    var language: String?
    var keywords: [String] = []
    for property in element?.elements.map({ $0 }) ?? [] {
      let text = line(property.text)
      guard !text.isEmpty else { continue }
      switch property.localName {
      case "title": metadata.title = MadeByProgram.isTitle(text) ? nil : text
      // OpenDocument has the first author beside the last.
      case "creator", "initial-creator":
        if property.localName == "initial-creator" || metadata.authors.isEmpty { metadata.authors = authors(text) }
      case "created", "creation-date": metadata.published = moment(text)
      case "modified": metadata.modified = moment(text)
      case "date": if metadata.modified == nil { metadata.modified = moment(text) }
      case "language": language = text
      case "subject": metadata.other["subject"] = .string(text)
      case "description": metadata.other["description"] = .string(text)
      case "keywords", "keyword": keywords.append(text)
      case "category": metadata.other["category"] = .string(text)
      default: break
      }
    }
    if !keywords.isEmpty { metadata.other["keywords"] = .string(keywords.joined(separator: ", ")) }
    return (metadata, language)
  }

  private static func authors(_ text: String) -> [String] {
    var names: [String] = []
    for name in text.split(whereSeparator: { $0 == ";" || $0 == "؛" }) {
      let name = line(String(name))
      if !name.isEmpty, !names.contains(name), !MadeByProgram.isAuthor(name) { names.append(name) }
    }
    return names
  }

  private static func moment(_ text: String) -> Moment? {
    Dates.stated(text).map { Moment(instant: $0.instant, precision: $0.precision, original: $0.original) }
  }

  private static func line(_ text: String) -> String {
    Canonical.nfc(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
}
