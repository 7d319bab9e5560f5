import Document
import Mail
import Workbench

/// A part that is a file of its own.
struct MailAttachment {
  /// As the mail names it, or what it is.
  var name: String
  var path: String
  var mediaType: String
  var bytes: [UInt8]

  init(_ part: MailPart, _ bytes: [UInt8]) {
    let given = MailFields.line(part.fileName ?? "").split { $0 == "/" || $0 == "\\" }.last
    name = given.map { String($0.prefix(200)) } ?? "part \(part.path)"
    path = part.path
    mediaType = part.mediaType
    self.bytes = bytes
  }

  /// The name with the extension of its media type, where it has none and a reader knows the type.
  func fileName(_ registry: Registry) -> String {
    guard Paths.fileExtension(name).isEmpty else { return name }
    for (entry, _) in registry.readers {
      for format in entry.manual.formats where format.mediaType == mediaType {
        if let first = format.extensions.first { return name + "." + first }
      }
    }
    return name
  }
}

/// Sorts the parts of a message: texts, attachments, messages.
struct MailContent {
  private enum Text {
    case plain(MailText)
    case html(String)
  }

  private let place: Place
  /// RTF as text, by the reader of RTF.
  private let readRTF: ([UInt8]) -> String?
  /// How deep in one another packed attachments lie.
  private var depth = 0
  private var texts: [(text: Text, path: String)] = []
  private(set) var attachments: [MailAttachment] = []
  private(set) var messages: [(MailMessage, path: String)] = []
  /// Of the first text.
  private(set) var charset: String?
  var warnings: [Problem] = []

  init(place: Place, readRTF: @escaping ([UInt8]) -> String?) {
    self.place = place
    self.readRTF = readRTF
  }

  func append(to builder: inout BlockBuilder) {
    for (text, path) in texts {
      var place = place
      place.part = path
      switch text {
      case .plain(let text): text.append(to: &builder, place: place)
      case .html(let html): builder.append(html: html, place: place, quotesAreBoilerplate: true)
      }
    }
  }

  mutating func read(_ part: MailPart) {
    switch part.content {
    case .message(let message): messages.append((message, part.path))
    case .leftOut:
      warnings.append(
        Problem(
          "mail.too-large",
          "a message has at most \(Mail.mostParts) parts, \(Mail.deepest) deep; those from here on were left out",
          at: Place(part: part.path)))
    case .bytes(let bytes): read(part, bytes)
    case .parts(let parts):
      switch part.mediaType {
      case "multipart/alternative": readAlternative(parts)
      case "multipart/signed": if let first = parts.first { read(first) }
      case "multipart/encrypted":
        warnings.append(
          Problem(
            "mail.encrypted", "the mail is encrypted, and was not read", at: Place(part: part.path),
            help: "save it decrypted"))
      case "multipart/related":
        for (at, inner) in parts.enumerated() where at == 0 || !MailContent.isDecoration(inner) { read(inner) }
      default: for inner in parts { read(inner) }
      }
    }
  }

  private mutating func read(_ part: MailPart, _ bytes: [UInt8]) {
    let isText = ["text/plain", "text/html", "message/delivery-status"].contains(part.mediaType)
    let isAttachment = part.disposition == "attachment" || part.fileName != nil && !texts.isEmpty
    guard isText, !isAttachment else {
      if TNEFMessage.begins(bytes[...]) { return readTNEF(part, bytes) }
      if !bytes.isEmpty || part.fileName != nil { attachments.append(MailAttachment(part, bytes)) }
      return
    }
    guard let text = text(part, bytes) else { return }
    texts.append(
      (
        part.mediaType == "text/html"
          ? .html(text) : .plain(MailText(text, isFlowed: part.isFlowed, deletesBlanks: part.deletesBlanks)), part.path
      ))
  }

  /// The attachments that Outlook packed; its text only where the mail has none of its own, which as a rule is the same.
  private mutating func readTNEF(_ part: MailPart, _ bytes: [UInt8]) {
    guard depth < Mail.deepest else {
      warnings.append(
        Problem(
          "mail.nesting", "attachments are packed into one another more than \(Mail.deepest) deep",
          at: Place(part: part.path)))
      return
    }
    depth += 1
    defer { depth -= 1 }
    var tnef = TNEFMessage(readRTF: readRTF)
    let message = tnef.message(bytes[...], path: part.path + ".")
    warnings += tnef.faults.map { fault in
      Problem(
        "mail.tnef", "not all of \(part.fileName ?? "the part") could be read: \(fault)", at: Place(part: part.path),
        help: "get the mail again, or ask its sender to send it as HTML or plain text")
    }
    guard case .parts(let parts) = message.body?.content else { return }
    for inner in parts where inner.disposition == "attachment" || texts.isEmpty { read(inner) }
  }

  /// The plain text where it says something, else the richest; what is none of the two is an attachment.
  private mutating func readAlternative(_ parts: [MailPart]) {
    let plain = parts.first { part in
      guard part.mediaType == "text/plain", case .bytes(let bytes) = part.content else { return false }
      return bytes.contains { $0 > 0x20 }
    }
    let chosen =
      plain ?? parts.last { $0.mediaType == "text/html" || $0.mediaType.hasPrefix("multipart/") } ?? parts.first
    for part in parts {
      if part.path == chosen?.path {
        read(part)
      } else if case .bytes(let bytes) = part.content, !part.mediaType.hasPrefix("text/") || part.fileName != nil {
        read(part, bytes)
      } else if case .parts(let inner) = part.content {
        // Beside the text that is shown otherwise there may be files.
        for file in inner where !file.mediaType.hasPrefix("text/") && !MailContent.isDecoration(file) { read(file) }
      }
    }
  }

  /// A picture that the HTML shows.
  private static func isDecoration(_ part: MailPart) -> Bool {
    part.mediaType.hasPrefix("image/") && part.contentID != nil
  }

  /// The characters of a text part; nil where it is empty or no text.
  private mutating func text(_ part: MailPart, _ bytes: [UInt8]) -> String? {
    guard !bytes.isEmpty else { return nil }
    let source = ByteSource(bytes: bytes, path: part.path)
    // ASCII is what mailers write who do not know.
    let declared =
      ["us-ascii", "ascii", "unknown-8bit", "x-unknown"].contains(part.charset?.lowercased()) ? nil : part.charset
    for charset in [declared ?? "", ""] {
      do throws(Problem) {
        let decoded = try source.text(charset: charset)
        if self.charset == nil { self.charset = decoded.charset }
        warnings += decoded.warnings.map { warning in
          Problem(warning.code, warning.message, at: Place(part: part.path))
        }
        return decoded.text
      } catch {
        if error.code == "input.empty" { return nil }
        warnings.append(Problem(error.code, error.message, at: Place(part: part.path)))
        if error.code != "charset.unknown" { return nil }
      }
    }
    return nil
  }
}
