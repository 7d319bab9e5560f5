import TestKit

/// Makes small documents.
enum Sample {
  static let namespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
    + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
    + "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
    + "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""

  /// - Parameters:
  ///   - body: what stands in `w:body`.
  ///   - parts: what stands in the root of others: `styles`, `numbering`, `footnotes`, `comments`.
  ///   - core: what stands in the core properties.
  static func docx(_ body: String, _ parts: [(name: String, content: String)] = [], core: String = "") -> [UInt8] {
    var own = [
      (id: "link", type: "hyperlink", target: "https://news.example/"), ("image", "image", "media/image1.png"),
    ]
    var entries: [OfficeSample.Entry] = [
      ("[Content_Types].xml", Array("<Types/>".utf8)),
      ("_rels/.rels", OfficeSample.relationships([("1", "officeDocument", "word/document.xml")])),
    ]
    for (name, content) in parts {
      own.append((name, name, name + ".xml"))
      entries.append(("word/\(name).xml", Array("<w:\(name) \(namespaces)>\(content)</w:\(name)>".utf8)))
    }
    entries.append(("word/_rels/document.xml.rels", OfficeSample.relationships(own)))
    entries.append(
      ("word/document.xml", Array("<w:document \(namespaces)><w:body>\(body)</w:body></w:document>".utf8)))
    if !core.isEmpty {
      entries.append(("docProps/core.xml", Array("<coreProperties>\(core)</coreProperties>".utf8)))
    }
    return Packing.zip(entries)
  }
}
