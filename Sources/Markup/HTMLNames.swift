/// Names of elements and attributes by number, so that a tree compares numbers; open addressing over one buffer of bytes.
struct HTMLNames {
  struct Entry {
    fileprivate(set) var start: Int32
    fileprivate(set) var count: Int32
    fileprivate(set) var tag = HTMLTag.unknown
    fileprivate(set) var attribute = HTMLAttribute.unknown
    /// Of an element of HTML.
    fileprivate(set) var category: HTMLCategory = []
    /// The names in SVG and MathML, where letters of some are capitals.
    fileprivate(set) var svgElement: UInt32
    fileprivate(set) var svgAttribute: UInt32
    fileprivate(set) var mathAttribute: UInt32
    /// The name in lower case.
    fileprivate(set) var lower: UInt32
  }

  private(set) var entries: [Entry] = []
  private(set) var bytes: [UInt8] = []
  private var slots: [UInt32]
  private static let seed: UInt32 = 0x811C_9DC5

  /// The names that the rules of HTML know, and of the attributes those that readers ask for.
  static let known = HTMLNames(known: ())

  private init(known: Void) {
    slots = Array(repeating: 0, count: 1024)
    for tag in HTMLTag.allCases.dropFirst() {
      let id = Int(id(of: tag.name))
      entries[id].tag = tag
      entries[id].category = HTMLCategory(html: tag)
    }
    for attribute in HTMLAttribute.allCases.dropFirst() { entries[Int(id(of: attribute.name))].attribute = attribute }
    for name in HTMLForeignNames.svgElements {
      let lower = Int(id(of: name.lowercased()))
      let adjusted = id(of: name)
      entries[lower].svgElement = adjusted
      entries[Int(adjusted)].lower = UInt32(lower)
      entries[Int(adjusted)].tag = HTMLTag(rawValue: name) ?? .unknown
    }
    for name in HTMLForeignNames.svgAttributes {
      let lower = Int(id(of: name.lowercased()))
      entries[lower].svgAttribute = id(of: name)
    }
    let definition = Int(id(of: "definitionurl"))
    entries[definition].mathAttribute = id(of: "definitionURL")
  }

  /// The number of a name, which it gets where it has none.
  private mutating func id(of name: String) -> UInt32 {
    let utf8 = Array(name.utf8)
    var hash = HTMLNames.seed
    for byte in utf8 { hash = HTMLNames.step(hash, byte) }
    return unsafe utf8.withUnsafeBufferPointer { buffer in
      id(hash, unsafe HTMLBytes(buffer), 0..<utf8.count, foldsCase: false)
    }
  }

  /// The number of a name as it stands in a tag: letters of ASCII in either case, NUL as the replacement character.
  mutating func id(in source: HTMLBytes, _ range: Range<Int>) -> UInt32 {
    var hash = HTMLNames.seed
    for index in range {
      let byte = source[index]
      if byte == 0 { return id(withNulls: source.array(range)) }
      hash = HTMLNames.step(hash, byte.asciiLowercased)
    }
    return id(hash, source, range, foldsCase: true)
  }

  /// The number of a name that is told apart: those come first, in the order of their list.
  @inline(__always)
  static func id(_ tag: HTMLTag) -> UInt32 { UInt32(tag.number) - 1 }

  mutating func id(named name: String) -> UInt32 { id(of: name) }

  func string(_ id: UInt32) -> String {
    let entry = entries[Int(id)]
    return String(decoding: bytes[Int(entry.start)..<Int(entry.start + entry.count)], as: UTF8.self)
  }

  /// Whether the name stands at an offset, letters of ASCII in either case.
  func stands(_ id: UInt32, in source: HTMLBytes, at index: Int) -> Bool {
    let entry = entries[Int(id)]
    guard index + Int(entry.count) <= source.count else { return false }
    for offset in 0..<Int(entry.count)
    where source[index + offset].asciiLowercased != bytes[Int(entry.start) + offset] { return false }
    return true
  }

  private mutating func id(withNulls name: [UInt8]) -> UInt32 {
    var replaced: [UInt8] = []
    for byte in name { replaced += byte == 0 ? [0xEF, 0xBF, 0xBD] : [byte.asciiLowercased] }
    return id(of: String(decoding: replaced, as: UTF8.self))
  }

  @inline(__always)
  private static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 0x0100_0193 }

  private mutating func id(_ hash: UInt32, _ source: HTMLBytes, _ range: Range<Int>, foldsCase: Bool) -> UInt32 {
    let mask = slots.count - 1
    var slot = Int(hash ^ hash >> 15) & mask
    while slots[slot] != 0 {
      let id = slots[slot] - 1
      if entries[Int(id)].count == Int32(range.count), isSame(entries[Int(id)], source, range, foldsCase) { return id }
      slot = (slot + 1) & mask
    }
    let id = UInt32(entries.count)
    entries.append(
      Entry(
        start: Int32(bytes.count), count: Int32(range.count), svgElement: id, svgAttribute: id, mathAttribute: id,
        lower: id))
    for index in range { bytes.append(foldsCase ? source[index].asciiLowercased : source[index]) }
    slots[slot] = id + 1
    if entries.count * 2 > slots.count { grow() }
    return id
  }

  @inline(__always)
  private func isSame(_ entry: Entry, _ source: HTMLBytes, _ range: Range<Int>, _ foldsCase: Bool) -> Bool {
    let start = Int(entry.start) - range.lowerBound
    for index in range {
      let byte = source[index]
      if bytes[start + index] != (foldsCase ? byte.asciiLowercased : byte) { return false }
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (id, entry) in entries.enumerated() {
      var hash = HTMLNames.seed
      for byte in bytes[Int(entry.start)..<Int(entry.start + entry.count)] { hash = HTMLNames.step(hash, byte) }
      var slot = Int(hash ^ hash >> 15) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(id) + 1
    }
  }
}
