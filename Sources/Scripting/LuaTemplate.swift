import Document
import Workbench

/// A report template as Lua: text with `{{ expression }}`, escaped for its format, `{{! expression }}` as it is, `{% lua %}` and
/// `{# remark #}`. A line end stays a line end, so that errors name the template's own lines.
struct LuaTemplate {
  /// How values are escaped. The raw values are CLua's.
  enum Format: Int {
    case text
    case html
    case markdown
    case json

    /// By the template's name: `digest.html`, `digest.md`.
    init(name: String) {
      self =
        switch Paths.fileExtension(name) {
        case "html", "htm", "xhtml", "xml", "svg": .html
        case "md", "markdown": .markdown
        case "json": .json
        default: .text
        }
    }
  }

  private enum Piece {
    case text([UInt8])
    case expression([UInt8], isRaw: Bool)
    case code([UInt8])
    case remark([UInt8])
  }

  private var pieces: [Piece] = []

  /// - Throws: `template.syntax` with the line, for a tag that does not end or holds nothing.
  init(_ source: String) throws(Problem) {
    let bytes = Array(source.utf8)
    var at = 0
    var text: [UInt8] = []
    var trimsNext = false
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "{"), at + 1 < bytes.count,
        let end = LuaTemplate.ends[bytes[at + 1]]
      else {
        text.append(bytes[at])
        at += 1
        continue
      }
      let kind = bytes[at + 1]
      var inner = at + 2
      guard let close = LuaTemplate.find(end, in: bytes, from: inner) else {
        let line = 1 + bytes[..<at].count { $0 == 0x0A }
        throw Problem(
          "template.syntax",
          "'\(String(decoding: bytes[at..<inner], as: UTF8.self))' has no "
            + "'\(String(decoding: end, as: UTF8.self))' after it", at: Place(line: line))
      }
      var last = close
      let trimsBefore = inner < last && bytes[inner] == UInt8(ascii: "-")
      if trimsBefore { inner += 1 }
      let trimsAfter = inner < last && bytes[last - 1] == UInt8(ascii: "-")
      if trimsAfter { last -= 1 }
      let after = close + end.count
      add(text: text, trimsStart: trimsNext, trimsEnd: trimsBefore)
      trimsNext = trimsAfter
      text = []
      let isRaw = kind == UInt8(ascii: "{") && inner < last && bytes[inner] == UInt8(ascii: "!")
      if isRaw { inner += 1 }
      let content = Array(bytes[inner..<last])
      switch kind {
      case UInt8(ascii: "{"):
        if LuaTokens.all(in: content).isEmpty {
          let line = 1 + bytes[..<at].count { $0 == 0x0A }
          throw Problem("template.syntax", "there is no expression between '{{' and '}}'", at: Place(line: line))
        }
        pieces.append(.expression(content, isRaw: isRaw))
      case UInt8(ascii: "%"): pieces.append(.code(content))
      default: pieces.append(.remark(content))
      }
      at = after
    }
    add(text: text, trimsStart: trimsNext, trimsEnd: false)
    dropLinesOfTags()
  }

  private static let ends: [UInt8: [UInt8]] = [
    UInt8(ascii: "{"): Array("}}".utf8), UInt8(ascii: "%"): Array("%}".utf8), UInt8(ascii: "#"): Array("#}".utf8),
  ]

  private static func find(_ end: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    var at = start
    while at + 1 < bytes.count {
      if bytes[at] == end[0], bytes[at + 1] == end[1] { return at }
      at += 1
    }
    return nil
  }

  /// What a `-` trims becomes a remark: its line ends still count.
  private mutating func add(text: [UInt8], trimsStart: Bool, trimsEnd: Bool) {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    var rest = text[...]
    if trimsStart {
      let kept = rest.drop(while: isBlank)
      pieces.append(.remark(Array(rest[..<kept.startIndex])))
      rest = kept
    }
    var tail: ArraySlice<UInt8> = []
    if trimsEnd {
      while let last = rest.last, isBlank(last) { rest.removeLast() }
      tail = text[rest.endIndex...]
    }
    pieces.append(.text(Array(rest)))
    pieces.append(.remark(Array(tail)))
  }

  /// A line that holds tags of Lua and remarks, and blanks, leaves nothing behind.
  private mutating func dropLinesOfTags() {
    var start = 0
    // The text behind a line that was dropped begins a line, though nothing before it says so any more.
    var begun = 0
    while start < pieces.count {
      // From a text that ends with an open line, over tags, to a text that begins with a line's end.
      guard case .text(let before) = pieces[start], LuaTemplate.endsLine(before, isFirst: start == begun) else {
        start += 1
        continue
      }
      var end = start + 1
      var hasTag = false
      scan: while end < pieces.count {
        switch pieces[end] {
        case .code: hasTag = true
        case .remark(let bytes): hasTag = hasTag || !bytes.isEmpty
        case .text(let bytes) where bytes.isEmpty: break
        default: break scan
        }
        end += 1
      }
      if hasTag, end < pieces.count, case .text(let after) = pieces[end],
        let newline = after.firstIndex(of: 0x0A),
        after[..<newline].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D })
      {
        let kept = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        pieces[start] = .text(Array(before[..<kept]))
        pieces[end] = .text(Array(after[(newline + 1)...]))
        pieces.insert(.remark([0x0A]), at: end)
        end += 1
        begun = end
      }
      start = max(end, start + 1)
    }
  }

  /// Whether a text's last line holds blanks only.
  private static func endsLine(_ text: [UInt8], isFirst: Bool) -> Bool {
    let tail = text.suffix(while: { $0 == 0x20 || $0 == 0x09 })
    return tail.startIndex == 0 ? isFirst : text[tail.startIndex - 1] == 0x0A
  }

  /// Lua that is handed three functions: for text as it is, for values, for values as they are.
  var code: String {
    var made = Array("local __put, __show, __raw = ...; ".utf8)
    for piece in pieces {
      switch piece {
      case .text(let bytes):
        guard !bytes.isEmpty else { continue }
        made += Array("__put(\"".utf8)
        for byte in bytes { LuaTemplate.quote(byte, &made) }
        made += Array("\");".utf8)
        made += LuaTemplate.lineEnds(bytes)
      case .expression(let bytes, let isRaw):
        made += Array((isRaw ? "__raw(" : "__show(").utf8)
        made += LuaTemplate.withoutLastRemark(bytes)
        made += Array(");".utf8)
      case .code(let bytes):
        made.append(0x20)
        made += LuaTemplate.withoutLastRemark(bytes)
        made.append(0x20)
      case .remark(let bytes): made += LuaTemplate.lineEnds(bytes)
      }
    }
    return String(decoding: made, as: UTF8.self)
  }

  private static func quote(_ byte: UInt8, _ made: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): made += [UInt8(ascii: "\\"), byte]
    case 0x0A: made += Array("\\n".utf8)
    case 0x0D: made += Array("\\r".utf8)
    case 0x00: made += Array("\\0".utf8)
    default: made.append(byte)
    }
  }

  private static func lineEnds(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { $0 == 0x0A } }

  /// Lua without a remark at its end, which would hide what is written after it.
  private static func withoutLastRemark(_ bytes: [UInt8]) -> [UInt8] {
    let end = LuaTokens.all(in: bytes).last?.range.upperBound ?? 0
    return Array(bytes[..<end]) + lineEnds(Array(bytes[end...]))
  }
}

extension Array where Element == UInt8 {
  fileprivate func suffix(while holds: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    var start = endIndex
    while start > startIndex, holds(self[start - 1]) { start -= 1 }
    return self[start...]
  }
}
