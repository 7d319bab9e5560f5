import Document
import Mail
import Markup
import Text

/// What the headers of a message say.
struct MailFields {
  let message: MailMessage

  /// Headers that only mail has.
  static let telling: Set<String> = [
    "received", "message-id", "return-path", "mime-version", "delivered-to", "dkim-signature",
    "content-transfer-encoding",
    "x-original-to", "envelope-to", "list-id",
  ]

  static func isKnown(_ name: String) -> Bool {
    let name = name.lowercased()
    return telling.contains(name) || ["from", "to", "subject", "date", "sender", "content-type"].contains(name)
  }

  /// Metadata of the whole message.
  var metadata: Metadata {
    var metadata = Metadata()
    metadata.title = text("Subject")
    let senders = addresses("From").isEmpty ? addresses("Sender") : addresses("From")
    for sender in senders {
      let name = sender.name.isEmpty ? sender.address : sender.name
      if !name.isEmpty, !metadata.authors.contains(name) { metadata.authors.append(name) }
    }
    metadata.published = moment(text("Date"))
    // The last server stands first, and its time behind the last semicolon.
    let received = text("Received").flatMap { $0.split(separator: ";").last.map(String.init) }
    metadata.retrieved = moment(received)
    metadata.publisher = listName
    metadata.url = text("Archived-At").map { $0.filter { !"<> ".contains($0) } }.flatMap {
      $0.hasPrefix("http") ? $0 : nil
    }
    for name in ["From", "To", "Cc", "Reply-To"] {
      if let list = list(addresses(name)) { metadata.other[name.lowercased()] = .string(list) }
    }
    for name in ["Message-ID", "In-Reply-To", "References", "List-Id", "Organization"] {
      if let value = text(name) { metadata.other[name.lowercased()] = .string(value) }
    }
    return metadata
  }

  /// `Content-Language`, where it names one language.
  var language: String? {
    text("Content-Language").flatMap { value in
      let isTag = (2...20).contains(value.utf8.count) && value.utf8.allSatisfy { $0 < 0x80 }
      return isTag && value.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } ? value : nil
    }
  }

  var messageID: String? { text("Message-ID") }

  /// The first header of a name as one line of text; nil where there is none or it is empty.
  func text(_ name: String) -> String? {
    guard let raw = message.values(name).first else { return nil }
    let line = MailFields.line(Mail.decoded(MailFields.characters(raw)))
    return line.isEmpty ? nil : line
  }

  /// Bytes that no charset is named for: UTF-8, else what they look like.
  private static func characters(_ raw: [UInt8]) -> String {
    if let text = String(validating: raw, as: UTF8.self) { return text }
    return (try? Charset.decode(raw).text) ?? String(decoding: raw, as: UTF8.self)
  }

  /// One line of NFC without control characters.
  static func line(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || scalar.value == 0x7F || scalar == "\u{2028}" || scalar == "\u{2029}"
      scalars.append(isControl ? " " : scalar)
    }
    return Canonical.nfc(String(scalars).split(separator: " ").joined(separator: " "))
  }

  private func addresses(_ name: String) -> [MailAddress] {
    // GMime leaves out a name whose address is empty: it is given one meanwhile.
    let none = "none@address.invalid"
    let headers = message.values(name).map {
      MailFields.characters($0).split(separator: "<>", omittingEmptySubsequences: false).joined(separator: "<\(none)>")
    }
    return headers.flatMap { Mail.addresses($0) }.prefix(1_000).map { address in
      MailAddress(
        name: MailFields.line(address.name), address: address.address == none ? "" : MailFields.line(address.address))
    }
  }

  private func list(_ addresses: [MailAddress]) -> String? {
    let texts = addresses.map { address in
      if address.name.isEmpty { return address.address }
      return address.address.isEmpty ? address.name : "\(address.name) <\(address.address)>"
    }
    return texts.isEmpty ? nil : texts.joined(separator: ", ")
  }

  /// `Name <list.example.org>`: the name.
  private var listName: String? {
    guard let value = text("List-Id"), let open = value.firstIndex(of: "<") else { return nil }
    let name = MailFields.line(value[..<open].filter { $0 != "\"" })
    return name.isEmpty ? nil : name
  }

  private func moment(_ field: String?) -> Moment? {
    guard let field, let date = Dates.stated(field) else { return nil }
    return Moment(instant: date.instant, precision: date.precision, original: date.original)
  }
}
