/// The text of a `source` or `target` while it is read: its pieces, parted where `mrk` marks a segment, without codes.
struct XLIFFText {
  /// The text of each segment that is marked, by its `mid`, and what stands between them.
  private(set) var pieces: [(segment: String?, text: String)] = []
  /// Elements that are open inside, and whether what they hold is text.
  private var open: [(name: String, isText: Bool, segment: String?)] = []
  private let keepsSpace: Bool

  init(keepsSpace: Bool) { self.keepsSpace = keepsSpace }

  mutating func start(_ name: String, _ attribute: (String) -> String?) {
    var isText = open.last?.isText ?? true
    switch name {
    case "bpt", "ept", "ph", "it", "ut": isText = false
    case "sub": isText = true
    // A character that XML cannot hold, by its number.
    case "cp":
      if let hexadecimal = attribute("hex"), let value = UInt32(hexadecimal, radix: 16),
        let scalar = Unicode.Scalar(value),
        value >= 0x20
      {
        add(String(scalar))
      }
    default: break
    }
    let marked = name == "mrk" && attribute("mtype") == "seg" ? attribute("mid") ?? "" : nil
    open.append((name, isText, marked ?? open.last?.segment))
  }

  /// Whether no element is open inside.
  var isAtTop: Bool { open.isEmpty }

  mutating func end() { if !open.isEmpty { open.removeLast() } }

  mutating func add(_ text: String) {
    guard open.last?.isText ?? true, !text.isEmpty else { return }
    let segment = open.last?.segment
    if let last = pieces.last, last.segment == segment {
      pieces[pieces.count - 1].text += text
    } else {
      pieces.append((segment, text))
    }
  }

  /// The pieces with white space as one blank where line ends are among it, unless the file wants it kept.
  var read: [(segment: String?, text: String)] {
    keepsSpace ? pieces : pieces.map { ($0.segment, XLIFFText.joinedLines($0.text)) }
  }

  /// All text.
  var whole: String { read.map(\.text).joined() }

  var hasSegments: Bool { pieces.contains { $0.segment != nil } }

  private static func joinedLines(_ text: String) -> String {
    guard text.utf8.contains(0x0A) else { return text }
    var joined = ""
    var space = ""
    for character in text {
      if character.isWhitespace {
        space.append(character)
      } else {
        joined += space.contains(where: \.isNewline) ? " " : space
        space = ""
        joined.append(character)
      }
    }
    return joined + (space.contains(where: \.isNewline) ? " " : space)
  }
}
