import Document
import Markup
import Workbench

/// What the text around a run says of it.
struct DOCXLook {
  /// The part that the relationships belong to.
  var part: String
  var isRightToLeft = false
  var keepsTabs = false
  /// Line ends and tabs part the rows and cells of a table.
  var isCell = false
  var link: String?
}

extension DOCXBody {
  /// Text and marks of all that is in an element.
  mutating func inline(_ element: XMLElement, _ look: DOCXLook, _ text: inout ParagraphBuilder) {
    for child in element.elements {
      switch child.localName {
      case "r": run(child, look, &text)
      case "hyperlink":
        var inner = look
        inner.link = address(child, look.part) ?? look.link
        inline(child, inner, &text)
      case "fldSimple":
        var inner = look
        inner.link = child["instr"].flatMap(DOCXFields.link) ?? look.link
        inline(child, inner, &text)
      case "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir", "rubyBase", "Choice",
        "Fallback":
        inline(child, look, &text)
      case "AlternateContent":
        if let chosen = DOCXBody.alternative(child) { inline(chosen, look, &text) }
      case "oMath", "oMathPara": if fields.isVisible { text.append(child.text) }
      default: break
      }
    }
  }

  private func address(_ element: XMLElement, _ part: String) -> String? {
    let id = element.attributes.first { $0.name.hasSuffix(":id") }?.value
    let target = parts.relationship(id, of: part)?.target ?? ""
    let anchor = element["anchor"].map { "#" + $0 } ?? ""
    return target.isEmpty && anchor.isEmpty ? nil : target.contains("#") ? target : target + anchor
  }

  private mutating func run(_ element: XMLElement, _ look: DOCXLook, _ text: inout ParagraphBuilder) {
    let properties = element.first("rPr")
    let style = properties?.first("rStyle")?["val"]
    let isRightToLeft = properties?.first("rtl").map(DOCXStyles.isOn) ?? false
    func isOn(_ name: String) -> Bool {
      // Of text from right to left the properties for complex scripts count.
      let found = (isRightToLeft ? properties?.first(name + "Cs") : nil) ?? properties?.first(name)
      return found.map(DOCXStyles.isOn) ?? parts.styles.characters(style, name)
    }
    var marks: [ParagraphBuilder.Mark] = []
    if let link = fields.link ?? look.link { marks.append(.init(.link, link)) }
    if isRightToLeft, !look.isRightToLeft { marks.append(.init(.direction, "rtl")) }
    if isOn("b") { marks.append(.init(.strong)) }
    if isOn("i") { marks.append(.init(.emphasis)) }
    if !look.keepsTabs, parts.styles.isCode(style) { marks.append(.init(.code)) }
    content(element, look, marks, isHidden: isOn("vanish"), &text)
  }

  private mutating func content(
    _ element: XMLElement, _ look: DOCXLook, _ marks: [ParagraphBuilder.Mark], isHidden: Bool,
    _ text: inout ParagraphBuilder
  ) {
    func add(_ piece: String, to text: inout ParagraphBuilder, _ hidden: inout Int) {
      guard fields.isVisible else { return }
      if isHidden { hidden += piece.utf8.count } else { text.append(piece, marks) }
    }
    let lineEnd = look.isCell ? " " : "\n"
    let isSymbol = element.first("rPr")?.first("rFonts")?["ascii"] == "Symbol"
    for child in element.elements {
      switch child.localName {
      case "t":
        let words = isSymbol ? SymbolFont.text(child.text) : child.text
        let isPlain = words.utf8.allSatisfy { $0 >= 0x20 }
        add(isPlain ? words : String(words.map { $0.isNewline || $0 == "\t" ? " " : $0 }), to: &text, &hidden)
      case "tab", "ptab": add(look.keepsTabs ? "\t" : " ", to: &text, &hidden)
      case "br": add(["page", "column"].contains(child["type"]) ? " " : lineEnd, to: &text, &hidden)
      case "cr": add(lineEnd, to: &text, &hidden)
      case "noBreakHyphen": add("\u{2011}", to: &text, &hidden)
      case "sym":
        guard let code = child["char"].flatMap({ UInt32($0, radix: 16) }) else { continue }
        let known = child["font"] == "Symbol" ? SymbolFont.character(code) : nil
        if let scalar = known ?? Unicode.Scalar(code) { add(String(scalar), to: &text, &hidden) }
      case "fldChar": fields.mark(child["fldCharType"] ?? "")
      case "instrText": fields.instruct(child.text)
      case "footnoteReference": note("footnote", child["id"], &text)
      case "endnoteReference": note("endnote", child["id"], &text)
      case "commentReference": note("comment", child["id"], &text)
      case "drawing", "pict", "object": picture(child, look, &text)
      case "AlternateContent":
        if let chosen = DOCXBody.alternative(child) { content(chosen, look, marks, isHidden: isHidden, &text) }
      case "ruby": if let base = child.first("rubyBase") { inline(base, look, &text) }
      default: break
      }
    }
  }

  // MARK: Notes

  private mutating func note(_ kind: String, _ id: String?, _ text: inout ParagraphBuilder) {
    guard let id, let (note, part) = parts.takeNote(kind, id) else { return }
    var inner = ParagraphBuilder()
    let around = fields
    fields = DOCXFields()
    words(of: note, DOCXLook(part: part, isCell: true), &inner)
    fields = around
    let words = inner.finish().text
    guard !words.isEmpty else { return }
    let author = kind == "comment" ? note["author"].map { $0 + ": " } ?? "" : ""
    text.mark(.note, author + words)
  }

  /// All paragraphs in an element, also those of tables, as one.
  mutating func words(of element: XMLElement, _ look: DOCXLook, _ text: inout ParagraphBuilder) {
    for child in element.elements {
      switch child.localName {
      case "p":
        if !text.endsInSpace { text.append(" ") }
        inline(child, look, &text)
      case "tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "ins", "moveTo": words(of: child, look, &text)
      case "AlternateContent": if let chosen = DOCXBody.alternative(child) { words(of: chosen, look, &text) }
      default: break
      }
    }
  }

  // MARK: Pictures

  /// An image with its words; text boxes and diagrams wait for the end of the paragraph.
  private mutating func picture(_ element: XMLElement, _ look: DOCXLook, _ text: inout ParagraphBuilder) {
    var words: String?
    var targets: [String] = []
    gather(element, look, &words, &targets)
    for (at, target) in targets.enumerated() {
      let own = at == 0 ? words?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? "" : ""
      if own.isEmpty { text.mark(.image, target) } else { text.append(own, [.init(.image, target)]) }
    }
  }

  private mutating func gather(
    _ element: XMLElement, _ look: DOCXLook, _ words: inout String?, _ targets: inout [String]
  ) {
    switch element.localName {
    case "docPr", "cNvPr":
      let own = element["descr"] ?? element["title"]
      if words == nil, let own, !own.isEmpty { words = own }
    case "shape": if let alt = element["alt"], !alt.isEmpty { words = words ?? alt }
    case "blip", "imagedata":
      let id = element["embed"] ?? element["link"] ?? element["id"] ?? element["relid"]
      if let target = parts.relationship(id, of: look.part)?.target {
        // Word names them from its own folder.
        targets.append(target.hasPrefix("word/") ? String(target.dropFirst(5)) : target)
      }
      if words == nil, let title = element["title"], !title.isEmpty { words = title }
    case "txbxContent":
      waiting.append(element)
      return
    case "relIds":
      if let target = parts.relationship(element["dm"], of: look.part)?.target, let model = parts.package.root(target) {
        waiting.append(model)
      }
    case "AlternateContent":
      if let chosen = DOCXBody.alternative(element) { gather(chosen, look, &words, &targets) }
      return
    default: break
    }
    for child in element.elements { gather(child, look, &words, &targets) }
  }
}
