import Document
import Markup
import Text
import Workbench

/// Makes the document of one entry.
struct FeedDocument {
  private let entry: FeedEntry
  private let channel: FeedChannel
  private let file: FeedFile
  private var warnings: [Problem]

  init(_ entry: FeedEntry, _ channel: FeedChannel, _ file: FeedFile) {
    self.entry = entry
    self.channel = channel
    self.file = file
    warnings = entry.warnings
  }

  func document(charset: String?) -> Document {
    var maker = self
    return maker.make(charset)
  }

  private mutating func make(_ charset: String?) -> Document {
    var builder = BlockBuilder()
    let title = entry.title.map { FeedDocument.line($0) }?.nonEmpty
    if let title {
      builder.append(title, kind: .heading, role: .title, level: 1, place: place(entry.title))
    }
    let text = [entry.content, entry.summary].compactMap(\.self).first { !$0.text.isEmpty }
    if let text { append(text, to: &builder) }
    var metadata = Metadata()
    metadata.title = title
    metadata.authors = entry.authors.isEmpty ? channel.authors : entry.authors
    metadata.publisher = entry.source ?? channel.title
    metadata.section = entry.categories.first
    metadata.published = moment(entry.published) ?? (entry.published == nil ? moment(entry.modified) : nil)
    metadata.modified = entry.published == nil ? nil : moment(entry.modified)
    metadata.url = address
    metadata.parent = String(file.sha256.prefix(16))
    metadata.part = entry.guid ?? "entry \(entry.number)"
    if let guid = entry.guid { metadata.other["guid"] = .string(guid) }
    if let summary, text?.text != entry.summary?.text { metadata.other["summary"] = .string(summary) }
    if entry.categories.count > 1 { metadata.other["categories"] = .array(entry.categories.map { .string($0) }) }
    if !entry.enclosures.isEmpty { metadata.other["enclosures"] = .array(entry.enclosures.map { .string($0) }) }
    if let comments = entry.comments { metadata.other["comments"] = .string(comments) }
    if let problem = builder.warning { warnings.append(problem.inFile(file.path)) }
    metadata.language = language(of: builder.text)
    metadata.direction =
      metadata.language.map(Languages.direction(of:)) ?? Languages.direction(ofText: builder.text)
    var document = Document(
      id: identifier(title),
      source: Source(
        path: file.path, sha256: file.sha256, mediaType: "application/rss+xml", charset: charset,
        reader: Entry.parseFeed.manual.versioned),
      metadata: metadata, text: builder.text, blocks: builder.blocks)
    document.warnings = warnings
    return document
  }

  // MARK: Text

  private func append(_ text: FeedText, to builder: inout BlockBuilder) {
    let place = place(text)
    if text.kind == .html || text.kind == .either && text.looksLikeMarkup {
      return builder.append(html: text.text, base: text.base ?? address, place: place)
    }
    let words = text.text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    for paragraph in words.split(separator: words.contains("\n\n") ? "\n\n" : "\n") {
      let line = paragraph.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      builder.append(text.kind == .plain ? line : HTMLFragment.line(line), place: place)
    }
  }

  private static func line(_ text: FeedText) -> String {
    text.kind == .plain
      ? text.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") : HTMLFragment.line(text.text)
  }

  /// The summary beside a fuller text.
  private var summary: String? { entry.summary.flatMap { FeedDocument.line($0).nonEmpty } }

  private func place(_ text: FeedText?) -> Place {
    Place(line: text?.line ?? entry.line, part: entry.guid, row: entry.number)
  }

  // MARK: Metadata

  private var address: String? {
    if let url = entry.url { return WebAddress.resolved(url, against: channel.url) }
    return entry.guid.flatMap { $0.isWebPage ? $0 : nil }
  }

  private mutating func moment(_ text: FeedText?) -> Moment? {
    guard let text else { return nil }
    let now = channel.built.flatMap { Dates.stated($0)?.instant } ?? file.now
    guard let date = Dates.stated(text.text, language: channel.language, now: now) else {
      warnings.append(
        Problem(
          "feed.date", "the date '\(text.text.prefix(60))' cannot be read", at: Place(file: file.path, line: text.line),
          help: "feeds write dates as in 'Mon, 20 Jan 2025 03:56:00 GMT' or '2025-01-20T03:56:00Z'"))
      return nil
    }
    if let other = date.alternative {
      warnings.append(
        Problem(
          "feed.date-order",
          "the date '\(date.original.prefix(60))' may mean \(date.instant.description.prefix(10)), which was taken, or "
            + "\(other.description.prefix(10))", at: Place(file: file.path, line: text.line),
          help: "feeds write dates as in 'Mon, 20 Jan 2025 03:56:00 GMT' or '2025-01-20T03:56:00Z'"))
    }
    return Moment(instant: date.instant, precision: date.precision, original: date.original)
  }

  /// What the step says, else what the entry says, else the feed; but a language of the other direction than the text's is
  /// what a template says.
  private func language(of text: String) -> String? {
    if !file.language.isEmpty { return file.language }
    let stated = [entry.language, entry.content?.language, entry.title?.language, channel.language]
      .compactMap { $0.flatMap(FeedDocument.tag) }.first
    let found = Languages.identify(text)
    guard let stated else { return found }
    return Languages.direction(of: stated) == Languages.direction(ofText: text) || text.isEmpty ? stated : found
  }

  /// `en-us` as BCP 47 writes it, `en-US`; nil for what is no language tag.
  private static func tag(_ language: String) -> String? {
    let parts = language.split { $0 == "-" || $0 == "_" }
    guard let first = parts.first, (2...8).contains(first.utf8.count),
      parts.allSatisfy({ part in
        part.utf8.count <= 8 && part.utf8.allSatisfy { $0 < 0x80 } && part.allSatisfy { $0.isLetter || $0.isNumber }
      })
    else { return nil }
    return parts.enumerated().map { at, part in
      at == 0 ? part.lowercased() : part.utf8.count == 2 ? part.uppercased() : String(part)
    }.joined(separator: "-")
  }

  /// The same for the same entry, whatever file it came in.
  private func identifier(_ title: String?) -> String {
    let key =
      entry.guid.map { "guid \(channel.url ?? "") \($0)" } ?? address.map { "url \($0)" }
      ?? "text \(title ?? "") \(entry.published?.text ?? "") \(entry.content?.text ?? entry.summary?.text ?? "")"
    return String(SHA256.hexadecimal(of: Array(key.utf8)).prefix(16))
  }
}
