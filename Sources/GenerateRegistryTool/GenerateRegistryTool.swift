import Glibc

/// `GenerateRegistryTool FOLDER NAME...` writes the Swift files that import every plugin module and list its plugin.
///
/// A file for each plugin, which imports no other: so `plugin` needs no module's name before it, and a module may be called
/// like a type of the standard library.
@main
enum GenerateRegistryTool {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let folder = arguments.first else {
      perror("GenerateRegistryTool: no output folder given")
      exit(1)
    }
    let names = arguments.dropFirst().sorted()
    for name in names {
      write(
        "import \(name)\nimport Workbench\n\nextension AllPlugins {\n  static let \(name): Plugin = plugin\n}\n",
        to: folder + "/\(name)Plugin.swift")
    }
    var list = "// Generated from the list of plugins in Package.swift.\nimport Workbench\n\nenum AllPlugins {\n"
    list += "  static let list: [Plugin] = [\n"
    for name in names { list += "    AllPlugins.\(name),\n" }
    write(list + "  ]\n}\n", to: folder + "/AllPlugins.swift")
  }

  static func write(_ text: String, to path: String) {
    guard let file = fopen(path, "w"), fputs(text, file) >= 0, fclose(file) == 0 else {
      perror("GenerateRegistryTool: \(path)")
      exit(1)
    }
  }
}
