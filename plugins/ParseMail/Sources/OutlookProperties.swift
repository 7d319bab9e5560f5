import Markup

/// The properties of one storage of an Outlook message (MS-OXMSG, MS-OXPROPS): of a message, a recipient, an attachment.
struct OutlookProperties: MessageProperties {
  let file: CompoundFile
  let storage: Int
  /// The streams of the storage by their names.
  private var streams: [String: Int] = [:]
  /// What stands in the storage's own table: eight bytes a property, by identifier and type.
  private var fixed: [UInt32: [UInt8]] = [:]

  /// - Parameter header: how many bytes stand before the table.
  init(_ file: CompoundFile, _ storage: Int, header: Int) {
    self.file = file
    self.storage = storage
    for child in file.children(of: storage) { streams[file.entries[child].name.lowercased()] = child }
    guard let at = streams["__properties_version1.0"] else { return }
    let table = file.stream(at).bytes
    var place = header
    while place + 16 <= table.count {
      let tag = (0..<4).reduce(UInt32(0)) { $0 | UInt32(table[place + $1]) << (8 * UInt32($1)) }
      fixed[tag] = Array(table[place + 8..<place + 16])
      place += 16
    }
  }

  /// Storages within this one whose names begin so.
  func storages(_ prefix: String) -> [Int] {
    streams.filter { $0.key.hasPrefix(prefix) && file.entries[$0.value].isStorage }.sorted { $0.key < $1.key }
      .map(\.value)
  }

  func number(_ identifier: UInt32) -> Int? {
    fixed[identifier << 16 | 0x0003].flatMap(number(ofBytes:))
  }

  func time(_ identifier: UInt32) -> Int64? { fixed[identifier << 16 | 0x0040].flatMap(seconds(ofTime:)) }

  /// A property of several bytes; nil where there is none.
  func bytes(_ identifier: UInt32, _ type: UInt32) -> [UInt8]? {
    let digits = String(identifier << 16 | type, radix: 16)
    let name = "__substg1.0_" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
    guard let at = streams[name], !file.entries[at].isStorage else { return nil }
    return file.stream(at).bytes
  }

  /// The storage of a property that is an object, such as an embedded message.
  func object(_ identifier: UInt32) -> Int? {
    let digits = String(identifier << 16 | 0x000D, radix: 16)
    guard let at = streams["__substg1.0_" + digits], file.entries[at].isStorage else { return nil }
    return at
  }

  /// Whether a stream is shorter than it should be.
  var isCut: Bool { streams.values.contains { !file.entries[$0].isStorage && !file.stream($0).isWhole } }
}
