/// An attribute as it was written: qualified name and value; namespace declarations (`xmlns`, `xmlns:x`) are among them.
public struct XMLAttribute: Hashable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// One thing that an ``XMLStream`` met.
public struct XMLEvent: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The start of an element, with its qualified name.
    case start(String, [XMLAttribute])
    case end(String)
    /// Character data and CDATA between two other events, whole.
    case text(String)
    case comment(String)
    case instruction(target: String, text: String)
    /// Something that XML forbids and after which reading goes on: a control character, an entity that nobody knows.
    /// An `&` that is no reference of XML comes with what stands there, such as `&nbsp;`, for those who can make text of it.
    case damage(message: String, source: String? = nil)
  }

  public var kind: Kind
  /// The line on which it ends, from 1; for text, the line on which it begins.
  public var line: Int

  public init(_ kind: Kind, line: Int) {
    self.kind = kind
    self.line = line
  }
}

/// Why XML could not be read on.
public struct XMLFault: Error, Hashable, Sendable {
  /// `xml.malformed`, `xml.truncated` …
  public var code: String
  /// One sentence, without a full stop at its end.
  public var message: String
  /// From 1.
  public var line: Int
  /// How to mend it.
  public var help: String

  init(_ code: String, _ message: String, line: Int, help: String) {
    self.code = code
    self.message = message
    self.line = line
    self.help = help
  }

  static func elements(line: Int) -> XMLFault {
    XMLFault(
      "xml.too-large", "an element has more than \(XMLParts.mostElements) others in it", line: line,
      help: "tables and drawings this large are not read; split the file")
  }

  static func encoding(line: Int) -> XMLFault {
    XMLFault(
      "xml.encoding", "there are bytes that are no text in the charset that the file declares", line: line,
      help:
        "declare the true one in the first line, as <?xml version=\"1.0\" encoding=\"windows-1256\"?>, or save as UTF-8"
    )
  }
}

extension [XMLAttribute] {
  /// The value of the first attribute of this name.
  public subscript(name: String) -> String? { first { $0.name == name }?.value }
}
