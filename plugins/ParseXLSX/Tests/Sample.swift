import TestKit

/// Makes small workbooks.
enum Sample {
  static let namespaces =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
    + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
    + "xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" "
    + "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
    + "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\""
  /// The entries of a workbook.
  ///
  /// - Parameters:
  ///   - sheets: what stands in `worksheet`; in `sheetData` where it begins with a row.
  ///   - parts: `names` of the sheets, a line each (`hidden` before the name hides it); what stands in `strings`, `styles`,
  ///     `persons`, `core`; `workbook`: its properties; and of the first sheet `comments`, `threads`, `drawing`, `chart`.
  static func entries(
    _ sheets: [String], _ parts: [(name: String, content: String)] = []
  ) -> [OfficeSample.Entry] {
    let content = Dictionary(parts.map { ($0.name, $0.content) }) { first, _ in first }
    let names = (content["names"] ?? "").split(separator: "\n").map(String.init)
    var entries = OfficeSample.beginning(main: "xl/workbook.xml", kind: "spreadsheetml.sheet")
    func add(_ name: String, _ root: String, _ inner: String) {
      entries.append((name, Array("<\(root) \(namespaces)>\(inner)</\(root)>".utf8)))
    }
    var list = ""
    var own: [(id: String, type: String, target: String)] = [
      ("strings", "sharedStrings", "strings.xml"), ("styles", "styles", "styles.xml"),
      ("persons", "person", "persons.xml"),
    ]
    for at in sheets.indices {
      let name = at < names.count ? names[at] : "Sheet\(at + 1)"
      let state = name.hasPrefix("hidden ") ? " state=\"hidden\"" : ""
      list +=
        "<sheet name=\"\(state.isEmpty ? name : String(name.dropFirst(7)))\" sheetId=\"\(at + 1)\"\(state) r:id=\"s\(at)\"/>"
      // Parts are called in another order than the workbook lists them.
      own.append((id: "s\(at)", type: "worksheet", target: "sheets/sheet\(sheets.count - at).xml"))
    }
    add("xl/workbook.xml", "workbook", (content["workbook"] ?? "") + "<sheets>\(list)</sheets>")
    entries.append(("xl/_rels/workbook.xml.rels", OfficeSample.relationships(own)))
    let roots = [
      "strings": "sst", "styles": "styleSheet", "persons": "personList", "comments": "comments", "threads": "threads",
      "drawing": "xdr:wsDr", "chart": "c:chartSpace",
    ]
    for (name, root) in roots.sorted(by: { $0.key < $1.key }) {
      if let inner = content[name] { add("xl/\(name).xml", root, inner) }
    }
    for (at, sheet) in sheets.enumerated() {
      let name = "sheet\(sheets.count - at).xml"
      add("xl/sheets/\(name)", "worksheet", sheet.hasPrefix("<row") ? "<sheetData>\(sheet)</sheetData>" : sheet)
      var links = [(id: "link", type: "hyperlink", target: "https://news.example/")]
      if at == 0 {
        links += [
          ("comments", "comments", "../comments.xml"), ("threads", "threadedComment", "../threads.xml"),
          ("drawing", "drawing", "../drawing.xml"),
        ]
      }
      entries.append(("xl/sheets/_rels/\(name).rels", OfficeSample.relationships(links)))
    }
    entries.append(("xl/_rels/drawing.xml.rels", OfficeSample.relationships([("chart", "chart", "chart.xml")])))
    if let core = content["core"] {
      entries.append(("docProps/core.xml", Array("<coreProperties>\(core)</coreProperties>".utf8)))
    }
    return entries
  }

  static func xlsx(_ sheets: [String], _ parts: [(name: String, content: String)] = []) -> [UInt8] {
    Packing.zip(entries(sheets, parts))
  }

  /// A cell with a text of its own.
  static func cell(_ address: String, _ text: String) -> String {
    "<c r=\"\(address)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
  }
}
