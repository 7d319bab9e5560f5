import Document
public import Workbench

public let plugin = Plugin("ParseDocument", [.parseDocument])

extension Entry {
  public static let parseDocument = Entry(
    Manual(
      "parse.document", version: 1, "Reads documents that Dragoman wrote, one `dragoman/document@1` a line.",
      help: """
        The documents are what they were, and still name the reader that made them. The file is read line by line, so it
        may be larger than memory; one line has at most 512 MiB.
        """,
      makes: [.blocks, .segments, .candidates],
      formats: [Format("application/x-ndjson", extensions: ["jsonl", "ndjson", "json"])]),
    recognises: ParseDocument.likeness
  ) { _ throws(Problem) in ParseDocument() }
}

struct ParseDocument: Reader {
  private static let longestLine = 512 << 20

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    var line: [UInt8] = []
    var number = 0
    var documents = 0
    func finish() throws(Problem) {
      number += 1
      defer { line.removeAll(keepingCapacity: line.count < 1 << 20) }
      guard line.contains(where: { $0 > 0x20 }) else { return }
      do throws(Problem) {
        documents += 1
        try emit(try Document(json: try JSON.value(from: line)))
      } catch {
        throw error.onLine(number, of: source.path)
      }
    }
    try source.forEachPiece { piece throws(Problem) in
      var rest = piece
      while let end = rest.firstIndex(of: 0x0A) {
        line += rest[..<end]
        try finish()
        rest = rest[(end + 1)...]
      }
      line += rest
      guard line.count <= ParseDocument.longestLine else {
        throw Problem(
          "input.too-large", "a line has more than \(ParseDocument.longestLine >> 20) MiB", at: Place(line: number + 1),
          help: "each line must hold one document")
      }
    }
    try finish()
    if documents == 0 {
      throw Problem(
        "input.empty", "there is no document in the file", help: "`dragoman inspect --json` prints documents")
    }
  }

  /// Sure of a line that begins with the format's key.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    let text = start.prefix(200).filter { $0 > 0x20 }
    return text.starts(with: "{\"format\":\"dragoman/document@".utf8) ? 1 : 0
  }
}

extension Problem {
  /// A problem of one line's JSON, placed in the file that has the line.
  fileprivate func onLine(_ line: Int, of file: String) -> Problem {
    var placed = self
    if placed.place.file == nil { placed.place = Place(file: file, line: line, column: place.column) }
    return placed
  }
}
