import Document

/// Archives that are known and not read.
struct ArchiveKind {
  let name: String
  private let mark: [UInt8]

  private init(_ name: String, _ mark: [UInt8]) {
    self.name = name
    self.mark = mark
  }

  /// By the first bytes.
  static func unread(_ start: ArraySlice<UInt8>) -> ArchiveKind? {
    all.first { kind in start.starts(with: kind.mark) }
  }

  func problem(at place: Place) -> Problem {
    Problem(
      "archive.kind", "it is \(name), which is not read", at: place,
      help: "unpack it with its own program, and give the files that were in it, or a zip of them")
  }

  private static let all = [
    ArchiveKind("a 7-Zip archive", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
    ArchiveKind("a RAR archive", Array("Rar!\u{1A}\u{7}".utf8)),
    ArchiveKind("a cabinet of Windows", Array("MSCF\0\0\0\0".utf8)),
    ArchiveKind("one part of a zip that was split", [0x50, 0x4B, 7, 8]),
    ArchiveKind("a file packed by compress", [0x1F, 0x9D]), ArchiveKind("a file packed by lz4", [4, 0x22, 0x4D, 0x18]),
    ArchiveKind("a file packed by lzip", Array("LZIP\u{1}".utf8)),
  ]
}
