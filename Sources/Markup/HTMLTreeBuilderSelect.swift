/// `selectedcontent`, which holds a copy of the chosen option of its `select`.
extension HTMLTreeBuilder {
  /// Copies what an option holds, now that it is whole, if it is the chosen one so far.
  mutating func mirror(_ option: Int32) {
    guard let select = ancestor(of: option, .select), !has(select, .multiple) else { return }
    guard let mirror = first(.selectedcontent, in: select), !isInside(mirror, .option), isChosen(option, of: select)
    else {
      return
    }
    while tree.nodes[mirror].firstChild >= 0 { detach(tree.nodes[mirror].firstChild) }
    copyChildren(of: option, to: Int32(truncatingIfNeeded: mirror))
  }

  private func ancestor(of node: Int32, _ tag: HTMLTag) -> Int? {
    var at = tree.nodes[Int(node)].parent
    while at >= 0 {
      if tree.nodes[Int(at)].isHTML(tag) { return Int(at) }
      at = tree.nodes[Int(at)].parent
    }
    return nil
  }

  private func isInside(_ node: Int, _ tag: HTMLTag) -> Bool {
    ancestor(of: Int32(truncatingIfNeeded: node), tag) != nil
  }

  private mutating func first(_ tag: HTMLTag, in root: Int) -> Int? {
    var node = tree.following(root, below: root)
    while let at = node {
      stepsLeft -= 1
      if tree.nodes[at].isHTML(tag) { return at }
      node = tree.following(at, below: root)
    }
    return nil
  }

  /// An option that says so, or the first that can be chosen.
  private mutating func isChosen(_ option: Int32, of select: Int) -> Bool {
    if has(Int(option), .selected) { return true }
    var node = tree.following(select, below: select)
    while let at = node, at != Int(option) {
      stepsLeft -= 1
      if tree.nodes[at].isHTML(.option), !has(at, .disabled) { return false }
      node = tree.following(at, below: select)
    }
    return !has(Int(option), .disabled)
  }

  private mutating func copyChildren(of source: Int32, to target: Int32) {
    var copies: [Int: Int32] = [Int(source): target]
    var node = tree.following(Int(source), below: Int(source))
    while let at = node {
      var copy = tree.nodes[at]
      let parent = copies[Int(copy.parent)] ?? target
      let isPieced = copy.kind == .text && copy.firstChild >= 0
      (copy.parent, copy.previous, copy.next) = (-1, -1, -1)
      if !isPieced { (copy.firstChild, copy.lastChild) = (-1, -1) }
      if copy.end < 0 { copy.end = Int32(truncatingIfNeeded: tokenizer.start) }
      let number = make(copy)
      if isPieced { piecedNodes.append(number) }
      copies[at] = number
      append(number, to: parent)
      stepsLeft -= 1
      node = tree.following(at, below: Int(source))
      if stepsLeft < 0 || tree.nodes.count > limits.nodes { return }
    }
  }

  private func has(_ node: Int, _ wanted: HTMLAttribute) -> Bool {
    let first = Int(tree.nodes[node].payload)
    return tree.attributes[first..<first + Int(tree.nodes[node].payloadCount)].contains { attribute in
      tokenizer.names.entries[Int(attribute.name)].attribute == wanted
    }
  }
}
