import Document
import Mail
import Markup
public import Workbench

extension Entry {
  public static let parseMSG = Entry(
    Manual(
      "parse.msg", version: 1,
      "Reads messages that Outlook saved (MSG), with their attachments as documents of their own.",
      help: """
        The document is as `parse.email` makes it: title, authors, dates and free keys from the message, the plain text where
        there is one, else what HTML or RTF says. Attachments go to the readers of their formats, embedded messages are
        documents; both name the message as `parent`. A `winmail.dat` (TNEF) is read as well.

        Of other compound files it says what they are: Office's documents before 2007, and newer ones with a password. A file up
        to 512 MiB is read whole.
        """,
      parameters: [.flag("attachments", default: true, "Whether attachments are read too.")],
      makes: [.blocks, "ocr"],
      formats: [
        Format("application/vnd.ms-outlook", extensions: ["msg"]), Format("application/ms-tnef", extensions: ["tnef"]),
      ]),
    recognises: OutlookReader.likeness
  ) { settings throws(Problem) in OutlookReader(attachments: try settings.flag("attachments")) }
}

struct OutlookReader: Reader {
  var attachments: Bool
  /// How many mails this one is an attachment of an attachment of.
  var depth = 0

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let bytes = try source.whole()
    guard !bytes.isEmpty else { throw source.emptyInput }
    if TNEFMessage.begins(bytes[...]) { return try readTNEF(bytes, source, context, emit) }
    let file: CompoundFile
    do throws(Problem) { file = try OutlookReader.message(bytes) } catch { throw error.inFile(source.path) }
    var maker = MailDocuments(
      EmailReader(attachments: attachments, depth: depth), context, path: source.path,
      sha256: SHA256.hexadecimal(of: bytes), place: Place(), mediaType: "application/vnd.ms-outlook",
      manual: Entry.parseMSG.manual)
    var outlook = OutlookMessage(file, size: bytes.count) { rtf in OutlookReader.text(ofRTF: rtf, context) }
    let message = outlook.message(0, path: "", depth: 0, header: 32)
    if outlook.isCut || file.isCut {
      maker.warnings.append(
        Problem(
          "mail.truncated", "parts of the message end before they should", help: "the file was cut off: get it again"))
    }
    maker.add(message)
    for document in maker.made { try emit(document) }
  }

  /// A `winmail.dat` that was saved without its mail.
  private func readTNEF(
    _ bytes: [UInt8], _ source: ByteSource, _ context: RunContext,
    _ emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    var maker = MailDocuments(
      EmailReader(attachments: attachments, depth: depth), context, path: source.path,
      sha256: SHA256.hexadecimal(of: bytes), place: Place(), mediaType: "application/ms-tnef",
      manual: Entry.parseMSG.manual)
    var tnef = TNEFMessage { rtf in OutlookReader.text(ofRTF: rtf, context) }
    let message = tnef.message(bytes[...], path: "")
    maker.warnings += tnef.faults.map { fault in
      Problem("mail.tnef", "not all of it could be read: \(fault)", help: "get the file again")
    }
    maker.add(message)
    for document in maker.made { try emit(document) }
  }

  /// Whatever the compound file is, this reader can say it.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    TNEFMessage.begins(start) ? 0.9 : CompoundFile.begins(start) ? 0.6 : 0
  }

  /// What the reader of RTF makes of a body, paragraph by paragraph.
  static func text(ofRTF rtf: [UInt8], _ context: RunContext) -> String? {
    guard let entry = try? context.registry.required("parse.rtf"), case .reader(let make, _) = entry.role else {
      return nil
    }
    var text: String?
    try? make(Settings(entry.manual, folder: context.folder)).read(
      ByteSource(bytes: rtf, path: "body.rtf"), in: context
    ) { document throws(Problem) in
      text = document.blocks.map { String(document.text(in: $0.range)) }.joined(separator: "\n\n")
    }
    return text
  }

  /// The compound file of a message.
  ///
  /// - Throws: `input.format`, which says what the file is instead, or `msg.damaged`.
  static func message(_ bytes: [UInt8]) throws(Problem) -> CompoundFile {
    let file: CompoundFile
    do throws(CompoundFault) {
      file = try CompoundFile(bytes)
    } catch {
      switch error {
      case .notOne:
        throw Problem(
          "input.format", "there is no message of Outlook: the file does not begin as one",
          help: "give it to parse.auto, which finds out what it is")
      case .damaged(let what):
        throw Problem("msg.damaged", "the file is damaged: \(what)", help: "it may have been cut off: get it again")
      }
    }
    if file.child("__properties_version1.0", of: 0) != nil { return file }
    for (stream, what, help) in others where file.child(stream, of: 0) != nil {
      throw Problem("input.format", what, help: help)
    }
    throw Problem(
      "input.format", "the file is a compound file, and no message of Outlook",
      help: "save it in a format of today with the program that made it")
  }

  private static let others = [
    (
      "EncryptedPackage", "the document is protected by a password", "open it with the password and save it without one"
    ),
    ("WordDocument", "the file is a document of Word before 2007 (.doc)", "save it as .docx"),
    ("Workbook", "the file is a workbook of Excel before 2007 (.xls)", "save it as .xlsx"),
    ("Book", "the file is a workbook of Excel before 1997 (.xls)", "save it as .xlsx"),
    ("PowerPoint Document", "the file is a presentation of PowerPoint before 2007 (.ppt)", "save it as .pptx"),
  ]
}
