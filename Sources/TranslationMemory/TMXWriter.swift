public import Document
import Markup

/// Writes TMX 1.4 as it was read: header, units, attributes, notes, properties, inline codes, in their order. What TMX leaves
/// open (white space between elements, quotes, comments outside segments, the document type) is written one way.
public struct TMXWriter {
  public typealias Write = (String) throws(Problem) -> Void

  public init() {}

  public func begin(_ header: TMXHeader, _ write: Write) throws(Problem) {
    try write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    try write(XMLText.startTag("tmx", [XMLAttribute("version", header.version)]) + "\n")
    let isEmpty = header.items.isEmpty
    try write("  " + XMLText.startTag("header", header.attributes, isEmpty: isEmpty) + "\n")
    if !isEmpty { try write(text(header.items, indent: "    ") + "  </header>\n") }
    try write("  <body>\n")
  }

  public func unit(_ unit: TranslationUnit, _ write: Write) throws(Problem) {
    var xml = "    " + XMLText.startTag("tu", unit.attributes) + "\n" + text(unit.items, indent: "      ")
    for variant in unit.variants {
      xml += "      " + XMLText.startTag("tuv", variant.attributes)
      if !variant.items.isEmpty { xml += "\n" + text(variant.items, indent: "        ") + "        " }
      xml += "<seg>" + (variant.markup ?? XMLText.escaped(variant.text)) + "</seg>"
      xml += (variant.items.isEmpty ? "" : "\n      ") + "</tuv>\n"
    }
    try write(xml + "    </tu>\n")
  }

  public func end(_ write: Write) throws(Problem) { try write("  </body>\n</tmx>\n") }

  private func text(_ items: [UnitItem], indent: String) -> String {
    var xml = ""
    for item in items {
      xml += indent
      switch item.kind {
      case .other: xml += item.text
      case .note: xml += XMLText.startTag("note", item.attributes) + XMLText.escaped(item.text) + "</note>"
      case .property: xml += XMLText.startTag("prop", item.attributes) + XMLText.escaped(item.text) + "</prop>"
      }
      xml += "\n"
    }
    return xml
  }
}
