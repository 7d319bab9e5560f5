import Glibc

/// `GenerateRegistryTool OUTPUT NAME...` writes the Swift file that imports every plugin module and lists its plugin.
@main
enum GenerateRegistryTool {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let output = arguments.first, let file = fopen(output, "w") else {
      perror("GenerateRegistryTool: \(arguments.first ?? "no output path given")")
      exit(1)
    }
    let names = arguments.dropFirst().sorted()
    var text = "// Generated from the list of plugins in Package.swift.\n"
    for name in names { text += "import \(name)\n" }
    text += "import Workbench\n\nlet allPlugins: [Plugin] = [\n"
    for name in names { text += "  \(name).plugin,\n" }
    text += "]\n"
    fputs(text, file)
    guard fclose(file) == 0 else {
      perror("GenerateRegistryTool: \(output)")
      exit(1)
    }
  }
}
