/// Tells files that are no text.
enum BinaryFormat {
  /// The format that the first bytes are the signature of, in words.
  static func name(of bytes: [UInt8]) -> String? {
    signatures.first { signature in bytes.starts(with: signature.bytes) }?.name
  }

  /// The first byte that no text has, where there are too many of them for damage: one in 200 and more.
  static func firstBinaryByte(of bytes: [UInt8]) -> Int? {
    let count = ByteScan.countControls(in: bytes.span)
    return count * 200 >= bytes.count && count > 0 ? bytes.firstIndex(where: ByteScan.isControl) : nil
  }

  /// - Throws: `binary` for what cannot be text in a charset of bytes.
  static func refuse(_ bytes: [UInt8]) throws(CharsetFault) {
    if let kind = name(of: bytes) { throw .binary(kind: kind, offset: 0) }
    if let at = firstBinaryByte(of: bytes) { throw .binary(kind: nil, offset: at) }
  }

  private static let signatures: [(bytes: [UInt8], name: String)] = [
    (Array("%PDF-".utf8), "a PDF"),
    ([0x50, 0x4B, 3, 4], "a ZIP archive (DOCX, ODT, XLSX, EPUB and others are such)"),
    ([0x1F, 0x8B], "compressed with gzip"),
    ([0x42, 0x5A, 0x68, 0x39], "compressed with bzip2"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz"),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"),
    (Array("Rar!".utf8), "a RAR archive"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an OLE file (old Word, Excel, Outlook)"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
    ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    (Array("GIF8".utf8), "a GIF picture"),
    ([0x49, 0x49, 0x2A, 0], "a TIFF picture"),
    ([0x4D, 0x4D, 0, 0x2A], "a TIFF picture"),
    (Array("SQLite format 3".utf8), "a SQLite database"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    (Array("OggS".utf8), "an Ogg recording"),
    (Array("ID3".utf8) + [3], "an MP3 recording"),
  ]
}
