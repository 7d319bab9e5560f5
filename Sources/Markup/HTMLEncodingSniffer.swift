extension Charset {
  /// The encoding that a page of HTML states in its first bytes, by its name in the Encoding Standard; nil where it states none.
  ///
  /// A byte order mark comes first, then what the standard calls the prescan (HTML, "Determining the character encoding"):
  /// `<meta charset>`, `<meta http-equiv content>`, and an XML declaration.
  public static func html(prescan bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return "UTF-8" }
    if bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16BE" }
    if bytes.starts(with: [0xFF, 0xFE]) { return "UTF-16LE" }
    var sniffer = HTMLEncodingSniffer(bytes.prefix(HTMLEncodingSniffer.prescanned))
    return sniffer.encoding()
  }

  /// The standard's name for what a label of the web means, such as `Shift_JIS` for `x-sjis`; nil for no label.
  public static func name(ofLabel label: String) -> String? { EncodingLabels.name(of: label) }
}

/// Looks for a page's own word on its encoding, as the HTML standard prescribes, without parsing it.
struct HTMLEncodingSniffer {
  /// How much is looked at. The standard recommends 1,024 bytes, and lets a parser begin again for a `meta` that comes later; a
  /// longer look needs no second beginning.
  static let prescanned = 1 << 16

  private let bytes: ArraySlice<UInt8>
  private var at: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    at = bytes.startIndex
  }

  mutating func encoding() -> String? {
    if starts("<\u{0}?\u{0}x\u{0}") { return "UTF-16LE" }
    if starts("\u{0}<\u{0}?\u{0}x") { return "UTF-16BE" }
    while at < bytes.endIndex, let open = bytes[at...].firstIndex(of: 0x3C) {
      at = open
      if starts("<!--") {
        // The dashes of the start may be those of the end.
        at += 2
        guard skip(past: "-->") else { break }
        continue
      }
      if starts("<meta"), let next = byte(at + 5), HTMLEncodingSniffer.isBlank(next) || next == 0x2F {
        at += 5
        if let name = meta() { return name }
      } else if starts("<"), let next = byte(at + 1),
        HTMLEncodingSniffer.isLetter(next)
          || next == 0x2F && byte(at + 2).map(HTMLEncodingSniffer.isLetter) ?? false
      {
        while let byte = byte(at), !HTMLEncodingSniffer.isBlank(byte), byte != 0x3E { at += 1 }
        while attribute(isKept: false) != nil {}
      } else if starts("<!") || starts("</") || starts("<?") {
        guard skip(past: ">") else { break }
        continue
      }
      at += 1
    }
    return xmlDeclaration()
  }

  // MARK: meta

  private mutating func meta() -> String? {
    var seen: Set<String> = []
    var isPragma = false
    var needsPragma: Bool?
    var label: String?
    while let (name, value) = attribute() {
      guard seen.insert(name).inserted else { continue }
      switch name {
      case "http-equiv" where value == "content-type": isPragma = true
      case "content":
        if label == nil, let stated = HTMLEncodingSniffer.charset(inContent: value) {
          label = stated
          needsPragma = true
        }
      case "charset":
        label = value
        needsPragma = false
      default: break
      }
    }
    // What was cut off says nothing.
    guard at < bytes.endIndex else { return nil }
    guard let needsPragma, !needsPragma || isPragma, let name = label.flatMap({ EncodingLabels.name(of: $0) }) else {
      return nil
    }
    switch name {
    // A page that can be read so far is in none of these.
    case "UTF-16BE", "UTF-16LE": return "UTF-8"
    case "x-user-defined": return "windows-1252"
    default: return name
    }
  }

  /// The charset in the value of `content`, such as `text/html; charset=utf-8`.
  static func charset(inContent value: String) -> String? {
    let bytes = Array(value.utf8)
    let word = Array("charset".utf8)
    var at = 0
    while at + word.count <= bytes.count {
      guard bytes[at..<at + word.count].elementsEqual(word, by: { ($0 | 0x20) == $1 }) else {
        at += 1
        continue
      }
      at += word.count
      while at < bytes.count, isBlank(bytes[at]) { at += 1 }
      guard at < bytes.count, bytes[at] == 0x3D else { continue }
      at += 1
      while at < bytes.count, isBlank(bytes[at]) { at += 1 }
      guard at < bytes.count else { return nil }
      let quote = bytes[at]
      if quote == 0x22 || quote == 0x27 {
        guard let end = bytes[(at + 1)...].firstIndex(of: quote) else { return nil }
        return String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
      }
      let end = bytes[at...].firstIndex { isBlank($0) || $0 == 0x3B } ?? bytes.count
      return String(decoding: bytes[at..<end], as: UTF8.self)
    }
    return nil
  }

  /// The standard's "get an attribute": name and value in lower case; nil at the end of a tag.
  ///
  /// - Parameter isKept: whether name and value are wanted; they are empty where they are not.
  private mutating func attribute(isKept: Bool = true) -> (name: String, value: String)? {
    while let byte = byte(at), HTMLEncodingSniffer.isBlank(byte) || byte == 0x2F { at += 1 }
    guard let first = byte(at), first != 0x3E else { return nil }
    var name: [UInt8] = []
    let start = at
    while let byte = byte(at) {
      if byte == 0x3D, at > start { break }
      if HTMLEncodingSniffer.isBlank(byte) {
        while let blank = self.byte(at), HTMLEncodingSniffer.isBlank(blank) { at += 1 }
        break
      }
      if byte == 0x2F || byte == 0x3E { return (HTMLEncodingSniffer.lower(name), "") }
      if isKept { name.append(byte) }
      at += 1
    }
    guard byte(at) == 0x3D else { return byte(at) == nil ? nil : (HTMLEncodingSniffer.lower(name), "") }
    at += 1
    while let byte = byte(at), HTMLEncodingSniffer.isBlank(byte) { at += 1 }
    guard let quote = byte(at) else { return nil }
    var value: [UInt8] = []
    if quote == 0x22 || quote == 0x27 {
      at += 1
      while let byte = byte(at), byte != quote {
        if isKept { value.append(byte) }
        at += 1
      }
      guard byte(at) != nil else { return nil }
      at += 1
    } else {
      while let byte = byte(at), !HTMLEncodingSniffer.isBlank(byte), byte != 0x3E {
        if isKept { value.append(byte) }
        at += 1
      }
      guard byte(at) != nil else { return nil }
    }
    return (HTMLEncodingSniffer.lower(name), HTMLEncodingSniffer.lower(value))
  }

  // MARK: XML

  /// The encoding of `<?xml version="1.0" encoding="…"?>` at the very start.
  private func xmlDeclaration() -> String? {
    guard bytes.starts(with: "<?xml".utf8), let end = bytes.firstIndex(of: 0x3E) else { return nil }
    let word = Array("encoding".utf8)
    var at = bytes.startIndex + 5
    while at + word.count < end, !bytes[at..<at + word.count].elementsEqual(word) { at += 1 }
    at += word.count
    while at < end, bytes[at] <= 0x20 { at += 1 }
    guard at < end, bytes[at] == 0x3D else { return nil }
    at += 1
    while at < end, bytes[at] <= 0x20 { at += 1 }
    guard at < end, bytes[at] == 0x22 || bytes[at] == 0x27,
      let close = bytes[(at + 1)..<end].firstIndex(of: bytes[at]),
      let name = EncodingLabels.name(of: String(decoding: bytes[(at + 1)..<close], as: UTF8.self))
    else { return nil }
    return name.hasPrefix("UTF-16") ? "UTF-8" : name
  }

  // MARK: Bytes

  private func byte(_ offset: Int) -> UInt8? { offset < bytes.endIndex ? bytes[offset] : nil }

  /// Whether the bytes from here on are a word, letters in any case.
  private func starts(_ word: String) -> Bool {
    var offset = at
    for byte in word.utf8 {
      guard offset < bytes.endIndex else { return false }
      let here = bytes[offset]
      guard here == byte || HTMLEncodingSniffer.isLetter(here) && here | 0x20 == byte else { return false }
      offset += 1
    }
    return true
  }

  private mutating func skip(past word: String) -> Bool {
    guard let first = word.utf8.first else { return true }
    while at < bytes.endIndex, let next = bytes[at...].firstIndex(of: first) {
      at = next
      if starts(word) {
        at += word.utf8.count
        return true
      }
      at += 1
    }
    return false
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func lower(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
