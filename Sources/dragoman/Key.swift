import Glibc

/// What was typed: a letter, a command of the keyboard, or a text that was pasted.
enum Key: Equatable, Sendable {
  case text(String)
  case control(Character)
  case alt(Character)
  case up, down, left, right, home, end, delete, backspace, tab, enter
  case wordLeft, wordRight
  /// There is no more input.
  case closed
}

/// Reads keys from a terminal that hands over each byte as it is typed.
struct KeyReader {
  private var waiting: [UInt8] = []

  mutating func next() -> Key {
    guard let byte = nextByte() else { return .closed }
    switch byte {
    case 0x1B: return escape()
    case 0x0D, 0x0A: return .enter
    case 0x09: return .tab
    case 0x08, 0x7F: return .backspace
    case ..<0x20: return .control(Character(Unicode.Scalar(byte + 0x60)))
    default: return .text(letter(byte))
    }
  }

  private mutating func letter(_ first: UInt8) -> String {
    var bytes = [first]
    let count = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    while bytes.count < count, let byte = nextByte() { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func escape() -> Key {
    guard isWaiting(milliseconds: 50), let byte = nextByte() else { return .control("[") }
    switch byte {
    case UInt8(ascii: "["): return sequence()
    case UInt8(ascii: "O"): return nextByte().map { KeyReader.named($0, modified: false) } ?? .closed
    case 0x7F, 0x08: return .alt("\u{7F}")
    default: return .alt(Character(Unicode.Scalar(byte)))
    }
  }

  /// ECMA-48: parameters, then one byte that says which.
  private mutating func sequence() -> Key {
    var parameters: [UInt8] = []
    while let byte = nextByte() {
      if (0x30...0x3F).contains(byte) {
        parameters.append(byte)
        continue
      }
      let numbers = String(decoding: parameters, as: UTF8.self).split(separator: ";").map { Int($0) ?? 0 }
      guard byte == UInt8(ascii: "~") else { return KeyReader.named(byte, modified: numbers.count > 1) }
      switch numbers.first {
      case 1, 7: return .home
      case 4, 8: return .end
      case 3: return .delete
      case 200: return .text(pasted())
      default: return .text("")
      }
    }
    return .closed
  }

  private static func named(_ byte: UInt8, modified: Bool) -> Key {
    switch byte {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): modified ? .wordRight : .right
    case UInt8(ascii: "D"): modified ? .wordLeft : .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    default: .text("")
    }
  }

  /// What stands between the marks of a paste, taken as it is.
  private mutating func pasted() -> String {
    var bytes: [UInt8] = []
    let end = Array("\u{1B}[201~".utf8)
    while let byte = nextByte() {
      bytes.append(byte == 0x0D ? 0x0A : byte)
      if bytes.suffix(end.count) == end[...] {
        bytes.removeLast(end.count)
        break
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func nextByte() -> UInt8? {
    if waiting.isEmpty {
      var buffer = [UInt8](repeating: 0, count: 4096)
      var count = 0
      repeat { count = read(0, &buffer, buffer.count) } while count < 0 && errno == EINTR
      guard count > 0 else { return nil }
      waiting = buffer[..<count].reversed()
    }
    return waiting.popLast()
  }

  private func isWaiting(milliseconds: Int32) -> Bool {
    var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return !waiting.isEmpty || poll(&descriptor, 1, milliseconds) > 0
  }
}
