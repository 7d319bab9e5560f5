/// Makes compound files, and messages as Outlook saves them, for tests.
indirect enum OutlookNode {
  case storage(String, [OutlookNode])
  case stream(String, [UInt8])

  var name: String {
    switch self {
    case .storage(let name, _), .stream(let name, _): name
    }
  }
}

/// A compound file of version 3 (MS-CFB): sectors of 512 bytes, small streams in sectors of 64 bytes.
struct OutlookFile {
  private struct Entry {
    var name: String
    var kind: UInt8
    var right: UInt32 = 0xFFFF_FFFF
    var child: UInt32 = 0xFFFF_FFFF
    var start: UInt32 = 0xFFFF_FFFE
    var size = 0
  }

  private var entries: [Entry] = [Entry(name: "Root Entry", kind: 5)]
  private var sectors: [[UInt8]] = []
  private var table: [UInt32] = []
  private var mini: [UInt8] = []
  private var miniTable: [UInt32] = []

  static func bytes(_ nodes: [OutlookNode]) -> [UInt8] {
    var file = OutlookFile()
    file.add(nodes, to: 0)
    return file.made()
  }

  private mutating func add(_ nodes: [OutlookNode], to parent: Int) {
    var last: Int?
    for node in nodes {
      let at = entries.count
      entries.append(Entry(name: node.name, kind: 1))
      if let last { entries[last].right = UInt32(at) } else { entries[parent].child = UInt32(at) }
      last = at
      switch node {
      case .storage(_, let children): add(children, to: at)
      case .stream(_, let bytes):
        entries[at].kind = 2
        entries[at].size = bytes.count
        if bytes.isEmpty { continue }
        if bytes.count >= 4096 {
          entries[at].start = addSectors(bytes)
        } else {
          entries[at].start = UInt32(mini.count / 64)
          let count = (bytes.count + 63) / 64
          miniTable += (1...count).map { $0 == count ? 0xFFFF_FFFE : UInt32(mini.count / 64 + $0) }
          mini += bytes + [UInt8](repeating: 0, count: count * 64 - bytes.count)
        }
      }
    }
  }

  private mutating func addSectors(_ bytes: [UInt8]) -> UInt32 {
    let first = sectors.count
    for start in stride(from: 0, to: bytes.count, by: 512) {
      let piece = Array(bytes[start..<min(start + 512, bytes.count)])
      sectors.append(piece + [UInt8](repeating: 0, count: 512 - piece.count))
      table.append(start + 512 < bytes.count ? UInt32(sectors.count) : 0xFFFF_FFFE)
    }
    return bytes.isEmpty ? 0xFFFF_FFFE : UInt32(first)
  }

  static func word(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) } }

  private mutating func made() -> [UInt8] {
    entries[0].size = mini.count
    entries[0].start = addSectors(mini)
    let miniStart = addSectors(miniTable.flatMap(OutlookFile.word))
    let directory = entries.flatMap { entry in
      let units = Array(entry.name.utf16)
      var bytes = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
      bytes += [UInt8(units.count * 2 + 2), 0, entry.kind, 1]
      bytes += OutlookFile.word(0xFFFF_FFFF) + OutlookFile.word(entry.right) + OutlookFile.word(entry.child)
      bytes += [UInt8](repeating: 0, count: 36)
      return bytes + OutlookFile.word(entry.start) + OutlookFile.word(UInt32(entry.size)) + [0, 0, 0, 0]
    }
    let directoryStart = addSectors(directory)
    var count = 1
    while (sectors.count + count) * 4 > count * 512 { count += 1 }
    let first = sectors.count
    table += [UInt32](repeating: 0xFFFF_FFFD, count: count)
    table += [UInt32](repeating: 0xFFFF_FFFF, count: count * 128 - table.count)
    let header: [UInt8] =
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16) + [0x3E, 0, 3, 0, 0xFE, 0xFF]
      + [9, 0, 6, 0] + [UInt8](repeating: 0, count: 10) + OutlookFile.word(UInt32(count))
      + OutlookFile.word(directoryStart) + [0, 0, 0, 0] + OutlookFile.word(4096) + OutlookFile.word(miniStart)
      + OutlookFile.word(1) + OutlookFile.word(0xFFFF_FFFE) + [0, 0, 0, 0]
      + (0..<109).flatMap { OutlookFile.word($0 < count ? UInt32(first + $0) : 0xFFFF_FFFF) }
    return header + sectors.joined() + table.flatMap(OutlookFile.word)
  }
}

/// The properties of a message, a recipient or an attachment.
struct OutlookFields {
  var texts: [UInt32: String] = [:]
  /// In a charset of a byte a character.
  var narrow: [UInt32: [UInt8]] = [:]
  var binary: [UInt32: [UInt8]] = [:]
  var numbers: [UInt32: Int] = [:]
  /// Seconds since 1970.
  var times: [UInt32: Int64] = [:]

  /// - Parameter header: how many bytes stand before the table.
  func nodes(header: Int) -> [OutlookNode] {
    var table = [UInt8](repeating: 0, count: header)
    func add(_ tag: UInt32, _ value: UInt64) {
      table += OutlookFile.word(tag) + OutlookFile.word(6)
      table += OutlookFile.word(UInt32(value & 0xFFFF_FFFF)) + OutlookFile.word(UInt32(value >> 32))
    }
    for (identifier, number) in numbers { add(identifier << 16 | 3, UInt64(number)) }
    for (identifier, time) in times { add(identifier << 16 | 0x40, UInt64(time + 11_644_473_600) * 10_000_000) }
    func name(_ tag: UInt32) -> String {
      let digits = String(tag, radix: 16, uppercase: true)
      return "__substg1.0_" + String(repeating: "0", count: 8 - digits.count) + digits
    }
    var nodes: [OutlookNode] = [.stream("__properties_version1.0", table)]
    for (identifier, text) in texts.sorted(by: { $0.key < $1.key }) {
      nodes.append(
        .stream(name(identifier << 16 | 0x1F), text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }))
    }
    for (identifier, bytes) in narrow.sorted(by: { $0.key < $1.key }) {
      nodes.append(.stream(name(identifier << 16 | 0x1E), bytes))
    }
    for (identifier, bytes) in binary.sorted(by: { $0.key < $1.key }) {
      nodes.append(.stream(name(identifier << 16 | 0x102), bytes))
    }
    return nodes
  }
}
