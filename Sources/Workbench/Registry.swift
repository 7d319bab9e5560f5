public import Document
import Text

/// What a folder under `plugins/` gives: its entries, under the folder's name.
public struct Plugin: Sendable {
  public let name: String
  public let entries: [Entry]

  public init(_ name: String, _ entries: [Entry]) {
    self.name = name
    self.entries = entries
  }
}

/// Every processor that a workflow can use, by identifier.
public struct Registry: Sendable {
  private let byIdentifier: [String: Entry]
  /// In the order of their identifiers.
  public let entries: [Entry]

  /// - Throws: `registry.twice` for an identifier registered twice, `registry.manual` for a manual that contradicts itself.
  public init(_ plugins: [Plugin]) throws(Problem) {
    var byIdentifier: [String: Entry] = [:]
    var owners: [String: String] = [:]
    for plugin in plugins {
      for entry in plugin.entries {
        let identifier = entry.manual.identifier
        if let owner = owners[identifier] {
          throw Problem(
            "registry.twice", "'\(identifier)' is registered by \(owner) and by \(plugin.name)",
            help: "give one of the two another identifier")
        }
        if let fault = entry.manual.fault {
          throw Problem("registry.manual", "the manual of '\(identifier)' in \(plugin.name): \(fault)")
        }
        byIdentifier[identifier] = entry
        owners[identifier] = plugin.name
      }
    }
    self.byIdentifier = byIdentifier
    self.entries = byIdentifier.values.sorted { $0.manual.identifier < $1.manual.identifier }
  }

  public func entry(_ identifier: String) -> Entry? { byIdentifier[identifier] }

  /// - Throws: `registry.unknown`, with the nearest names.
  public func required(_ identifier: String) throws(Problem) -> Entry {
    if let entry = byIdentifier[identifier] { return entry }
    let near = nearest(identifier, among: byIdentifier.keys.sorted())
    throw Problem(
      "registry.unknown", "there is no processor '\(identifier)'",
      help: near.isEmpty
        ? "`dragoman processors` lists them" : "did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?")
  }

  /// Readers with how they recognise their format.
  public var readers: [(entry: Entry, recognises: Entry.Recogniser)] {
    entries.compactMap { entry in
      if case .reader(_, let recognises) = entry.role { (entry, recognises) } else { nil }
    }
  }

  /// The writer for a file extension or the last word of its identifier: `md` or `markdown`.
  public func writer(for name: String) -> Entry? {
    entries.first { entry in
      guard case .writer = entry.role else { return false }
      return entry.manual.identifier.hasSuffix("." + name)
        || entry.manual.formats.contains { $0.extensions.contains(name) }
    }
  }
}

extension Manual {
  /// What is wrong with the manual itself; nil where it is in order.
  var fault: String? {
    let words = identifier.split(separator: ".", omittingEmptySubsequences: false)
    let isWellFormed =
      words.count == 2
      && words.allSatisfy { word in
        word.first.map { ("a"..."z").contains($0) } ?? false
          && word.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
      }
    guard isWellFormed else { return "an identifier is 'family.step' in lower case" }
    guard version >= 1 else { return "versions begin at 1" }
    guard !summary.isEmpty else { return "the summary is missing" }
    var names: Set<String> = []
    for parameter in parameters {
      guard names.insert(parameter.name).inserted else { return "'\(parameter.name)' is declared twice" }
      guard !parameter.help.isEmpty else { return "'\(parameter.name)' has no help" }
      if let value = parameter.defaultValue, !parameter.accepts(value) {
        return "the default of '\(parameter.name)' is not \(parameter.expectation)"
      }
    }
    return nil
  }
}
