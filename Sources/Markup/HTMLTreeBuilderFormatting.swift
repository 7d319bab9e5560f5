/// Active formatting elements: opened again where a block closed them, and the adoption agency, which mends overlapping tags.
extension HTMLTreeBuilder {
  private func isOpen(_ node: Int32) -> Bool { tree.nodes[Int(node)].end < 0 }

  mutating func reconstructFormatting() {
    guard case .element(let last, _)? = formatting.entries.last, !isOpen(last) else { return }
    var index = formatting.entries.count - 1
    while index > 0 {
      stepsLeft -= 1
      guard case .element(let node, _) = formatting.entries[index - 1], !isOpen(node) else { break }
      index -= 1
    }
    while index < formatting.entries.count {
      guard case .element(let node, let name) = formatting.entries[index] else { return }
      let copy = clone(node)
      insert(copy, at: place())
      push(copy)
      formatting.entries[index] = .element(node: copy, name: name)
      index += 1
      if stepsLeft < 0 || tree.nodes.count > limits.nodes { return }
    }
  }

  private mutating func push(_ node: Int32) { open.push(element(node)) }

  private func element(_ number: Int32) -> HTMLOpenElements.Element {
    let node = tree.nodes[Int(number)]
    return HTMLOpenElements.Element(
      number, name: node.name, tag: node.tag, namespace: node.namespace, category: HTMLCategory(html: node.tag))
  }

  /// Opens a formatting element; of those quite alike at most three stay in the list.
  mutating func insertFormatting() {
    let node = insertElement()
    var alike = 0
    var earliest = -1
    if formatting.has(name) {
      for index in formatting.entries.indices.reversed() {
        guard case .element(let other, let found) = formatting.entries[index] else { break }
        stepsLeft -= 1
        guard found == name, haveSameAttributes(node, other) else { continue }
        alike += 1
        earliest = index
        if alike == 3 { break }
      }
    }
    if alike == 3 { formatting.remove(at: earliest) }
    formatting.append(node, name: name)
  }

  private mutating func haveSameAttributes(_ one: Int32, _ other: Int32) -> Bool {
    let (first, second) = (tree.nodes[Int(one)], tree.nodes[Int(other)])
    guard first.payloadCount == second.payloadCount else { return false }
    let count = Int(first.payloadCount)
    stepsLeft -= count
    return (0..<count).allSatisfy { offset in
      let attribute = tree.attributes[Int(first.payload) + offset]
      return (0..<count).contains { place in
        let found = tree.attributes[Int(second.payload) + place]
        return found.name == attribute.name && isSame(found.value, attribute.value)
      }
    }
  }

  private func isSame(_ one: HTMLSlice, _ other: HTMLSlice) -> Bool {
    guard one.count == other.count else { return false }
    if one.start == other.start { return true }
    for offset in 0..<Int(one.count) where byte(one, offset) != byte(other, offset) { return false }
    return true
  }

  /// Closes a formatting element whose content may go on beyond it.
  ///
  /// - Returns: false where the end tag is to be treated as any other.
  mutating func adopt() -> Bool {
    let subject = name
    if open.last.namespace == .html, open.last.name == subject, !isListed(open.last.node) {
      pop()
      return true
    }
    for _ in 0..<8 {
      guard let (listed, node) = formatting.last(subject) else { return false }
      guard let place = isOpen(node) ? open.place(of: node) : nil else {
        formatting.remove(at: listed)
        return true
      }
      stepsLeft -= open.count - place + formatting.entries.count - listed
      guard open.isInScope(place) else { return true }
      guard let block = (place + 1..<open.count).first(where: { open[$0].category.contains(.special) }) else {
        while pop().node != node {}
        formatting.remove(node)
        return true
      }
      adopt(node, listed, at: place, block)
      if stepsLeft < 0 || tree.nodes.count > limits.nodes { return true }
    }
    return true
  }

  private func isListed(_ node: Int32) -> Bool {
    formatting.has(tree.nodes[Int(node)].name) && formatting.index(of: node) != nil
  }

  /// One round: `node`, open at `place`, ends before the block that is open above it, and goes on inside.
  private mutating func adopt(_ node: Int32, _ listed: Int, at place: Int, _ blockPlace: Int) {
    let block = open[blockPlace].node
    let ancestor = open[place - 1]
    var bookmark = listed
    var last = block
    var index = blockPlace
    var count = 0
    while true {
      index -= 1
      count += 1
      let inner = open[index].node
      if inner == node { break }
      var listedInner = isListed(inner) ? formatting.index(of: inner) : nil
      if let place = listedInner, count > 3 {
        formatting.remove(at: place)
        if place < bookmark { bookmark -= 1 }
        listedInner = nil
      }
      guard let listedInner else {
        close(open[index])
        open.remove(at: index)
        continue
      }
      let copy = clone(inner)
      close(open[index])
      formatting.entries[listedInner] = .element(node: copy, name: tree.nodes[Int(copy)].name)
      open.replace(at: index, with: element(copy))
      if last == block { bookmark = listedInner + 1 }
      detach(last)
      append(last, to: copy)
      last = copy
    }
    detach(last)
    insert(last, at: self.place(in: ancestor))
    let copy = clone(node)
    moveChildren(of: block, to: copy)
    append(copy, to: block)
    let name = tree.nodes[Int(copy)].name
    if let place = formatting.index(of: node) {
      formatting.remove(at: place)
      if place < bookmark { bookmark -= 1 }
    }
    formatting.insert(copy, name: name, at: min(bookmark, formatting.entries.count))
    close(open[open.place(of: node) ?? place])
    open.remove(at: open.place(of: node) ?? place)
    open.insert(element(copy), at: (open.place(of: block) ?? open.count - 1) + 1)
  }
}
