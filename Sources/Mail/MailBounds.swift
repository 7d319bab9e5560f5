/// What a message may have at the most, looked for before GMime sees it: each header and each part costs it a hundred times
/// its bytes.
public struct MailBounds: Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case headerBytes(Int)
    case headerLines(Int)
    case parts(Int)
  }

  /// Bytes and lines of all headers together, those of parts and of messages within the message among them.
  public static let headerBytes = 4 << 20
  public static let headerLines = 50_000
  /// Lines that may part one part from the next.
  public static let partLines = 20_000

  /// Where the message is cut off: nil where it is within the bounds.
  public private(set) var cut: (offset: Int, reason: Reason)? {
    get { offset.flatMap { offset in reason.map { (offset, $0) } } }
    set {
      offset = newValue?.offset
      reason = newValue?.reason
    }
  }
  private var offset: Int?
  private var reason: Reason?

  /// Cuts a message off where it exceeds a bound, and makes blanks of the zero bytes in its headers, behind which C would see
  /// nothing.
  @discardableResult
  public static func hold(_ bytes: inout [UInt8]) -> MailBounds {
    var bounds = MailBounds()
    var scan = MailScan()
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let isHeader = scan.read(bytes[start..<end])
      if isHeader, bytes[start..<end].contains(0) {
        for at in start..<end where bytes[at] == 0 { bytes[at] = 0x20 }
      }
      if let reason = scan.reason {
        bounds.cut = (start, reason)
        bytes.removeSubrange(start...)
        break
      }
      start = end + 1
    }
    return bounds
  }
}

/// Tells lines of headers from others without taking the message apart: headers begin at the start and behind a line that may
/// part parts, and end at an empty line; behind the headers of a message within the message, its own follow.
private struct MailScan {
  private var isHeader = true
  private var isMessage = false
  private var hasParts = false
  private var headerBytes = 0
  private var headerLines = 0
  private var partLines = 0
  private(set) var reason: MailBounds.Reason?

  /// Whether the line belongs to a header.
  mutating func read(_ line: ArraySlice<UInt8>) -> Bool {
    if hasParts, line.count > 2, line.starts(with: [0x2D, 0x2D]) {
      partLines += 1
      if partLines > MailBounds.partLines { reason = .parts(MailBounds.partLines) }
      isHeader = true
      isMessage = false
      return false
    }
    guard isHeader else { return false }
    guard !line.isEmpty, line != [0x0D] else {
      isHeader = isMessage
      isMessage = false
      return false
    }
    headerLines += 1
    headerBytes += line.count
    if headerLines > MailBounds.headerLines { reason = .headerLines(MailBounds.headerLines) }
    if headerBytes > MailBounds.headerBytes { reason = .headerBytes(MailBounds.headerBytes) }
    if line.count < 4_096 {
      let text = line.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
      hasParts = hasParts || text.hasWord("multipart/")
      isMessage = isMessage || text.hasWord("message/")
    }
    return true
  }
}

extension [UInt8] {
  fileprivate func hasWord(_ word: String) -> Bool {
    let word = Array(word.utf8)
    guard count >= word.count else { return false }
    return (0...(count - word.count)).contains { self[$0] == word[0] && self[$0...].starts(with: word) }
  }
}
