import Document
import Markup
import Text
import Workbench

/// Makes blocks of the text of a document, paragraph by paragraph.
struct DOCXBody {
  var parts: DOCXParts
  var builder = BlockBuilder()
  var warnings: [Problem] = []
  /// What the style Title says.
  private(set) var title: String?
  /// What the style Author says.
  private(set) var authors: [String] = []
  var fields = DOCXFields()
  /// Text boxes and diagrams, which follow the paragraph that holds them.
  var waiting: [XMLElement] = []
  /// Bytes of text that is marked as hidden.
  var hidden = 0
  /// A paragraph whose end was deleted: the next goes on with it.
  private var carried: ParagraphBuilder?
  private var code: [(words: String, row: Int)] = []
  /// Whether all code so far is of a style of preformatted text, which is no code for certain.
  private var isPreformatted = true
  private var row = 0
  private var rightToLeft: Set<Int> = []
  private var direction: Direction?

  init(_ parts: DOCXParts) { self.parts = parts }

  /// The blocks, with their direction where it is not the document's.
  var blocks: [Block] {
    guard direction != .rightToLeft, !rightToLeft.isEmpty else { return builder.blocks }
    var blocks = builder.blocks
    for at in rightToLeft where at < blocks.count {
      blocks[at].runs.insert(Run(.direction, blocks[at].range, value: "rtl"), at: 0)
    }
    return blocks
  }

  mutating func setDirections(_ direction: Direction?) { self.direction = direction }

  mutating func read(_ content: [UInt8]) throws(Problem) {
    do throws(XMLFault) {
      var xml = try XMLParts(content)
      defer {
        for damage in xml.damages {
          warnings.append(Problem("xml.malformed", damage.message, at: Place(line: damage.line, part: parts.main)))
        }
      }
      while let event = try xml.next(DOCXBody.choice) {
        if case .element(let element) = event {
          if element.localName == "p" || element.localName == "tbl" { row += 1 }
          block(element)
        }
      }
    } catch {
      flush(isLast: true)
      let warning = OfficeFile.warning(error, parts.main)
      if builder.blocks.isEmpty { throw warning }
      warnings.append(warning)
    }
    flush(isLast: true)
    if hidden > 0 {
      warnings.append(
        Problem(
          "docx.hidden", "\(hidden) bytes of text are marked as hidden, and were left out", help: "unhide them in Word")
      )
    }
    if let warning = builder.warning { warnings.append(warning) }
    if builder.blocks.isEmpty {
      warnings.append(
        Problem("docx.no-text", "there is no text in the document", help: "where it is a scan, read it as an image"))
    }
  }

  private static let wrappers: Set<Substring> = [
    "document", "body", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "txbxContent",
  ]

  private static func choice(_ element: XMLElement) -> XMLParts.Choice {
    wrappers.contains(element.localName) ? .open : .take
  }

  var place: Place { Place(row: row) }

  /// Ends what goes on from paragraph to paragraph.
  private mutating func flush(isLast: Bool = false) {
    flushCode(isLast: isLast)
    if var left = carried {
      carried = nil
      let (words, runs) = left.finish()
      builder.append(words, place: place, runs: runs)
    }
  }

  /// Ends a piece of code. A document of nothing but preformatted lines is a text that was saved as one: they are paragraphs.
  private mutating func flushCode(isLast: Bool = false) {
    let lines = code.drop { $0.words.isEmpty }
    let end = lines.lastIndex { !$0.words.isEmpty }
    code = []
    guard let end, let first = lines.first else { return }
    if isLast, builder.blocks.isEmpty, isPreformatted {
      for line in lines {
        builder.append(line.words.trimmed, place: Place(row: line.row))
      }
    } else {
      let text = lines[...end].map(\.words).joined(separator: "\n")
      builder.append(text, kind: .code, place: Place(row: first.row))
    }
  }

  // MARK: Blocks

  mutating func block(_ element: XMLElement) {
    switch element.localName {
    case "p": paragraph(element)
    case "tbl":
      flush()
      table(element)
      addWaiting()
    case "AlternateContent":
      for child in DOCXBody.alternative(element)?.elements.map({ $0 }) ?? [] { block(child) }
    case "altChunk":
      warnings.append(
        Problem(
          "docx.chunk", "a document that is embedded here was not read", at: place, help: "save the file anew in Word"))
    case "dataModel": diagram(element)
    case let name where DOCXBody.wrappers.contains(name): for child in element.elements { block(child) }
    default: break
    }
  }

  /// Programs that know what a newer feature is take the choice, others the fallback; text is in both.
  static func alternative(_ element: XMLElement) -> XMLElement? {
    element.first("Choice") ?? element.first("Fallback")
  }

  private mutating func addWaiting() {
    let boxes = waiting
    waiting = []
    for box in boxes { block(box) }
  }

  private mutating func diagram(_ element: XMLElement) {
    if element.localName == "p" {
      builder.append(element.text, place: place)
    } else {
      for child in element.elements { diagram(child) }
    }
  }

  private mutating func paragraph(_ element: XMLElement) {
    let properties = element.first("pPr")
    let style = properties?.first("pStyle")?["val"]
    let kind = parts.styles.kind(style)
    let bidi = properties?.first("bidi").map(DOCXStyles.isOn) ?? parts.styles.isRightToLeft(style)
    var text = carried ?? ParagraphBuilder()
    carried = nil
    inline(element, DOCXLook(part: parts.main, isRightToLeft: bidi, keepsTabs: kind == .code), &text)
    let mark = properties?.first("rPr")
    if mark?.first("del") != nil || mark?.first("moveFrom") != nil, text.hasWords {
      carried = text
      return
    }
    let (words, runs) = text.finish(isCode: kind == .code)
    let before = builder.blocks.count
    if kind == .code {
      code.append((words, row))
      if !parts.styles.isPreformatted(style) { isPreformatted = false }
    } else {
      let isBlank = !words.utf8.contains { $0 > 0x20 }
      if !(isBlank && isPreformatted && builder.blocks.isEmpty) { flushCode() }
      add(words, runs, kind, style, properties)
    }
    if bidi, builder.blocks.count == before + 1 { rightToLeft.insert(before) }
    addWaiting()
  }

  private mutating func add(
    _ words: String, _ runs: [Run], _ kind: DOCXStyles.Kind, _ style: String?, _ properties: XMLElement?
  ) {
    let item = item(style, properties, isHeading: kind != .paragraph && kind != .quote)
    guard words.utf8.contains(where: { $0 > 0x20 }) else { return }
    switch kind {
    case .heading(let level): builder.append(words, kind: .heading, level: level, place: place, runs: runs)
    case .title:
      builder.append(words, kind: .heading, role: title == nil ? .title : .body, level: 1, place: place, runs: runs)
      if title == nil { title = words.split(whereSeparator: \.isNewline).joined(separator: " ") }
    case .subtitle: builder.append(words, place: place, runs: runs)
    case .author:
      builder.append(words, role: .byline, place: place, runs: runs)
      authors.append(words)
    case .date: builder.append(words, role: .dateline, place: place, runs: runs)
    case .caption: builder.append(words, role: .caption, place: place, runs: runs)
    case .contents: builder.append(words, role: .boilerplate, place: place, runs: runs)
    case .code: break
    case .quote where item == nil: builder.append(words, kind: .quote, place: place, runs: runs)
    case .paragraph, .quote:
      if let item, !item.called.isContinuation {
        // A box belongs to the words: it says whether something is done.
        let box = item.called.box.map { $0 + " " } ?? ""
        builder.append(
          box + words, kind: .listItem, level: item.level + 1, number: item.called.number, place: place,
          runs: runs.map { $0.moved(by: box.utf8.count) })
        return
      }
      // What was taken out of its list goes on with the item before it.
      if item != nil || properties?.first("numPr")?.first("numId")?["val"] == "0" {
        builder.append(words, place: place, runs: runs)
        return
      }
      let isImage = runs.contains { $0.kind == .image && $0.range == 0..<words.utf8.count }
      let isQuote = isIndented(style, properties)
      builder.append(
        words, kind: isQuote ? .quote : .paragraph, role: isImage ? .caption : .body, place: place, runs: runs)
    }
  }

  /// The level from 0 and number of a paragraph that is an item of a list.
  private mutating func item(
    _ style: String?, _ properties: XMLElement?, isHeading: Bool
  ) -> (level: Int, called: DOCXNumbering.Item)? {
    let own = properties?.first("numPr")
    let styled = parts.styles.numbering(style)
    guard let list = own?.first("numId")?["val"] ?? styled?.first("numId")?["val"], list != "0", !isHeading,
      parts.numbering.has(list)
    else { return nil }
    let level = (own?.first("ilvl") ?? styled?.first("ilvl"))?["val"].flatMap { Int($0) } ?? 0
    guard let item = parts.numbering.next(list, level) else { return nil }
    return (level, item)
  }

  /// A paragraph that is moved in by itself, further than its style says, is a quotation.
  private func isIndented(_ style: String?, _ properties: XMLElement?) -> Bool {
    guard let own = properties?.first("ind"), own["left"] != nil || own["start"] != nil else { return false }
    return DOCXStyles.indent(own) - max(0, parts.styles.indent(style)) >= 360
  }
}

extension String {
  /// Without white space at its ends.
  fileprivate var trimmed: String {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
