import Foundation
import Markup
import TestKit
import Testing

struct GzipStreamTests {
  private let text = Array((0..<3_000).map { "line \($0)\n" }.joined().utf8)

  private func unpacked(_ bytes: [UInt8], by step: Int) -> (made: [UInt8], fault: GzipFault?) {
    var stream = GzipStream()
    var made: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: step) {
      stream.unpack(bytes[start..<min(bytes.count, start + step)]) { piece in made += piece }
    }
    return (made, stream.finish())
  }

  @Test(arguments: [1, 7, 4096, 1 << 20]) func piecesOfAnySizeGiveTheSame(_ step: Int) throws {
    let (made, fault) = unpacked(try Packing.gzip(text), by: step)
    #expect(made == text && fault == nil)
  }

  @Test(arguments: [1, 1 << 20]) func membersFollowOneAnother(_ step: Int) throws {
    let packed = try Packing.gzip(text) + Packing.gzip([]) + Packing.gzip(text) + [0, 0, 0]
    let (made, fault) = unpacked(packed, by: step)
    #expect(made == text + text && fault == nil)
  }

  @Test func whatIsDamagedGivesWhatCameBefore() throws {
    let packed = try Packing.gzip(text)
    for length in [0, 1, 2, 9, 10, 11, 100, 1_000, packed.count - 9, packed.count - 8, packed.count - 1] {
      let (made, fault) = unpacked(Array(packed[..<length]), by: 1 << 20)
      #expect(fault == .truncated && Array(text.prefix(made.count)) == made)
    }
    var broken = packed
    broken[packed.count - 6] ^= 1
    #expect(unpacked(broken, by: 100).fault == .damaged)
    #expect(unpacked(packed + Array("more".utf8), by: 100).fault == .trailing)
  }

  /// In one go only what one whole member is; the stream tells of all else.
  @Test func inOneGo() throws {
    let packed = try Packing.gzip(text)
    #expect(GzipStream.whole(packed, most: text.count) == text)
    #expect(GzipStream.whole(try Packing.gzip([]), most: 0) == [])
    #expect(GzipStream.whole(packed, most: text.count - 1) == nil)
    #expect(GzipStream.whole(packed + packed, most: 1 << 20) == nil)
    #expect(GzipStream.whole(packed + [0], most: 1 << 20) == nil)
    for length in 0..<packed.count { #expect(GzipStream.whole(Array(packed[..<length]), most: 1 << 20) == nil) }
    for at in 0..<packed.count {
      var broken = packed
      broken[at] ^= 0x10
      // Nothing depends on a header's time and system, or on the last bits of the last byte.
      if let made = GzipStream.whole(broken, most: 1 << 20) { #expect(made == text, "\(at)") }
    }
  }

  @Test func allOfItHasABound() throws {
    let packed = try Packing.gzip(text)
    #expect(try GzipStream.unpacked(packed, limit: text.count) == text)
    #expect(throws: GzipFault.tooLarge) { try GzipStream.unpacked(packed, limit: text.count - 1) }
  }
}
