/// The body: end tags, and what comes behind it.
extension HTMLTreeBuilder {
  mutating func endInBody(_ token: Token) -> Bool {
    switch tag {
    case .template: return inHead(token)
    case .body, .html:
      guard open.has(.body) else { return false }
      mode = .afterBody
      return tag == .html
    case .address, .article, .aside, .blockquote, .button, .center, .details, .dialog, .dir, .div, .dl, .fieldset,
      .figcaption, .figure, .footer, .header, .hgroup, .listing, .main, .menu, .nav, .ol, .pre, .search, .section,
      .select, .summary, .ul:
      guard open.has(name) else { return false }
      impliedEnds()
      pop(through: tag)
    case .form: endForm()
    case .p:
      if !open.has(.p, in: .button) { insertImplied(.p) }
      closeParagraph()
    case .li:
      guard open.has(.li, in: .listItem) else { return false }
      impliedEnds(except: .li)
      pop(through: .li)
    case .dd, .dt:
      guard open.has(name) else { return false }
      impliedEnds(except: tag)
      pop(through: tag)
    case .h1, .h2, .h3, .h4, .h5, .h6:
      guard [HTMLTag.h1, .h2, .h3, .h4, .h5, .h6].contains(where: { open.has($0) }) else { return false }
      impliedEnds()
      while !pop().category.contains(.heading) {}
    case .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u:
      if !adopt() { endAny() }
    case .applet, .marquee, .object:
      guard open.has(name) else { return false }
      impliedEnds()
      pop(through: tag)
      formatting.clearToMarker()
    case .br:
      tokenizer.attributes.removeAll(keepingCapacity: true)
      reconstructFormatting()
      insertElement()
      pop()
      allowsFrameset = false
    default: endAny()
    }
    return false
  }

  private mutating func endForm() {
    if open.contains(.template) {
      guard open.has(.form) else { return }
      impliedEnds()
      pop(through: .form)
      return
    }
    let node = form
    form = -1
    guard node >= 0, tree.nodes[Int(node)].end < 0, let place = open.place(of: node), open.isInScope(place) else {
      return
    }
    impliedEnds()
    guard let index = open.place(of: node) else { return }
    close(open[index])
    open.remove(at: index)
  }

  /// Any other end tag: it ends the uppermost element of its name where nothing special is open above.
  mutating func endAny() {
    guard let place = open.uppermost(name), place >= open.uppermostSpecial else { return }
    impliedEnds(except: tag)
    while open.count > place { pop() }
  }

  mutating func afterBody(_ token: Token) -> Bool {
    switch token {
    case .text:
      let space = takeSpace()
      let rest = slice
      if space.count > 0 {
        slice = space
        _ = inBody(.text)
        slice = rest
      }
      if rest.count == 0 { return false }
    case .comment:
      insertComment(at: (open[0].node, -1))
      return false
    case .doctype: return false
    case .startTag where tag == .html: return inBody(token)
    case .endTag where tag == .html:
      if context == nil { mode = .afterAfterBody }
      return false
    case .end:
      isStopped = true
      return false
    default: break
    }
    mode = .inBody
    return true
  }

  mutating func afterAfterBody(_ token: Token) -> Bool {
    switch token {
    case .comment:
      insertComment(at: (0, -1))
      return false
    case .doctype: return false
    case .text:
      let space = takeSpace()
      let rest = slice
      if space.count > 0 {
        slice = space
        _ = inBody(.text)
        slice = rest
      }
      if rest.count == 0 { return false }
    case .startTag where tag == .html: return inBody(token)
    case .end:
      isStopped = true
      return false
    default: break
    }
    mode = .inBody
    return true
  }

  mutating func inFrameset(_ token: Token) -> Bool {
    switch token {
    case .text: insertSpaces()
    case .comment: insertComment()
    case .startTag:
      switch tag {
      case .html: return inBody(token)
      case .frameset: insertElement()
      case .frame:
        insertElement()
        pop()
      case .noframes: return inHead(token)
      default: break
      }
    case .endTag where tag == .frameset:
      guard open.count > 1 else { break }
      pop()
      if context == nil, open.last.tag != .frameset { mode = .afterFrameset }
    case .end: isStopped = true
    default: break
    }
    return false
  }

  mutating func afterFrameset(_ token: Token) -> Bool {
    switch token {
    case .text: insertSpaces()
    case .comment: insertComment()
    case .startTag:
      if tag == .html { return inBody(token) }
      if tag == .noframes { return inHead(token) }
    case .endTag where tag == .html: mode = .afterAfterFrameset
    case .end: isStopped = true
    default: break
    }
    return false
  }

  mutating func afterAfterFrameset(_ token: Token) -> Bool {
    switch token {
    case .comment: insertComment(at: (0, -1))
    case .text: insertSpaces()
    case .startTag:
      if tag == .html { return inBody(token) }
      if tag == .noframes { return inHead(token) }
    case .end: isStopped = true
    default: break
    }
    return false
  }

  /// Of the token's text the white space alone.
  private mutating func insertSpaces() {
    while slice.count > 0 {
      let space = takeSpace()
      insertText(space)
      if slice.count > 0 { drop(1) }
    }
  }
}
