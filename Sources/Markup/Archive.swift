import CArchive
import Glibc

/// Reads zip, tar and packed tar, and files packed alone (gzip, bzip2, xz, zstd), entry by entry. Nothing is written to the
/// disk, and no link is followed.
@safe public struct Archive: ~Copyable {
  private let archive: OpaquePointer
  /// Kept until the archive is closed: libarchive reads from it.
  private let input: ArchiveInput?
  /// Of a file on the disk.
  private let path: String?
  private let bounds: ArchiveBounds
  /// Bytes of the archive itself, or what the ratio is taken of.
  public let packedSize: Int
  /// Whether it is a zip without the list of its contents, which stands at its end: entries may be missing.
  public let isCutOff: Bool
  private var entries = 0
  /// Bytes unpacked so far.
  public private(set) var unpacked = 0
  private var isOver = false
  private let isZip: Bool
  private var names = ArchiveNames()

  /// - Parameters:
  ///   - alreadyUnpacked: what archives around this one have unpacked, which counts towards the size.
  ///   - packedSize: the bytes that the ratio is taken of, where they are others than the archive's own.
  /// - Throws: `memory`, `unknown`, `damaged`.
  public init(
    bytes: [UInt8], bounds: ArchiveBounds = .standard, alreadyUnpacked: Int = 0, packedSize: Int? = nil
  ) throws(ArchiveFault) {
    let input = ArchiveInput(bytes)
    unsafe archive = try Archive.opened(isPacked: Archive.packing(bytes[...]) != nil) { archive in
      unsafe archive_read_set_callback_data(archive, Unmanaged.passUnretained(input).toOpaque())
      unsafe archive_read_set_read_callback(archive) { _, context, start in
        unsafe ArchiveInput.at(context)?.read(start) ?? -1
      }
      unsafe archive_read_set_seek_callback(archive) { _, context, offset, from in
        unsafe ArchiveInput.at(context)?.seek(offset, from) ?? -1
      }
      unsafe archive_read_set_skip_callback(archive) { _, context, count in
        unsafe ArchiveInput.at(context)?.skip(count) ?? 0
      }
      return unsafe archive_read_open1(archive)
    }
    self.input = input
    path = nil
    isZip = Archive.isZip(bytes[...])
    isCutOff = Archive.isCutOff(bytes.prefix(4), tail: bytes.suffix(Archive.tail))
    self.bounds = bounds
    self.packedSize = packedSize ?? bytes.count
    unpacked = alreadyUnpacked
  }

  /// A file on the disk, of any size.
  ///
  /// - Throws: `missing` beside what the other throws.
  public init(path: String, bounds: ArchiveBounds = .standard) throws(ArchiveFault) {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .missing(path) }
    var start = [UInt8](repeating: 0, count: 8)
    var end = [UInt8](repeating: 0, count: Archive.tail)
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .missing(path) }
    _ = unsafe Glibc.read(descriptor, &start, start.count)
    let got = unsafe pread(descriptor, &end, end.count, max(0, status.st_size - end.count))
    close(descriptor)
    unsafe archive = try Archive.opened(isPacked: Archive.packing(start[...]) != nil) { archive in
      unsafe archive_read_open_filename(archive, path, 1 << 16)
    }
    input = nil
    self.path = path
    isZip = Archive.isZip(start[...])
    isCutOff = Archive.isCutOff(start[...], tail: end[..<max(0, got)])
    self.bounds = bounds
    packedSize = Int(status.st_size)
  }

  deinit { _ = unsafe archive_read_free(archive) }

  private static func opened(
    isPacked: Bool, _ open: (OpaquePointer) -> Int32
  ) throws(ArchiveFault) -> OpaquePointer {
    guard let archive = unsafe archive_read_new() else { throw .memory }
    unsafe archive_read_support_format_zip(archive)
    unsafe archive_read_support_format_tar(archive)
    if isPacked {
      // A packed file that is no tar is one entry; without packing this would take anything for an archive.
      unsafe archive_read_support_format_raw(archive)
      unsafe archive_read_support_filter_gzip(archive)
      unsafe archive_read_support_filter_bzip2(archive)
      unsafe archive_read_support_filter_xz(archive)
      unsafe archive_read_support_filter_zstd(archive)
    }
    let status = ArchiveLocale.within { unsafe open(archive) }
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN else {
      let message = unsafe message(archive)
      _ = unsafe archive_read_free(archive)
      throw isPacked ? .damaged(message, isOver: true) : .unknown
    }
    return unsafe archive
  }

  /// The next entry; nil at the end.
  ///
  /// - Throws: `damaged`, after which there may be more unless it is over; `unknown`, where the first entry is none; `entries`.
  public mutating func next() throws(ArchiveFault) -> ArchiveEntry? {
    guard !isOver else { return nil }
    var entry: OpaquePointer?
    let status = ArchiveLocale.within { unsafe archive_read_next_header(archive, &entry) }
    switch status {
    case ARCHIVE_OK, ARCHIVE_WARN: break
    case ARCHIVE_EOF:
      isOver = true
      return nil
    case ARCHIVE_RETRY: throw .damaged(message, isOver: false)
    default:
      isOver = true
      throw entries == 0 && !message.contains("runcated") ? .unknown : .damaged(message, isOver: true)
    }
    guard let entry = unsafe entry else { return nil }
    // Too short for its packing to be known again, it would hold itself.
    if isPackedAlone, unsafe archive_filter_count(archive) < 2 {
      isOver = true
      throw .damaged("it ends within the head of its packing", isOver: true)
    }
    entries += 1
    guard entries <= bounds.entries else {
      isOver = true
      throw .entries(bounds.entries)
    }
    return unsafe described(entry)
  }

  /// The bytes of the entry that ``next()`` gave last.
  ///
  /// - Parameter bytes: are replaced; where something is thrown, by what was read before.
  /// - Throws: `encrypted`, `damaged`, `size`, `ratio`.
  public mutating func read(into bytes: inout [UInt8], limit: Int = .max) throws(ArchiveFault) {
    bytes = []
    while true {
      var block: UnsafeRawPointer?
      var (count, offset) = (0, Int64(0))
      let status = unsafe archive_read_data_block(archive, &block, &count, &offset)
      switch status {
      case ARCHIVE_EOF: return
      case ARCHIVE_OK, ARCHIVE_WARN: break
      case ARCHIVE_RETRY: continue
      default:
        if status == ARCHIVE_FATAL { isOver = true }
        let words = message
        if words.lowercased().contains("encrypt") || words.lowercased().contains("passphrase") { throw .encrypted }
        throw .damaged(words, isOver: isOver)
      }
      // A sparse file leaves out its zeros.
      let gap = max(0, min(Int(offset), .max / 2) - bytes.count)
      let (total, isTooMuch) = unpacked.addingReportingOverflow(gap + count)
      unpacked = isTooMuch ? .max : total
      if unpacked > bounds.size { throw .size(bounds.size) }
      if unpacked > ArchiveBounds.ratioFrom, unpacked / bounds.ratio > packedSize { throw .ratio(bounds.ratio) }
      if bytes.count + gap + count > limit { throw .size(limit) }
      bytes += repeatElement(0, count: gap)
      if let block = unsafe block {
        unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: block, count: count))
      }
    }
  }

  /// Counts what archives within this one have unpacked.
  ///
  /// - Parameter total: of all together.
  public mutating func count(upTo total: Int) { unpacked = max(unpacked, total) }

  /// Whether the entry is all there is: a file packed alone, whose name the archive does not know.
  public var isPackedAlone: Bool { unsafe archive_format(archive) == ARCHIVE_FORMAT_RAW }

  /// What libarchive says of the last fault, in its words.
  private var message: String { unsafe Archive.message(archive) }

  private static func message(_ archive: OpaquePointer) -> String {
    guard let text = unsafe archive_error_string(archive) else { return "damaged" }
    return unsafe String(cString: text)
  }

  private mutating func described(_ entry: OpaquePointer) -> ArchiveEntry {
    let kind: ArchiveEntry.Kind
    if let target = unsafe archive_entry_hardlink(entry) ?? archive_entry_symlink(entry) {
      kind = .link(unsafe name(target))
    } else {
      switch unsafe archive_entry_filetype(entry) {
      case S_IFREG: kind = .file
      case S_IFDIR: kind = .folder
      // Entries of a zip made elsewhere may say nothing of their kind.
      case 0: kind = .file
      default: kind = .special
      }
    }
    let size = unsafe archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil
    return unsafe ArchiveEntry(
      name: archive_entry_pathname(entry).map { unsafe name($0) } ?? "", kind: kind, size: size,
      isEncrypted: archive_entry_is_encrypted(entry) != 0)
  }

  // MARK: Names

  private mutating func name(_ text: UnsafePointer<CChar>) -> String {
    let bytes = unsafe Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    if !isValidUTF8(bytes) {
      if isZip, !isCutOff, names.isEmpty { noteAllNames() } else { names.note(bytes) }
    }
    return names.text(bytes)
  }

  /// A zip has a list of its contents, so that all names are at hand from the start.
  private mutating func noteAllNames() {
    do throws(ArchiveFault) {
      let other = if let path { try Archive(path: path) } else { try Archive(bytes: input?.bytes ?? []) }
      for _ in 0..<bounds.entries where !names.isFull {
        var entry: OpaquePointer?
        let status = ArchiveLocale.within { unsafe archive_read_next_header(other.archive, &entry) }
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry = unsafe entry else { return }
        guard let text = unsafe archive_entry_pathname(entry) else { continue }
        names.note(unsafe Array(UnsafeRawBufferPointer(start: text, count: strlen(text))))
      }
    } catch { return }
  }
}

extension Archive {
  /// The kind of packing that bytes begin with.
  public enum Packing: String, Sendable {
    case gzip = "gz"
    case bzip2 = "bz2"
    case xz
    case zstd = "zst"
  }

  public static func packing(_ start: ArraySlice<UInt8>) -> Packing? {
    if GzipStream.isGzip(start) { return .gzip }
    if start.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) { return .xz }
    if start.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
    let isBzip2 = start.starts(with: "BZh".utf8) && start.count > 4 && start.dropFirst(4).starts(with: [0x31])
    return isBzip2 ? .bzip2 : nil
  }

  /// Whether bytes begin as a zip does: with an entry, or with the end of an empty one.
  public static func isZip(_ start: ArraySlice<UInt8>) -> Bool {
    start.starts(with: [0x50, 0x4B, 3, 4]) || start.starts(with: [0x50, 0x4B, 5, 6])
      || start.starts(with: [0x50, 0x4B, 0x30, 0x30, 0x50, 0x4B])
  }

  /// The mark behind the list of a zip's contents, with the longest remark that may follow it.
  private static let tail = 22 + 65_535

  private static func isCutOff(_ start: ArraySlice<UInt8>, tail: ArraySlice<UInt8>) -> Bool {
    guard isZip(start) else { return false }
    let bytes = Array(tail)
    var at = bytes.count - 22
    while at >= 0 {
      if bytes[at] == 0x50, bytes[at + 1] == 0x4B, bytes[at + 2] == 5, bytes[at + 3] == 6 { return false }
      at -= 1
    }
    return true
  }

  /// Whether bytes begin with the header of a tar: its checksum is right.
  public static func isTar(_ start: ArraySlice<UInt8>) -> Bool {
    guard start.count >= 512 else { return false }
    let header = Array(start.prefix(512))
    let digits = header[148..<156].filter { (0x30...0x37).contains($0) }
    guard (1...7).contains(digits.count) else { return false }
    let stated = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
    let sum = header.indices.reduce(0) { $0 + Int((148..<156).contains($1) ? 0x20 : header[$1]) }
    return sum == stated
  }
}

/// Bytes in memory that libarchive reads and seeks in.
@safe private final class ArchiveInput {
  let bytes: [UInt8]
  private var position = 0
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

  init(_ bytes: [UInt8]) { self.bytes = bytes }
  deinit { unsafe buffer.deallocate() }

  func read(_ start: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    let count = min(bytes.count - position, unsafe buffer.count)
    unsafe buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    unsafe start?.pointee = unsafe UnsafeRawPointer(buffer.baseAddress)
    return count
  }

  func seek(_ offset: Int64, _ from: Int32) -> Int64 {
    let base = from == SEEK_SET ? 0 : from == SEEK_CUR ? position : bytes.count
    let (target, isTooFar) = base.addingReportingOverflow(Int(offset))
    guard !isTooFar, (0...bytes.count).contains(target) else { return Int64(ARCHIVE_FATAL) }
    position = target
    return Int64(target)
  }

  func skip(_ count: Int64) -> Int64 {
    let skipped = min(max(0, Int(count)), bytes.count - position)
    position += skipped
    return Int64(skipped)
  }

  static func at(_ context: UnsafeMutableRawPointer?) -> ArchiveInput? {
    unsafe context.map { unsafe Unmanaged<ArchiveInput>.fromOpaque($0).takeUnretainedValue() }
  }
}

/// libarchive hands on names in the charset of the thread's locale: UTF-8, whatever the person's own is.
private enum ArchiveLocale {
  // Made once and never changed or freed: every thread may take it as its own.
  nonisolated(unsafe) private static let utf8: locale_t? = unsafe newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)

  static func within<Made>(_ body: () -> Made) -> Made {
    guard let utf8 = unsafe utf8 else { return body() }
    let before = unsafe uselocale(utf8)
    defer { _ = unsafe uselocale(before) }
    return body()
  }
}
