/// The tree construction of HTML's standard: takes tokens and makes nodes. The rules of each insertion mode are in extensions,
/// one file for those that belong together.
struct HTMLTreeBuilder: ~Copyable {
  typealias Token = HTMLTokenizer.Token

  enum Mode {
    case initial, beforeHTML, beforeHead, inHead, inHeadNoscript, afterHead, inBody, text, inTable, inTableText,
      inCaption
    case inColumnGroup, inTableBody, inRow, inCell, inTemplate, afterBody, inFrameset, afterFrameset, afterAfterBody
    case afterAfterFrameset
  }

  var tokenizer: HTMLTokenizer
  var tree: HTMLTree
  let limits: HTMLParser.Limits
  var mode = Mode.initial
  /// Where to go back to from text.
  var originalMode = Mode.initial
  var templateModes: [Mode] = []
  var open = HTMLOpenElements()
  var formatting = HTMLFormatting()
  /// The element that a fragment stands in.
  var context: HTMLOpenElements.Element?
  var head: Int32 = -1
  var form: Int32 = -1
  var allowsFrameset = true
  var isFostering = false
  var isQuirky = false
  /// Whether a line feed that comes next belongs to no text, as behind `<pre>`.
  var skipsLineFeed = false
  var tableText: [HTMLSlice] = []
  /// Whether a `select` may show the chosen option a second time.
  var mirrorsChoices = false
  /// Texts of several pieces, linked by number.
  var pieces: [(slice: HTMLSlice, next: Int32)] = []
  /// Text nodes that have such.
  var piecedNodes: [Int32] = []
  var isStopped = false
  /// What walks whose length no rule bounds may cost together.
  var stepsLeft: Int

  // The token: its kind is handed on, its parts are here and in the tokenizer.
  var slice = HTMLSlice(0, 0)
  /// Of a tag: its name's number, and its name where it is one of those that are told apart.
  var name: UInt32 = 0
  var tag = HTMLTag.unknown

  init(_ source: HTMLBytes, _ tree: consuming HTMLTree, limits: HTMLParser.Limits) {
    tokenizer = HTMLTokenizer(source)
    self.tree = tree
    self.limits = limits
    stepsLeft = 10_000_000 + source.count * 64
    self.tree.nodes.reserveCapacity(source.count / 24 + 16)
    self.tree.attributes.reserveCapacity(source.count / 32 + 16)
    self.tree.nodes.append(HTMLNode(.document, start: 0, end: source.count))
  }

  mutating func build() {
    while !isStopped {
      tokenizer.allowsSections = isInForeignContent
      let token = tokenizer.next()
      switch token {
      case .startTag, .endTag:
        name = tokenizer.name
        tag = tokenizer.names.entries[Int(name)].tag
      case .text: slice = tokenizer.slice
      default: break
      }
      if skipsLineFeed {
        skipsLineFeed = false
        if token == .text, byte(slice, 0) == 0x0A {
          drop(1)
          if slice.count == 0 { continue }
        }
      }
      process(token)
      if tree.nodes.count > limits.nodes || stepsLeft < 0 { break }
    }
    tree.parsedTo = isStopped ? tokenizer.source.count : tokenizer.at
  }

  private var isInForeignContent: Bool {
    guard !open.isEmpty else { return false }
    return adjustedCurrent.namespace != .html
  }

  /// The current node, or what a fragment stands in where the current node is the fragment's own.
  var adjustedCurrent: HTMLOpenElements.Element {
    if open.count == 1, let context { return context }
    return open.last
  }

  private mutating func process(_ token: Token) {
    while true {
      let goesOn = isForeign(token) ? inForeignContent(token) : step(token, mode)
      if !goesOn { return }
    }
  }

  /// Whether the token is one for the rules of SVG and MathML.
  private func isForeign(_ token: Token) -> Bool {
    guard !open.isEmpty else { return false }
    let current = adjustedCurrent
    guard current.namespace != .html, token != .end else { return false }
    let isCharacter = token == .text || token == .null
    if current.category.contains(.mathText) {
      if isCharacter || (token == .startTag && tag != .mglyph && tag != .malignmark) { return false }
    }
    if current.namespace == .mathML, tree.nodes[Int(current.node)].tag == .annotationXML, token == .startTag,
      tag == .svg
    {
      return false
    }
    return !(current.category.contains(.htmlInside) && (token == .startTag || isCharacter))
  }

  /// Follows the rules of a mode; whether the token is to be looked at again.
  mutating func step(_ token: Token, _ mode: Mode) -> Bool {
    switch mode {
    case .inBody: inBody(token)
    case .text: inText(token)
    case .initial: initial(token)
    case .beforeHTML: beforeHTML(token)
    case .beforeHead: beforeHead(token)
    case .inHead: inHead(token)
    case .inHeadNoscript: inHeadNoscript(token)
    case .afterHead: afterHead(token)
    case .inTable: inTable(token)
    case .inTableText: inTableText(token)
    case .inCaption: inCaption(token)
    case .inColumnGroup: inColumnGroup(token)
    case .inTableBody: inTableBody(token)
    case .inRow: inRow(token)
    case .inCell: inCell(token)
    case .inTemplate: inTemplate(token)
    case .afterBody: afterBody(token)
    case .inFrameset: inFrameset(token)
    case .afterFrameset: afterFrameset(token)
    case .afterAfterBody: afterAfterBody(token)
    case .afterAfterFrameset: afterAfterFrameset(token)
    }
  }

  /// Begins in an element, as for what is set as its content.
  mutating func begin(in name: String, of namespace: HTMLNamespace) {
    let id = tokenizer.names.id(named: name)
    let entry = tokenizer.names.entries[Int(id)]
    let node = make(HTMLNode(.element, start: 0, end: 0))
    tree.nodes[Int(node)].tag = entry.tag
    tree.nodes[Int(node)].namespace = namespace
    tree.nodes[Int(node)].name = id
    context = HTMLOpenElements.Element(
      node, name: id, tag: entry.tag, namespace: namespace, category: HTMLCategory(entry.tag, in: namespace))
    if namespace == .html {
      switch entry.tag {
      case .title, .textarea: tokenizer.content = .characters
      case .style, .xmp, .iframe, .noembed, .noframes: tokenizer.content = .raw
      case .script: tokenizer.content = .script
      case .plaintext: tokenizer.content = .plain
      case .template: templateModes.append(.inTemplate)
      case .form: form = node
      default: break
      }
    }
    let root = make(HTMLNode(.element, start: 0, end: -1))
    tree.nodes[Int(root)].tag = .html
    tree.nodes[Int(root)].name = HTMLNames.id(.html)
    append(root, to: 0)
    open.push(
      HTMLOpenElements.Element(
        root, name: HTMLNames.id(.html), tag: .html, namespace: .html, category: HTMLCategory(html: .html)))
    resetMode()
  }

  /// Chooses the mode by what is open.
  mutating func resetMode() {
    var index = open.count - 1
    while index >= 0 {
      let isLast = index == 0
      let element = isLast ? context ?? open[index] : open[index]
      switch element.tag {
      case .td where !isLast, .th where !isLast:
        mode = .inCell
        return
      case .tr:
        mode = .inRow
        return
      case .tbody, .thead, .tfoot:
        mode = .inTableBody
        return
      case .caption:
        mode = .inCaption
        return
      case .colgroup:
        mode = .inColumnGroup
        return
      case .table:
        mode = .inTable
        return
      case .template:
        mode = templateModes.last ?? .inTemplate
        return
      case .head where !isLast:
        mode = .inHead
        return
      case .body:
        mode = .inBody
        return
      case .frameset:
        mode = .inFrameset
        return
      case .html:
        mode = head < 0 ? .beforeHead : .afterHead
        return
      default:
        if isLast {
          mode = .inBody
          return
        }
      }
      index -= 1
    }
  }

  /// Joins texts of several pieces and hands the tree on.
  mutating func finish() -> HTMLTree {
    tokenizer.start = tokenizer.at
    while !open.isEmpty { pop() }
    for node in piecedNodes {
      let start = tokenizer.extra.count
      var piece = tree.nodes[Int(node)].firstChild
      while piece >= 0 {
        let (slice, next) = pieces[Int(piece)]
        if slice.start >= 0 {
          for index in Int(slice.start)..<Int(slice.start + slice.count) {
            tokenizer.extra.append(tokenizer.source[index])
          }
        } else {
          for index in Int(~slice.start)..<Int(~slice.start + slice.count) {
            tokenizer.extra.append(tokenizer.extra[index])
          }
        }
        piece = next
      }
      tree.nodes[Int(node)].firstChild = -1
      tree.nodes[Int(node)].lastChild = -1
      tree.nodes[Int(node)].payload = ~Int32(truncatingIfNeeded: start)
      tree.nodes[Int(node)].payloadCount = Int32(truncatingIfNeeded: tokenizer.extra.count - start)
    }
    tree.extra = tokenizer.extra
    tree.names = tokenizer.names
    return tree
  }
}
