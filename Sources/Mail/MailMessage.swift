/// A header as it was written, unfolded.
public struct MailHeader: Hashable, Sendable {
  public var name: String
  /// The bytes behind the colon, without the white space around them: ASCII with encoded words, UTF-8, or a charset that
  /// nobody names.
  public var value: [UInt8]

  public init(_ name: String, _ value: [UInt8]) {
    self.name = name
    self.value = value
  }
}

/// A person or a mailbox in a header.
public struct MailAddress: Hashable, Sendable {
  /// Empty where only the address is given.
  public var name: String
  /// Empty where only a name is given.
  public var address: String

  public init(name: String, address: String) {
    self.name = name
    self.address = address
  }
}

/// A message: what stands above it, and what is in it.
public struct MailMessage: Hashable, Sendable {
  public var headers: [MailHeader]
  /// Nil for a message without a body.
  public var body: MailPart?

  public init(headers: [MailHeader], body: MailPart?) {
    self.headers = headers
    self.body = body
  }

  /// The values of the headers of this name, whatever its letters' case.
  public func values(_ name: String) -> [[UInt8]] {
    let name = name.lowercased()
    return headers.filter { $0.name.lowercased() == name }.map(\.value)
  }
}

/// A part of a message (RFC 2045, 2046).
public struct MailPart: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// Decoded from base64, quoted-printable or uuencode.
    case bytes([UInt8])
    case parts([MailPart])
    indirect case message(MailMessage)
    /// The part lies deeper, or there are more parts, than the bounds allow.
    case leftOut
  }

  /// Its place among the parts, such as `2.1`; `1` for a body that has no parts.
  public var path: String
  /// Lower case, such as `text/plain`.
  public var mediaType: String
  /// As the part declares it; nil where it does not.
  public var charset: String?
  /// Whether lines that end with a blank go on in the next (RFC 3676), and whether that blank is then taken out.
  public var isFlowed: Bool
  public var deletesBlanks: Bool
  public var fileName: String?
  /// `attachment`, `inline`; nil where the part does not say.
  public var disposition: String?
  public var contentID: String?
  public var content: Content

  public init(
    path: String, mediaType: String, charset: String? = nil, isFlowed: Bool = false, deletesBlanks: Bool = false,
    fileName: String? = nil, disposition: String? = nil, contentID: String? = nil, content: Content
  ) {
    self.path = path
    self.mediaType = mediaType
    self.charset = charset
    self.isFlowed = isFlowed
    self.deletesBlanks = deletesBlanks
    self.fileName = fileName
    self.disposition = disposition
    self.contentID = contentID
    self.content = content
  }
}
