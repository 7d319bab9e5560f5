/// The body: texts and start tags.
extension HTMLTreeBuilder {
  mutating func inBody(_ token: Token) -> Bool {
    switch token {
    case .text:
      reconstructFormatting()
      insertText()
      if allowsFrameset, !isSpace(slice) { allowsFrameset = false }
    case .null, .doctype: break
    case .comment: insertComment()
    case .startTag: return startInBody(token)
    case .endTag: return endInBody(token)
    case .end:
      if !templateModes.isEmpty { return inTemplate(token) }
      isStopped = true
    }
    return false
  }

  private mutating func startInBody(_ token: Token) -> Bool {
    switch tag {
    case .html:
      if !open.contains(.template) { addMissingAttributes(to: open[0].node) }
    case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title: return inHead(token)
    case .body:
      guard open.count > 1, open[1].tag == .body, !open.contains(.template) else { break }
      allowsFrameset = false
      addMissingAttributes(to: open[1].node)
    case .frameset: replaceBody()
    case .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl, .fieldset, .figcaption,
      .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .p, .search, .section, .summary, .ul:
      closeParagraph()
      insertElement()
    case .h1, .h2, .h3, .h4, .h5, .h6:
      closeParagraph()
      if open.last.category.contains(.heading) { pop() }
      insertElement()
    case .pre, .listing:
      closeParagraph()
      insertElement()
      skipsLineFeed = true
      allowsFrameset = false
    case .form:
      let isInTemplate = open.contains(.template)
      if form >= 0, !isInTemplate { break }
      closeParagraph()
      let node = insertElement()
      if !isInTemplate { form = node }
    case .li: startItem([.li])
    case .dd, .dt: startItem([.dd, .dt])
    case .plaintext:
      closeParagraph()
      insertElement()
      tokenizer.content = .plain
    case .button:
      if open.has(.button) {
        impliedEnds()
        pop(through: .button)
      }
      reconstructFormatting()
      insertElement()
      allowsFrameset = false
    case .a:
      if let (_, node) = formatting.last(name) {
        _ = adopt()
        formatting.remove(node)
        if let place = tree.nodes[Int(node)].end < 0 ? open.place(of: node) : nil {
          close(open[place])
          open.remove(at: place)
        }
      }
      reconstructFormatting()
      insertFormatting()
    case .b, .big, .code, .em, .font, .i, .s, .small, .strike, .strong, .tt, .u:
      reconstructFormatting()
      insertFormatting()
    case .nobr:
      reconstructFormatting()
      if open.has(.nobr) {
        if !adopt() { endAny() }
        reconstructFormatting()
      }
      insertFormatting()
    case .applet, .marquee, .object:
      reconstructFormatting()
      insertElement()
      formatting.mark()
      allowsFrameset = false
    case .table:
      if !isQuirky { closeParagraph() }
      insertElement()
      allowsFrameset = false
      mode = .inTable
    case .area, .br, .embed, .img, .keygen, .wbr:
      insertVoid()
      allowsFrameset = false
    case .input: insertInput()
    case .param, .source, .track:
      insertElement()
      pop()
    case .hr:
      closeParagraph()
      if open.has(.select) { impliedEnds() }
      insertElement()
      pop()
      allowsFrameset = false
    case .image:
      name = HTMLNames.id(.img)
      tag = .img
      return true
    case .textarea:
      skipsLineFeed = true
      allowsFrameset = false
      readText(.characters)
    case .xmp:
      closeParagraph()
      reconstructFormatting()
      allowsFrameset = false
      readText(.raw)
    case .iframe:
      allowsFrameset = false
      readText(.raw)
    case .noembed: readText(.raw)
    case .select: startSelect()
    case .option, .optgroup: startOption()
    case .rb, .rtc:
      if open.has(.ruby) { impliedEnds() }
      insertElement()
    case .rp, .rt:
      if open.has(.ruby) { impliedEnds(except: .rtc) }
      insertElement()
    case .math:
      reconstructFormatting()
      insertForeign(.mathML)
    case .svg:
      reconstructFormatting()
      insertForeign(.svg)
    case .caption, .col, .colgroup, .frame, .head, .tbody, .td, .tfoot, .th, .thead, .tr: break
    default:
      reconstructFormatting()
      insertElement()
    }
    return false
  }

  private mutating func insertVoid() {
    reconstructFormatting()
    insertElement()
    pop()
  }

  private mutating func insertInput() {
    if open.has(.select) {
      impliedEnds()
      pop(through: .select)
    } else if context?.tag == .select {
      return
    }
    insertVoid()
    if !isHiddenInput { allowsFrameset = false }
  }

  /// Whether the token is an `input` that is not shown.
  var isHiddenInput: Bool {
    for attribute in tokenizer.attributes where tokenizer.names.entries[Int(attribute.name)].attribute == .type {
      let hidden = Array("hidden".utf8)
      return attribute.value.count == 6
        && (0..<6).allSatisfy { byte(attribute.value, $0).asciiLowercased == hidden[$0] }
    }
    return false
  }

  private mutating func startSelect() {
    if context?.tag == .select { return }
    if open.has(.select) {
      impliedEnds()
      pop(through: .select)
      return
    }
    reconstructFormatting()
    insertElement()
    allowsFrameset = false
  }

  private mutating func startOption() {
    if open.has(.select) {
      impliedEnds(except: tag == .option ? .optgroup : .unknown)
    } else if open.last.tag == .option {
      pop()
    }
    reconstructFormatting()
    insertElement()
  }

  private mutating func replaceBody() {
    guard open.count > 1, open[1].tag == .body, allowsFrameset else { return }
    detach(open[1].node)
    while open.count > 1 { pop() }
    insertElement()
    mode = .inFrameset
  }

  private mutating func startItem(_ kinds: [HTMLTag]) {
    allowsFrameset = false
    let place = kinds.compactMap { open.uppermost(HTMLNames.id($0)) }.max() ?? -1
    if place >= 0, place >= open.uppermostItemEnd {
      let item = open[place].tag
      impliedEnds(except: item)
      pop(through: item)
    }
    closeParagraph()
    insertElement()
  }

  mutating func closeParagraph() {
    guard open.has(.p, in: .button) else { return }
    impliedEnds(except: .p)
    pop(through: .p)
  }

  /// Closes what need not be closed.
  mutating func impliedEnds(except kept: HTMLTag = .unknown) {
    while open.last.category.contains(.impliedEnd), open.last.tag != kept || kept == .unknown { pop() }
  }

  mutating func impliedEnds(ofTemplate: Bool) {
    while open.last.category.contains(.impliedEndOfTemplate) { pop() }
  }
}
