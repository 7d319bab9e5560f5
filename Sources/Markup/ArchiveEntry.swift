/// One entry of an archive, as its header describes it.
public struct ArchiveEntry: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case file, folder
    /// A symbolic or hard link, with what it leads to. Never followed.
    case link(String)
    /// A device, a pipe, a socket.
    case special
  }

  /// As the archive names it: it may begin with `/` or hold `..`, and is never made a path of the disk.
  public var name: String
  public var kind: Kind
  /// In bytes, as the header says; nil where it does not.
  public var size: Int?
  public var isEncrypted: Bool

  /// Whether the name would lead out of the folder that the archive is unpacked into.
  public var leadsOutside: Bool {
    let parts = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    let first = parts.first ?? ""
    return parts.contains("..") || parts.count > 1 && (first.isEmpty || first.count == 2 && first.last == ":")
  }
}

/// What an archive may hold, itself and with all archives in it.
public struct ArchiveBounds: Hashable, Sendable {
  /// How many entries.
  public var entries: Int
  /// Bytes of all entries together, unpacked.
  public var size: Int
  /// How many times as large as the archive; looked at from 64 MiB on.
  public var ratio: Int
  /// How deep archives may lie in one another; 1 is an archive without any.
  public var depth: Int

  public static let standard = ArchiveBounds(entries: 10_000, size: 4096 << 20, ratio: 200, depth: 4)
  /// From so many unpacked bytes on the ratio counts.
  public static let ratioFrom = 64 << 20

  public init(entries: Int, size: Int, ratio: Int, depth: Int) {
    self.entries = entries
    self.size = size
    self.ratio = ratio
    self.depth = depth
  }
}

/// Why an archive, or an entry of it, could not be read.
public enum ArchiveFault: Error, Hashable, Sendable {
  case memory
  /// There is no archive of a known kind.
  case unknown
  case missing(String)
  /// What the archive says of itself is broken; `isOver` where nothing behind it can be read.
  case damaged(String, isOver: Bool)
  case encrypted
  /// More entries than allowed.
  case entries(Int)
  /// More bytes unpacked than allowed.
  case size(Int)
  /// More bytes for its own size than allowed.
  case ratio(Int)
}
