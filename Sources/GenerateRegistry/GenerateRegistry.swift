import PackagePlugin

/// Generates what imports and lists the plugins: the target dependencies of the target it is applied to that lie under
/// `plugins/`.
@main
struct GenerateRegistry: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "plugins").path()
    let names = target.dependencies.compactMap { dependency -> String? in
      guard case .target(let module) = dependency, module.directoryURL.path().hasPrefix(folder) else { return nil }
      return module.name
    }
    let output = context.pluginWorkDirectoryURL
    let files = ["AllPlugins"] + names.map { $0 + "Plugin" }
    return [
      .buildCommand(
        displayName: "Listing \(names.count) plugins", executable: try context.tool(named: "GenerateRegistryTool").url,
        arguments: [output.path()] + names, outputFiles: files.map { output.appending(path: $0 + ".swift") })
    ]
  }
}
