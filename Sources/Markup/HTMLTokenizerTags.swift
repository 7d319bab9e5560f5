/// Tags and their attributes.
extension HTMLTokenizer {
  /// Reads a tag whose name stands at an offset; the end of the page where the tag does not end.
  mutating func tag(nameAt first: Int, _ kind: Token) -> Token {
    let count = source.count
    var index = first
    while index < count {
      let byte = source[index]
      if byte.isHTMLSpace || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
      index += 1
    }
    guard index < count else { return unfinished() }
    name = names.id(in: source, first..<index)
    isSelfClosing = false
    attributes.removeAll(keepingCapacity: true)
    tagNumber &+= 1
    while true {
      var isSlashed = false
      while index < count, source[index].isHTMLSpace || source[index] == UInt8(ascii: "/") {
        isSlashed = source[index] == UInt8(ascii: "/")
        index += 1
      }
      guard index < count else { return unfinished() }
      if source[index] == UInt8(ascii: ">") {
        isSelfClosing = isSlashed
        at = index + 1
        if kind == .startTag { lastStartTag = name }
        return kind
      }
      guard let end = attribute(at: index) else { return unfinished() }
      index = end
    }
  }

  private mutating func unfinished() -> Token {
    at = source.count
    start = at
    return .end
  }

  /// Reads one attribute; nil at the end of the page.
  private mutating func attribute(at first: Int) -> Int? {
    let count = source.count
    var index = first + 1
    while index < count {
      let byte = source[index]
      if byte.isHTMLSpace || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") {
        break
      }
      index += 1
    }
    guard index < count else { return nil }
    let id = names.id(in: source, first..<index)
    while index < count, source[index].isHTMLSpace { index += 1 }
    guard index < count else { return nil }
    guard source[index] == UInt8(ascii: "=") else {
      add(id, HTMLSlice(index, index))
      return index
    }
    index += 1
    while index < count, source[index].isHTMLSpace { index += 1 }
    guard index < count else { return nil }
    let quote = source[index]
    let from: Int
    let to: Int
    switch quote {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      from = index + 1
      to = source.next(quote, from: from, to: count)
      guard to < count else { return nil }
      index = to + 1
    case UInt8(ascii: ">"):
      from = index
      to = index
    default:
      from = index
      while index < count, !source[index].isHTMLSpace, source[index] != UInt8(ascii: ">") { index += 1 }
      guard index < count else { return nil }
      to = index
    }
    add(id, value(from, to))
    return index
  }

  private mutating func add(_ name: UInt32, _ value: HTMLSlice) {
    let id = Int(name)
    if id >= metIn.count { metIn += repeatElement(0, count: id + 64 - metIn.count) }
    guard metIn[id] != tagNumber else { return }
    metIn[id] = tagNumber
    attributes.append(HTMLAttributeRecord(name: name, value: value))
  }

  /// A value with its references resolved.
  private mutating func value(_ from: Int, _ to: Int) -> HTMLSlice {
    let null = source.next(0, from: from, to: to)
    let mark = source.next(UInt8(ascii: "&"), from: from, to: to)
    guard null < to || mark < to else { return HTMLSlice(from, to) }
    let first = extra.count
    var index = from
    while index < to {
      let byte = source[index]
      if byte == 0 {
        extra += HTMLTokenizer.replacement
        index += 1
      } else if byte == UInt8(ascii: "&"),
        let reference = HTMLCharacterReference(source, at: index, inAttribute: true)
      {
        append(reference)
        index = reference.end
      } else {
        extra.append(byte)
        index += 1
      }
    }
    return HTMLSlice(extra: first, count: extra.count - first)
  }
}
