import CSodium
public import Document

/// What stands for bytes in the run's store: BLAKE2b of 128 bits (RFC 7693). Nobody can make two contents that have the same.
public struct Digest: Hashable, Sendable, Comparable {
  private var high: UInt64
  private var low: UInt64

  /// So many bytes has a digest.
  public static let size = 16

  public static let zero = Digest(high: 0, low: 0)

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  public init(of bytes: [UInt8]) { self = unsafe bytes.withUnsafeBytes { unsafe Digest(of: $0) } }

  public init(of bytes: [UInt8], in range: Range<Int>) {
    self = unsafe bytes.withUnsafeBytes { unsafe Digest(of: UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// What a digest's own bytes say; nil for another number of them.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Digest.size else { return nil }
    self.init(high: 0, low: 0)
    for (at, byte) in bytes.enumerated() {
      if at < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
    }
  }

  private init(of bytes: UnsafeRawBufferPointer) {
    // The library picks what is quickest on this machine once it is initialised; that may be asked for again and again.
    _ = Digest.library
    var words: (UInt64, UInt64) = (0, 0)
    unsafe withUnsafeMutableBytes(of: &words) { out in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      guard let target = unsafe out.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
      _ = unsafe crypto_generichash(target, Digest.size, start, UInt64(bytes.count), nil, 0)
    }
    self.init(high: words.0.bigEndian, low: words.1.bigEndian)
  }

  private static let library = sodium_init()

  /// 32 hexadecimal digits.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The bytes of the digest, the first first.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Digest.size)
    for word in [high, low] {
      for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
    return bytes
  }

  public static func < (a: Digest, b: Digest) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

extension PackWriter {
  public mutating func write(_ digest: Digest) { write(raw: digest.bytes) }

  /// The digest of everything written so far.
  public var digest: Digest { Digest(of: bytes) }
}

extension PackReader {
  public mutating func digest() throws(Damage) -> Digest {
    guard let digest = Digest(bytes: try slice(Digest.size)) else { throw Damage() }
    return digest
  }
}
