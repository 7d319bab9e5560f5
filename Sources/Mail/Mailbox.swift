/// Cuts a mailbox file (mbox) into its messages as its bytes arrive; a file that is no mailbox is one message.
///
/// A message begins with a `From ` line that follows an empty one and tells a time of day. Lines that begin with `>From ` lose
/// that mark, as who wrote the file had put it there.
public struct Mailbox: Sendable {
  /// A message as it stood in the file.
  public struct Item: Sendable {
    /// Without its `From ` line, quoted lines as they were.
    public var bytes: [UInt8]
    /// Where it stands in the file: byte offsets, half-open.
    public var range: Range<Int>
    /// Whether the file is a mailbox, and not the message alone.
    public var isOfMailbox: Bool
    /// Bytes beyond ``largest`` that were passed over.
    public var leftOut: Int
  }

  /// A message has at most so many bytes.
  public static let largest = 64 << 20

  private let limit: Int
  private var line: [UInt8] = []
  private var isLongLine = false
  private var offset = 0
  private var start = 0
  private var message: [UInt8] = []
  private var leftOut = 0
  private var isAfterEmpty = true
  private var isMailbox: Bool?
  private var finished: [Item] = []

  public init(limit: Int = Mailbox.largest) { self.limit = limit }

  /// Takes the next bytes of the file.
  public mutating func feed(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while let end = rest.firstIndex(of: 0x0A) {
      add(rest[...end])
      endLine()
      rest = rest[(end + 1)...]
    }
    if !rest.isEmpty { add(rest) }
  }

  /// The messages that are whole, once.
  public mutating func take() -> [Item] {
    defer { finished.removeAll() }
    return finished
  }

  /// Says that there are no more bytes.
  public mutating func finish() {
    endLine()
    endMessage()
  }

  /// Lines are looked at from their start; what is longer than one can be goes straight to the message.
  private mutating func add(_ part: ArraySlice<UInt8>) {
    if isLongLine {
      append(part)
    } else {
      line += part
      if line.count > 4_096 {
        isLongLine = true
        append(line[...])
        line.removeAll(keepingCapacity: true)
      }
    }
    offset += part.count
  }

  private mutating func endLine() {
    defer {
      line.removeAll(keepingCapacity: true)
      isLongLine = false
    }
    guard !isLongLine else {
      isAfterEmpty = false
      return
    }
    guard !line.isEmpty else { return }
    let isFrom = Mailbox.isFirstLine(line[...])
    if isMailbox == nil, line.contains(where: { $0 > 0x20 }) { isMailbox = isFrom }
    if isFrom, isAfterEmpty, isMailbox == true {
      endMessage()
      start = offset - line.count
    } else if isMailbox == true, line[0] == UInt8(ascii: ">"),
      line.drop(while: { $0 == UInt8(ascii: ">") }).starts(with: Mailbox.from)
    {
      append(line.dropFirst())
    } else {
      append(line[...])
    }
    isAfterEmpty = line.allSatisfy { $0 <= 0x20 }
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    let room = max(0, limit - message.count)
    message += bytes.prefix(room)
    leftOut += max(0, bytes.count - room)
  }

  private mutating func endMessage() {
    let last = offset - line.count
    if message.contains(where: { $0 > 0x20 }) {
      finished.append(
        Item(bytes: message, range: start..<max(start, last), isOfMailbox: isMailbox == true, leftOut: leftOut))
    }
    message = []
    leftOut = 0
  }

  /// Whether a line begins a message of a mailbox.
  public static func isFirstLine(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: from) && hasTime(Array(line.prefix(1_000)))
  }

  private static let from = Array("From ".utf8)

  /// Whether a line holds `12:34`.
  private static func hasTime(_ line: [UInt8]) -> Bool {
    func isDigit(_ at: Int) -> Bool { line.indices.contains(at) && (0x30...0x39).contains(line[at]) }
    return line.indices.contains { at in
      line[at] == UInt8(ascii: ":") && isDigit(at - 1) && isDigit(at + 1) && isDigit(at + 2)
    }
  }
}
