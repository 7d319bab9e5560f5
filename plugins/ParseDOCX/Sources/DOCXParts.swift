import Markup

/// The parts of a document beside its text: styles, lists, notes, addresses.
struct DOCXParts {
  let package: OfficePackage
  let main: String
  var styles: DOCXStyles
  var numbering: DOCXNumbering
  /// Of the main part, of footnotes, endnotes and comments, each by the part's name.
  private(set) var relationships: [String: [String: OfficeRelationship]] = [:]
  private var notes: [String: XMLElement] = [:]
  private var partOfKind: [String: String] = [:]

  init(_ package: OfficePackage, main: String, comments: Bool) {
    self.package = package
    self.main = main
    let own = package.relationships(of: main)
    relationships[main] = own
    func part(_ type: String) -> String? { own.values.first { $0.type == type && !$0.isOutside }?.target }
    styles = DOCXStyles(part("styles").flatMap { package.root($0) })
    numbering = DOCXNumbering(part("numbering").flatMap { package.root($0) })
    for kind in ["footnote", "endnote", "comment"] where kind != "comment" || comments {
      guard let name = part(kind + "s") else { continue }
      partOfKind[kind] = name
      relationships[name] = package.relationships(of: name)
      for note in package.root(name)?.elements.map({ $0 }) ?? [] where note.localName == kind {
        // Separators are notes too, of a type of their own.
        guard let id = note["id"], note["type"] == nil || note["type"] == "normal" else { continue }
        notes["\(kind) \(id)"] = note
      }
    }
  }

  /// A note and the part it stands in. Each is given once: what is referred to a million times must not become a million notes.
  mutating func takeNote(_ kind: String, _ id: String) -> (note: XMLElement, part: String)? {
    guard let note = notes.removeValue(forKey: "\(kind) \(id)"), let part = partOfKind[kind] else { return nil }
    return (note, part)
  }

  func relationship(_ id: String?, of part: String) -> OfficeRelationship? { id.flatMap { relationships[part]?[$0] } }
}
