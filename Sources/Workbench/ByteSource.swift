public import Document
import Glibc
import Markup

/// The bytes that a reader reads: a file, standard input, or a part of something that another reader has in hand.
public final class ByteSource: Sendable {
  private enum Origin {
    case file
    case memory([UInt8])
  }

  /// The path as it was given; `-` for standard input.
  public let path: String
  private let origin: Origin
  /// How the bytes are unpacked where they are gzip; nil where they are given as they lie.
  let unpacking: Unpacking?
  private let kept: KeptBytes

  /// Readers that need a whole file in memory refuse larger ones than this, unless their manual says otherwise.
  public static let wholeLimit = 512 << 20

  /// A file, or standard input where the path is `-`; opened when it is read.
  ///
  /// - Throws: `input.…` where standard input cannot be read.
  public init(path: String) throws(Problem) {
    self.path = path
    origin =
      path == "-" ? .memory(try ByteSource.drain(0, path: "standard input", limit: ByteSource.wholeLimit)) : .file
    unpacking = nil
    kept = KeptBytes()
  }

  public init(bytes: [UInt8], path: String) {
    self.path = path
    origin = .memory(bytes)
    unpacking = nil
    kept = KeptBytes()
  }

  init(_ source: ByteSource, unpacking: Unpacking) {
    path = source.path
    origin = source.origin
    self.unpacking = unpacking
    kept = source.kept
  }

  /// Whether the path leads to the bytes, so that another program can read them there.
  public func isFile() throws(Problem) -> Bool {
    guard case .file = origin else { return false }
    _ = try small()
    if kept.isPipe { return false }
    return try !isPacked()
  }

  /// The first bytes, at most so many.
  public func prefix(_ count: Int) throws(Problem) -> ArraySlice<UInt8> {
    let start = try packedPrefix(count)
    guard unpacking != nil, GzipStream.isGzip(try packedPrefix(3)) else { return start }
    return try unpackedPrefix(count)
  }

  /// The first bytes as they lie.
  func packedPrefix(_ count: Int) throws(Problem) -> ArraySlice<UInt8> {
    if let bytes = try small() { return bytes.prefix(count) }
    var first: [UInt8] = []
    try read(upTo: count) { piece in first += piece }
    return first[...]
  }

  /// All bytes.
  ///
  /// - Throws: `input.missing`, `input.unreadable`, `input.folder`, or `input.too-large` for more than `limit` bytes.
  public func whole(limit: Int = ByteSource.wholeLimit) throws(Problem) -> [UInt8] {
    if try isPacked() { return try unpackedWhole(limit: limit) }
    if case .memory(let bytes) = origin { return bytes }
    if let bytes = try small() {
      guard bytes.count <= limit else { throw ByteSource.tooLarge(path, limit) }
      return bytes
    }
    let descriptor = try open()
    defer { close(descriptor) }
    return try ByteSource.drain(descriptor, path: path, limit: limit)
  }

  /// The bytes as they lie where they are in memory or few; a small file is read once, and kept as long as the source. So is a pipe,
  /// which cannot be read again.
  func small() throws(Problem) -> [UInt8]? {
    if case .memory(let bytes) = origin { return bytes }
    if let bytes = kept.bytes { return bytes }
    let descriptor = try open()
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    if status.st_mode & S_IFMT != S_IFREG {
      let bytes = try ByteSource.drain(descriptor, path: path, limit: ByteSource.wholeLimit)
      kept.isPipe = true
      kept.bytes = bytes
      return bytes
    }
    guard (1...KeptBytes.most).contains(Int(status.st_size)),
      let bytes = try? ByteSource.drain(descriptor, path: path, limit: KeptBytes.most)
    else { return nil }
    kept.bytes = bytes
    return bytes
  }

  /// Hands on the bytes piece by piece, so that a file may be larger than memory.
  public func forEachPiece(_ body: (ArraySlice<UInt8>) throws(Problem) -> Void) throws(Problem) {
    try isPacked() ? try forEachUnpackedPiece(body) : try forEachPackedPiece(body)
  }

  func forEachPackedPiece(_ body: (ArraySlice<UInt8>) throws(Problem) -> Void) throws(Problem) {
    if let bytes = try small() { return try body(bytes[...]) }
    try read(upTo: .max, body)
  }

  private func read(upTo limit: Int, _ body: (ArraySlice<UInt8>) throws(Problem) -> Void) throws(Problem) {
    let descriptor = try open()
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: min(limit, 1 << 16))
    var left = limit
    while left > 0 {
      let got = try ByteSource.fill(&buffer, from: 0, atMost: left, descriptor, path: path)
      if got == 0 { break }
      left -= got
      try body(buffer[..<got])
    }
  }

  private func open() throws(Problem) -> Int32 {
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ByteSource.failure(path) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw Problem("input.folder", "\(path) is a folder, not a file", help: "name the files in it")
    }
    return descriptor
  }

  private static func drain(_ descriptor: Int32, path: String, limit: Int) throws(Problem) -> [UInt8] {
    var status = stat()
    let expected =
      unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    guard expected <= limit else { throw tooLarge(path, limit) }
    var bytes = [UInt8](repeating: 0, count: max(expected + 1, 1 << 16))
    var count = 0
    while true {
      if count == bytes.count { bytes += repeatElement(0, count: bytes.count) }
      let got = try fill(&bytes, from: count, atMost: .max, descriptor, path: path)
      if got == 0 { break }
      count += got
      guard count <= limit else { throw tooLarge(path, limit) }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// Reads once, again after an interruption; 0 at the end.
  private static func fill(
    _ buffer: inout [UInt8], from start: Int, atMost limit: Int, _ descriptor: Int32, path: String
  ) throws(Problem) -> Int {
    while true {
      let got = unsafe buffer.withUnsafeMutableBytes { space in
        unsafe Glibc.read(descriptor, space.baseAddress.map { unsafe $0 + start }, min(space.count - start, limit))
      }
      if got >= 0 { return got }
      if errno != EINTR { throw failure(path) }
    }
  }

  static func tooLarge(_ path: String, _ limit: Int) -> Problem {
    Problem(
      "input.too-large", "\(path) has more than \(limit >> 20) MiB",
      help: "split it, or give a format that is read piece by piece")
  }

  private static func failure(_ path: String) -> Problem {
    switch errno {
    case ENOENT, ENOTDIR: Problem("input.missing", "there is no file \(path)", help: "check the path")
    case EACCES, EPERM: Problem("input.unreadable", "\(path) may not be read", help: "check its permissions")
    default: Problem("input.unreadable", "\(path) cannot be read: \(unsafe String(cString: strerror(errno)))")
    }
  }
}
