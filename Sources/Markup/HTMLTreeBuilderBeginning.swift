/// From the beginning of a page to its body.
extension HTMLTreeBuilder {
  mutating func initial(_ token: Token) -> Bool {
    switch token {
    case .text:
      _ = takeSpace()
      if slice.count == 0 { return false }
    case .comment:
      insertComment(at: (0, -1))
      return false
    case .doctype:
      insertDoctype()
      isQuirky = tokenizer.doctype.isQuirky
      mode = .beforeHTML
      return false
    default: break
    }
    isQuirky = true
    mode = .beforeHTML
    return true
  }

  private mutating func insertDoctype() {
    var node = HTMLNode(.doctype, start: tokenizer.start, end: tokenizer.at)
    node.payload = Int32(truncatingIfNeeded: tree.doctypes.count)
    tree.doctypes.append(tokenizer.doctype)
    append(make(node), to: 0)
  }

  mutating func beforeHTML(_ token: Token) -> Bool {
    switch token {
    case .doctype: return false
    case .comment:
      insertComment(at: (0, -1))
      return false
    case .text:
      _ = takeSpace()
      if slice.count == 0 { return false }
    case .startTag where tag == .html:
      let node = makeElement()
      append(node, to: 0)
      open.push(
        HTMLOpenElements.Element(
          node, name: name, tag: .html, namespace: .html, category: HTMLCategory(html: .html)))
      mode = .beforeHead
      return false
    case .endTag where !mayEndEarly: return false
    default: break
    }
    insertImplied(.html)
    mode = .beforeHead
    return true
  }

  /// Whether an end tag stands for the beginning of what it ends.
  private var mayEndEarly: Bool { tag == .head || tag == .body || tag == .html || tag == .br }

  mutating func beforeHead(_ token: Token) -> Bool {
    switch token {
    case .text:
      _ = takeSpace()
      if slice.count == 0 { return false }
    case .comment:
      insertComment()
      return false
    case .doctype: return false
    case .startTag where tag == .html: return inBody(token)
    case .startTag where tag == .head:
      head = insertElement()
      mode = .inHead
      return false
    case .endTag where !mayEndEarly: return false
    default: break
    }
    head = insertImplied(.head)
    mode = .inHead
    return true
  }

  mutating func inHead(_ token: Token) -> Bool {
    switch token {
    case .text:
      insertText(takeSpace())
      if slice.count == 0 { return false }
    case .comment:
      insertComment()
      return false
    case .doctype: return false
    case .startTag:
      switch tag {
      case .html: return inBody(token)
      case .base, .basefont, .bgsound, .link, .meta:
        insertElement()
        pop()
        return false
      case .title:
        readText(.characters)
        return false
      case .noframes, .style:
        readText(.raw)
        return false
      case .noscript:
        insertElement()
        mode = .inHeadNoscript
        return false
      case .script:
        readText(.script)
        return false
      case .template:
        beginTemplate()
        return false
      case .head: return false
      default: break
      }
    case .endTag:
      switch tag {
      case .head:
        pop()
        mode = .afterHead
        return false
      case .template:
        endTemplate()
        return false
      case .body, .html, .br: break
      default: return false
      }
    default: break
    }
    pop()
    mode = .afterHead
    return true
  }

  /// Opens an element whose content is text alone.
  mutating func readText(_ content: HTMLTokenizer.Content) {
    insertElement()
    tokenizer.content = content
    originalMode = mode
    mode = .text
  }

  mutating func inText(_ token: Token) -> Bool {
    switch token {
    case .text: insertText()
    case .end:
      pop()
      mode = originalMode
      return true
    case .endTag:
      pop()
      mode = originalMode
    default: break
    }
    return false
  }

  private mutating func beginTemplate() {
    let node = insertElement()
    let content = make(HTMLNode(.content, start: tokenizer.at, end: tokenizer.at))
    append(content, to: node)
    formatting.mark()
    allowsFrameset = false
    mode = .inTemplate
    templateModes.append(.inTemplate)
  }

  mutating func endTemplate() {
    guard open.contains(.template) else { return }
    impliedEnds(ofTemplate: true)
    pop(through: .template)
    formatting.clearToMarker()
    templateModes.removeLast()
    resetMode()
  }

  mutating func inTemplate(_ token: Token) -> Bool {
    switch token {
    case .text, .null, .comment, .doctype: return inBody(token)
    case .startTag:
      switch tag {
      case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title: return inHead(token)
      case .caption, .colgroup, .tbody, .tfoot, .thead: return goOn(.inTable)
      case .col: return goOn(.inColumnGroup)
      case .tr: return goOn(.inTableBody)
      case .td, .th: return goOn(.inRow)
      default: return goOn(.inBody)
      }
    case .endTag: return tag == .template ? inHead(token) : false
    case .end:
      guard open.contains(.template) else {
        isStopped = true
        return false
      }
      pop(through: .template)
      formatting.clearToMarker()
      templateModes.removeLast()
      resetMode()
      return true
    }
  }

  private mutating func goOn(_ next: Mode) -> Bool {
    templateModes[templateModes.count - 1] = next
    mode = next
    return true
  }

  mutating func inHeadNoscript(_ token: Token) -> Bool {
    switch token {
    case .doctype: return false
    case .comment: return inHead(token)
    case .text:
      insertText(takeSpace())
      if slice.count == 0 { return false }
    case .startTag:
      switch tag {
      case .html: return inBody(token)
      case .basefont, .bgsound, .link, .meta, .noframes, .style: return inHead(token)
      case .head, .noscript: return false
      default: break
      }
    case .endTag:
      if tag == .noscript {
        pop()
        mode = .inHead
        return false
      }
      if tag != .br { return false }
    default: break
    }
    pop()
    mode = .inHead
    return true
  }

  mutating func afterHead(_ token: Token) -> Bool {
    switch token {
    case .text:
      insertText(takeSpace())
      if slice.count == 0 { return false }
    case .comment:
      insertComment()
      return false
    case .doctype: return false
    case .startTag:
      switch tag {
      case .html: return inBody(token)
      case .body:
        insertElement()
        allowsFrameset = false
        mode = .inBody
        return false
      case .frameset:
        insertElement()
        mode = .inFrameset
        return false
      case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
        reopenHead(token)
        return false
      case .head: return false
      default: break
      }
    case .endTag:
      switch tag {
      case .template: return inHead(token)
      case .body, .html, .br: break
      default: return false
      }
    default: break
    }
    insertImplied(.body)
    mode = .inBody
    return true
  }

  private mutating func reopenHead(_ token: Token) {
    open.push(
      HTMLOpenElements.Element(
        head, name: HTMLNames.id(.head), tag: .head, namespace: .html, category: HTMLCategory(html: .head)))
    _ = inHead(token)
    if let place = open.place(of: head) { open.remove(at: place) }
  }
}
