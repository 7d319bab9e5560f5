import Document
import Markup
import Text
public import Workbench

extension Entry {
  public static let parseXLSX = Entry(
    Manual(
      "parse.xlsx", version: 1, "Reads Excel workbooks (XLSX).",
      help: """
        Each sheet is a heading, and a table for each stretch of rows without an empty row between them: rows are lines, cells are
        parted by tabs, columns without anything in them are left out. A cell that stands alone, and a merged one that is a row of its
        own above or below a table, is a paragraph. Where a table would be mostly empty, its cells are listed with their addresses.

        Numbers stand as their format shows them, dates and times as in `2025-01-20 03:56`; of a formula the value that the file has.
        Links are kept, and bold and italic where a cell has both kinds of words; comments are notes at their cell. Hidden sheets, rows
        and columns are read, with a warning; a hidden sheet has a note and is named in the free key `hiddenSheets`. Words in shapes,
        titles of charts and alternative text follow the cells. Title, authors and dates come from the properties. A block's place is
        its sheet with the range of its cells (`part`) and the number of its first row.
        """,
      parameters: [
        .flag("comments", default: true, "Whether comments are read, as notes that begin with their author."),
        .integer(
          "cells", default: 5_000_000, in: 1...1_000_000_000,
          "How many cells with something in them are read; those beyond are left out, with a warning."),
      ] + OfficeFile.parameters,
      makes: [.blocks],
      formats: [
        Format(
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          extensions: ["xlsx", "xlsm", "xltx", "xltm"])
      ]),
    recognises: XLSXReader.likeness
  ) { settings throws(Problem) in
    XLSXReader(
      comments: try settings.flag("comments"), cells: try settings.integer("cells"),
      bounds: try OfficeFile.bounds(settings))
  }
}

struct XLSXReader: Reader {
  var comments = true
  var cells = 5_000_000
  var bounds = OfficePackage.bounds

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let input = try OfficeInput(source, for: Entry.parseXLSX.manual, bounds: bounds) { XLSXReader.isRead($0) }
    let package = input.package
    if let problem = OfficeFile.otherKind(package, than: .workbook, "xlsx", at: input.place) { throw problem }
    let main = OfficeFile.mainPart(package, usual: "xl/workbook.xml")
    guard let workbook = package.whole(main), workbook.root != nil else {
      throw input.isNo("Excel workbook")
    }
    var warnings = OfficeFile.warnings(package)
    if let fault = workbook.fault { warnings.append(OfficeFile.warning(fault, main)) }
    var (metadata, stated) = OfficeFile.coreProperties(package)
    var body = XLSXBody(
      XLSXBook(package, main: main, workbook), comments: comments, limit: cells, bounds: bounds,
      packedSize: input.packedSize, warnings: warnings)
    do throws(ArchiveFault) { try body.read() } catch { throw input.problem(error) }
    if !body.hiddenSheets.isEmpty { metadata.other["hiddenSheets"] = .array(body.hiddenSheets.map { .string($0) }) }
    OfficeFile.setLanguage(&metadata, body.builder, stated)
    try emit(
      input.document(metadata, text: body.builder.text, blocks: body.builder.blocks, warnings: body.warnings))
  }

  private static func isRead(_ part: String) -> Bool {
    (part.hasSuffix(".xml") || part.hasSuffix(".rels")) && !part.hasPrefix("xl/theme/")
      && !part.hasPrefix("xl/pivotCache/") && !part.hasPrefix("xl/calcChain")
  }

  /// Sure of a zip that says so, or whose first entries are those of a workbook.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    OfficeFile.likeness(start, .workbook, folder: "xl/")
  }
}
