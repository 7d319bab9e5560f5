import Document

/// Bytes that no workflow file may hold, and where characters stand among its lines.
struct YAMLEncoding {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// - Throws: `yaml.encoding` for what is not UTF-8, or holds control characters.
  func check() throws(Problem) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Problem("yaml.encoding", "the file is in UTF-16", at: Place(line: 1, column: 1), help: "save it as UTF-8")
    }
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte >= 0x20, byte < 0x7F || byte == 0x0A {
        at += 1
        continue
      }
      guard let (scalar, length) = scalar(at) else {
        throw Problem(
          "yaml.encoding", "the file is not UTF-8: the byte \(hex(Int(byte), 2)) belongs to no character",
          at: place(at),
          help: "save it as UTF-8")
      }
      if !YAMLEncoding.isAllowed(scalar) {
        let isMark = scalar == 0xFEFF
        throw Problem(
          "yaml.encoding",
          isMark
            ? "a byte order mark stands inside the file"
            : "the control character U+\(hex(Int(scalar), 4)) cannot stand in the file",
          at: place(at),
          help: isMark
            ? "remove it: it is invisible in most editors"
            : "remove it; between double quotes \\x\(hex(Int(scalar), 2)) stands for it")
      }
      at += length
    }
  }

  /// What YAML 1.2 calls printable (section 5.1).
  private static func isAllowed(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// The character at an offset, and how many bytes it takes; nil where there is none.
  private func scalar(_ at: Int) -> (UInt32, Int)? {
    let first = bytes[at]
    let length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
    guard length > 0, at + length <= bytes.count,
      let text = String(validating: bytes[at..<at + length], as: UTF8.self), let scalar = text.unicodeScalars.first
    else { return nil }
    return (scalar.value, length)
  }

  private func hex(_ number: Int, _ digits: Int) -> String {
    let text = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  private func place(_ offset: Int) -> Place {
    let lines = SourceLines.split(Array(bytes[..<offset]))
    return Place(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
  }
}

/// Lines and columns of characters, by how many characters stand before them. libyaml counts lines of its own, which also end at
/// characters that no editor takes for a line's end.
struct YAMLPositions {
  /// For each line the number of characters before it.
  private var starts = [0]
  private var count = 0

  init(_ bytes: [UInt8]) {
    var isAfterReturn = false
    for byte in bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...] {
      // Bytes 10xxxxxx go on with a character.
      if byte & 0xC0 == 0x80 { continue }
      count += 1
      if byte == 0x0A {
        if isAfterReturn { starts[starts.count - 1] = count } else { starts.append(count) }
      } else if byte == 0x0D {
        starts.append(count)
      }
      isAfterReturn = byte == 0x0D
    }
  }

  subscript(index: Int) -> Position {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    return Position(line: low + 1, column: index - starts[low] + 1)
  }
}
