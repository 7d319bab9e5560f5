import CZlib
import Document

/// Packs bytes, for tests of what unpacks them.
public enum Packing {
  /// One member of gzip.
  public static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    var stream = unsafe z_stream()
    guard unsafe czlib_deflate_gzip(&stream) == Z_OK else { throw Problem("test.gzip", "there is no memory") }
    defer { _ = unsafe deflateEnd(&stream) }
    var packed = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 1_000)
    let size = unsafe bytes.withUnsafeBufferPointer { input in
      unsafe packed.withUnsafeMutableBufferPointer { output in
        unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        return unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END ? output.count - Int(stream.avail_out) : 0
      }
    }
    guard size > 0 else { throw Problem("test.gzip", "the bytes could not be packed") }
    packed.removeLast(packed.count - size)
    return packed
  }
}
