/// Nodes: making them, the place where they go, taking them out.
extension HTMLTreeBuilder {
  /// Where a node goes: into `parent`, before `before` or, where that is -1, at the end.
  typealias Place = (parent: Int32, before: Int32)

  mutating func make(_ node: HTMLNode) -> Int32 {
    tree.nodes.append(node)
    return Int32(truncatingIfNeeded: tree.nodes.count - 1)
  }

  mutating func append(_ node: Int32, to parent: Int32) { insert(node, at: (parent, -1)) }

  mutating func insert(_ node: Int32, at place: Place) {
    let previous = place.before >= 0 ? tree.nodes[Int(place.before)].previous : tree.nodes[Int(place.parent)].lastChild
    tree.nodes[Int(node)].parent = place.parent
    tree.nodes[Int(node)].previous = previous
    tree.nodes[Int(node)].next = place.before
    if previous >= 0 {
      tree.nodes[Int(previous)].next = node
    } else {
      tree.nodes[Int(place.parent)].firstChild = node
    }
    if place.before >= 0 {
      tree.nodes[Int(place.before)].previous = node
    } else {
      tree.nodes[Int(place.parent)].lastChild = node
    }
  }

  mutating func detach(_ node: Int32) {
    let (parent, previous, next) = (
      tree.nodes[Int(node)].parent, tree.nodes[Int(node)].previous, tree.nodes[Int(node)].next
    )
    guard parent >= 0 else { return }
    if previous >= 0 { tree.nodes[Int(previous)].next = next } else { tree.nodes[Int(parent)].firstChild = next }
    if next >= 0 { tree.nodes[Int(next)].previous = previous } else { tree.nodes[Int(parent)].lastChild = previous }
    tree.nodes[Int(node)].parent = -1
    tree.nodes[Int(node)].previous = -1
    tree.nodes[Int(node)].next = -1
  }

  /// Moves all children of a node to the end of another.
  mutating func moveChildren(of node: Int32, to parent: Int32) {
    var child = tree.nodes[Int(node)].firstChild
    while child >= 0 {
      let next = tree.nodes[Int(child)].next
      detach(child)
      append(child, to: parent)
      stepsLeft -= 1
      child = next
    }
  }

  /// The appropriate place for a node that is to go into an element: the current node, where none is named.
  func place(in target: HTMLOpenElements.Element? = nil) -> Place {
    let target = target ?? open.last
    if isFostering {
      switch target.tag {
      case .table, .tbody, .tfoot, .thead, .tr: return fosterPlace()
      default: break
      }
    }
    return (inside(target.node, target.tag), -1)
  }

  /// What holds the children of an element: for a template, its content.
  func inside(_ node: Int32, _ tag: HTMLTag) -> Int32 {
    if tag == .template, tree.nodes[Int(node)].firstChild >= 0 { return tree.nodes[Int(node)].firstChild }
    return node
  }

  private func fosterPlace() -> Place {
    let table = open.uppermost(HTMLNames.id(.table))
    if let template = open.uppermost(HTMLNames.id(.template)), template > table ?? -1 {
      return (inside(open[template].node, .template), -1)
    }
    guard let table else { return (open[0].node, -1) }
    let node = open[table].node
    if tree.nodes[Int(node)].parent >= 0 { return (tree.nodes[Int(node)].parent, node) }
    return (open[table - 1].node, -1)
  }

  /// Makes the element that the token's tag opens, puts it into the tree and on the stack.
  @discardableResult
  mutating func insertElement() -> Int32 {
    let node = makeElement()
    insert(node, at: place())
    if tag == .selectedcontent { mirrorsChoices = true }
    let entry = tokenizer.names.entries[Int(name)]
    open.push(
      HTMLOpenElements.Element(node, name: name, tag: entry.tag, namespace: .html, category: entry.category))
    return node
  }

  /// Makes the element that the token's tag opens.
  mutating func makeElement() -> Int32 {
    var node = HTMLNode(.element, start: tokenizer.start, end: -1)
    node.tag = tag
    node.name = name
    node.payload = Int32(truncatingIfNeeded: tree.attributes.count)
    node.payloadCount = Int32(truncatingIfNeeded: tokenizer.attributes.count)
    tree.attributes += tokenizer.attributes
    return make(node)
  }

  /// Puts an element into the tree and on the stack that no tag opens.
  @discardableResult
  mutating func insertImplied(_ implied: HTMLTag) -> Int32 {
    var node = HTMLNode(.element, start: tokenizer.start, end: -1)
    node.tag = implied
    node.name = HTMLNames.id(implied)
    let number = make(node)
    insert(number, at: open.isEmpty ? (0, -1) : place())
    open.push(
      HTMLOpenElements.Element(
        number, name: node.name, tag: implied, namespace: .html, category: HTMLCategory(html: implied)))
    return number
  }

  /// An element like another, open or closed, without its children.
  mutating func clone(_ node: Int32) -> Int32 {
    var copy = HTMLNode(.element, start: tokenizer.start, end: -1)
    let original = tree.nodes[Int(node)]
    copy.tag = original.tag
    copy.namespace = original.namespace
    copy.name = original.name
    copy.payload = original.payload
    copy.payloadCount = original.payloadCount
    stepsLeft -= 1
    return make(copy)
  }

  /// Takes the current node from the stack; it ends before the token, or behind it where the token is its end tag.
  @discardableResult
  mutating func pop() -> HTMLOpenElements.Element {
    let element = open.pop()
    close(element)
    if element.tag == .option, mirrorsChoices { mirror(element.node) }
    return element
  }

  mutating func close(_ element: HTMLOpenElements.Element) {
    let isEnded =
      element.name == tokenizer.name && tokenizer.start < tokenizer.at
      && tokenizer.source.peek(tokenizer.start + 1) == UInt8(ascii: "/")
    tree.nodes[Int(element.node)].end = Int32(truncatingIfNeeded: isEnded ? tokenizer.at : tokenizer.start)
  }

  mutating func pop(through tag: HTMLTag) {
    while !open.isEmpty, pop().tag != tag {}
  }

  /// Pops until the current node is one of these.
  mutating func pop(to isWanted: (HTMLTag) -> Bool) {
    while open.count > 1, !isWanted(open.last.tag) { pop() }
  }

  mutating func insertComment() {
    insertComment(at: place())
  }

  mutating func insertComment(at place: Place) {
    var node = HTMLNode(.comment, start: tokenizer.start, end: tokenizer.at)
    node.payload = tokenizer.slice.start
    node.payloadCount = tokenizer.slice.count
    insert(make(node), at: place)
  }

  mutating func insertText() { insertText(slice) }

  mutating func insertText(_ slice: HTMLSlice) {
    guard slice.count > 0 else { return }
    let place = place()
    guard place.parent > 0 else { return }
    let sibling = place.before >= 0 ? tree.nodes[Int(place.before)].previous : tree.nodes[Int(place.parent)].lastChild
    if sibling >= 0, tree.nodes[Int(sibling)].kind == .text { return extend(sibling, slice) }
    let isWhole = slice.start >= 0
    var node = HTMLNode(
      .text, start: isWhole ? Int(slice.start) : tokenizer.start,
      end: isWhole ? Int(slice.start + slice.count) : tokenizer.at)
    node.payload = slice.start
    node.payloadCount = slice.count
    insert(make(node), at: place)
  }

  private mutating func extend(_ node: Int32, _ slice: HTMLSlice) {
    tree.nodes[Int(node)].end =
      slice.start >= 0 ? slice.start + slice.count : Int32(truncatingIfNeeded: tokenizer.at)
    let last = tree.nodes[Int(node)].lastChild
    if last >= 0 {
      if let joined = HTMLTreeBuilder.joined(pieces[Int(last)].slice, slice) {
        pieces[Int(last)].slice = joined
        return
      }
    } else {
      let whole = HTMLSlice(start: tree.nodes[Int(node)].payload, count: tree.nodes[Int(node)].payloadCount)
      if let joined = HTMLTreeBuilder.joined(whole, slice) {
        tree.nodes[Int(node)].payloadCount = joined.count
        return
      }
      piecedNodes.append(node)
      pieces.append((whole, -1))
      tree.nodes[Int(node)].firstChild = Int32(truncatingIfNeeded: pieces.count - 1)
      tree.nodes[Int(node)].lastChild = tree.nodes[Int(node)].firstChild
    }
    pieces.append((slice, -1))
    let number = Int32(truncatingIfNeeded: pieces.count - 1)
    pieces[Int(tree.nodes[Int(node)].lastChild)].next = number
    tree.nodes[Int(node)].lastChild = number
  }

  /// Two pieces as one, where the second stands directly behind the first.
  private static func joined(_ first: HTMLSlice, _ second: HTMLSlice) -> HTMLSlice? {
    guard (first.start < 0) == (second.start < 0) else { return nil }
    let isNext =
      first.start >= 0 ? first.start + first.count == second.start : ~first.start + first.count == ~second.start
    return isNext ? HTMLSlice(start: first.start, count: first.count + second.count) : nil
  }

  func byte(_ slice: HTMLSlice, _ offset: Int) -> UInt8 {
    slice.start >= 0 ? tokenizer.source[Int(slice.start) + offset] : tokenizer.extra[Int(~slice.start) + offset]
  }

  /// Takes bytes from the front of the token's text.
  mutating func drop(_ count: Int) {
    slice.start += Int32(truncatingIfNeeded: slice.start >= 0 ? count : -count)
    slice.count -= Int32(truncatingIfNeeded: count)
  }

  /// Takes the white space from the front of the token's text.
  mutating func takeSpace() -> HTMLSlice {
    var length = 0
    while length < slice.count, byte(slice, length).isHTMLSpace { length += 1 }
    let space = HTMLSlice(start: slice.start, count: Int32(truncatingIfNeeded: length))
    drop(length)
    return space
  }

  func isSpace(_ slice: HTMLSlice) -> Bool {
    for offset in 0..<Int(slice.count) where !byte(slice, offset).isHTMLSpace { return false }
    return true
  }

  /// Adds the attributes of the token's tag that an element does not have.
  mutating func addMissingAttributes(to node: Int32) {
    let first = Int(tree.nodes[Int(node)].payload)
    let old = Array(tree.attributes[first..<first + Int(tree.nodes[Int(node)].payloadCount)])
    let names = Set(old.map(\.name))
    let missing = tokenizer.attributes.filter { !names.contains($0.name) }
    guard !missing.isEmpty else { return }
    stepsLeft -= old.count
    tree.nodes[Int(node)].payload = Int32(truncatingIfNeeded: tree.attributes.count)
    tree.nodes[Int(node)].payloadCount = Int32(truncatingIfNeeded: old.count + missing.count)
    tree.attributes += old + missing
  }
}
