/// The tokenizer of HTML's standard on bytes: each call of ``next()`` finds one token, whose parts stand in the properties.
///
/// Texts are ranges of the page wherever they stand there as they are meant; a run of text may come in several tokens. Errors of the
/// page are mended as the standard says and not told. Every byte is looked at a bounded number of times.
struct HTMLTokenizer: ~Copyable {
  enum Token { case text, null, startTag, endTag, comment, doctype, end }

  /// What the text is, as the element around it has it.
  enum Content { case data, characters, raw, script, plain, section }

  let source: HTMLBytes
  var names = HTMLNames.known
  var content = Content.data
  /// Whether `<![CDATA[` opens a section here, as it does in SVG and MathML.
  var allowsSections = false
  /// The element whose end tag ends raw text; nil before any.
  var lastStartTag: UInt32?
  /// Texts that do not stand in the page.
  var extra: [UInt8]

  // The token.
  /// Where it begins and ends in the page.
  var start = 0
  var at = 0
  var slice = HTMLSlice(0, 0)
  var name: UInt32 = 0
  var isSelfClosing = false
  var attributes: [HTMLAttributeRecord] = []
  var doctype = HTMLDoctype()

  /// Where the raw text that is read ends; -1 before that is known.
  private var rawEnd = -1
  /// The tag in which an attribute's name was met last, by name: only the first of two alike counts.
  var metIn: [UInt32] = []
  var tagNumber: UInt32 = 0

  static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  init(_ source: HTMLBytes) {
    self.source = source
    extra = HTMLTokenizer.replacement
  }

  mutating func next() -> Token {
    while true {
      if let token = content == .data ? data() : raw() { return token }
    }
  }

  /// The next token of ordinary text; nil where a section begins.
  private mutating func data() -> Token? {
    start = at
    var index = at
    let count = source.count
    while index < count {
      let byte = source[index]
      if byte > UInt8(ascii: "<") {
        index += 1
      } else if byte == UInt8(ascii: "<") {
        let next = source.peek(index + 1)
        guard index + 1 < count, next.isASCIILetter || next == 0x2F || next == 0x21 || next == 0x3F else {
          index += 1
          continue
        }
        if next == UInt8(ascii: "/"), index + 2 >= count {
          index = count
        } else if index > at {
          return text(to: index)
        } else if let token = markup(next) {
          return token
        } else if content != .data {
          return nil
        } else {
          index = at
          start = at
        }
      } else if byte == UInt8(ascii: "&") {
        if let reference = HTMLCharacterReference(source, at: index, inAttribute: false) {
          if index > at { return text(to: index) }
          return text(of: reference)
        }
        index += 1
      } else if byte == 0 {
        if index > at { return text(to: index) }
        at += 1
        return .null
      } else {
        index += 1
      }
    }
    return index > at ? text(to: index) : .end
  }

  private mutating func text(to end: Int) -> Token {
    slice = HTMLSlice(at, end)
    at = end
    return .text
  }

  private mutating func text(of reference: HTMLCharacterReference) -> Token {
    slice = HTMLSlice(extra: extra.count, count: reference.count)
    append(reference)
    at = reference.end
    return .text
  }

  mutating func append(_ reference: HTMLCharacterReference) {
    var packed = reference.packed
    for _ in 0..<reference.count {
      extra.append(UInt8(truncatingIfNeeded: packed))
      packed >>= 8
    }
  }

  /// What begins with `<` and another character of markup; nil where it is nothing, and passed over.
  private mutating func markup(_ next: UInt8) -> Token? {
    switch next {
    case UInt8(ascii: "/"):
      let after = source[at + 2]
      if after.isASCIILetter { return tag(nameAt: at + 2, .endTag) }
      if after == UInt8(ascii: ">") {
        at += 3
        return nil
      }
      return bogusComment(from: at + 2)
    case UInt8(ascii: "!"): return declaration()
    case UInt8(ascii: "?"): return bogusComment(from: at + 1)
    default: return tag(nameAt: at + 1, .startTag)
    }
  }

  private mutating func declaration() -> Token? {
    if source.peek(at + 2) == UInt8(ascii: "-"), source.peek(at + 3) == UInt8(ascii: "-") { return comment() }
    if source.matches("doctype", at: at + 2) { return declareDoctype(from: at + 9) }
    if allowsSections, source.array(at + 2..<min(at + 9, source.count)).elementsEqual("[CDATA[".utf8) {
      at += 9
      content = .section
      return nil
    }
    return bogusComment(from: at + 2)
  }

  /// Text in which only one end tag is markup, or the end of a section; nil where a section ends.
  private mutating func raw() -> Token? {
    if rawEnd < 0 { rawEnd = endOfRaw() }
    start = at
    if at >= rawEnd {
      let ended = content
      rawEnd = -1
      content = .data
      if ended == .section {
        at = min(at + 3, source.count)
        return nil
      }
      if at >= source.count { return .end }
      return tag(nameAt: at + 2, .endTag)
    }
    let null = source.next(0, from: at, to: rawEnd)
    if content == .characters {
      var mark = source.next(UInt8(ascii: "&"), from: at, to: null)
      while mark < null {
        if let reference = HTMLCharacterReference(source, at: mark, inAttribute: false) {
          return mark > at ? text(to: mark) : text(of: reference)
        }
        mark = source.next(UInt8(ascii: "&"), from: mark + 1, to: null)
      }
    }
    if null > at { return text(to: null) }
    at += 1
    if content == .section { return .null }
    slice = HTMLSlice(extra: 0, count: 3)
    return .text
  }

  private func endOfRaw() -> Int {
    switch content {
    case .data, .plain: return source.count
    case .characters, .raw:
      var index = at
      while true {
        index = source.next(UInt8(ascii: "<"), from: index, to: source.count)
        if index >= source.count || isEndTag(at: index) { return index }
        index += 1
      }
    case .script: return endOfScript()
    case .section:
      var index = at
      while true {
        index = source.next(UInt8(ascii: "]"), from: index, to: source.count)
        if index >= source.count { return index }
        if source.peek(index + 1) == UInt8(ascii: "]"), source.peek(index + 2) == UInt8(ascii: ">") { return index }
        index += 1
      }
    }
  }

  /// Whether the end tag of the element stands here.
  private func isEndTag(at index: Int) -> Bool {
    guard source.peek(index + 1) == UInt8(ascii: "/"), let name = lastStartTag else { return false }
    return names.stands(name, in: source, at: index + 2)
      && isBound(index + 2 + Int(names.entries[Int(name)].count))
  }

  private func isBound(_ index: Int) -> Bool {
    guard index < source.count else { return false }
    let byte = source[index]
    return byte.isHTMLSpace || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }

  /// The end tag of a script, which does not count in `<!-- <script> … </script> -->`.
  private func endOfScript() -> Int {
    var index = at
    var isEscaped = false
    var isTwiceEscaped = false
    while index < source.count {
      if !isEscaped {
        index = source.next(UInt8(ascii: "<"), from: index, to: source.count)
        if index >= source.count { return index }
        if isEndTag(at: index) { return index }
        let opens = source.peek(index + 1) == 0x21 && source.peek(index + 2) == 0x2D && source.peek(index + 3) == 0x2D
        // `<!-->` closes what it opens.
        isEscaped = opens
        index += opens ? 2 : 1
        continue
      }
      let byte = source[index]
      if byte == UInt8(ascii: "-"), source.peek(index + 1) == 0x2D, source.peek(index + 2) == UInt8(ascii: ">") {
        isEscaped = false
        isTwiceEscaped = false
        index += 3
      } else if byte == UInt8(ascii: "<") {
        if isTwiceEscaped {
          let ends = source.peek(index + 1) == 0x2F && source.matches("script", at: index + 2) && isBound(index + 8)
          if ends { isTwiceEscaped = false }
        } else if isEndTag(at: index) {
          return index
        } else if source.matches("script", at: index + 1), isBound(index + 7) {
          isTwiceEscaped = true
        }
        index += 1
      } else {
        index += 1
      }
    }
    return source.count
  }
}
