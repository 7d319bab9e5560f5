import Document
import Text
import Workbench

/// Reads RTF (Microsoft's specification, 1.9.1) for its text: formatting that means nothing to a reader of the text is passed over.
struct RTFParser {
  /// Groups that lie in one another; what deeper ones say of formatting is not followed.
  static let deepest = 10_000

  private(set) var output = RTFOutput()
  private var scanner: RTFScanner
  private var states: [RTFState] = []
  private var state = RTFState()
  private(set) var metadata = RTFMetadata()
  /// Groups beyond ``deepest`` that are open.
  private var beyond = 0
  private(set) var isTooDeep = false
  /// Where the file ended, if its groups were still open.
  private(set) var truncated: String?

  private var charsets = RTFCharset()
  private var codePage = 1252
  private var fontPages: [Int: Int] = [:]
  private var definedFont: Int?
  private var styles: [Int: RTFStyle] = [:]
  private var definedStyle = 0
  /// Bytes of text that wait for their charset's decoder.
  private var pending: [UInt8] = []
  private var highSurrogate: UInt16?
  /// Characters still to be passed over behind a `\u`.
  private var toSkip = 0
  /// Whether a group has just been opened, so that its first word names its destination.
  private var isFirst = false
  private var isOptional = false
  private var instruction = ""
  /// Of each field that is open: the depth of its group, and its address.
  private var fields: [(depth: Int, address: String?)] = []
  /// Depths at which texts of their own begin.
  private var asides: [Int] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) { scanner = RTFScanner(bytes) }

  mutating func parse() {
    var depth = 0
    while true {
      output.position = (scanner.at, scanner.line)
      guard let token = scanner.next() else { break }
      switch token {
      case .open:
        flush()
        depth += 1
        open()
      case .close:
        flush()
        close()
        depth -= 1
        if depth <= 0 {
          output.finish(state.paragraph, styles)
          return
        }
      case .byte(let byte):
        isFirst = false
        add(byte)
      case .symbol(let symbol): self.symbol(symbol)
      case .binary(let isWhole): if !isWhole { truncated = "its binary data" }
      case .word(let name, let number): word(name, number)
      }
    }
    flush()
    if depth > 0, truncated == nil { truncated = "\(depth) group\(depth == 1 ? "" : "s")" }
    while !asides.isEmpty {
      asides.removeLast()
      output.endAside()
    }
    output.finish(state.paragraph, styles)
  }

  // MARK: Groups

  private mutating func open() {
    isFirst = true
    isOptional = false
    toSkip = 0
    if states.count >= RTFParser.deepest {
      beyond += 1
      isTooDeep = true
    } else {
      states.append(state)
    }
  }

  private mutating func close() {
    isFirst = false
    isOptional = false
    toSkip = 0
    if beyond > 0 {
      beyond -= 1
      return
    }
    switch state.destination {
    case .instruction where !isInstruction(states.last?.destination): endInstruction()
    case .marker:
      if case .marker? = states.last?.destination { break }
      output.endMarker()
    default: break
    }
    if let depth = asides.last, depth == states.count {
      asides.removeLast()
      output.endAside()
    }
    if let field = fields.last, field.depth == states.count { fields.removeLast() }
    state = states.popLast() ?? RTFState()
  }

  private func isInstruction(_ destination: RTFState.Destination?) -> Bool {
    if case .instruction? = destination { true } else { false }
  }

  /// `HYPERLINK "address"`, with switches such as `\l "bookmark"`.
  private mutating func endInstruction() {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in instruction {
      if character == "\"" {
        isQuoted.toggle()
      } else if character.isWhitespace, !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    instruction = ""
    guard words.first?.uppercased() == "HYPERLINK", !fields.isEmpty, words.count > 1 else { return }
    let mark = words.firstIndex(of: "\\l").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
    let address = words[1].hasPrefix("\\") ? nil : words[1]
    fields[fields.count - 1].address = (address ?? "") + (mark.map { "#" + $0 } ?? "")
  }

  // MARK: Text

  private mutating func add(_ byte: UInt8) {
    if toSkip > 0 {
      toSkip -= 1
      return
    }
    if case .skipped = state.destination { return }
    if highSurrogate != nil { flush() }
    pending.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte)
  }

  private mutating func add(_ words: String) {
    if toSkip > 0 {
      toSkip -= 1
      return
    }
    flush()
    put(words)
  }

  private mutating func flush() {
    if highSurrogate != nil {
      highSurrogate = nil
      put("\u{FFFD}")
    }
    guard !pending.isEmpty else { return }
    let font = state.isRTL ? state.rtlFont ?? state.font : state.font
    let words = charsets.decode(pending, font.flatMap { fontPages[$0] } ?? codePage)
    pending.removeAll(keepingCapacity: true)
    put(words)
  }

  private mutating func put(_ words: String) {
    switch state.destination {
    case .text:
      if !state.isHidden, !state.isDeleted, !state.isHTMLOnly { output.append(words, state) }
    case .marker: output.append(marker: words)
    case .instruction: if instruction.utf8.count < 1 << 16 { instruction += words }
    case .infoField(let name): metadata.append(words, to: name)
    case .styles: styles[definedStyle, default: RTFStyle()].name += words.prefix(80).filter { $0 != ";" }
    case .skipped, .fonts, .info: break
    }
  }

  private mutating func unicode(_ number: Int) {
    let unit = UInt16(truncatingIfNeeded: number)
    toSkip = 0
    if !pending.isEmpty { flush() }
    if unit & 0xFC00 == 0xDC00, let high = highSurrogate {
      highSurrogate = nil
      let value = 0x10000 + (UInt32(high & 0x3FF) << 10 | UInt32(unit & 0x3FF))
      put(String(Unicode.Scalar(value) ?? "\u{FFFD}"))
    } else if unit & 0xFC00 == 0xD800 {
      flush()
      highSurrogate = unit
    } else {
      flush()
      let scalar = Unicode.Scalar(UInt32(unit)) ?? "\u{FFFD}"
      // Private characters are what symbol fonts draw.
      if !(0xF000...0xF0FF).contains(unit) { put(unit < 0x20 ? " " : String(scalar)) }
    }
    toSkip = state.fallback
  }

  private mutating func symbol(_ symbol: UInt8) {
    switch symbol {
    case UInt8(ascii: "*"): isOptional = true
    case UInt8(ascii: "~"): add("\u{A0}")
    case UInt8(ascii: "_"): add("\u{2011}")
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): add(symbol)
    default: break
    }
    if symbol != UInt8(ascii: "*") { isFirst = false }
  }
}

// MARK: Control words

extension RTFParser {
  private mutating func word(_ name: String, _ number: Int?) {
    let namesDestination = isFirst
    isFirst = false
    if name == "u" { return unicode(number ?? 0) }
    if toSkip > 0, name != "uc" {
      // A word that stands for the character counts as one.
      toSkip -= 1
      if RTFParser.characters[name] != nil { return }
    }
    if case .skipped = state.destination {
      if namesDestination || isOptional, RTFParser.texts.contains(name) { state.destination = .text }
      return
    }
    flush()
    if let characters = RTFParser.characters[name] { return put(characters) }
    if namesDestination || isOptional, destination(name, number) { return }
    isOptional = false
    switch state.destination {
    case .fonts: font(name, number)
    case .styles: style(name, number)
    case .infoField(let field): metadata.part(name, number, of: field)
    default: format(name, number)
    }
  }

  private mutating func destination(_ name: String, _ number: Int?) -> Bool {
    let wasOptional = isOptional
    isOptional = false
    switch name {
    case "fonttbl": state.destination = .fonts
    case "stylesheet": state.destination = .styles
    case "info": state.destination = .info
    case "title", "author", "subject", "keywords", "doccomm", "company", "operator", "manager", "category", "creatim",
      "revtim":
      guard case .info = state.destination else { return false }
      state.destination = .infoField(name)
    case "listtext", "pntext":
      state.destination = .marker
      output.beginMarker()
    case "field": fields.append((states.count, nil))
    case "fldinst":
      state.destination = .instruction
      instruction = ""
    case "fldrslt":
      state.destination = .text
      if let address = fields.last?.address { state.link = address }
    case "footnote", "annotation": beginAside(.note)
    case "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf": beginAside(.running)
    // What lies in a drawing, and may be text.
    case "shp", "shpinst", "shpgrp", "do": break
    case let name where RTFParser.texts.contains(name): state.destination = .text
    case let name where RTFParser.skipped.contains(name): state.destination = .skipped
    default:
      guard wasOptional else { return false }
      state.destination = .skipped
    }
    return true
  }

  /// Text, even where what lies around it is none: of a drawing, of an object, in Unicode.
  private static let texts: Set<String> = ["shptxt", "result", "ud"]

  private static let skipped: Set<String> = [
    "colortbl", "pict", "object", "upr", "nonshppict", "shppict", "xe", "tc", "bkmkstart", "bkmkend", "ftnsep",
    "ftnsepc",
    "ftncn", "aftnsep", "aftnsepc", "aftncn", "atnid", "atnauthor", "atntime", "atnicn", "atnref", "atrfstart",
    "atrfend",
    "atnparent", "atndate", "pnseclvl", "pn", "sp", "txe", "rxe", "themedata", "filetbl", "revtbl",
  ]

  private mutating func beginAside(_ kind: RTFOutput.Aside) {
    asides.append(states.count)
    output.beginAside(kind)
    let fallback = state.fallback
    state = RTFState()
    state.fallback = fallback
  }

  private mutating func font(_ name: String, _ number: Int?) {
    switch name {
    case "f": definedFont = number
    case "fcharset":
      if let font = definedFont, let number, let page = RTFCharset.codePage(fontCharset: number) {
        fontPages[font] = page
      }
    case "cpg": if let font = definedFont, let number { fontPages[font] = number }
    default: break
    }
  }

  private mutating func style(_ name: String, _ number: Int?) {
    switch name {
    case "s", "cs", "ds", "ts":
      // Styles of characters have numbers of their own.
      definedStyle = (number ?? 0) + (name == "s" ? 0 : 1 << 20)
      styles[definedStyle] = RTFStyle()
    case "outlinelevel": styles[definedStyle, default: RTFStyle()].outline = number
    default: break
    }
  }

  private mutating func format(_ name: String, _ number: Int?) {
    let isOn = number != 0
    switch name {
    case "par", "sect", "page", "column":
      if !isSilent { output.endParagraph(state.paragraph, styles) }
    case "line", "softline", "lbr": put("\n")
    case "cell", "nestcell": if !isSilent { output.endCell(isNested: name == "nestcell") }
    case "row", "nestrow": if name == "row", !isSilent { output.endRow() }
    case "intbl": state.paragraph.isInTable = true
    case "pard": state.paragraph = RTFParagraph()
    case "s": state.paragraph.style = number
    case "outlinelevel": state.paragraph.outline = number
    case "ls": state.paragraph.list = number
    case "ilvl": state.paragraph.level = min(max(number ?? 0, 0), 8)
    case "plain":
      (state.isBold, state.isItalic, state.isRTLBold, state.isRTLItalic) = (false, false, false, false)
      (state.isHidden, state.isDeleted, state.isRTL, state.font, state.rtlFont) = (false, false, false, nil, nil)
    case "b": state.isBold = isOn
    case "i": state.isItalic = isOn
    case "ab": state.isRTLBold = isOn
    case "ai": state.isRTLItalic = isOn
    case "rtlch": state.isRTL = true
    case "ltrch": state.isRTL = false
    case "v": state.isHidden = isOn
    case "deleted": state.isDeleted = isOn
    case "htmlrtf": state.isHTMLOnly = isOn
    case "f": state.font = number
    case "af": state.rtlFont = number
    case "uc": state.fallback = min(max(number ?? 1, 0), 8)
    case "ansicpg": if let number, number > 0 { codePage = number }
    case "mac": codePage = 10000
    case "pc": codePage = 437
    case "pca": codePage = 850
    default: break
    }
  }

  private var isSilent: Bool {
    if case .text = state.destination { state.isHTMLOnly } else { true }
  }

  private static let characters: [String: String] = [
    "tab": "\t", "emdash": "\u{2014}", "endash": "\u{2013}", "emspace": " ", "enspace": " ", "qmspace": " ",
    "bullet": "\u{2022}", "lquote": "\u{2018}", "rquote": "\u{2019}", "ldblquote": "\u{201C}",
    "rdblquote": "\u{201D}", "zwj": "\u{200D}", "zwnj": "\u{200C}", "ltrmark": "\u{200E}", "rtlmark": "\u{200F}",
    "zwbo": "\u{200B}", "zwnbo": "\u{2060}",
  ]
}
