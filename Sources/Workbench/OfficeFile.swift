public import Document
public import Markup
import Text

/// What readers of office documents have in common.
public enum OfficeFile {
  /// Word, Excel and PowerPoint before 2007, and newer files with a password, are files of another kind (OLE).
  public static func oldOrEncrypted(_ bytes: [UInt8], at place: Place) -> Problem? {
    guard bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) else { return nil }
    // OLE writes the names of its streams in UTF-16.
    let name: [UInt8] = Array("EncryptedPackage".utf8).flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
    if bytes.firstRange(of: name) != nil {
      return Problem(
        "office.encrypted", "the document is encrypted with a password, and was not read", at: place,
        help: "open it with its password and save it without one")
    }
    return Problem(
      "office.old", "the document is of the binary format of Office before 2007, which is not read", at: place,
      help: "save it as DOCX, XLSX or PPTX, for example with `soffice --headless --convert-to docx FILE`")
  }

  /// What bounds the XML of a document, for the manuals of all readers of office files.
  public static let parameters: [Parameter] = [
    .integer(
      "unpacked-size", default: OfficePackage.bounds.size >> 20, in: 1...65_536,
      "In MiB: a document whose XML unpacks to more is not read."),
    .integer(
      "unpacked-ratio", default: OfficePackage.bounds.ratio, in: 1...100_000,
      "A document whose XML unpacks to more than 64 MiB, and so many times the size of the file, is not read."),
  ]

  /// What the settings of ``parameters`` say.
  public static func bounds(_ settings: Settings) throws(Problem) -> ArchiveBounds {
    var bounds = OfficePackage.bounds
    bounds.size = try settings.integer("unpacked-size") << 20
    bounds.ratio = try settings.integer("unpacked-ratio")
    return bounds
  }

  /// - Parameter format: the first word of the codes, and the last of the reader's identifier: `docx`.
  public static func problem(_ fault: ArchiveFault, _ format: String, at place: Place) -> Problem {
    switch fault {
    case .unknown, .missing:
      return Problem(
        "\(format).zip", "the file is no zip, as every \(format.uppercased()) is", at: place,
        help: "it may be cut off, or another format under this name: give it to parse.auto")
    case .damaged(let message, _):
      return Problem(
        "\(format).damaged", "the zip of the document is damaged or cut off: \(message)", at: place,
        help: "copy or download it again")
    case .encrypted:
      return Problem(
        "office.encrypted", "the document is encrypted with a password, and was not read", at: place,
        help: "open it with its password and save it without one")
    case .memory: return Problem("\(format).memory", "there is no memory to unpack the document", at: place)
    case .entries(let limit):
      return Problem(
        "\(format).entries", "the document has more than \(limit) parts", at: place,
        help: "the bound is fixed: where the file is no trap, save it in parts or as plain text")
    case .size(let limit):
      return Problem(
        "\(format).too-large", "the document unpacks to more than \(limit >> 20) MiB of XML", at: place,
        help: remedy("unpacked-size", format))
    case .ratio(let limit):
      return Problem(
        "\(format).ratio", "the document unpacks to more than \(limit) times its size", at: place,
        help: remedy("unpacked-ratio", format))
    }
  }

  private static func remedy(_ parameter: String, _ format: String) -> String {
    "where the file is no trap, raise the parameter '\(parameter)' of parse.\(format)"
  }

  /// What was damaged of the package, as warnings that name the part.
  public static func warnings(_ package: OfficePackage) -> [Problem] {
    package.faults.map { fault, part in
      var message = "damaged"
      if case .damaged(let words, _) = fault { message = words }
      return Problem(
        "office.damaged",
        "the zip of the document is damaged (\(message)), and what could not be unpacked is missing",
        at: Place(part: part), help: "copy or download it again")
    }
  }

  /// A fault in the XML of a part, as the warning on the document that has what came before.
  public static func warning(_ fault: XMLFault, _ part: String) -> Problem {
    Problem(
      fault.code, fault.message + "; what stands behind it is missing", at: Place(line: fault.line, part: part),
      help: fault.help)
  }

  /// The language that the text is in, else the one that was stated.
  public static func setLanguage(_ metadata: inout Metadata, _ builder: BlockBuilder, _ stated: String?) {
    var own = ""
    for block in builder.blocks where block.role == .body || block.role == .title {
      own += builder.text.slice(block.range) + "\n"
      if own.utf8.count > 1 << 15 { break }
    }
    metadata.language = Languages.identify(own) ?? stated.flatMap(tag)
    metadata.direction = metadata.language.map(Languages.direction(of:)) ?? Languages.direction(ofText: builder.text)
  }

  /// The heading that a text begins with, where it begins with one of the first level.
  public static func firstHeading(_ builder: BlockBuilder) -> String? {
    guard let first = builder.blocks.first(where: { $0.role != .boilerplate }), first.kind == .heading,
      first.level ?? 1 == 1
    else { return nil }
    return builder.text.slice(first.range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A tag as documents state it, where it is one.
  private static func tag(_ text: String) -> String? {
    let isTag = (2...20).contains(text.utf8.count) && text.utf8.allSatisfy { $0 < 0x80 }
    return isTag && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } ? text : nil
  }

  /// How sure a reader is of the first bytes of a zip: by the kind that it says it is, else by the folder of its parts.
  public static func likeness(_ start: ArraySlice<UInt8>, _ kind: OfficeKind, folder: String) -> Double {
    guard Archive.isZip(start) else { return 0 }
    if let stated = OfficeKind(zip: start) { return stated == kind ? 0.97 : 0 }
    return names(start, folder) ? 0.95 : 0
  }

  /// The part that the package names as its main one, else the one that programs usually write.
  public static func mainPart(_ package: OfficePackage, usual: String) -> String {
    package.related(to: "", "officeDocument") ?? usual
  }

  /// The properties that a package of Office Open XML states of itself.
  public static func coreProperties(_ package: OfficePackage) -> (metadata: Metadata, language: String?) {
    CoreProperties.metadata(package.root(package.related(to: "", "core-properties") ?? "docProps/core.xml"))
  }

  /// Where a package of Office Open XML is another kind than the reader of a format reads.
  public static func otherKind(
    _ package: OfficePackage, than kind: OfficeKind, _ format: String, at place: Place
  ) -> Problem? {
    guard let stated = package.part(OfficeKind.part).flatMap({ OfficeKind(contentTypes: $0) }), stated != kind else {
      return nil
    }
    let name =
      switch stated {
      case .document: "a Word document"
      case .workbook: "an Excel workbook"
      case .presentation: "a PowerPoint presentation"
      case .binaryWorkbook: "a binary Excel workbook (XLSB), which is not read"
      }
    return Problem(
      "\(format).parts", "the file is \(name)", at: place,
      help: stated == .binaryWorkbook ? "save it as XLSX" : "give it to parse.auto, which knows its reader")
  }

  /// Whether an entry of a zip whose name begins so has its header in the first bytes.
  public static func names(_ start: ArraySlice<UInt8>, _ name: String) -> Bool {
    let name = Array(name.utf8)
    var rest = start
    while let found = rest.firstRange(of: [0x50, 0x4B, 3, 4]) {
      if rest[found.upperBound...].dropFirst(26).starts(with: name) { return true }
      rest = rest[found.upperBound...]
    }
    return false
  }
}
