/// SVG and MathML.
extension HTMLTreeBuilder {
  mutating func inForeignContent(_ token: Token) -> Bool {
    switch token {
    case .null:
      insertText(HTMLSlice(extra: 0, count: 3))
      return false
    case .text:
      insertText()
      if allowsFrameset, !isSpace(slice) { allowsFrameset = false }
      return false
    case .comment:
      insertComment()
      return false
    case .doctype, .end: return false
    case .startTag:
      if breaksOut { return leaveForeign(token) }
      insertForeign(adjustedCurrent.namespace)
      return false
    case .endTag:
      if tag == .br || tag == .p { return leaveForeign(token) }
      return endForeign(token)
    }
  }

  private var breaksOut: Bool {
    if tag == .font {
      return tokenizer.attributes.contains { attribute in
        switch tokenizer.names.entries[Int(attribute.name)].attribute {
        case .color, .face, .size: true
        default: false
        }
      }
    }
    return tokenizer.names.entries[Int(name)].category.contains(.breaksOut)
  }

  private mutating func leaveForeign(_ token: Token) -> Bool {
    while open.count > 1, open.last.namespace != .html, !open.last.category.contains(.mathText),
      !open.last.category.contains(.htmlInside)
    {
      pop()
    }
    return step(token, mode)
  }

  private mutating func endForeign(_ token: Token) -> Bool {
    var index = open.count - 1
    while index > 0 {
      let element = open[index]
      if element.namespace == .html { return step(token, mode) }
      stepsLeft -= 1
      if lowerName(element.name) == name {
        while open.count > index { pop() }
        return false
      }
      index -= 1
    }
    return false
  }

  /// The number of the name in lower case, as a tag has it.
  private func lowerName(_ id: UInt32) -> UInt32 { tokenizer.names.entries[Int(id)].lower }

  mutating func insertForeign(_ namespace: HTMLNamespace) {
    let node = makeElement()
    let entry = tokenizer.names.entries[Int(name)]
    let adjusted = namespace == .svg ? entry.svgElement : name
    tree.nodes[Int(node)].namespace = namespace
    tree.nodes[Int(node)].name = adjusted
    tree.nodes[Int(node)].tag = tokenizer.names.entries[Int(adjusted)].tag
    let first = Int(tree.nodes[Int(node)].payload)
    for index in first..<tree.attributes.count {
      let attribute = tokenizer.names.entries[Int(tree.attributes[index].name)]
      tree.attributes[index].name = namespace == .svg ? attribute.svgAttribute : attribute.mathAttribute
    }
    insert(node, at: place())
    var category = HTMLCategory(tree.nodes[Int(node)].tag, in: namespace)
    if namespace == .mathML, tree.nodes[Int(node)].tag == .annotationXML, holdsHTML(node) {
      category.insert(.htmlInside)
    }
    open.push(
      HTMLOpenElements.Element(
        node, name: adjusted, tag: .unknown, namespace: namespace, category: category))
    if tokenizer.isSelfClosing {
      let element = open.pop()
      tree.nodes[Int(element.node)].end = Int32(truncatingIfNeeded: tokenizer.at)
    }
  }

  /// Whether an annotation says that it is HTML.
  private func holdsHTML(_ node: Int32) -> Bool {
    for index in Int(tree.nodes[Int(node)].payload)..<tree.attributes.count {
      guard tokenizer.names.entries[Int(tree.attributes[index].name)].attribute == .encoding else { continue }
      let value = tree.attributes[index].value
      let text = String(
        decoding: (0..<Int(value.count)).map { byte(value, $0).asciiLowercased }, as: UTF8.self)
      return text == "text/html" || text == "application/xhtml+xml"
    }
    return false
  }
}
