import Document
import Mail
public import Workbench

extension Entry {
  public static let parseEmail = Entry(
    Manual(
      "parse.email", version: 1, "Reads mail (EML) and mailboxes (MBOX), a document a message and one an attachment.",
      help: """
        Subject, senders and date become title, authors and `published`; the time of the last server `retrieved`; a list's
        name the publisher; free keys hold `from`, `to`, `cc`, `reply-to`, `message-id`, `in-reply-to`, `references`, `list-id`,
        `organization` and `attachments`. The text is the plain one, else what the HTML says. What is quoted from another mail
        is boilerplate, a signature a note.

        Attachments are handed to the reader of their format and name the mail as `parent` and their MIME part as `part`; one
        that no reader reads is a warning on the mail. Messages within the message are documents of their own.

        A mailbox is read message by message. A message has at most 64 MiB, 4 MiB of headers, 2,000 parts and 32 levels; what
        is beyond is left out with a warning that names the bound.
        """,
      parameters: [.flag("attachments", default: true, "Whether attachments are read too.")],
      makes: [.blocks, "ocr"],
      formats: [
        Format("message/rfc822", extensions: ["eml"]), Format("application/mbox", extensions: ["mbox", "mbx"]),
      ]),
    recognises: EmailReader.likeness
  ) { settings throws(Problem) in EmailReader(attachments: try settings.flag("attachments")) }
}

struct EmailReader: Reader {
  /// Whether attachments are read.
  var attachments: Bool
  /// How many mails this one is an attachment of an attachment of.
  var depth = 0
  /// Mails that are attachments of mails lie at most so deep in one another.
  static let deepest = 8

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    var mailbox = Mailbox()
    var number = 0
    func hand(_ items: [Mailbox.Item]) throws(Problem) {
      for item in items {
        number += 1
        for document in try documents(of: item, number, source, context) { try emit(document) }
      }
    }
    try source.forEachPiece { piece throws(Problem) in
      mailbox.feed(piece)
      try hand(mailbox.take())
    }
    mailbox.finish()
    try hand(mailbox.take())
    if number == 0 { throw source.emptyInput }
  }

  private func documents(
    of item: Mailbox.Item, _ number: Int, _ source: ByteSource, _ context: RunContext
  ) throws(Problem) -> [Document] {
    let path = source.path
    var bytes = Array(item.bytes.drop { $0 == 0x0A || $0 == 0x0D })
    let place = item.isOfMailbox ? Place(bytes: item.range, row: number) : Place()
    let sha256 = item.isOfMailbox ? SHA256.hexadecimal(of: item.bytes) : try source.sha256(of: item.bytes)
    var maker = MailDocuments(self, context, path: path, sha256: sha256, place: place)
    let bounds = MailBounds.hold(&bytes)
    if let cut = bounds.cut { maker.warnings.append(cut.reason.problem) }
    if item.leftOut > 0 {
      maker.warnings.append(
        Problem(
          "mail.too-large",
          "the message has more than \(Mailbox.largest >> 20) MiB, and its last \(item.leftOut) bytes were left out"))
    }
    guard let message = Mail.message(bytes), message.headers.contains(where: { MailFields.isKnown($0.name) }) else {
      // In a mailbox of many, one that is none says so and keeps its words.
      guard number == 1 else { return [maker.unread(bytes)] }
      throw Problem(
        "input.format", "there is no mail: the file does not begin with its headers", at: Place(file: path),
        help: "mails begin with lines such as 'From: …' and 'Subject: …'; save the mail as its source")
    }
    maker.add(message)
    return maker.made
  }

  /// Sure of headers that only mail has, and of a mailbox's first line.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    // No header begins as markup does.
    guard start.first(where: { $0 > 0x20 }) != UInt8(ascii: "<") else { return 0 }
    var known: Set<String> = []
    var isFirst = true
    for line in start.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let text = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
      if text.isEmpty {
        if isFirst { continue } else { break }
      }
      if isFirst, Mailbox.isFirstLine(line) { return 0.95 }
      if !isFirst, text.first == " " || text.first == "\t" { continue }
      isFirst = false
      guard let colon = text.firstIndex(of: ":"), colon != text.startIndex,
        text[..<colon].utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      else { return 0 }
      known.insert(text[..<colon].lowercased())
    }
    if !known.isDisjoint(with: MailFields.telling) && known.count >= 2 { return 0.95 }
    return known.contains("from") && known.intersection(["date", "subject", "to", "cc"]).count >= 1 ? 0.9 : 0
  }
}

extension MailBounds.Reason {
  fileprivate var problem: Problem {
    let what =
      switch self {
      case .headerBytes(let limit): "\(limit >> 20) MiB of headers"
      case .headerLines(let limit): "\(limit) lines of headers"
      case .parts(let limit): "\(limit) lines that part its parts"
      }
    return Problem("mail.too-large", "the message has more than \(what), and what follows was left out")
  }
}
