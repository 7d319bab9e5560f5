import Document
import Markup
import Text

/// What does not change while a feed is read.
struct FeedFile {
  var path: String
  var sha256: String
  var now: Instant?
  /// What the step's parameter says; empty where nothing.
  var language: String
}

/// Gathers entries from the events of a feed. An entry is held back until the next is whole, so that damage has a document to
/// be told on.
struct FeedParser {
  let file: FeedFile
  var charset: String?
  /// What is wrong with the feed as a whole: told on its first document.
  var warnings: [Problem] = []
  private var names = FeedNames()
  private var channel = FeedChannel()
  private var hasRoot = false
  private var entry: FeedEntry?
  private var held: FeedEntry?
  private var ready: Document?
  private var capture: FeedCapture?
  private var entries = 0

  init(_ file: FeedFile) { self.file = file }

  /// Whether a document was handed on.
  private(set) var hasEmitted = false

  /// The document that is whole, once.
  mutating func takeDocument() -> Document? {
    guard let document = ready else { return nil }
    ready = nil
    hasEmitted = true
    return document
  }

  /// - Throws: `feed.root`.
  mutating func read(_ event: XMLEvent) throws(Problem) {
    switch event.kind {
    case .start(let name, let attributes): try start(name, attributes, event.line)
    case .end(let name): end(name)
    case .text(let text): capture?.add(text)
    case .damage(let message, let source): damage(message, source, event.line)
    case .comment, .instruction: break
    }
  }

  /// Hands on what is left.
  ///
  /// - Parameter fault: what ended the reading; nil at the feed's own end.
  /// - Throws: the fault, where no entry was read before it; `input.empty` for a feed without entries.
  mutating func finish(
    after fault: XMLFault?, _ emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    if let capture { keep(capture) }
    capture = nil
    if let entry, !entry.isEmpty { hold(entry) }
    if let ready { try emit(ready) }
    let warning = fault.map { fault in
      Problem(
        "feed.damaged", "the feed is damaged, and what follows was not read: \(fault.message)",
        at: Place(file: file.path, line: fault.line), help: fault.help)
    }
    guard let held else {
      if let fault {
        throw Problem(fault.code, fault.message, at: Place(file: file.path, line: fault.line), help: fault.help)
      }
      throw Problem(
        "input.empty", "there is no entry in the feed", at: Place(file: file.path),
        help: "the feed is empty just now; fetch it again later")
    }
    var document = document(held)
    if let warning { document.warnings.append(warning) }
    try emit(document)
  }

  // MARK: Elements

  private mutating func start(_ qualified: String, _ attributes: [XMLAttribute], _ line: Int) throws(Problem) {
    // Elements of Atom, text in RSS.
    if let name = capture?.name, name == "author" || name == "source" { capture = nil }
    if capture != nil {
      names.enter(qualified, attributes)
      capture?.open(qualified, attributes)
      return
    }
    let parent = names.current
    let name = names.enter(qualified, attributes)
    guard hasRoot else {
      guard ["rss", "feed", "rdf:RDF", "channel", "entry"].contains(name) else {
        throw Problem(
          "feed.root", "the XML is no feed: its first element is \(qualified)", at: Place(file: file.path, line: line),
          help: "feeds begin with rss, feed or rdf:RDF")
      }
      hasRoot = true
      channel.language = names.language
      if name == "entry" { begin(line) }
      return
    }
    if name == "item" || name == "entry" {
      begin(line)
    } else if FeedFields.isCaptured(name, in: parent, isEntry: entry != nil),
      parent != "author" || !names.isInside("source")
    {
      capture = FeedCapture(
        name: name, parent: parent, attributes: attributes, depth: names.depth,
        text: FeedText(text: "", line: line, base: names.base, language: names.language))
    }
  }

  private mutating func begin(_ line: Int) {
    if let entry, !entry.isEmpty { hold(entry) }
    entries += 1
    entry = FeedEntry(number: entries, line: line, language: names.language == channel.language ? nil : names.language)
  }

  private mutating func end(_ qualified: String) {
    let name = names.current
    if let capture {
      if capture.depth == names.depth {
        self.capture = nil
        keep(capture)
      } else {
        self.capture?.close(qualified)
      }
    } else if name == "item" || name == "entry", let entry {
      self.entry = nil
      hold(entry)
    }
    names.leave()
  }

  /// - Parameter source: an `&` that is no reference of XML, and what belongs to it.
  private mutating func damage(_ message: String, _ source: String?, _ line: Int) {
    if let source, capture != nil {
      if source.hasSuffix(";"), let character = HTMLFragment.character(named: String(source.dropFirst().dropLast())) {
        capture?.add(character)
        return
      }
      capture?.add(source)
    }
    let warning = Problem(
      "feed.damaged", message, at: Place(file: file.path, line: line), help: "the rest of the feed was read")
    if entry != nil { entry?.warnings.append(warning) } else { warnings.append(warning) }
  }

  private mutating func keep(_ capture: FeedCapture) {
    if entry != nil { entry?.keep(capture) } else { channel.keep(capture) }
  }

  private mutating func hold(_ entry: FeedEntry) {
    if let held { ready = document(held) }
    held = entry
  }

  private mutating func document(_ entry: FeedEntry) -> Document {
    var document = FeedDocument(entry, channel, file).document(charset: charset)
    document.warnings = warnings.map { $0.inFile(file.path) } + document.warnings
    warnings = []
    return document
  }
}
