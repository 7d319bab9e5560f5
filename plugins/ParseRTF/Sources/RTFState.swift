/// What a group of an RTF file inherits from the one around it.
struct RTFState {
  enum Destination {
    case text
    /// Passed over with all groups in it.
    case skipped
    case fonts, styles, info
    case infoField(String)
    /// The mark of a list's item.
    case marker
    case instruction
  }

  var destination = Destination.text
  var isBold = false
  var isItalic = false
  var isRTLBold = false
  var isRTLItalic = false
  /// Whether what follows is written from right to left, so that the attributes of complex scripts count.
  var isRTL = false
  var isHidden = false
  var isDeleted = false
  var isHTMLOnly = false
  var font: Int?
  var rtlFont: Int?
  /// How many characters stand beside a `\u` for those who do not know it.
  var fallback = 1
  /// The address of the field whose result this is.
  var link: String?
  var paragraph = RTFParagraph()

  var strong: Bool { isRTL ? isRTLBold || isBold : isBold }
  var emphasis: Bool { isRTL ? isRTLItalic || isItalic : isItalic }
}

/// What is said of paragraphs, and `\pard` sets back.
struct RTFParagraph {
  var style: Int?
  var outline: Int?
  var list: Int?
  var level = 0
  var isInTable = false
}

/// A paragraph style.
struct RTFStyle {
  var name = ""
  var outline: Int?

  /// 1 to 9 for a heading, 0 for the title.
  var level: Int? {
    let word = name.lowercased()
    if word == "title" { return 0 }
    if let outline, outline < 9 { return outline + 1 }
    if word.hasPrefix("heading "), let level = Int(word.dropFirst(8)), (1...9).contains(level) { return level }
    return nil
  }
}
