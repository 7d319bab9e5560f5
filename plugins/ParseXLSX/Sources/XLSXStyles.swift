import Markup
import Workbench

/// The number formats of a workbook, by the styles that cells refer to.
struct XLSXStyles {
  private var formats: [OfficeNumberFormat] = []
  private var ofStyle: [Int] = []

  init(_ root: XMLElement?) {
    var codes: [Int: String] = [:]
    for element in root?.first("numFmts")?.elements.map({ $0 }) ?? [] {
      if let id = element["numFmtId"].flatMap({ Int($0) }) { codes[id] = element["formatCode"] }
    }
    formats = [.general]
    var known: [Int: Int] = [0: 0]
    for element in root?.first("cellXfs")?.elements.map({ $0 }) ?? [] where element.localName == "xf" {
      let id = element["numFmtId"].flatMap { Int($0) } ?? 0
      if known[id] == nil {
        let format = codes[id].map { OfficeNumberFormat($0) } ?? OfficeNumberFormat(builtIn: id)
        known[id] = format == nil ? 0 : formats.count
        if let format { formats.append(format) }
      }
      ofStyle.append(known[id] ?? 0)
    }
  }

  /// A number as its cell shows it.
  func text(_ value: Double, style: Int, from1904: Bool) -> String {
    let format = ofStyle.indices.contains(style) ? ofStyle[style] : 0
    return formats[format].text(of: value, from1904: from1904)
  }
}
