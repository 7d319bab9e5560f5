import Mail
import Markup

/// Makes a message of TNEF (MS-OXTNEF): what Outlook packs text and attachments into for others, as `winmail.dat`.
struct TNEFMessage {
  /// RTF as text, by the reader of RTF.
  private let readRTF: ([UInt8]) -> String?
  private var parts = 0
  /// What is wrong with the bytes, in words.
  private(set) var faults: [String] = []

  private struct Attached {
    var title: ArraySlice<UInt8> = []
    var bytes: ArraySlice<UInt8>?
    var properties = TNEFProperties()
  }

  init(readRTF: @escaping ([UInt8]) -> String?) { self.readRTF = readRTF }

  static func begins(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: [0x78, 0x9F, 0x3E, 0x22]) }

  /// - Parameter path: before the numbers of its parts.
  mutating func message(_ bytes: ArraySlice<UInt8>, path: String, depth: Int = 0) -> MailMessage {
    var properties = TNEFProperties()
    var (text, subject): (ArraySlice<UInt8>?, ArraySlice<UInt8>?) = (nil, nil)
    var attached: [Attached] = []
    var codePage = 0
    forEachAttribute(bytes) { name, value in
      // The first attribute of an attachment says how it is shown.
      let isOfAttachment = [0x9002, 0x800F, 0x8010, 0x9005].contains(name)
      if isOfAttachment, name == 0x9002 || attached.isEmpty { attached.append(Attached()) }
      // Those beyond the bound are not kept.
      if attached.count > Mail.mostParts + 1 { attached.removeLast() }
      let last = attached.count - 1
      switch name {
      case 0x9007: codePage = TNEFBytes(value).first(4) ?? 0
      case 0x8004: subject = value
      case 0x800C: text = value
      case 0x9003: properties = TNEFProperties(value)
      case 0x8010: attached[last].title = value
      case 0x800F: attached[last].bytes = value
      case 0x9005: attached[last].properties = TNEFProperties(value)
      default: break
      }
    }
    if !properties.isWhole || attached.contains(where: { !$0.properties.isWhole }) {
      note("properties of it are damaged")
    }
    if let subject { properties.complete(0x0037, 0x1E, with: subject) }
    if let text { properties.complete(0x1000, 0x1E, with: text) }
    let charset = OutlookMessage.charset(codePage)
    var inside: [MailPart] = []
    if let body = OutlookMessage.body(properties, charset, path: path + "1", readRTF) { inside.append(body) }
    for (number, attached) in attached.enumerated() {
      inside.append(part(attached, charset, path: path + "\(number + 2)", depth: depth))
    }
    return MailMessage(
      headers: OutlookMessage.headers(properties, charset),
      body: MailPart(path: path, mediaType: "multipart/mixed", content: .parts(inside)))
  }

  private mutating func note(_ fault: String) {
    if !faults.contains(fault) { faults.append(fault) }
  }

  /// Hands on the name of each attribute, without its type, and its bytes; the last one's as far as they are there.
  private mutating func forEachAttribute(_ bytes: ArraySlice<UInt8>, _ body: (Int, ArraySlice<UInt8>) -> Void) {
    // Behind the signature stands a key that tells nothing.
    var reader = TNEFBytes(bytes)
    guard reader.take(6) != nil else { return note("it ends within its head") }
    while reader.left > 0 {
      guard let level = reader.number(1), let name = reader.number(4), let length = reader.number(4) else {
        return note("it ends within an attribute")
      }
      guard level == 1 || level == 2 else { return note("it is damaged: an attribute is of no level that there is") }
      guard length <= reader.left else {
        note("it ends within an attribute")
        if let rest = reader.take(reader.left) { body(name & 0xFFFF, rest) }
        return
      }
      guard let value = reader.take(length) else { return }
      body(name & 0xFFFF, value)
      guard let sum = reader.number(2) else { return note("it ends within an attribute") }
      if value.reduce(0, { $0 &+ UInt16($1) }) != sum { note("a checksum in it is wrong") }
    }
  }

  private mutating func part(_ attached: Attached, _ charset: String, path: String, depth: Int) -> MailPart {
    parts += 1
    let properties = attached.properties
    var title = TNEFProperties()
    title.complete(0x3001, 0x1E, with: attached.title)
    let name =
      [0x3707, 0x3704, 0x3001].lazy.compactMap { properties.text($0, charset) }.first ?? title.text(0x3001, charset)
    func made(_ content: MailPart.Content, _ mediaType: String) -> MailPart {
      MailPart(
        path: path, mediaType: mediaType, fileName: name, disposition: "attachment",
        contentID: properties.text(0x3712, charset), content: content)
    }
    guard parts <= Mail.mostParts, depth < Mail.deepest else { return made(.leftOut, "application/octet-stream") }
    let object = properties.object(0x3701)
    if let object, TNEFMessage.begins(object) {
      return made(.message(message(object, path: path + ".", depth: depth + 1)), "message/rfc822")
    }
    let bytes = attached.bytes.map(Array.init) ?? properties.bytes(0x3701) ?? object.map(Array.init) ?? []
    return made(.bytes(bytes), properties.text(0x370E, charset)?.lowercased() ?? "application/octet-stream")
  }
}

extension TNEFBytes {
  fileprivate func first(_ count: Int) -> Int? {
    var reader = self
    return reader.number(count)
  }
}
