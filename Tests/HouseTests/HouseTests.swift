import Foundation
import TestKit
import Testing

/// The rules of the house, held against the files as they lie in the package.
struct House {
  static let manifest = (try? String(contentsOfFile: Fixtures.package + "/Package.swift", encoding: .utf8)) ?? ""

  /// The words of Package.swift's list of plugins.
  static let listed: [String] = {
    guard let begin = manifest.range(of: "let plugins = ["),
      let end = manifest.range(of: "]", range: begin.upperBound..<manifest.endIndex)
    else { return [] }
    return manifest[begin.upperBound..<end.lowerBound].components(separatedBy: "\"").enumerated()
      .filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
  }()

  static func folders(_ path: String) -> [String] {
    let root = Fixtures.package + "/" + path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: root + "/" + name, isDirectory: &isFolder) && isFolder.boolValue
        && !name.hasPrefix(".")
    }.sorted()
  }

  /// Swift files below a folder of the package, relative to it.
  static func swiftFiles(_ folder: String) -> [String] {
    let names =
      FileManager.default.enumerator(atPath: Fixtures.package + "/" + folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().map { folder + "/" + $0 }
  }

  /// The modules that a file imports.
  static func imports(of file: String) throws -> [String] {
    let text = try String(contentsOfFile: Fixtures.package + "/" + file, encoding: .utf8)
    return text.components(separatedBy: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let at = words.firstIndex(of: "import"), at + 1 < words.count, at <= 2,
        words[..<at].allSatisfy({ $0.hasPrefix("@") || ["public", "internal", "private", "package"].contains($0) })
      else { return nil }
      return String(words[words.count - 1].prefix { $0 != "." })
    }
  }

  /// News and Storage are mezzanines: they need the floor below, and modules of the floor above need them.
  static let floors: [String: Double] = [
    "Text": 1, "Document": 2, "Markup": 2, "Mail": 2, "News": 2.5, "Storage": 2.5, "Workbench": 3,
    "TranslationMemory": 3, "Scripting": 4, "Workflow": 5, "Plugins": 5, "dragoman": 6,
  ]

  /// Which module alone imports a C library.
  static let owners: [String: Set<String>] = [
    "CICU": ["Text", "Markup"], "CStemmer": ["Text"], "CXML": ["Markup"], "CUchardet": ["Markup"],
    "CSodium": ["Workbench"], "CNettle": ["Workbench"],
    "CLoader": ["Workflow"], "CSQLite": ["Storage"], "CLua": ["Scripting"],
    "CYAML": ["Workflow"], "CArchive": ["Markup"], "CZlib": ["Markup", "TestKit"], "CDeflate": ["Markup"],
    "CGMime": ["Mail"],
  ]

  static func floor(of module: String) -> Double? {
    module.hasPrefix("C") && House.owners[module] != nil ? 0 : listed.contains(module) ? 4 : floors[module]
  }
}

@Test func everyPluginFolderIsListed() {
  let folders = House.folders("plugins")
  for folder in folders where !House.listed.contains(folder) {
    Issue.record("plugins/\(folder) is not listed: add \"\(folder)\" to `let plugins` in Package.swift")
  }
  for name in House.listed where !folders.contains(name) {
    Issue.record("Package.swift lists \"\(name)\", and there is no folder plugins/\(name)")
  }
  #expect(!House.listed.isEmpty)
  #expect(House.listed == House.listed.sorted(), "the list of plugins is sorted")
}

/// Else SwiftPM warns of them in every build.
@Test func whatIsNoSwiftLiesOutsideTheTargetsOrIsNamed() {
  let targets = House.folders("Tests").filter { $0.hasSuffix("Tests") }.map { "Tests/\($0)" }
  let folders = targets + House.listed.flatMap { ["plugins/\($0)/Sources", "plugins/\($0)/Tests"] }
  for folder in folders {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: Fixtures.package + "/" + folder)) ?? []
    #expect(!names.isEmpty, "\(folder) is empty")
    for name in names where !name.hasSuffix(".swift") && !House.manifest.contains("\"\(name)\"") {
      Issue.record(
        "\(folder)/\(name) is no Swift file: put it beside the folder, or name it as `data` in Package.swift")
    }
  }
}

@Test func importsGoDownstairsOnly() throws {
  let modules = House.floors.keys.map { ($0, "Sources/\($0)") } + House.listed.map { ($0, "plugins/\($0)/Sources") }
  var files = 0
  for (module, folder) in modules {
    let own = try #require(House.floor(of: module))
    for file in House.swiftFiles(folder) {
      files += 1
      for imported in try House.imports(of: file) {
        if let owners = House.owners[imported] {
          #expect(owners.contains(module), "\(file) imports \(imported), which only \(owners.sorted()) may")
        } else if let floor = House.floor(of: imported) {
          #expect(floor < own, "\(file), floor \(own), imports \(imported), floor \(floor)")
        }
      }
    }
  }
  #expect(files > 50)
}

@Test func documentAndTextKnowNoFoundation() throws {
  for file in House.swiftFiles("Sources/Text") + House.swiftFiles("Sources/Document") {
    #expect(try !House.imports(of: file).contains { $0.hasPrefix("Foundation") }, "\(file) imports Foundation")
  }
}

@Test func noPackageOfOthers() {
  #expect(!House.manifest.contains(".package("), "the workbench is built without third-party packages")
}

@Test func theTopLevelHoldsWhatItMay() throws {
  let allowed: Set<String> = [
    "Package.swift", "Sources", "Tests", "plugins", "workflows", "README.md", "Makefile", "LICENSE", "CHANGELOG.md",
    "Package.resolved",
  ]
  for name in try FileManager.default.contentsOfDirectory(atPath: Fixtures.package) where !name.hasPrefix(".") {
    #expect(allowed.contains(name), "\(name) does not belong at the top level")
  }
}

@Test(arguments: House.listed) func everyPluginHasSourcesTestsAndReadme(_ plugin: String) throws {
  let folder = Fixtures.package + "/plugins/" + plugin
  #expect(!House.swiftFiles("plugins/\(plugin)/Sources").isEmpty)
  #expect(!House.swiftFiles("plugins/\(plugin)/Tests").isEmpty)
  #expect(FileManager.default.fileExists(atPath: folder + "/README.md"), "plugins/\(plugin)/README.md is missing")
}
