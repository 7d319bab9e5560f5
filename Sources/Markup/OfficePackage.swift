/// The parts of an office document that is a zip of XML: Office Open XML, OpenDocument, EPUB.
public struct OfficePackage: Sendable {
  private var parts: [String: [UInt8]] = [:]
  /// What was wrong with the archive, with the part that it befell.
  public private(set) var faults: [(fault: ArchiveFault, part: String?)] = []
  /// Names of all parts, also of those that are not XML and were not unpacked.
  public private(set) var names: Set<String> = []

  /// What the XML of one document may grow to, unless told otherwise.
  public static let bounds = ArchiveBounds(entries: 20_000, size: 512 << 20, ratio: 400, depth: 1)

  /// - Parameter wanted: which parts are unpacked, by name.
  /// - Throws: `unknown` and `damaged`, where there is no archive; `encrypted`; and its bounds.
  public init(
    _ bytes: [UInt8], bounds: ArchiveBounds = OfficePackage.bounds, wanted: (String) -> Bool
  ) throws(ArchiveFault) {
    var archive = try Archive(bytes: bytes, bounds: bounds)
    while true {
      var found: ArchiveEntry?
      do throws(ArchiveFault) {
        found = try archive.next()
      } catch {
        if case .damaged(_, let isOver) = error {
          faults.append((error, nil))
          if isOver { break } else { continue }
        }
        throw error
      }
      guard let entry = found else { break }
      let name = entry.name.hasPrefix("/") ? String(entry.name.dropFirst()) : entry.name
      guard entry.kind == .file, names.insert(name).inserted, wanted(name) else { continue }
      if entry.isEncrypted { throw .encrypted }
      var bytes: [UInt8] = []
      do throws(ArchiveFault) {
        try archive.read(into: &bytes)
      } catch {
        guard case .damaged = error else { throw error }
        faults.append((error, name))
      }
      parts[name] = bytes
    }
    if archive.isCutOff, faults.isEmpty {
      faults.append((.damaged("its list of contents is missing", isOver: true), nil))
    }
    if names.isEmpty { throw faults.first?.fault ?? .unknown }
  }

  /// The bytes of a part that was wanted; what could be unpacked of it where it is damaged.
  public func part(_ name: String) -> [UInt8]? { parts[name] }

  /// A small part as its one element.
  public func root(_ name: String) -> XMLElement? { parts[name].flatMap { XMLParts.root(of: $0) } }

  /// A part as its one element, with what was wrong with its XML.
  public func whole(_ name: String) -> XMLWhole? { parts[name].map { XMLWhole($0) } }

  /// Gives back the memory of a part that was read.
  public mutating func drop(_ name: String) { parts[name] = nil }
}

/// A relationship of Office Open XML (ECMA-376, part 2): a part's reference to another, or to an address outside.
public struct OfficeRelationship: Sendable {
  /// The last word of its type: `hyperlink`, `image`, `styles` …
  public var type: String
  /// The name of a part, or an address where it is outside.
  public var target: String
  public var isOutside: Bool
}

extension OfficePackage {
  /// The relationships of a part by identifier; those of the package where the name is empty.
  public func relationships(of part: String) -> [String: OfficeRelationship] {
    Dictionary(orderedRelationships(of: part).map { ($0.id, $0.relationship) }) { _, last in last }
  }

  /// The first relationship of a type whose part is in the package, in the order of the file.
  public func related(to part: String, _ type: String) -> String? {
    orderedRelationships(of: part).first { $0.relationship.type == type && parts[$0.relationship.target] != nil }?
      .relationship.target
  }

  /// The relationships of a part in the order of the file.
  public func orderedRelationships(of part: String) -> [(id: String, relationship: OfficeRelationship)] {
    let slash = part.lastIndex(of: "/")
    let folder = slash.map { String(part[...$0]) } ?? ""
    let name = slash.map { String(part[part.index(after: $0)...]) } ?? part
    guard let root = root("\(folder)_rels/\(name).rels") else { return [] }
    var found: [(id: String, relationship: OfficeRelationship)] = []
    for element in root.elements {
      guard let id = element["Id"], let target = element["Target"], let type = element["Type"] else { continue }
      let isOutside = element["TargetMode"] == "External"
      let relationship = OfficeRelationship(
        type: type.split(separator: "/").last.map(String.init) ?? type,
        target: isOutside ? target : OfficePackage.resolved(target, in: folder), isOutside: isOutside)
      found.append((id, relationship))
    }
    return found
  }

  /// A name relative to a folder, which ends with a slash or is empty.
  public static func resolved(_ target: String, in folder: String) -> String {
    var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in target.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
