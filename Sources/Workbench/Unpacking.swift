public import Document
import Markup
import Synchronization

/// How a source that is gzip is unpacked while it is read, and what was found to be wrong with it.
final class Unpacking: Sendable {
  let bounds: UnpackingBounds
  private let found = Mutex<Problem?>(nil)
  let kept = KeptBytes()

  init(_ bounds: UnpackingBounds) { self.bounds = bounds }

  /// `gzip.…`: the first that was found.
  var damage: Problem? {
    get { found.withLock { $0 } }
    set { found.withLock { if $0 == nil { $0 = newValue } } }
  }
}

/// The bytes of a small source, kept once they are there.
final class KeptBytes: Sendable {
  private let held = Mutex<[UInt8]?>(nil)
  private let pipe = Mutex(false)
  /// Sources of more bytes are not kept; and of those that lie packed, none that unpacks to more.
  static let most = 1 << 20
  static let mostUnpacked = 16 << 20

  /// Whether they came from what is no file, and are nowhere else.
  var isPipe: Bool {
    get { pipe.withLock { $0 } }
    set { pipe.withLock { $0 = newValue } }
  }

  var bytes: [UInt8]? {
    get { held.withLock { $0 } }
    set { held.withLock { $0 = newValue } }
  }
}

/// What a packed source may grow to.
public struct UnpackingBounds: Hashable, Sendable {
  /// In bytes.
  public var size: Int
  /// How many times as large as its packed bytes; looked at from 64 MiB on.
  public var ratio: Int

  public static let standard = UnpackingBounds(size: 4096 << 20, ratio: 200)
  static let ratioFrom = 64 << 20

  public init(size: Int, ratio: Int) {
    self.size = size
    self.ratio = ratio
  }
}

extension ByteSource {
  /// The same source, whose bytes are unpacked as they are read where they are gzip. It is unpacked once: gzip within gzip
  /// stays as it is.
  public func unpacked(within bounds: UnpackingBounds = .standard) -> ByteSource {
    if let unpacking, unpacking.bounds == bounds { return self }
    return ByteSource(self, unpacking: Unpacking(bounds))
  }

  /// Whether the bytes lie packed and are unpacked as they are read.
  public func isPacked() throws(Problem) -> Bool {
    guard unpacking != nil else { return false }
    return GzipStream.isGzip(try packedPrefix(3))
  }

  /// The path; where the bytes are unpacked, without the ending that says so: `page.html.gz` gives `page.html`.
  public func unpackedName() throws(Problem) -> String {
    try isPacked() ? Paths.withoutPacking(path) : path
  }

  /// SHA-256 of the original bytes as they lie, as 64 hexadecimal digits.
  ///
  /// - Parameter whole: what ``whole(limit:)`` gave, which need not be read again where it was not packed.
  public func sha256(of whole: [UInt8]) throws(Problem) -> String {
    try isPacked() ? try sha256() : SHA256.hexadecimal(of: whole)
  }

  /// SHA-256 of the original bytes as they lie, read once more.
  public func sha256() throws(Problem) -> String {
    var hash = SHA256()
    try forEachPackedPiece { piece in unsafe hash.update(piece.span.bytes) }
    return hash.hexadecimal()
  }

  /// The bytes of a packed source that is small and whole; they are kept as long as the source. Nil for any other, which is unpacked
  /// piece by piece.
  private func unpackedSmall() throws(Problem) -> [UInt8]? {
    guard let unpacking, let packed = try small(), packed.count <= KeptBytes.most else { return nil }
    if let bytes = unpacking.kept.bytes { return bytes }
    let bytes = GzipStream.whole(packed, most: min(KeptBytes.mostUnpacked, unpacking.bounds.size))
    unpacking.kept.bytes = bytes
    return bytes
  }

  func unpackedPrefix(_ count: Int) throws(Problem) -> ArraySlice<UInt8> {
    if let bytes = try unpackedSmall() { return bytes.prefix(count) }
    var first: [UInt8] = []
    var stream = GzipStream()
    // What is packed may be a little longer than what it holds, and a header stands before it.
    stream.unpack(try packedPrefix(count + 1 << 14)) { piece in first += piece.prefix(count - first.count) }
    return first[...]
  }

  func unpackedWhole(limit: Int) throws(Problem) -> [UInt8] {
    if let bytes = try unpackedSmall() {
      guard bytes.count <= limit else { throw ByteSource.tooLarge(path, limit) }
      return bytes
    }
    var bytes: [UInt8] = []
    try forEachUnpackedPiece { piece throws(Problem) in
      guard bytes.count + piece.count <= limit else { throw ByteSource.tooLarge(path, limit) }
      bytes += piece
    }
    return bytes
  }

  /// What is damaged is given as far as it goes, and ``Unpacking/damage`` says so.
  func forEachUnpackedPiece(_ body: (ArraySlice<UInt8>) throws(Problem) -> Void) throws(Problem) {
    if let bytes = try unpackedSmall() { return try body(bytes[...]) }
    let bounds = unpacking?.bounds ?? .standard
    var stream = GzipStream()
    var (packed, made) = (0, 0)
    try forEachPackedPiece { piece throws(Problem) in
      var rest = piece
      while !rest.isEmpty {
        let next = rest.prefix(1 << 16)
        rest = rest.dropFirst(next.count)
        packed += next.count
        try stream.unpack(next) { piece throws(Problem) in
          made += piece.count
          if let problem = bounds.problem(packed: packed, made: made, path) { throw problem }
          try body(piece)
        }
      }
    }
    guard let fault = stream.finish() else { return }
    if made == 0 { throw fault.problem(path, made: made) }
    unpacking?.damage = fault.problem(path, made: made)
  }
}

extension UnpackingBounds {
  fileprivate func problem(packed: Int, made: Int, _ path: String) -> Problem? {
    let place = Place(file: path)
    let remedy = "where it is no trap, unpack it first, or raise the parameter"
    if made > size {
      return Problem(
        "gzip.too-large", "it unpacks to more than \(size >> 20) MiB", at: place,
        help: "\(remedy) 'unpacked-size' of parse.auto")
    }
    if made > UnpackingBounds.ratioFrom, made / ratio > packed {
      return Problem(
        "gzip.ratio", "it unpacks to more than \(ratio) times its size", at: place,
        help: "\(remedy) 'unpacked-ratio' of parse.auto")
    }
    return nil
  }
}

extension GzipFault {
  fileprivate func problem(_ path: String, made: Int) -> Problem {
    let place = Place(file: path)
    switch self {
    case .truncated:
      return Problem(
        "gzip.truncated", "the gzip ends before its end, \(made) bytes could be unpacked", at: place,
        help: "the file was cut off: copy or download it again")
    case .damaged:
      return Problem(
        "gzip.damaged", "the gzip is damaged, \(made) bytes could be unpacked", at: place,
        help: "copy or download it again")
    case .trailing:
      return Problem(
        "gzip.trailing", "bytes that are no gzip stand behind the \(made) that were unpacked, and were left out",
        at: place)
    case .memory: return Problem("gzip.memory", "there is no memory to unpack it", at: place)
    case .tooLarge: return Problem("gzip.too-large", "it unpacks to more than is allowed", at: place)
    }
  }
}

extension Reader {
  /// Reads a source that may lie packed by gzip: what a host calls in place of ``read(_:in:emit:)``. Damage of the packing is a
  /// warning on the documents that were made after it was met.
  ///
  /// - Throws: what the reader throws; `gzip.…` where damage of the packing is the reason, or no document could say so.
  public func readUnpacked(
    _ source: ByteSource, within bounds: UnpackingBounds = .standard, in context: RunContext,
    emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let source = source.unpacked(within: bounds)
    guard try source.isPacked() else { return try read(source, in: context, emit: emit) }
    var isSaid = false
    // What takes the documents throws to end the run; that is handed on as it is.
    var failure: Problem?
    do throws(Problem) {
      try read(source, in: context) { document throws(Problem) in
        var document = consume document
        if let damage = source.unpacking?.damage {
          if !document.warnings.contains(damage) { document.warnings.append(damage) }
          isSaid = true
        }
        do throws(Problem) { try emit(document) } catch {
          failure = error
          throw error
        }
      }
    } catch {
      guard failure == nil, var damage = source.unpacking?.damage, damage != error else { throw error }
      damage.message += "; read so far: \(error.message)"
      throw damage
    }
    if !isSaid, let damage = source.unpacking?.damage { throw damage }
  }
}
