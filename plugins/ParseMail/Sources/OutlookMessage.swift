import Mail
import Markup
import Text

/// Makes a message, as mail has it, of the storages of an Outlook file.
struct OutlookMessage {
  private let file: CompoundFile
  /// RTF as text, by the reader of RTF.
  private let readRTF: ([UInt8]) -> String?
  /// Bytes of attachments that may yet be taken in: a file may name the same sectors again and again.
  private var budget: Int
  private var parts = 0
  private(set) var isCut = false

  init(_ file: CompoundFile, size: Int, readRTF: @escaping ([UInt8]) -> String?) {
    self.file = file
    self.readRTF = readRTF
    budget = max(size * 2, 1 << 20)
  }

  /// - Parameters:
  ///   - path: before the numbers of its parts.
  ///   - header: how many bytes stand before the table of its properties.
  mutating func message(_ storage: Int, path: String, depth: Int, header: Int) -> MailMessage {
    let properties = OutlookProperties(file, storage, header: header)
    if properties.isCut { isCut = true }
    let codePage = properties.number(0x3FFD) ?? properties.number(0x3FDE) ?? 0
    let charset = OutlookMessage.charset(codePage)
    var inside: [MailPart] = []
    if let body = OutlookMessage.body(properties, charset, path: path + "1", readRTF) { inside.append(body) }
    for (number, attachment) in properties.storages("__attach_version1.0_#").enumerated() {
      inside.append(part(attachment, charset, path: path + "\(number + 2)", depth: depth))
    }
    let mixed = MailPart(path: path, mediaType: "multipart/mixed", content: .parts(inside))
    return MailMessage(
      headers: OutlookMessage.headers(properties, charset, recipients(properties, charset)), body: mixed)
  }

  static func charset(_ codePage: Int) -> String {
    switch codePage {
    case 65001: "UTF-8"
    case 20127, 0: ""
    case 28591...28606: "ISO-8859-\(codePage - 28590)"
    case 932: "Shift_JIS"
    case 936: "GBK"
    case 950: "Big5"
    case 20866: "KOI8-R"
    default: "windows-\(codePage)"
    }
  }

  // MARK: Headers

  /// - Parameter recipients: by their kind: 1 for To, 2 for Cc.
  static func headers(
    _ properties: some MessageProperties, _ charset: String, _ recipients: [Int: [String]] = [:]
  ) -> [MailHeader] {
    var headers: [MailHeader] = []
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { headers.append(MailHeader(name, Array(value.utf8))) }
    }
    func text(_ identifier: UInt32) -> String? { properties.text(identifier, charset) }
    add("Subject", text(0x0037) ?? text(0x0E1D))
    let from = OutlookMessage.address(
      text(0x0042) ?? text(0x0C1A), [text(0x5D02), text(0x5D01), text(0x0065), text(0x0C1F)])
    add("From", from)
    add("To", recipients[1]?.joined(separator: ", ") ?? text(0x0E04))
    add("Cc", recipients[2]?.joined(separator: ", ") ?? text(0x0E03))
    let sent = properties.time(0x0039) ?? properties.time(0x0E06) ?? properties.time(0x3007)
    add("Date", sent.map { Instant(secondsSince1970: $0).description })
    add("Received", properties.time(0x0E06).map { "; " + Instant(secondsSince1970: $0).description })
    add("Message-ID", text(0x1035))
    add("In-Reply-To", text(0x1042))
    add("References", text(0x1039))
    return headers
  }

  private func recipients(_ properties: OutlookProperties, _ charset: String) -> [Int: [String]] {
    var recipients: [Int: [String]] = [:]
    for storage in properties.storages("__recip_version1.0_#").prefix(2_000) {
      let recipient = OutlookProperties(file, storage, header: 8)
      let address = OutlookMessage.address(
        recipient.text(0x3001, charset), [recipient.text(0x39FE, charset), recipient.text(0x3003, charset)])
      if let address { recipients[recipient.number(0x0C15) ?? 1, default: []].append(address) }
    }
    return recipients
  }

  /// `"Name" <address>`. Addresses within an Exchange server mean nothing outside.
  private static func address(_ name: String?, _ addresses: [String?]) -> String? {
    let address = addresses.compactMap(\.self).first { $0.contains("@") }
    guard let name = name?.filter({ $0 != "\"" && $0 != "\\" }), !name.isEmpty, name != address else { return address }
    return "\"\(name)\"" + (address.map { " <\($0)>" } ?? " <>")
  }

  // MARK: Body

  /// The text in plain, HTML or RTF; nil where there is none.
  static func body(
    _ properties: some MessageProperties, _ charset: String, path: String, _ readRTF: ([UInt8]) -> String?
  ) -> MailPart? {
    var choices: [MailPart] = []
    func add(_ mediaType: String, _ bytes: [UInt8], _ charset: String?) {
      choices.append(
        MailPart(path: path, mediaType: mediaType, charset: charset, content: .bytes(bytes)))
    }
    if let plain = properties.text(0x1000, charset), plain.contains(where: { !$0.isWhitespace }) {
      add("text/plain", Array(plain.utf8), "UTF-8")
    } else if let html = properties.bytes(0x1013), !html.isEmpty {
      add("text/html", html, OutlookMessage.charset(properties.number(0x3FDE) ?? 0))
    } else if let html = properties.text(0x1013, charset) {
      add("text/html", Array(html.utf8), "UTF-8")
    } else if let packed = properties.bytes(0x1009), let rtf = OutlookRTF.unpacked(packed), let text = readRTF(rtf) {
      add("text/plain", Array(text.utf8), "UTF-8")
    }
    return choices.first
  }

  // MARK: Attachments

  private mutating func part(_ storage: Int, _ charset: String, path: String, depth: Int) -> MailPart {
    let properties = OutlookProperties(file, storage, header: 8)
    parts += 1
    let name = [0x3707, 0x3704, 0x3001].lazy.compactMap { properties.text($0, charset) }.first
    func made(_ content: MailPart.Content, _ mediaType: String) -> MailPart {
      MailPart(
        path: path, mediaType: mediaType, fileName: name, disposition: "attachment",
        contentID: properties.text(0x3712, charset), content: content)
    }
    guard parts <= Mail.mostParts, depth < Mail.deepest else { return made(.leftOut, "application/octet-stream") }
    if let inner = properties.object(0x3701) {
      return made(.message(message(inner, path: path + ".", depth: depth + 1, header: 24)), "message/rfc822")
    }
    if properties.isCut { isCut = true }
    let bytes = properties.bytes(0x3701) ?? []
    budget -= bytes.count
    guard budget >= 0 else { return made(.leftOut, "application/octet-stream") }
    return made(.bytes(bytes), properties.text(0x370E, charset)?.lowercased() ?? "application/octet-stream")
  }
}
