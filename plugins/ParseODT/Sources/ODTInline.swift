import Document
import Markup
import Workbench

/// What the text around a piece says of it.
struct ODTLook {
  var marks: [ParagraphBuilder.Mark] = []
  var keepsTabs = false
  /// Line ends and tabs part the rows and cells of a table.
  var isCell = false
}

extension ODTBody {
  /// Text and marks of all that is in an element.
  mutating func inline(_ element: XMLElement, _ look: ODTLook, _ text: inout ParagraphBuilder) {
    for node in element.children {
      switch node {
      case .text(let words): add(words, look, &text)
      case .element(let child): inline(child: child, look, &text)
      }
    }
  }

  /// Blanks and line ends of the XML are one blank, and none after another.
  private func add(_ words: String, _ look: ODTLook, _ text: inout ParagraphBuilder) {
    var piece = ""
    var isBlank = text.endsInSpace && !(look.keepsTabs && !text.isEmpty)
    for scalar in words.unicodeScalars {
      if scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" {
        if !isBlank { piece += " " }
        isBlank = true
      } else {
        piece.unicodeScalars.append(scalar)
        isBlank = false
      }
    }
    text.append(piece, look.marks)
  }

  private mutating func inline(child: XMLElement, _ look: ODTLook, _ text: inout ParagraphBuilder) {
    switch child.localName {
    case "s":
      let count = min(max(1, child["c"].flatMap { Int($0) } ?? 1), look.keepsTabs ? 200 : 1)
      text.append(String(repeating: " ", count: count), look.marks)
    case "tab": text.append(look.keepsTabs ? "\t" : " ", look.marks)
    case "line-break": text.append(look.isCell ? " " : "\n", look.marks)
    case "span":
      var inner = look
      for mark in styles.marks(child["style-name"]) where !inner.marks.contains(mark) { inner.marks.append(mark) }
      inline(child, inner, &text)
    case "a":
      var inner = look
      if let address = child["href"], !address.isEmpty { inner.marks.insert(.init(.link, address), at: 0) }
      inline(child, inner, &text)
    case "note":
      var inner = ParagraphBuilder()
      if let body = child.first("note-body") { words(of: body, &inner) }
      let words = inner.finish().text
      if !words.isEmpty { text.mark(.note, words) }
    case "annotation": if comments { comment(child, &text) }
    case "frame", "g", "custom-shape", "rect", "caption": frame(child, &text)
    case "hidden-text", "hidden-paragraph": hidden += child.text.utf8.count
    case "ruby": if let base = child.first("ruby-base") { inline(base, look, &text) }
    // What says where changes and comments end, and numbers that only the page shows.
    case "note-citation", "annotation-end", "tracked-changes", "change", "change-start", "change-end",
      "soft-page-break":
      break
    case "user-field-get", "variable-set", "variable-get", "user-field-input":
      if child["display"] == "none" { hidden += child.text.utf8.count } else { inline(child, look, &text) }
    default: inline(child, look, &text)
    }
  }

  private mutating func comment(_ element: XMLElement, _ text: inout ParagraphBuilder) {
    var inner = ParagraphBuilder()
    words(of: element, &inner)
    let words = inner.finish().text
    guard !words.isEmpty else { return }
    let author = element.first("creator")?.text ?? ""
    text.mark(.note, author.isEmpty ? words : author + ": " + words)
  }

  /// All paragraphs in an element, also those of lists and tables, as one.
  mutating func words(of element: XMLElement, _ text: inout ParagraphBuilder) {
    for child in element.elements {
      switch child.localName {
      case "p", "h":
        if !text.endsInSpace { text.append(" ") }
        inline(child, ODTLook(isCell: true), &text)
      case "list", "list-item", "list-header", "section", "table", "table-header-rows", "table-rows", "table-row",
        "table-row-group", "table-cell", "numbered-paragraph":
        words(of: child, &text)
      case "frame": frame(child, &text)
      default: break
      }
    }
  }

  /// An image with its words; text boxes wait for the end of the paragraph.
  mutating func frame(_ element: XMLElement, _ text: inout ParagraphBuilder) {
    let alt = element.first("desc")?.text ?? element.first("title")?.text ?? ""
    var hasImage = false
    for child in element.elements {
      switch child.localName {
      case "image":
        // Others of a frame are the same picture in another format.
        guard !hasImage, let target = child["href"] else { continue }
        hasImage = true
        let words = alt.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if words.isEmpty { text.mark(.image, target) } else { text.append(words, [.init(.image, target)]) }
      case "text-box": waiting.append(child)
      case "frame", "g", "custom-shape": frame(child, &text)
      case "p", "list":
        // Words in a drawn shape.
        var box = XMLElement("draw:text-box", [], line: child.line)
        box.children = [.element(child)]
        waiting.append(box)
      default: break
      }
    }
  }

  // MARK: Tables

  private static let mostColumns = 63

  /// Rows are lines, cells are parted by tabs; cells that another covers are empty.
  mutating func table(_ element: XMLElement) {
    let rows = ODTBody.rows(element)
    if rows.count == 1, let row = rows.first {
      let cells = row.elements.filter { $0.localName == "table-cell" }
      // A table of one cell is a frame around text.
      if cells.count == 1, cells[0].elements.filter({ ["p", "h", "list", "table"].contains($0.localName) }).count > 1 {
        for child in cells[0].elements { block(child) }
        return
      }
    }
    var table = TableBuilder()
    for row in rows {
      table.beginRow()
      for cell in row.elements where ["table-cell", "covered-table-cell"].contains(cell.localName) {
        let count = min(max(1, cell["number-columns-repeated"].flatMap { Int($0) } ?? 1), ODTBody.mostColumns)
        var inner = ParagraphBuilder()
        words(of: cell, &inner)
        table.add(inner)
        for _ in 1..<count { table.add() }
      }
    }
    table.append(to: &builder, place: place)
  }

  private static func rows(_ element: XMLElement) -> [XMLElement] {
    var found: [XMLElement] = []
    for child in element.elements {
      switch child.localName {
      case "table-row": found.append(child)
      case "table-header-rows", "table-rows", "table-row-group": found += rows(child)
      default: break
      }
    }
    return found
  }
}
