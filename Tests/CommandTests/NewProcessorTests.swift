import Foundation
import TestKit
import Testing

/// What a developer does with a new plugin, in a copy of the package: make it, build, look at it, run it from a workflow.
///
/// The copy stays in the build folder, so that a second run builds only what changed.
@Test func aNewPluginIsMadeBuiltAndRunFromAWorkflow() throws {
  let package = Fixtures.package
  let copy = package + "/.build/package-with-new-plugin"
  try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
  func sh(_ command: String) throws -> String {
    let result = try Shell.run(command, in: copy)
    try #require(result.status == 0, "\(command)\n\(result.output)\n\(result.error)")
    return result.output
  }
  _ = try sh("rm -rf Package.swift Sources Tests plugins workflows")
  _ = try sh(
    "cp -rp \(["Package.swift", "Sources", "Tests", "plugins", "workflows"].map { package + "/" + $0 }.joined(separator: " ")) ."
  )
  let manifest = try String(contentsOfFile: copy + "/Package.swift", encoding: .utf8)

  let said = try sh("\(Shell.programs)/dragoman new processor WordCount --id text.word-count")
  #expect(said.contains("plugins/WordCount is made"))
  let listed = try String(contentsOfFile: copy + "/Package.swift", encoding: .utf8)
  #expect(listed.contains("\"WordCount\","))
  #expect(listed.replacingOccurrences(of: " \"WordCount\",", with: "").count >= manifest.count - 2)

  _ = try sh("swift build --product dragoman")
  let program = copy + "/.build/debug/dragoman"
  #expect(
    try sh("\(program) processors show text.word-count").contains("minimum: a whole number from 1 to 1000000 (1)"))
  try """
  dragoman: 1
  steps:
    - use: parse.auto
    - use: text.word-count
      with: { minimum: 3 }
    - use: export.json

  """.write(toFile: copy + "/count.yaml", atomically: true, encoding: .utf8)
  try "two words\n\nnow there are five words\n".write(toFile: copy + "/input.txt", atomically: true, encoding: .utf8)
  _ = try sh("\(program) check count.yaml")
  _ = try sh("\(program) run count.yaml input.txt --out out --quiet")
  #expect(try sh("grep -o '\"words\":[0-9]*' out/input.json*").contains("\"words\":5"))

  let again = try Shell.run("\(program) new processor WordCount", in: copy)
  #expect(again.status == 2)
  #expect(again.error.contains("the folder plugins/WordCount is there already"))
}
