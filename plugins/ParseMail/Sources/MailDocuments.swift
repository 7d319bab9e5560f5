import Document
import Mail
import Markup
import Text
import Workbench

/// Makes the documents of one message: its own, those of its attachments, those of the messages in it.
struct MailDocuments {
  private let reader: EmailReader
  private let context: RunContext
  private let path: String
  private let sha256: String
  private let place: Place
  private(set) var made: [Document] = []
  /// The language is told from the paragraphs at the start that have so many bytes together.
  private static let identified = 1 << 12
  /// Of the message as a whole.
  var warnings: [Problem] = []
  private let mediaType: String
  private let manual: Manual

  init(
    _ reader: EmailReader, _ context: RunContext, path: String, sha256: String, place: Place,
    mediaType: String = "message/rfc822", manual: Manual = Entry.parseEmail.manual
  ) {
    self.mediaType = mediaType
    self.manual = manual
    self.reader = reader
    self.context = context
    self.path = path
    self.sha256 = sha256
    self.place = place
  }

  /// Adds a message, its attachments and the messages in it, in this order.
  mutating func add(_ message: MailMessage) { add(message, parent: nil, part: nil) }

  private mutating func add(_ message: MailMessage, parent: Document?, part: String?) {
    let fields = MailFields(message: message)
    let context = context
    var content = MailContent(place: place(part)) { rtf in OutlookReader.text(ofRTF: rtf, context) }
    if let body = message.body { content.read(body) }
    var metadata = fields.metadata
    metadata.parent = parent?.id
    metadata.part = part ?? place.row.map { "message \($0)" }
    if metadata.published == nil { metadata.published = parent?.metadata.published }
    if !content.attachments.isEmpty {
      metadata.other["attachments"] = .array(content.attachments.map { .string($0.name) })
    }
    var builder = BlockBuilder()
    if let title = metadata.title {
      builder.append(title, kind: .heading, role: .title, level: 1, place: place(part))
    }
    content.append(to: &builder)
    if let problem = builder.warning { content.warnings.append(problem) }
    setLanguage(&metadata, builder, fields.language)
    let key = fields.messageID.map { "mail \($0) \(part ?? "")" } ?? "mail \(sha256) \(place.row ?? 1) \(part ?? "")"
    var document = Document(
      id: String(SHA256.hexadecimal(of: Array(key.utf8)).prefix(16)),
      source: Source(
        path: path, sha256: sha256, mediaType: mediaType, charset: content.charset, reader: manual.versioned),
      metadata: metadata, text: builder.text, blocks: builder.blocks)
    var attached: [Document] = []
    if reader.attachments {
      for attachment in content.attachments { attached += read(attachment, of: document, &content.warnings) }
    }
    document.warnings = warnings + content.warnings.map { placed($0, part) }
    warnings = []
    made.append(document)
    made += attached
    for (inner, path) in content.messages { add(inner, parent: document, part: path) }
  }

  /// A document for bytes of a mailbox that are no mail.
  func unread(_ bytes: [UInt8]) -> Document {
    var builder = BlockBuilder()
    MailText((try? ByteSource(bytes: bytes, path: path).text().text) ?? "", isFlowed: false, deletesBlanks: false)
      .append(to: &builder, place: place)
    var metadata = Metadata()
    metadata.part = "message \(place.row ?? 1)"
    setLanguage(&metadata, builder, nil)
    let problem = Problem("mail.headers", "a message of the mailbox has no headers", at: placed(nil))
    return Document(
      id: String(sha256.prefix(16)),
      source: Source(
        path: path, sha256: sha256, mediaType: "message/rfc822", reader: Entry.parseEmail.manual.versioned),
      metadata: metadata, text: builder.text, blocks: builder.blocks, warnings: [problem])
  }

  private func place(_ part: String?) -> Place {
    var place = place
    place.part = part
    return place
  }

  private func placed(_ part: String?) -> Place {
    var place = place(part)
    place.file = path
    return place
  }

  private func placed(_ problem: Problem, _ part: String?) -> Problem {
    var problem = problem
    let inner = problem.place.part
    problem.place = placed(inner ?? part)
    return problem
  }

  private func setLanguage(_ metadata: inout Metadata, _ builder: BlockBuilder, _ stated: String?) {
    var own = ""
    for block in builder.blocks where block.role == .body || block.role == .title {
      own += builder.text.slice(block.range) + "\n"
      if own.utf8.count > MailDocuments.identified { break }
    }
    metadata.language = Languages.identify(own) ?? stated ?? Languages.identify(builder.text)
    metadata.direction = metadata.language.map(Languages.direction(of:)) ?? Languages.direction(ofText: builder.text)
  }

  // MARK: Attachments

  /// What the reader of its format makes of an attachment; where none can, a warning that names it.
  private func read(_ attachment: MailAttachment, of mail: Document, _ warnings: inout [Problem]) -> [Document] {
    var documents: [Document] = []
    do throws(Problem) {
      let source = ByteSource(bytes: attachment.bytes, path: path + "/" + attachment.fileName(context.registry))
      try chosen(attachment, source).read(source, in: context) { document throws(Problem) in documents.append(document)
      }
    } catch {
      warnings.append(
        Problem(
          "mail.attachment",
          "the attachment \(attachment.name) (\(attachment.mediaType)) was not read: \(error.message)",
          at: Place(part: attachment.path), help: error.help))
    }
    for at in documents.indices {
      let key = "\(mail.id) \(attachment.path) \(documents[at].id)"
      documents[at].id = String(SHA256.hexadecimal(of: Array(key.utf8)).prefix(16))
      if documents[at].metadata.parent == nil {
        documents[at].metadata.parent = mail.id
        documents[at].metadata.part = attachment.path
      }
      if documents[at].metadata.published == nil { documents[at].metadata.published = mail.metadata.published }
      documents[at].metadata.other["attachment"] = .string(attachment.name)
    }
    return documents
  }

  /// Mail is read here, so that its depth has a bound; all else by whom the registry chooses.
  private func chosen(_ attachment: MailAttachment, _ source: ByteSource) throws(Problem) -> any Reader {
    let isMail =
      EmailReader.likeness(try source.prefix(Entry.recognisedPrefix)) >= 0.5
      || ["eml", "mbox", "mbx"].contains(Paths.fileExtension(source.path))
    let isOutlook = CompoundFile.begins(attachment.bytes) && (try? OutlookReader.message(attachment.bytes)) != nil
    if isMail || isOutlook {
      guard reader.depth < EmailReader.deepest else {
        throw Problem("mail.nesting", "mails are attached to one another more than \(EmailReader.deepest) deep")
      }
      if isOutlook { return OutlookReader(attachments: true, depth: reader.depth + 1) }
      return EmailReader(attachments: true, depth: reader.depth + 1)
    }
    let entry = try context.registry.required("parse.auto")
    guard case .reader(let make, _) = entry.role else {
      throw Problem("registry.unknown", "parse.auto is no reader")
    }
    return try make(Settings(entry.manual, folder: context.folder))
  }
}
