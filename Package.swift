// swift-tools-version: 6.2
import PackageDescription

/// Every plugin of the workbench: one word here for one folder under `plugins/`.
/// `dragoman new processor NAME` adds the word and the folder; HouseTests fails when the two disagree.
let plugins = [
  "Briefing", "Dictionary", "Entities", "ExportHTML", "ExportJSON", "ExportMarkdown", "ExportText",
  "Glossary", "Memory", "ParseArchive", "ParseAuto", "ParseBilingual", "ParseDOCX", "ParseDocument",
  "ParseEPUB", "ParseFeed", "ParseHTML", "ParseMail", "ParseMarkdown", "ParseODT", "ParsePDF",
  "ParsePPTX", "ParseRTF", "ParseRecords", "ParseText", "ParseXLSX", "Quotes", "Segment", "Summarize",
]

/// What every target of the house is compiled with.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// What a plugin may import: floors 1 to 3.
let pluginFloor: [Target.Dependency] = ["Text", "Document", "Markup", "Mail", "News", "Workbench", "TranslationMemory"]

func library(_ name: String, _ dependencies: [Target.Dependency] = [], memorySafe: Bool = false) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(name)",
    swiftSettings: house + (memorySafe ? [.strictMemorySafety()] : []))
}

func system(_ name: String, pkgConfig: String? = nil, debian package: String) -> Target {
  .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// - Parameter data: what lies in the folder and is no Swift. A plugin's lies beside its `Tests`, in `Cases` or `Fixtures`.
func tests(_ name: String, _ dependencies: [Target.Dependency], data: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: data, swiftSettings: house)
}

/// Only where Tests/Fuzz/fuzz builds: the program that libFuzzer drives.
let fuzzing: [Target] =
  Context.environment["DRAGOMAN_FUZZ"] == nil
  ? []
  : [
    .target(name: "FuzzDriver", path: "Tests/Fuzz/Driver"),
    .executableTarget(
      name: "Fuzz", dependencies: ["FuzzDriver", "Text", "Document", "Workbench", "Plugins"],
      path: "Tests/Fuzz/Sources",
      swiftSettings: house),
  ]

let package = Package(
  name: "dragoman",
  products: [.executable(name: "dragoman", targets: ["dragoman"])],
  targets: [
    // Floor 0: C libraries of Debian, and the C in which a Lua error may unwind.
    system("CLuaLibrary", pkgConfig: "lua5.4", debian: "liblua5.4-dev"),
    .target(name: "CLua", dependencies: ["CLuaLibrary"], path: "Sources/CLua"),
    .target(name: "CLoader", path: "Sources/CLoader"),
    system("CYAML", pkgConfig: "yaml-0.1", debian: "libyaml-dev"),
    system("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),
    system("CZlib", pkgConfig: "zlib", debian: "zlib1g-dev"),
    system("CDeflate", pkgConfig: "libdeflate", debian: "libdeflate-dev"),
    system("CArchive", pkgConfig: "libarchive", debian: "libarchive-dev"),
    system("CXML", pkgConfig: "libxml-2.0", debian: "libxml2-dev"),
    // ICU's own headers must stay out of Swift's sight: they clash with the ICU inside Foundation.
    .target(name: "CICU", path: "Sources/CICU", linkerSettings: [.linkedLibrary("icuuc")]),  // libicu-dev
    system("CSodium", pkgConfig: "libsodium", debian: "libsodium-dev"),
    system("CNettle", pkgConfig: "nettle", debian: "nettle-dev"),
    system("CStemmer", debian: "libstemmer-dev"),
    system("CGMime", debian: "libgmime-3.0-dev"),

    // Floor 1
    library("Text", ["CICU", "CStemmer"], memorySafe: true),
    // Floor 2
    library("Document", ["Text"]),
    library("Markup", ["CXML", "CArchive", "CDeflate", "CZlib", "CICU", "Text"], memorySafe: true),
    library("Mail", ["CGMime"], memorySafe: true),
    // Floor 2½
    library("News", ["Text", "Document"]),
    // Floor 3
    library("Workbench", ["CSodium", "CNettle", "Text", "Document", "Markup"], memorySafe: true),
    library("Storage", ["CSQLite", "Document"], memorySafe: true),
    library("TranslationMemory", ["Storage", "Text", "Document", "Markup"], memorySafe: true),
    // Floor 4, beside the plugins
    library("Scripting", ["CLua", "Text", "Document", "Workbench", "TranslationMemory"], memorySafe: true),
    // Floor 5
    library("Workflow", ["CYAML", "CLoader", "Storage", "Text", "Document", "Markup", "Workbench"], memorySafe: true),
    .target(
      name: "Plugins", dependencies: ["Workbench", "Document"] + plugins.map { .init(stringLiteral: $0) },
      path: "Sources/Plugins", swiftSettings: house, plugins: ["GenerateRegistry"]),
    .plugin(
      name: "GenerateRegistry", capability: .buildTool(), dependencies: ["GenerateRegistryTool"],
      path: "Sources/GenerateRegistry"),
    .executableTarget(name: "GenerateRegistryTool", path: "Sources/GenerateRegistryTool", swiftSettings: house),
    // Floor 6
    .executableTarget(
      name: "dragoman",
      dependencies: [
        "Text", "Document", "Markup", "Workbench", "TranslationMemory", "Scripting", "Workflow", "Plugins",
      ],
      path: "Sources/dragoman", swiftSettings: house),

    library("TestKit", ["CZlib", "Text", "Document", "Markup", "Workbench", "Plugins"]),
    tests("TextTests", ["Text", "TestKit"]),
    tests("DocumentTests", ["Text", "Document", "TestKit"]),
    tests("MarkupTests", ["Markup", "Document", "TestKit"]),
    tests("MailTests", ["Mail", "TestKit"]),
    tests("NewsTests", ["News", "Text", "Document", "Workbench", "TestKit"]),
    tests("WorkbenchTests", ["Workbench", "Document", "Plugins", "TestKit"]),
    tests("TranslationMemoryTests", ["TranslationMemory", "Storage", "Markup", "Text", "Document", "TestKit"]),
    tests(
      "ScriptingTests", ["Scripting", "Workbench", "Document", "TestKit"], data: ["Broken", "Cases", "Escapes"]),
    tests(
      "WorkflowTests", ["Workflow", "Storage", "Scripting", "Workbench", "Document", "Plugins", "TestKit"],
      data: ["Broken", "Mutated.yaml", "Schema"]),
    tests("HouseTests", ["TestKit"]),
    tests("CommandTests", ["Workbench", "TestKit", "dragoman"], data: ["Files", "Transcripts", "spark.py"]),
  ]
    + plugins.flatMap { name -> [Target] in
      [
        .target(
          name: name, dependencies: pluginFloor, path: "plugins/\(name)/Sources", swiftSettings: house),
        .testTarget(
          name: "\(name)Tests", dependencies: [.init(stringLiteral: name), "TestKit"] + pluginFloor,
          path: "plugins/\(name)/Tests", swiftSettings: house),
      ]
    } + fuzzing,
  swiftLanguageModes: [.v6]
)
