import CDeflate

extension GzipStream {
  /// All of what is in memory unpacked in one go, which is several times as quick as piece by piece.
  ///
  /// - Parameter most: in bytes.
  /// - Returns: nil for what is damaged, has several members, or unpacks to more: ``unpack(_:_:)`` tells.
  public static func whole(_ packed: [UInt8], most: Int) -> [UInt8]? {
    // The last four bytes of a member say how many bytes were packed, modulo 2^32.
    guard packed.count >= 18 else { return nil }
    let count = packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard count <= most, let decompressor = unsafe libdeflate_alloc_decompressor() else { return nil }
    defer { unsafe libdeflate_free_decompressor(decompressor) }
    var isWhole = false
    let unpacked = unsafe [UInt8](unsafeUninitializedCapacity: max(count, 1)) { space, made in
      var (consumed, produced) = (0, 0)
      let result = unsafe packed.withUnsafeBytes { packed in
        unsafe libdeflate_gzip_decompress_ex(
          decompressor, packed.baseAddress, packed.count, space.baseAddress, count, &consumed, &produced)
      }
      isWhole = result == LIBDEFLATE_SUCCESS && consumed == packed.count && produced == count
      made = isWhole ? count : 0
    }
    return isWhole ? unpacked : nil
  }
}
