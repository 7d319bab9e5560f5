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

  /// A zip of these entries as they are.
  ///
  /// - Parameters:
  ///   - method: 0 for what is not packed, 8 for what was deflated before.
  ///   - size: what each unpacks to, where that is not its own size.
  public static func zip(_ entries: [(name: String, bytes: [UInt8])], method: Int = 0, size: Int? = nil) -> [UInt8] {
    zip(named: entries.map { (Array($0.name.utf8), $0.bytes) }, saysUTF8: true, method: method, size: size)
  }

  /// A zip of a few KiB with one entry that unpacks to more than 80 MiB: a text, then blanks.
  public static func zipBomb(_ name: String, _ text: String) throws -> [UInt8] {
    let big = Array(text.utf8) + [UInt8](repeating: 0x20, count: 80 << 20)
    let packed = try gzip(big)
    // The deflated data of gzip as an entry of a zip.
    return zip([(name, Array(packed[10..<packed.count - 8]))], method: 8, size: big.count)
  }

  /// The same with names in any charset.
  ///
  /// - Parameter saysUTF8: whether it says that names are in UTF-8.
  public static func zip(
    named entries: [(name: [UInt8], bytes: [UInt8])], saysUTF8: Bool = false, method: Int = 0, size: Int? = nil
  ) -> [UInt8] {
    var zip: [UInt8] = []
    var list: [UInt8] = []
    for (name, bytes) in entries {
      let sum = unsafe bytes.withUnsafeBufferPointer { unsafe crc32(0, $0.baseAddress, UInt32($0.count)) }
      let packed = little(bytes.count, 4)
      // Version 2.0, no time.
      let common =
        little(20, 2) + little(saysUTF8 ? 0x800 : 0, 2) + little(method, 2) + little(0x21_0000, 4) + little(Int(sum), 4)
        + packed
        + little(size ?? bytes.count, 4)
        + little(name.count, 2) + little(0, 2)
      list += [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 10) + little(zip.count, 4) + name
      zip += [0x50, 0x4B, 3, 4] + common + name + bytes
    }
    let count = little(entries.count, 2)
    return zip + list + [0x50, 0x4B, 5, 6] + little(0, 4) + count + count + little(list.count, 4)
      + little(zip.count, 4) + little(0, 2)
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { at in at < 8 ? UInt8(truncatingIfNeeded: number >> (8 * at)) : 0 }
  }

  /// A tar of these files, of symbolic and of hard links, and of folders.
  public static func tar(
    _ entries: [(name: String, bytes: [UInt8])], links: [(name: String, target: String)] = [],
    hardLinks: [(name: String, target: String)] = [], folders: [String] = []
  ) -> [UInt8] {
    var tar: [UInt8] = []
    for (name, bytes) in entries {
      tar += header(name, size: bytes.count, kind: "0", link: "") + bytes
      tar += [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
    }
    for (name, target) in links { tar += header(name, size: 0, kind: "2", link: target) }
    for (name, target) in hardLinks { tar += header(name, size: 0, kind: "1", link: target) }
    for name in folders { tar += header(name, size: 0, kind: "5", link: "") }
    return tar + [UInt8](repeating: 0, count: 1024)
  }

  private static func header(_ name: String, size: Int, kind: String, link: String) -> [UInt8] {
    func field(_ text: String, _ count: Int) -> [UInt8] {
      Array(text.utf8) + [UInt8](repeating: 0, count: count - text.utf8.count)
    }
    func octal(_ number: Int, _ digits: Int) -> [UInt8] {
      let text = String(number, radix: 8)
      return Array((String(repeating: "0", count: digits - text.count) + text).utf8) + [0]
    }
    var header =
      field(name, 100) + octal(0o644, 7) + octal(0, 7) + octal(0, 7) + octal(size, 11) + octal(0, 11)
      + [UInt8](repeating: 0x20, count: 8) + Array(kind.utf8) + field(link, 100) + field("ustar", 6) + Array("00".utf8)
    header += [UInt8](repeating: 0, count: 512 - header.count)
    let sum = octal(header.reduce(0) { $0 + Int($1) }, 6) + [0x20]
    header.replaceSubrange(148..<156, with: sum)
    return header
  }
}
