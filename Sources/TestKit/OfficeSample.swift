/// Parts of small files of Office Open XML, for tests.
public enum OfficeSample {
  public typealias Entry = (name: String, bytes: [UInt8])

  private static let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  /// A part of relationships; a target on the web is outside the file.
  public static func relationships(_ lines: [(id: String, type: String, target: String)]) -> [UInt8] {
    let inner = lines.map { id, type, target in
      "<Relationship Id=\"\(id)\" Type=\"\(OfficeSample.type)\(type)\" Target=\"\(target)\""
        + (target.hasPrefix("https:") ? " TargetMode=\"External\"/>" : "/>")
    }
    return Array("<Relationships>\(inner.joined())</Relationships>".utf8)
  }

  /// The entries that lead to the main part and to the core properties.
  ///
  /// - Parameter kind: of the main part, as content types have it: `spreadsheetml.sheet`.
  public static func beginning(main: String, kind: String) -> [Entry] {
    let types =
      "<Types><Override PartName=\"/\(main)\" "
      + "ContentType=\"application/vnd.openxmlformats-officedocument.\(kind).main+xml\"/></Types>"
    return [
      ("[Content_Types].xml", Array(types.utf8)),
      ("_rels/.rels", relationships([("1", "officeDocument", main), ("2", "core-properties", "docProps/core.xml")])),
    ]
  }
}
