import Document
import Markup
import Workbench

/// The parts of a presentation: its slides in their order, and what layouts, masters and authors of comments say.
struct PPTXDeck {
  let package: OfficePackage
  let main: String
  /// By their numbers from 1; nil where the part is missing.
  private(set) var slides: [String?] = []
  private(set) var warnings = WarningList()
  /// Of text that is in no placeholder.
  let defaults: PPTXListStyle
  private(set) var language: String?
  private var authors: [String: String] = [:]
  private var templates: [String: PPTXTemplate] = [:]

  init(_ package: OfficePackage, main: String, _ presentation: XMLWhole) {
    self.package = package
    self.main = main
    let root = presentation.root
    defaults = PPTXListStyle(root?.first("defaultTextStyle"))
    language = root?.first("defaultTextStyle")?.first("defPPr")?.first("defRPr")?["lang"]
    findSlides(root, isDamaged: presentation.fault != nil)
    for (_, relationship) in package.orderedRelationships(of: main)
    where ["commentAuthors", "authors"].contains(relationship.type) {
      for author in package.root(relationship.target)?.elements.map({ $0 }) ?? [] {
        if let id = author["id"], let name = author["name"] { authors[id] = name }
      }
    }
  }

  private mutating func findSlides(_ root: XMLElement?, isDamaged: Bool) {
    let related = package.orderedRelationships(of: main)
    let targets = Dictionary(related.map { ($0.id, $0.relationship.target) }) { first, _ in first }
    var seen: Set<String> = []
    func warn(_ code: String, _ message: String, _ part: String?, _ help: String?, _ warnings: inout WarningList) {
      warnings.append(Problem(code, message, at: Place(page: slides.count, part: part), help: help))
    }
    for entry in root?.first("sldIdLst")?.elements.map({ $0 }) ?? [] where entry.localName == "sldId" {
      let target = entry.relationship.flatMap { targets[$0] }
      slides.append(nil)
      guard let target, package.part(target) != nil else {
        warn(
          "pptx.missing", "slide \(slides.count) is listed in the presentation and is not in it", target,
          "copy or download the file again", &warnings)
        continue
      }
      // A slide that is listed a million times must not become a million.
      guard seen.insert(target).inserted else {
        warn("pptx.twice", "slide \(slides.count) is another that was read before", target, nil, &warnings)
        continue
      }
      slides[slides.count - 1] = target
    }
    // Where the list is broken, the slides that are there are not lost.
    guard isDamaged || slides.isEmpty else { return }
    for (_, relationship) in related where relationship.type == "slide" {
      guard package.part(relationship.target) != nil, seen.insert(relationship.target).inserted else { continue }
      slides.append(relationship.target)
      warn(
        "pptx.order", "the list of slides is damaged, and where this one belongs is not known", relationship.target,
        "copy or download the file again", &warnings)
    }
  }

  func author(_ id: String?) -> String? { id.flatMap { authors[$0] } }

  // MARK: Templates

  /// The layout of a slide and its master.
  mutating func templates(of slide: String) -> [PPTXTemplate] {
    var found: [PPTXTemplate] = []
    var next = package.related(to: slide, "slideLayout")
    while let part = next, found.count < 2, let template = template(part) {
      found.append(template)
      next = template.parent
    }
    return found
  }

  private mutating func template(_ part: String) -> PPTXTemplate? {
    if let known = templates[part] { return known }
    guard let root = package.root(part) else { return nil }
    let isLayout = root.localName == "sldLayout"
    let made = PPTXTemplate(root, part: part, parent: isLayout ? package.related(to: part, "slideMaster") : nil)
    templates[part] = made
    return made
  }
}

extension XMLElement {
  /// The identifier of a relationship: the attribute `id` that has a prefix.
  var relationship: String? { attributes.first { $0.name.hasSuffix(":id") }?.value }
}
