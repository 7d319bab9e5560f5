import Document
import Workbench
import Workflow

extension Command {
  static let new = Command(
    name: "new", summary: "Begins a workflow, a step or a processor of your own.", operands: "",
    subcommands: [
      .newWorkflow, .newStep,
      Command(
        name: "processor", summary: "Makes a plugin's folder under plugins/ and lists it in Package.swift.",
        operands: "NAME", flags: [NewCommand.identifier],
        details: """
          Run it in the package's folder. NAME is the name of a Swift module, such as WordCount; the new processor counts
          words until you change it, and has a test and a case.

          Example: dragoman new processor WordCount --id text.word-count
          """
      ) { arguments throws(Problem) in try NewCommand(arguments).processor() },
    ])
}

/// Writes the files of a new plugin.
struct NewCommand {
  static let identifier = Flag(
    name: "id", value: "FAMILY.STEP", help: "The processor's identifier; 'custom' and the name where not set.")

  let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  func processor() throws(Problem) -> ExitStatus {
    guard arguments.operands.count == 1, let name = arguments.operands.first else {
      throw Problem("usage.operands", "give one name", help: "`dragoman help new processor` shows what it takes")
    }
    guard let first = name.utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first),
      name.utf8.allSatisfy({ NewCommand.isWordByte($0) })
    else {
      throw Problem(
        "usage.value", "'\(name)' is no name for a module", help: "use letters and digits, a capital letter first")
    }
    let identifier = arguments.value(NewCommand.identifier) ?? "custom." + NewCommand.dashed(name)
    let parts = identifier.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(NewCommand.isIdentifierByte) }) else {
      throw Problem("usage.value", "'\(identifier)' is no identifier", help: "write family.step in lower case")
    }
    let manifest = try readManifest()
    guard !Files.exists("plugins/\(name)") else {
      throw Problem("usage.value", "the folder plugins/\(name) is there already", help: "choose another name")
    }
    guard let listed = NewCommand.listing(name, in: manifest) else {
      throw Problem(
        "usage.package", "Package.swift has no list `let plugins = […]`", help: "run this in the folder of the package")
    }
    for (path, text) in NewCommand.files(name, identifier) {
      try Outputs.writeFile("plugins/\(name)/" + path) { sink throws(Problem) in try sink.write(text) }
    }
    try Outputs.writeFile("Package.swift") { sink throws(Problem) in try sink.write(listed) }
    try Terminal.print(
      """
      plugins/\(name) is made and listed in Package.swift.
      Build it with `swift build`, look at it with `swift run dragoman processors show \(identifier)`,
      test it with `swift test --filter \(name)Tests`, and use it in a workflow: `use: \(identifier)`.
      """)
    return .done
  }

  private func readManifest() throws(Problem) -> String {
    do {
      return String(decoding: try ByteSource(path: "Package.swift").whole(limit: 1 << 20), as: UTF8.self)
    } catch {
      throw Problem("usage.package", "there is no Package.swift here", help: "run this in the folder of the package")
    }
  }

  /// The manifest with the name in its list of plugins, which stays sorted; nil where there is no such list.
  static func listing(_ name: String, in manifest: String) -> String? {
    guard let begin = manifest.firstRange(of: "let plugins = ["),
      let end = manifest[begin.upperBound...].firstIndex(of: "]")
    else { return nil }
    let words = manifest[begin.upperBound..<end].split(separator: "\"").filter { $0.utf8.allSatisfy(isWordByte) }
    var lines = [""]
    for word in Set(words.map(String.init) + [name]).sorted() {
      let item = "\"\(word)\","
      if lines[lines.count - 1].utf8.count + item.utf8.count + 1 > 116 || lines.count == 1 {
        lines.append("  " + item)
      } else {
        lines[lines.count - 1] += " " + item
      }
    }
    return manifest[..<begin.upperBound] + lines.joined(separator: "\n") + "\n" + manifest[end...]
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }

  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || (isWordByte(byte) && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte))
  }

  /// `WordCount` gives `word-count`.
  static func dashed(_ name: String) -> String {
    var text = ""
    for character in name {
      if character.isUppercase, !text.isEmpty { text += "-" }
      text += character.lowercased()
    }
    return text
  }
}
