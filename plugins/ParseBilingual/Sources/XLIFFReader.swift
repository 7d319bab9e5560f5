import Document
import Markup
import Text
public import Workbench

extension Entry {
  public static let parseXLIFF = Entry(
    Manual(
      "parse.xliff", version: 1,
      "Reads XLIFF 1.x and 2.x: a document a file element, its segments with their translations.",
      help: """
        A unit becomes a paragraph, and each of its segments a segment whose candidates are its target, then its alternatives
        (`alt-trans`, `match`) with their scores. A target that its state calls unfinished has a penalty. Codes of the
        original format (`ph`, `bpt`, `x` …) are left out of the texts; notes are blocks of role note. The free key
        `targetLanguage` holds the language of the targets.

        Damaged XML gives the units up to the damage, with a warning that names its line. A file has at most 512 MiB.
        """,
      makes: [.blocks, .segments, .candidates],
      formats: [
        Format("application/xliff+xml", extensions: ["xlf", "xliff", "sdlxliff", "mqxliff"])
      ]),
    recognises: XLIFFReader.likeness
  ) { _ throws(Problem) in XLIFFReader() }
}

struct XLIFFReader: Reader {
  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let bytes = try source.whole()
    guard !bytes.isEmpty else { throw source.emptyInput }
    var parser = XLIFFParser(path: source.path, sha256: SHA256.hexadecimal(of: bytes))
    let fault = try XLIFFReader.read(bytes, &parser, emit)
    try parser.finish(after: fault, emit)
  }

  /// - Returns: what ended the reading before the end of the file.
  private static func read(
    _ bytes: [UInt8], _ parser: inout XLIFFParser, _ emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) -> XMLFault? {
    var stream: XMLStream
    do throws(XMLFault) { stream = try XMLStream() } catch { return error }
    stream.feed(bytes[...])
    for isLast in [false, true] {
      if isLast { stream.finish() }
      while true {
        let next: XMLEvent?
        do throws(XMLFault) { next = try stream.next() } catch { return error }
        guard let next else { break }
        try parser.read(next)
        if let document = parser.takeDocument() { try emit(document) }
      }
    }
    return nil
  }

  /// Sure of a first element of that name.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    XMLStart.element(in: start)?.name == "xliff" ? 0.95 : 0
  }
}
