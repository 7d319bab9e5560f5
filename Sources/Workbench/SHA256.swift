import CNettle

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece. Nettle has it in the processor's own instructions, where it has them.
public struct SHA256: ~Copyable {
  private var state = sha256_ctx()

  public init() { unsafe nettle_sha256_init(&state) }

  public mutating func update(_ bytes: borrowing RawSpan) {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe nettle_sha256_update(&state, buffer.count, start.assumingMemoryBound(to: UInt8.self))
    }
  }

  /// The digest as 64 hexadecimal digits.
  public consuming func hexadecimal() -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
    unsafe nettle_sha256_digest(&state, digest.count, &digest)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  public static func hexadecimal(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    unsafe hash.update(bytes.span.bytes)
    return hash.hexadecimal()
  }
}
