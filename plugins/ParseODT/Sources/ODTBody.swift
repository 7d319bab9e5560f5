import Document
import Markup
import Text
import Workbench

/// Makes blocks of the text of a document, paragraph by paragraph.
struct ODTBody {
  var styles: ODTStyles
  let comments: Bool
  var builder = BlockBuilder()
  var warnings: [Problem] = []
  /// Of the document as a whole.
  var direction: Direction?
  /// What the style Title says.
  private(set) var title: String?
  /// Text boxes, which follow the paragraph that holds them.
  var waiting: [XMLElement] = []
  var hidden = 0
  private var code: [(words: String, row: Int)] = []
  /// Whether all code so far is of a style of preformatted text, which is no code for certain.
  private var isPreformatted = true
  private var row = 0
  private var rightToLeft: Set<Int> = []
  private var isBoilerplate = false
  /// How far each list has counted, by its style and level.
  private var counts: [String: Int] = [:]

  init(_ styles: ODTStyles, comments: Bool) {
    self.styles = styles
    self.comments = comments
  }

  /// The blocks, with their direction where it is not the document's.
  var blocks: [Block] {
    var blocks = builder.blocks
    guard direction != .rightToLeft else { return blocks }
    for at in rightToLeft where at < blocks.count {
      blocks[at].runs.insert(Run(.direction, blocks[at].range, value: "rtl"), at: 0)
    }
    return blocks
  }

  mutating func read(_ content: [UInt8]) throws(Problem) {
    do throws(XMLFault) {
      var xml = try XMLParts(content)
      defer {
        for damage in xml.damages {
          warnings.append(Problem("xml.malformed", damage.message, at: Place(line: damage.line, part: "content.xml")))
        }
      }
      while let event = try xml.next(ODTBody.choice) {
        guard case .element(let element) = event else { continue }
        if element.localName == "automatic-styles" {
          styles.add(element, isAutomatic: true)
        } else {
          block(element, isTop: true)
        }
      }
    } catch {
      flushCode(isLast: true)
      let warning = OfficeFile.warning(error, "content.xml")
      if builder.blocks.isEmpty { throw warning }
      warnings.append(warning)
    }
    flushCode(isLast: true)
    if hidden > 0 {
      warnings.append(
        Problem("odt.hidden", "\(hidden) bytes of text are marked as hidden, and were left out"))
    }
    if let warning = builder.warning { warnings.append(warning) }
    if builder.blocks.isEmpty {
      warnings.append(
        Problem("odt.no-text", "there is no text in the document", help: "where it is a scan, read it as an image"))
    }
  }

  private static func choice(_ element: XMLElement) -> XMLParts.Choice {
    ["office:document-content", "office:body", "office:text", "text:section"].contains(element.name) ? .open : .take
  }

  var place: Place { Place(row: row) }

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

  /// - Parameter isTop: whether it stands in no other block, and is counted.
  mutating func block(_ element: XMLElement, isTop: Bool = false) {
    switch element.localName {
    case "p", "h":
      if isTop { row += 1 }
      paragraph(element)
    case "list":
      flushCode()
      list(element, style: nil, level: 1, isTop: isTop)
    case "numbered-paragraph", "section", "index-body", "index-title", "text-box":
      for child in element.elements { block(child, isTop: isTop) }
    case "table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index",
      "bibliography":
      isBoilerplate = true
      for child in element.elements where child.localName == "index-body" { block(child, isTop: isTop) }
      isBoilerplate = false
    case "table":
      if isTop { row += 1 }
      flushCode()
      table(element)
      addWaiting()
    case "frame", "g", "custom-shape":
      if isTop { row += 1 }
      var text = ParagraphBuilder()
      frame(element, &text)
      let (words, runs) = text.finish()
      builder.append(words, role: .caption, place: place, runs: runs)
      addWaiting()
    default: break
    }
  }

  private mutating func addWaiting() {
    let boxes = waiting
    waiting = []
    for box in boxes { for child in box.elements { block(child) } }
  }

  private mutating func paragraph(
    _ element: XMLElement, item: (level: Int, number: Int?)? = nil, isInItem: Bool = false
  ) {
    let style = element["style-name"]
    let kind = styles.kind(style)
    var text = ParagraphBuilder()
    inline(element, ODTLook(keepsTabs: kind == .code), &text)
    let isCode = kind == .code && element.localName == "p" && item == nil
    let (words, runs) = text.finish(isCode: isCode)
    let before = builder.blocks.count
    if isCode {
      code.append((words, row))
      if !styles.isPreformatted(style) { isPreformatted = false }
    } else {
      let isBlank = !words.utf8.contains { $0 > 0x20 }
      if !(isBlank && isPreformatted && builder.blocks.isEmpty) { flushCode() }
      add(words, runs, kind, element, item, isInItem)
    }
    if styles.isRightToLeft(style), builder.blocks.count == before + 1 { rightToLeft.insert(before) }
    addWaiting()
  }

  private mutating func add(
    _ words: String, _ runs: [Run], _ kind: ODTStyles.Kind, _ element: XMLElement,
    _ item: (level: Int, number: Int?)?, _ isInItem: Bool
  ) {
    guard words.utf8.contains(where: { $0 > 0x20 }) else { return }
    if element.localName == "h" {
      let level = element["outline-level"].flatMap { Int($0) } ?? 1
      return builder.append(
        words, kind: .heading, level: min(max(level, 1), 10), place: place, runs: runs)
    }
    if isBoilerplate || kind == .contents {
      return builder.append(words, role: .boilerplate, place: place, runs: runs)
    }
    if let item {
      return builder.append(
        words, kind: .listItem, level: item.level, number: item.number, place: place, runs: runs)
    }
    switch kind {
    case .title:
      builder.append(words, kind: .heading, role: title == nil ? .title : .body, level: 1, place: place, runs: runs)
      if title == nil { title = words.split(whereSeparator: \.isNewline).joined(separator: " ") }
    case .caption: builder.append(words, role: .caption, place: place, runs: runs)
    default:
      let isQuote = kind == .quote || !isInItem && styles.indent(element["style-name"]) >= 25
      let isImage = runs.contains { $0.kind == .image && $0.range == 0..<words.utf8.count }
      builder.append(
        words, kind: isQuote ? .quote : .paragraph, role: isImage ? .caption : .body, place: place, runs: runs)
    }
  }

  // MARK: Lists

  private mutating func list(_ element: XMLElement, style outer: String?, level: Int, isTop: Bool) {
    let first = element.elements.lazy.compactMap { $0.first("p") }.first
    let style = element["style-name"] ?? outer ?? styles.list(ofParagraph: first?["style-name"])
    let (isOrdered, start) = styles.level(style, level)
    let key = "\(style ?? "") \(level)"
    let goesOn = element["continue-numbering"] == "true" || element["continue-list"] != nil
    if !goesOn { counts[key] = start - 1 }
    for item in element.elements where ["list-item", "list-header"].contains(item.localName) {
      let isHeader = item.localName == "list-header"
      var isFirst = true
      if !isHeader {
        let given = item["start-value"].flatMap { Int($0) }
        counts[key] = given ?? (counts[key] ?? start - 1).addingReportingOverflow(1).partialValue
      }
      for child in item.elements {
        switch child.localName {
        case "p", "h":
          if isTop { row += 1 }
          let number = isOrdered && !isHeader ? max(0, counts[key] ?? start) : nil
          paragraph(child, item: isFirst ? (level, number) : nil, isInItem: true)
          isFirst = false
        case "list": list(child, style: style, level: min(level + 1, 10), isTop: isTop)
        default: block(child, isTop: isTop)
        }
      }
    }
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
