/// Tables: what does not belong into one goes before it.
extension HTMLTreeBuilder {
  mutating func inTable(_ token: Token) -> Bool {
    switch token {
    case .text, .null:
      switch open.last.tag {
      case .table, .tbody, .template, .tfoot, .thead, .tr:
        tableText.removeAll(keepingCapacity: true)
        originalMode = mode
        mode = .inTableText
        return true
      default: return foster(token)
      }
    case .comment:
      insertComment()
      return false
    case .doctype: return false
    case .startTag:
      switch tag {
      case .caption:
        clearStack(to: .table)
        formatting.mark()
        insertElement()
        mode = .inCaption
        return false
      case .colgroup:
        clearStack(to: .table)
        insertElement()
        mode = .inColumnGroup
        return false
      case .col:
        clearStack(to: .table)
        insertImplied(.colgroup)
        mode = .inColumnGroup
        return true
      case .tbody, .tfoot, .thead:
        clearStack(to: .table)
        insertElement()
        mode = .inTableBody
        return false
      case .td, .th, .tr:
        clearStack(to: .table)
        insertImplied(.tbody)
        mode = .inTableBody
        return true
      case .table:
        guard open.has(.table, in: .table) else { return false }
        pop(through: .table)
        resetMode()
        return true
      case .style, .script, .template: return inHead(token)
      case .input where isHiddenInput:
        insertElement()
        pop()
        return false
      case .form:
        if form >= 0 || open.contains(.template) { return false }
        form = insertElement()
        pop()
        return false
      default: return foster(token)
      }
    case .endTag:
      switch tag {
      case .table:
        guard open.has(.table, in: .table) else { return false }
        pop(through: .table)
        resetMode()
        return false
      case .body, .caption, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr: return false
      case .template: return inHead(token)
      default: return foster(token)
      }
    case .end: return inBody(token)
    }
  }

  private mutating func foster(_ token: Token) -> Bool {
    isFostering = true
    let goesOn = inBody(token)
    isFostering = false
    return goesOn
  }

  /// Pops until the current node is what a part of a table goes into.
  private mutating func clearStack(to kind: HTMLTag) {
    pop { found in
      switch (kind, found) {
      case (_, .template), (_, .html): true
      case (.table, .table), (.tr, .tr): true
      case (.tbody, .tbody), (.tbody, .tfoot), (.tbody, .thead): true
      default: false
      }
    }
  }

  mutating func inTableText(_ token: Token) -> Bool {
    switch token {
    case .null: return false
    case .text:
      tableText.append(slice)
      return false
    default: break
    }
    let kept = slice
    let isBlank = tableText.allSatisfy { isSpace($0) }
    for text in tableText {
      slice = text
      if isBlank { insertText() } else { _ = foster(.text) }
    }
    slice = kept
    tableText.removeAll(keepingCapacity: true)
    mode = originalMode
    return true
  }

  mutating func inCaption(_ token: Token) -> Bool {
    switch (token, tag) {
    case (.endTag, .caption): endCaption()
    case (.startTag, .caption), (.startTag, .col), (.startTag, .colgroup), (.startTag, .tbody), (.startTag, .td),
      (.startTag, .tfoot), (.startTag, .th), (.startTag, .thead), (.startTag, .tr), (.endTag, .table):
      return endCaption()
    case (.endTag, .body), (.endTag, .col), (.endTag, .colgroup), (.endTag, .html), (.endTag, .tbody), (.endTag, .td),
      (.endTag, .tfoot), (.endTag, .th), (.endTag, .thead), (.endTag, .tr):
      break
    default: return inBody(token)
    }
    return false
  }

  @discardableResult
  private mutating func endCaption() -> Bool {
    guard open.has(.caption, in: .table) else { return false }
    impliedEnds()
    pop(through: .caption)
    formatting.clearToMarker()
    mode = .inTable
    return true
  }

  mutating func inColumnGroup(_ token: Token) -> Bool {
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
      case .col:
        insertElement()
        pop()
        return false
      case .template: return inHead(token)
      default: break
      }
    case .endTag:
      switch tag {
      case .colgroup:
        if open.last.tag == .colgroup {
          pop()
          mode = .inTable
        }
        return false
      case .col: return false
      case .template: return inHead(token)
      default: break
      }
    case .end: return inBody(token)
    case .null: break
    }
    guard open.last.tag == .colgroup else { return false }
    pop()
    mode = .inTable
    return true
  }

  mutating func inTableBody(_ token: Token) -> Bool {
    switch (token, tag) {
    case (.startTag, .tr):
      clearStack(to: .tbody)
      insertElement()
      mode = .inRow
      return false
    case (.startTag, .th), (.startTag, .td):
      clearStack(to: .tbody)
      insertImplied(.tr)
      mode = .inRow
      return true
    case (.endTag, .tbody), (.endTag, .tfoot), (.endTag, .thead):
      guard open.has(name, in: .table) else { return false }
      clearStack(to: .tbody)
      pop()
      mode = .inTable
      return false
    case (.startTag, .caption), (.startTag, .col), (.startTag, .colgroup), (.startTag, .tbody), (.startTag, .tfoot),
      (.startTag, .thead), (.endTag, .table):
      guard open.has(.tbody, in: .table) || open.has(.thead, in: .table) || open.has(.tfoot, in: .table) else {
        return false
      }
      clearStack(to: .tbody)
      pop()
      mode = .inTable
      return true
    case (.endTag, .body), (.endTag, .caption), (.endTag, .col), (.endTag, .colgroup), (.endTag, .html), (.endTag, .td),
      (.endTag, .th), (.endTag, .tr):
      return false
    default: return inTable(token)
    }
  }

  mutating func inRow(_ token: Token) -> Bool {
    switch (token, tag) {
    case (.startTag, .th), (.startTag, .td):
      clearStack(to: .tr)
      insertElement()
      mode = .inCell
      formatting.mark()
      return false
    case (.endTag, .tr):
      _ = endRow()
      return false
    case (.startTag, .caption), (.startTag, .col), (.startTag, .colgroup), (.startTag, .tbody), (.startTag, .tfoot),
      (.startTag, .thead), (.startTag, .tr), (.endTag, .table):
      return endRow()
    case (.endTag, .tbody), (.endTag, .tfoot), (.endTag, .thead):
      guard open.has(name, in: .table) else { return false }
      return endRow()
    case (.endTag, .body), (.endTag, .caption), (.endTag, .col), (.endTag, .colgroup), (.endTag, .html), (.endTag, .td),
      (.endTag, .th):
      return false
    default: return inTable(token)
    }
  }

  private mutating func endRow() -> Bool {
    guard open.has(.tr, in: .table) else { return false }
    clearStack(to: .tr)
    pop()
    mode = .inTableBody
    return true
  }

  mutating func inCell(_ token: Token) -> Bool {
    switch (token, tag) {
    case (.endTag, .td), (.endTag, .th):
      guard open.has(name, in: .table) else { return false }
      impliedEnds()
      pop(through: tag)
      formatting.clearToMarker()
      mode = .inRow
      return false
    case (.startTag, .caption), (.startTag, .col), (.startTag, .colgroup), (.startTag, .tbody), (.startTag, .td),
      (.startTag, .tfoot), (.startTag, .th), (.startTag, .thead), (.startTag, .tr):
      return closeCell()
    case (.endTag, .body), (.endTag, .caption), (.endTag, .col), (.endTag, .colgroup), (.endTag, .html): return false
    case (.endTag, .table), (.endTag, .tbody), (.endTag, .tfoot), (.endTag, .thead), (.endTag, .tr):
      guard open.has(name, in: .table) else { return false }
      return closeCell()
    default: return inBody(token)
    }
  }

  private mutating func closeCell() -> Bool {
    guard open.has(.td, in: .table) || open.has(.th, in: .table) else { return false }
    impliedEnds()
    while true {
      let tag = pop().tag
      if tag == .td || tag == .th { break }
    }
    formatting.clearToMarker()
    mode = .inRow
    return true
  }
}
