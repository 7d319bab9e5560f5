/// Why bytes are no compound file that can be read.
public enum CompoundFault: Error, Hashable, Sendable {
  /// The file does not begin as compound files do.
  case notOne
  /// What is wrong, in words.
  case damaged(String)
}

/// A compound file (Microsoft's MS-CFB): storages and streams in one file, as Outlook's messages and Office's older documents have
/// them. Whatever its tables say, a chain is followed through no more sectors than the file has.
public struct CompoundFile: Sendable {
  /// A storage or a stream.
  public struct Entry: Sendable {
    public let name: String
    public let isStorage: Bool
    /// In bytes, as the file says it.
    public let size: Int
    fileprivate let start: UInt32
    fileprivate let left: UInt32
    fileprivate let right: UInt32
    fileprivate let child: UInt32
  }

  /// All entries of the directory; the first is the root, and some may lead nowhere.
  public private(set) var entries: [Entry] = []
  /// Whether the file is shorter than its table of sectors says.
  public private(set) var isCut = false
  private let bytes: [UInt8]
  private let sectorShift: Int
  private let miniShift: Int
  private let cutoff: Int
  private var table: [UInt32] = []
  private var miniTable: [UInt32] = []
  private var miniStream: [UInt8] = []

  private static let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  private static let endOfChain: UInt32 = 0xFFFF_FFFE
  private static let most: UInt32 = 0xFFFF_FFFA
  /// Entries of the directory that are read.
  private static let mostEntries = 1 << 20

  /// Whether bytes begin as a compound file does.
  public static func begins(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: magic) }

  public init(_ bytes: [UInt8]) throws(CompoundFault) {
    guard CompoundFile.begins(bytes) else { throw .notOne }
    guard bytes.count >= 512 else { throw .damaged("it ends within its first sector") }
    self.bytes = bytes
    sectorShift = Int(bytes[30])
    miniShift = Int(bytes[32])
    guard sectorShift == 9 || sectorShift == 12, miniShift == 6 else {
      throw .damaged("its sectors have no size that such files have")
    }
    cutoff = Int(CompoundFile.word(bytes, 56))
    try readTable()
    let directory = chain(from: word(48), in: table, size: CompoundFile.mostEntries * 128)
    readDirectory(directory.bytes)
    guard let root = entries.first else { throw .damaged("its directory is missing") }
    let mini = chain(from: word(60), in: table, size: .max)
    miniTable = CompoundFile.words(mini.bytes)
    miniStream = chain(from: root.start, in: table, size: root.size).bytes
  }

  // MARK: Entries

  /// The entries of a storage, by their positions; 0 is the root.
  public func children(of storage: Int) -> [Int] {
    guard entries.indices.contains(storage), entries[storage].isStorage else { return [] }
    var found: [Int] = []
    var seen: Set<Int> = [storage]
    var waiting = [entries[storage].child]
    while let next = waiting.popLast() {
      let at = Int(next)
      guard next < CompoundFile.most, at < entries.count, seen.insert(at).inserted else { continue }
      found.append(at)
      waiting += [entries[at].left, entries[at].right]
    }
    return found.sorted()
  }

  /// The entry of a name in a storage; letters' case does not matter.
  public func child(_ name: String, of storage: Int) -> Int? {
    let name = name.lowercased()
    return children(of: storage).first { entries[$0].name.lowercased() == name }
  }

  /// What a stream holds, and whether it is as long as the file says.
  public func stream(_ entry: Int) -> (bytes: [UInt8], isWhole: Bool) {
    guard entries.indices.contains(entry), !entries[entry].isStorage else { return ([], false) }
    let (size, start) = (entries[entry].size, entries[entry].start)
    if size == 0 { return ([], true) }
    return size < cutoff ? miniChain(from: start, size: size) : chain(from: start, in: table, size: size)
  }

  // MARK: Sectors

  private func word(_ at: Int) -> UInt32 { CompoundFile.word(bytes, at) }

  private static func word(_ bytes: [UInt8], _ at: Int) -> UInt32 {
    guard at + 4 <= bytes.count else { return endOfChain }
    return UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16 | UInt32(bytes[at + 3]) << 24
  }

  private static func words(_ bytes: [UInt8]) -> [UInt32] { (0..<bytes.count / 4).map { word(bytes, $0 * 4) } }

  /// The bytes of a sector, fewer at the end of a file that was cut off.
  private func sector(_ number: UInt32) -> Range<Int>? {
    let start = (Int(number) + 1) << sectorShift
    guard number < CompoundFile.most, start < bytes.count else { return nil }
    return start..<min(start + 1 << sectorShift, bytes.count)
  }

  /// Gathers the table of sectors from the sectors that the header and its own chain name.
  private mutating func readTable() throws(CompoundFault) {
    let most = bytes.count >> sectorShift
    var places: [UInt32] = (0..<109).map { word(76 + $0 * 4) }
    var next = word(68)
    var seen: Set<UInt32> = []
    while let range = sector(next), seen.insert(next).inserted {
      let count = range.count / 4 - 1
      guard count > 0 else { break }
      places += (0..<count).map { word(range.lowerBound + $0 * 4) }
      next = word(range.lowerBound + count * 4)
    }
    var used: Set<UInt32> = []
    for place in places where place < CompoundFile.most {
      // A sector that is named twice would make the table larger than the file.
      guard used.insert(place).inserted else { throw .damaged("its table of sectors names one of them twice") }
      guard let range = sector(place) else {
        isCut = true
        continue
      }
      if range.count < 1 << sectorShift { isCut = true }
      table += (0..<range.count / 4).map { word(range.lowerBound + $0 * 4) }
      if table.count > most + 1 << sectorShift { break }
    }
    guard !table.isEmpty else { throw .damaged("its table of sectors is missing") }
    if let last = table.lastIndex(where: { $0 != .max }), last >= (bytes.count >> sectorShift) - 1 { isCut = true }
  }

  private func chain(from start: UInt32, in table: [UInt32], size: Int) -> (bytes: [UInt8], isWhole: Bool) {
    var made: [UInt8] = []
    var next = start
    var steps = bytes.count >> sectorShift + 1
    while made.count < size, steps > 0, let range = sector(next) {
      made += bytes[range.lowerBound..<range.lowerBound + min(range.count, size - made.count)]
      next = Int(next) < table.count ? table[Int(next)] : CompoundFile.endOfChain
      steps -= 1
    }
    return (made, made.count == size)
  }

  private func miniChain(from start: UInt32, size: Int) -> (bytes: [UInt8], isWhole: Bool) {
    var made: [UInt8] = []
    var next = start
    var steps = miniStream.count >> miniShift + 1
    while made.count < size, steps > 0, next < CompoundFile.most {
      let place = Int(next) << miniShift
      guard place < miniStream.count else { break }
      made += miniStream[place..<place + min(1 << miniShift, miniStream.count - place, size - made.count)]
      next = Int(next) < miniTable.count ? miniTable[Int(next)] : CompoundFile.endOfChain
      steps -= 1
    }
    return (made, made.count == size)
  }

  private mutating func readDirectory(_ directory: [UInt8]) {
    for at in stride(from: 0, to: directory.count - 127, by: 128) {
      let length = min(max(Int(directory[at + 64]) | Int(directory[at + 65]) << 8, 2), 64) / 2 - 1
      let units = (0..<length).map { UInt16(directory[at + $0 * 2]) | UInt16(directory[at + $0 * 2 + 1]) << 8 }
      let kind = directory[at + 66]
      var size = Int(CompoundFile.word(directory, at + 120))
      // Only files with large sectors have streams of 4 GiB and more.
      if sectorShift == 12 { size |= Int(CompoundFile.word(directory, at + 124) & 0xFFFF) << 32 }
      entries.append(
        Entry(
          name: String(decoding: units, as: UTF16.self), isStorage: kind == 1 || kind == 5, size: size,
          start: CompoundFile.word(directory, at + 116), left: CompoundFile.word(directory, at + 68),
          right: CompoundFile.word(directory, at + 72), child: CompoundFile.word(directory, at + 76)))
    }
  }
}
