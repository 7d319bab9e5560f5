import TestKit

/// Makes small presentations.
enum Sample {
  static let namespaces =
    "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" "
    + "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
    + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
    + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
    + "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
    + "xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\""
  /// Parts that a slide may refer to, by what stands before their content and the name of their root.
  private static let roots = [
    "notes": "p:notes", "chart": "c:chartSpace", "diagram": "dgm:dataModel", "comments": "p:cmLst",
  ]

  /// The entries of a presentation.
  ///
  /// - Parameters:
  ///   - slides: what stands in the tree of shapes of each; a whole `p:sld` where it begins so.
  ///   - parts: what stands in others: `master` and `layout` (whole), and of the first slide `notes` (its tree), `chart`,
  ///     `diagram`, `comments`; `authors` of the presentation; `core` properties.
  static func entries(
    _ slides: [String], _ parts: [(name: String, content: String)] = []
  ) -> [OfficeSample.Entry] {
    let content = Dictionary(parts.map { ($0.name, $0.content) }) { first, _ in first }
    var entries = OfficeSample.beginning(main: "ppt/presentation.xml", kind: "presentationml.presentation")
    func add(_ name: String, _ root: String, _ inner: String, attributes: String = "") {
      entries.append((name, Array("<\(root) \(namespaces)\(attributes)>\(inner)</\(root)>".utf8)))
    }
    // The list of slides has them in another order than the names of their parts.
    let count = slides.count
    let list = slides.indices.map { "<p:sldId id=\"\(256 + $0)\" r:id=\"s\($0)\"/>" }.joined()
    add("ppt/presentation.xml", "p:presentation", "<p:sldIdLst>\(list)</p:sldIdLst>" + (content["defaults"] ?? ""))
    var own = slides.indices.map { (id: "s\($0)", type: "slide", target: "slides/slide\(count - $0).xml") }
    if let authors = content["authors"] {
      own.append((id: "authors", type: "commentAuthors", target: "authors.xml"))
      add("ppt/authors.xml", "p:cmAuthorLst", authors)
    }
    entries.append(("ppt/_rels/presentation.xml.rels", OfficeSample.relationships(own)))
    for (at, slide) in slides.enumerated() {
      let name = "slide\(count - at).xml"
      if slide.hasPrefix("<p:sld>") {
        add("ppt/slides/" + name, "p:sld", String(slide.dropFirst(7).dropLast(8)))
      } else if slide.hasPrefix("hidden ") {
        add(
          "ppt/slides/" + name, "p:sld", "<p:cSld><p:spTree>\(slide.dropFirst(7))</p:spTree></p:cSld>",
          attributes: " show=\"0\"")
      } else {
        add("ppt/slides/" + name, "p:sld", "<p:cSld><p:spTree>\(slide)</p:spTree></p:cSld>")
      }
      var links = [
        (id: "link", type: "hyperlink", target: "https://news.example/"),
        (id: "image", type: "image", target: "../media/image1.png"),
        (id: "layout", type: "slideLayout", target: "../slideLayouts/layout.xml"),
      ]
      if at == 0 {
        for name in roots.keys.sorted() where content[name] != nil {
          links.append((id: name, type: name == "notes" ? "notesSlide" : name, target: "../\(name).xml"))
        }
      }
      entries.append(("ppt/slides/_rels/\(name).rels", OfficeSample.relationships(links)))
    }
    for (name, root) in roots.sorted(by: { $0.key < $1.key }) {
      guard let inner = content[name] else { continue }
      add("ppt/\(name).xml", root, name == "notes" ? "<p:cSld><p:spTree>\(inner)</p:spTree></p:cSld>" : inner)
    }
    if let layout = content["layout"] { add("ppt/slideLayouts/layout.xml", "p:sldLayout", layout) }
    if let master = content["master"] { add("ppt/master.xml", "p:sldMaster", master) }
    entries.append(
      ("ppt/slideLayouts/_rels/layout.xml.rels", OfficeSample.relationships([("m", "slideMaster", "../master.xml")])))
    if let core = content["core"] {
      entries.append(("docProps/core.xml", Array("<coreProperties>\(core)</coreProperties>".utf8)))
    }
    return entries
  }

  static func pptx(_ slides: [String], _ parts: [(name: String, content: String)] = []) -> [UInt8] {
    Packing.zip(entries(slides, parts))
  }

  /// A shape with paragraphs; of a kind of placeholder where one is named.
  static func shape(_ paragraphs: String..., placeholder: String? = nil) -> String {
    let properties = placeholder.map { "<p:nvSpPr><p:cNvPr/><p:nvPr><p:ph type=\"\($0)\"/></p:nvPr></p:nvSpPr>" } ?? ""
    let lines = paragraphs.map { "<a:p><a:r><a:t>\($0)</a:t></a:r></a:p>" }.joined()
    return "<p:sp>\(properties)<p:txBody>\(lines)</p:txBody></p:sp>"
  }
}
