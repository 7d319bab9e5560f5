/// What a package of Office Open XML says of its main part (ECMA-376, part 2: `[Content_Types].xml`).
public enum OfficeKind: Hashable, Sendable {
  case document, workbook, presentation
  /// A workbook whose parts are no XML (XLSB).
  case binaryWorkbook

  /// The name of the part that says so.
  public static let part = "[Content_Types].xml"

  /// - Parameter contentTypes: the part, or as much of it as there is.
  public init?(contentTypes: [UInt8]) {
    var rest = contentTypes[...]
    let name = Array("ContentType=".utf8)
    while let found = rest.firstRange(of: name) {
      rest = rest[found.upperBound...]
      guard let quote = rest.first, let end = rest.dropFirst().firstIndex(of: quote) else { return nil }
      let type = String(decoding: rest[rest.startIndex + 1..<end], as: UTF8.self)
      rest = rest[end...]
      guard type.contains(".main"), let kind = OfficeKind(mainType: type) else { continue }
      self = kind
      return
    }
    return nil
  }

  private init?(mainType type: String) {
    if type.contains("wordprocessingml") || type.contains("ms-word") {
      self = .document
    } else if type.contains("ms-excel.sheet.binary") {
      self = .binaryWorkbook
    } else if type.contains("spreadsheetml") || type.contains("ms-excel") {
      self = .workbook
    } else if type.contains("presentationml") || type.contains("ms-powerpoint") {
      self = .presentation
    } else {
      return nil
    }
  }

  /// - Parameter start: the first bytes of a zip; nil where what says so is not among them.
  public init?(zip start: ArraySlice<UInt8>) {
    guard Archive.isZip(start) else { return nil }
    let name = Array(OfficeKind.part.utf8)
    var rest = start
    while let found = rest.firstRange(of: [0x50, 0x4B, 3, 4]) {
      // Of the header of an entry (APPNOTE 4.3.7): method, packed size, lengths of the name and of what follows it.
      let header = Array(rest[found.lowerBound...].prefix(30))
      rest = rest[found.upperBound...]
      guard header.count == 30, rest.dropFirst(26).starts(with: name) else { continue }
      func number(_ at: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 | Int(header[at + $1]) << (8 * $1) } }
      guard number(26, 2) == name.count else { continue }
      let size = number(18, 4)
      let data = rest.dropFirst(26 + name.count + number(28, 2))
      let packed = size > 0 ? data.prefix(size) : data
      switch number(8, 2) {
      case 0: self.init(contentTypes: Array(packed))
      case 8: self.init(contentTypes: OfficeKind.inflated(packed))
      default: return nil
      }
      return
    }
    return nil
  }

  /// As much of deflated data as its beginning gives.
  private static func inflated(_ packed: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var stream = GzipStream()
    // gzip is a header of ten bytes before the same data.
    stream.unpack([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF] + packed) { piece in
      if bytes.count < 1 << 20 { bytes += piece }
    }
    return bytes
  }
}
