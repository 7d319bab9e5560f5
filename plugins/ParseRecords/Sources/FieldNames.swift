import Document
import Workbench

/// Which fields of a record hold what: by the step's parameters, else by their usual names.
struct FieldNames {
  /// The parts of a document that a record may have, with the names they usually go by, the likeliest first.
  static let usual: [(part: String, names: [String], help: String)] = [
    (
      "text",
      [
        "text", "content", "body", "articlebody", "fulltext", "article", "contenthtml", "html", "message",
        "contenttext",
        "description", "summary", "abstract", "النص", "المحتوى", "متن", "текст",
      ], "the text; several, parted by commas, follow one another"
    ),
    ("title", ["title", "headline", "heading", "subject", "العنوان", "عنوان", "заголовок"], "the title"),
    (
      "published",
      [
        "published", "publishedat", "publisheddate", "datepublished", "publicationdate", "publishdate", "pubdate",
        "date",
        "createdat", "created", "timestamp", "datetime", "التاريخ", "تاريخ", "تاریخ", "дата",
      ], "the date of publication"
    ),
    ("modified", ["modified", "updated", "updatedat", "datemodified", "lastmodified"], "the date of the last change"),
    ("language", ["language", "lang", "locale", "inlanguage"], "the language"),
    ("url", ["url", "link", "href", "permalink", "canonicalurl", "sourceurl", "webpage"], "the address"),
    ("authors", ["authors", "author", "byline", "creator", "writer", "الكاتب"], "the author, or a list of them"),
    (
      "publisher", ["publisher", "source", "sitename", "outlet", "newspaper", "publication", "site", "المصدر"],
      "the publisher"
    ),
    ("section", ["section", "category", "topic", "القسم"], "the section"),
    ("id", ["id", "guid", "uuid", "docid", "articleid"], "the record's own name"),
  ]

  /// The parameters that name a field for each part.
  static let parameters: [Parameter] = usual.map { part in
    .text(
      part.part, default: "", "Field that holds \(part.help), by its name or a path such as a.b[0].c; empty to guess.")
  }

  private var stated: [String: [FieldPath]] = [:]

  init(_ settings: Settings) throws(Problem) {
    for (part, _, _) in FieldNames.usual {
      let text = try settings.text(part)
      guard !text.isEmpty else { continue }
      var paths: [FieldPath] = []
      for path in part == "text" ? text.split(separator: ",").map(String.init) : [text] {
        paths.append(try FieldPath(path, of: part))
      }
      stated[part] = paths
    }
  }

  /// The values of a part, and the top-level fields that they are in.
  ///
  /// - Parameter plain: the record's keys by ``plain(_:)``; nil to make them.
  func values(of part: String, in record: Fields, plain: [String]? = nil) -> [(value: Value, key: String)] {
    if let paths = stated[part] {
      return paths.compactMap { path in path.value(in: record).map { ($0, path.first) } }
    }
    let keys = plain ?? record.keys.map(FieldNames.plain)
    let names = FieldNames.usual.first { $0.part == part }?.names ?? []
    var best: (rank: Int, at: Int)?
    for (at, key) in keys.enumerated() {
      guard let rank = names.firstIndex(of: key), rank < best?.rank ?? .max, FieldNames.isFilled(record.values[at])
      else {
        continue
      }
      best = (rank, at)
    }
    return best.map { [(record.values[$0.at], record.keys[$0.at])] } ?? []
  }

  /// Whether a row of names has one that is usual.
  static func knows(_ name: String) -> Bool {
    let plain = plain(name)
    return usual.contains { $0.names.contains(plain) }
  }

  private static func isFilled(_ value: Value) -> Bool {
    switch value {
    case .null: false
    case .string(let text): text.utf8.contains { $0 > 0x20 }
    case .array(let items): !items.isEmpty
    default: true
    }
  }

  /// A name without case, blanks, hyphens and underscores.
  static func plain(_ name: String) -> String {
    String(name.lowercased().unicodeScalars.filter { !" _-.".unicodeScalars.contains($0) })
  }
}

/// A way into a record: `a.b[0].c`.
struct FieldPath {
  private enum Step {
    case key(String)
    case item(Int)
  }

  private let whole: String
  private var steps: [Step] = []

  /// - Throws: `records.path`.
  init(_ text: String, of part: String) throws(Problem) {
    whole = String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    for piece in whole.split(separator: ".", omittingEmptySubsequences: false) {
      let name = piece.prefix { $0 != "[" }
      if !name.isEmpty { steps.append(.key(String(name))) }
      for index in piece.dropFirst(name.count).split(separator: "[") {
        guard index.last == "]", let number = Int(index.dropLast()), number >= 0 else {
          throw Problem(
            "records.path", "'\(text)' of the parameter '\(part)' is no path of a field",
            help: "a path has names and numbers of items, such as a.b[0].c")
        }
        steps.append(.item(number))
      }
    }
    guard !steps.isEmpty else {
      throw Problem("records.path", "the parameter '\(part)' names no field", help: "name one, such as a.b[0].c")
    }
  }

  /// The top-level field.
  var first: String { if case .key(let key) = steps[0] { key } else { whole } }

  /// A field of this very name, or what the path leads to.
  func value(in record: Fields) -> Value? {
    if let value = record[whole] { return value }
    var value = Value.object(record)
    for step in steps {
      switch step {
      case .key(let key):
        guard let next = value[key] else { return nil }
        value = next
      case .item(let index):
        guard let items = value.array, items.indices.contains(index) else { return nil }
        value = items[index]
      }
    }
    return value
  }
}
