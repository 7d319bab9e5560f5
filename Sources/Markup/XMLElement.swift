/// An element with all that is in it: for the pieces of a format that are small, such as one paragraph.
public struct XMLElement: Sendable {
  public enum Node: Sendable {
    case element(XMLElement)
    case text(String)
  }

  /// The qualified name as it was written.
  public var name: String
  public var attributes: [XMLAttribute]
  public var children: [Node] = []
  /// The line on which it begins, from 1.
  public var line: Int

  public init(_ name: String, _ attributes: [XMLAttribute], line: Int) {
    self.name = name
    self.attributes = attributes
    self.line = line
  }

  /// The name without its prefix.
  public var localName: Substring { name.localPart }

  /// The value of the first attribute whose name without its prefix is this.
  public subscript(local: String) -> String? {
    attributes.first { $0.name.localPart == local && !$0.name.hasPrefix("xmlns:") }?.value
  }

  public var elements: some Sequence<XMLElement> {
    children.lazy.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// The first child of this name, prefixes aside.
  public func first(_ local: String) -> XMLElement? { elements.first { $0.localName == local } }

  /// The character data in it, however deep.
  public var text: String {
    var text = ""
    var waiting = children.reversed().map { $0 }
    while let node = waiting.popLast() {
      switch node {
      case .text(let piece): text += piece
      case .element(let element): waiting += element.children.reversed()
      }
    }
    return text
  }
}

extension String {
  fileprivate var localPart: Substring {
    guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")) else { return self[...] }
    return self[utf8.index(after: colon)...]
  }
}

/// Reads a part of XML element by element: the elements that hold others are opened or left out, the small ones are given whole.
public struct XMLParts: ~Copyable {
  private var stream: XMLStream
  /// Things that XML forbids and after which reading went on, with their lines.
  public private(set) var damages: [(message: String, line: Int)] = []
  private static let mostDamages = 100
  /// An element that is taken may have so many others in it; each takes memory beyond its bytes.
  public static let mostElements = 4_000_000

  /// What is to become of an element that begins.
  public enum Choice: Sendable {
    /// It is given with all that is in it.
    case take
    /// What is in it is looked at; its own end is told too.
    case open
  }

  public enum Event: Sendable {
    case element(XMLElement)
    case opened(XMLElement)
    case closed(String)
  }

  public init(_ bytes: [UInt8]) throws(XMLFault) {
    stream = try XMLStream()
    stream.feed(bytes[...])
  }

  /// - Parameter choose: asked for each element that is not inside one that is taken.
  /// - Returns: nil at the end.
  /// - Throws: what ``XMLStream/next()`` throws; the elements before the fault have been given, and of one that was being
  ///   taken all that came before the fault is given first.
  public mutating func next(_ choose: (XMLElement) -> Choice) throws(XMLFault) -> Event? {
    var open: [XMLElement] = []
    var count = 0
    while true {
      let event: XMLEvent?
      do throws(XMLFault) {
        event = try nextEvent()
        if count > XMLParts.mostElements { throw XMLFault.elements(line: event?.line ?? 1) }
      } catch {
        guard !open.isEmpty, fault == nil else { throw error }
        fault = error
        while open.count > 1 {
          let inner = open.removeLast()
          open[open.count - 1].children.append(.element(inner))
        }
        return .element(open[0])
      }
      guard let event else { return nil }
      switch event.kind {
      case .start(let name, let attributes):
        let element = XMLElement(name, attributes, line: event.line)
        if open.isEmpty, choose(element) == .open { return .opened(element) }
        open.append(element)
        count += 1
      case .end(let name):
        guard let element = open.popLast() else { return .closed(name) }
        if open.isEmpty { return .element(element) }
        open[open.count - 1].children.append(.element(element))
      case .text(let text):
        if !open.isEmpty { open[open.count - 1].children.append(.text(text)) }
      case .damage(let message, let source):
        if damages.count < XMLParts.mostDamages { damages.append((message, event.line)) }
        if let source, !open.isEmpty { open[open.count - 1].children.append(.text(source)) }
      case .comment, .instruction: break
      }
    }
  }

  private var fault: XMLFault?
  private var hasFinished = false

  private mutating func nextEvent() throws(XMLFault) -> XMLEvent? {
    if let fault { throw fault }
    if let event = try stream.next() { return event }
    if hasFinished { return nil }
    hasFinished = true
    stream.finish()
    return try stream.next()
  }

  /// The one element that a small part is; nil where it has none.
  public static func root(of bytes: [UInt8]) -> XMLElement? {
    do throws(XMLFault) {
      var parts = try XMLParts(bytes)
      guard case .element(let element) = try parts.next({ _ in .take }) else { return nil }
      return element
    } catch { return nil }
  }
}

/// A part of XML as the one element that it is, as far as it could be read.
public struct XMLWhole: Sendable {
  public private(set) var root: XMLElement?
  /// Why it could not be read to its end; what came before is in the element.
  public private(set) var fault: XMLFault?
  /// Things that XML forbids and after which reading went on, with their lines.
  public private(set) var damages: [(message: String, line: Int)] = []

  public init(_ bytes: [UInt8]) {
    do throws(XMLFault) {
      var parts = try XMLParts(bytes)
      defer { damages = parts.damages }
      while let event = try parts.next({ _ in .take }) {
        if case .element(let element) = event, root == nil { root = element }
      }
    } catch { fault = error }
  }
}
