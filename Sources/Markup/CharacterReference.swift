/// A character reference of HTML: `&amp;`, `&#1593;`, `&#x639;`. Of the names, those of HTML 4 that texts use.
struct CharacterReference {
  var text: String
  /// The offset behind it.
  var end: Int

  /// Nil where no reference begins at the `&`.
  init?(_ bytes: [UInt8], _ start: Int) {
    var at = start + 1
    guard at < bytes.count else { return nil }
    if bytes[at] == UInt8(ascii: "#") {
      at += 1
      let isHexadecimal = at < bytes.count && bytes[at] | 0x20 == UInt8(ascii: "x")
      if isHexadecimal { at += 1 }
      let first = at
      var value: UInt32 = 0
      while at < bytes.count, let digit = CharacterReference.digit(bytes[at], isHexadecimal) {
        value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
        at += 1
      }
      guard at > first else { return nil }
      text = CharacterReference.character(value)
      end = at < bytes.count && bytes[at] == UInt8(ascii: ";") ? at + 1 : at
      return
    }
    while at < bytes.count, at - start <= 9, bytes[at].isLetter || (0x30...0x39).contains(bytes[at]) { at += 1 }
    guard at < bytes.count, bytes[at] == UInt8(ascii: ";") else { return nil }
    guard let named = CharacterReference.named(String(decoding: bytes[start + 1..<at], as: UTF8.self)) else {
      return nil
    }
    text = named
    end = at + 1
  }

  /// A text with its references resolved; what is none stays as it is.
  static func resolve(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    let bytes = Array(bytes)
    var resolved: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "&"), let reference = CharacterReference(bytes, at) {
        resolved += reference.text.utf8
        at = reference.end
      } else {
        resolved.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: resolved, as: UTF8.self)
  }

  /// The character of a name; nil for a name that texts do not use.
  static func named(_ name: String) -> String? { names[name] }

  private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46 where isHexadecimal: UInt32(byte - 0x41 + 10)
    case 0x61...0x66 where isHexadecimal: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }

  /// Numbers from 0x80 to 0x9F mean the characters of windows-1252 (HTML, 13.2.5.80).
  private static func character(_ value: UInt32) -> String {
    if (0x80...0x9F).contains(value) {
      let scalar = windows1252[Int(value - 0x80)]
      return scalar == 0 ? "\u{FFFD}" : String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}"))
    }
    guard value > 0, let scalar = Unicode.Scalar(value) else { return "\u{FFFD}" }
    return value < 0x20 || value == 0x7F ? " " : String(Character(scalar))
  }

  private static let windows1252: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  private static let names: [String: String] = {
    var names = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "AMP": "&", "LT": "<", "GT": ">", "QUOT": "\"",
      "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}", "zwnj": "\u{200C}", "zwj": "\u{200D}",
      "lrm": "\u{200E}", "rlm": "\u{200F}", "ndash": "–", "mdash": "—", "horbar": "―", "lsquo": "‘", "rsquo": "’",
      "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„", "dagger": "†", "Dagger": "‡", "bull": "•",
      "hellip": "…", "permil": "‰", "prime": "′", "Prime": "″", "lsaquo": "‹", "rsaquo": "›", "euro": "€",
      "trade": "™", "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓", "harr": "↔", "minus": "−", "infin": "∞",
      "asymp": "≈", "ne": "≠", "le": "≤", "ge": "≥", "OElig": "Œ", "oelig": "œ", "Scaron": "Š", "scaron": "š",
      "Yuml": "Ÿ", "fnof": "ƒ", "circ": "ˆ", "tilde": "˜", "numero": "№", "num": "#", "commat": "@", "nbsp": "\u{A0}",
    ]
    // U+00A1 to U+00FF in their order.
    let latin1 = """
      iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para \
      middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave \
      Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute \
      Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
      iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
      """
    for (offset, name) in latin1.split(separator: " ").enumerated() {
      if let scalar = Unicode.Scalar(UInt32(0xA1 + offset)) { names[String(name)] = String(Character(scalar)) }
    }
    return names
  }()
}
