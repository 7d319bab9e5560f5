public import Document
public import Markup

/// A document that is a zip of XML, unpacked: what all its readers begin with, and what they say of where it comes from.
public struct OfficeInput: Sendable {
  public let package: OfficePackage
  public let place: Place
  /// Bytes of the file.
  public let packedSize: Int
  private let sha256: String
  private let manual: Manual

  /// The last word of the reader's identifier, with which its codes begin: `docx`.
  private var format: String { OfficeInput.format(manual) }

  /// - Parameters:
  ///   - manual: of the reader.
  ///   - wanted: which parts are read, by name.
  /// - Throws: what of `input.…` and `gzip.…` the bytes themselves give rise to; `office.old` and `office.encrypted`; what
  ///   ``OfficeFile/problem(_:_:at:)`` makes of a fault of the zip.
  public init(
    _ source: ByteSource, for manual: Manual, bounds: ArchiveBounds, wanted: (String) -> Bool
  ) throws(Problem) {
    let bytes = try source.whole()
    guard !bytes.isEmpty else { throw source.emptyInput }
    place = Place(file: source.path)
    if let problem = OfficeFile.oldOrEncrypted(bytes, at: place) { throw problem }
    do throws(ArchiveFault) {
      package = try OfficePackage(bytes, bounds: bounds, wanted: wanted)
    } catch { throw OfficeFile.problem(error, OfficeInput.format(manual), at: place) }
    sha256 = try source.sha256(of: bytes)
    packedSize = bytes.count
    self.manual = manual
  }

  private static func format(_ manual: Manual) -> String {
    manual.identifier.split(separator: ".").last.map(String.init) ?? manual.identifier
  }

  /// The problem of a zip that is no such document.
  ///
  /// - Parameter name: what the reader reads, such as `Word document`.
  public func isNo(_ name: String) -> Problem {
    Problem(
      "\(format).parts", "the file is a zip, but there is no \(name) in it", at: place,
      help: "it may be cut off, or another format: give it to parse.auto")
  }

  /// The problem of a fault that was met after the package had been opened.
  public func problem(_ fault: ArchiveFault) -> Problem { OfficeFile.problem(fault, format, at: place) }

  public func document(
    _ metadata: Metadata, text: String, blocks: [Block], warnings: [Problem]
  ) -> Document {
    Document(
      id: String(sha256.prefix(16)),
      source: Source(
        path: place.file ?? "", sha256: sha256, mediaType: manual.formats.first?.mediaType ?? "application/zip",
        reader: manual.versioned),
      metadata: metadata, text: text, blocks: blocks, warnings: warnings)
  }
}
