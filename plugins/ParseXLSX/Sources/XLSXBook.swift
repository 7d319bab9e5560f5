import Document
import Markup
import Workbench

/// The parts of a workbook that its sheets have in common.
struct XLSXBook {
  struct Sheet {
    var name: String
    /// Nil where the part is missing.
    var part: String?
    var isHidden: Bool
  }

  var package: OfficePackage
  private(set) var sheets: [Sheet] = []
  private(set) var warnings = WarningList()
  /// Whether days are counted from 1904, as on old Macs.
  private(set) var from1904 = false
  private(set) var strings: [XLSXText] = []
  private(set) var styles: XLSXStyles
  /// Who wrote the newer kind of comments.
  private(set) var persons: [String: String] = [:]

  init(_ package: OfficePackage, main: String, _ workbook: XMLWhole) {
    self.package = package
    let root = workbook.root
    let flag = root?.first("workbookPr")?["date1904"]
    from1904 = flag == "1" || flag == "true"
    styles = XLSXStyles(package.related(to: main, "styles").flatMap { package.root($0) })
    findSheets(root, main, isDamaged: workbook.fault != nil)
    if let part = package.related(to: main, "sharedStrings") { readStrings(part) }
    for person in package.related(to: main, "person").flatMap({ package.root($0) })?.elements.map({ $0 }) ?? [] {
      if let id = person["id"], let name = person["displayName"] { persons[id] = name }
    }
  }

  private mutating func findSheets(_ root: XMLElement?, _ main: String, isDamaged: Bool) {
    let related = package.orderedRelationships(of: main)
    let targets = Dictionary(related.map { ($0.id, $0.relationship.target) }) { first, _ in first }
    var seen: Set<String> = []
    for element in root?.first("sheets")?.elements.map({ $0 }) ?? [] where element.localName == "sheet" {
      let id = element.attributes.first { $0.name.hasSuffix(":id") }?.value
      let target = id.flatMap { targets[$0] }
      let name = element["name"] ?? "\(sheets.count + 1)"
      var sheet = Sheet(name: name, part: nil, isHidden: (element["state"] ?? "visible") != "visible")
      if let target, package.part(target) != nil {
        // A sheet that is listed a million times must not become a million.
        if seen.insert(target).inserted {
          sheet.part = target
        } else {
          warn("xlsx.twice", "is another that was read", sheet)
        }
      } else {
        warn("xlsx.missing", "is listed in the workbook and is not in it", sheet)
      }
      sheets.append(sheet)
    }
    guard isDamaged || sheets.isEmpty else { return }
    for (_, relationship) in related where relationship.type == "worksheet" {
      guard package.part(relationship.target) != nil, seen.insert(relationship.target).inserted else { continue }
      let name = relationship.target.split(separator: "/").last?.prefix { $0 != "." } ?? ""
      let sheet = Sheet(name: String(name), part: relationship.target, isHidden: false)
      warn("xlsx.order", "is not in the list of sheets, which is damaged", sheet)
      sheets.append(sheet)
    }
  }

  private mutating func warn(_ code: String, _ message: String, _ sheet: Sheet) {
    warnings.append(
      Problem(
        code, "the sheet '\(sheet.name)' \(message)", at: Place(part: sheet.name),
        help: code == "xlsx.twice" ? nil : "copy or download the file again"))
  }

  private mutating func readStrings(_ part: String) {
    guard let bytes = package.part(part) else { return }
    do throws(XMLFault) {
      var xml = try XMLParts(bytes)
      defer {
        for damage in xml.damages {
          warnings.append(Problem("xml.malformed", damage.message, at: Place(line: damage.line, part: part)))
        }
      }
      while let event = try xml.next({ $0.localName == "sst" ? .open : .take }) {
        if case .element(let element) = event, element.localName == "si" { strings.append(XLSXText(element)) }
      }
    } catch { warnings.append(OfficeFile.warning(error, part)) }
    package.drop(part)
  }
}
