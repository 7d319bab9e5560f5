import CZlib
import Document

/// Data packed as gzip (RFC 1952); dictzip's files are such.
enum Gzip {
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// Unpacks all of it.
  ///
  /// - Parameter limit: more bytes than this are refused.
  /// - Throws: `gzip.damaged`, `gzip.too-large`.
  static func unpacked(_ bytes: [UInt8], file: String, limit: Int = 1 << 29) throws(Problem) -> [UInt8] {
    var stream = unsafe z_stream()
    guard unsafe czlib_inflate_gzip(&stream) == Z_OK else {
      throw Problem("gzip.memory", "there is no memory to unpack \(file)")
    }
    defer { _ = unsafe inflateEnd(&stream) }
    var unpacked: [UInt8] = []
    unpacked.reserveCapacity(min(limit, 4 * bytes.count))
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    let damaged = Problem(
      "gzip.damaged", "\(file) is damaged or cut off", at: Place(file: file), help: "install or copy it again")
    var start = 0
    while true {
      let end = min(start + 1 << 20, bytes.count)
      let (result, produced, consumed) = unsafe bytes[start..<end].withUnsafeBufferPointer { input in
        unsafe buffer.withUnsafeMutableBufferPointer { output in
          unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
          unsafe stream.avail_in = UInt32(input.count)
          unsafe stream.next_out = output.baseAddress
          unsafe stream.avail_out = UInt32(output.count)
          let result = unsafe inflate(&stream, Z_NO_FLUSH)
          return unsafe (result, output.count - Int(stream.avail_out), input.count - Int(stream.avail_in))
        }
      }
      start += consumed
      unpacked += buffer[..<produced]
      guard unpacked.count <= limit else {
        throw Problem(
          "gzip.too-large", "\(file) unpacks to more than \(limit >> 20) MiB", at: Place(file: file),
          help: "use a smaller dictionary")
      }
      if result == Z_STREAM_END { return unpacked }
      guard result == Z_OK, produced > 0 || consumed > 0 else { throw damaged }
    }
  }
}
