import Document
import Foundation
import Plugins
import TestKit
import Testing
import Workbench

@testable import Workflow

/// `Broken/*.txt`: a workflow file that is not in order, and what the check says of it.
///
/// The section `workflow` is the file, `file NAME` another file beside it, `expect` what is said. In a section whose heading
/// ends in `escaped` a `\n`, `\r`, `\t` or `\xHH` stands for a byte, and a line's end for nothing.
@Test(arguments: Cases.all("Broken")) func theCheckSays(_ broken: Case) throws {
  let said = try Fixtures.withTemporaryFolder { folder in
    for (heading, text) in broken.sections {
      let words = heading.split(separator: " ").map(String.init)
      let name = words[0] == "workflow" ? "w.yaml" : words[0] == "file" ? words[1] : nil
      guard let name else { continue }
      let bytes = words.last == "escaped" ? unescaped(text) : Array((text + "\n").utf8)
      let path = folder + "/" + name
      try FileManager.default.createDirectory(atPath: Paths.folder(path), withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
    let planner = Planner(registry: try Registry.builtIn(), engine: Bench.engine)
    let (plan, _, diagnostics) = planner.plan(folder + "/w.yaml", requiresParameters: false)
    #expect((plan == nil) == diagnostics.hasErrors)
    let lines = diagnostics.sorted.map { $0.problem.line(severity: $0.severity.rawValue) }
    return lines.joined(separator: "\n").replacingOccurrences(of: folder + "/", with: "")
      .replacingOccurrences(of: folder, with: "FOLDER")
  }
  let difference = Cases.difference(broken, "expect", said.isEmpty ? "nothing" : said)
  #expect(difference == nil, "\(difference ?? "")")
}

private func unescaped(_ text: String) -> [UInt8] {
  var bytes: [UInt8] = []
  var rest = text.replacingOccurrences(of: "\n", with: "")[...]
  while let next = rest.popFirst() {
    guard next == "\\", let kind = rest.popFirst() else {
      bytes += String(next).utf8
      continue
    }
    switch kind {
    case "n": bytes.append(0x0A)
    case "r": bytes.append(0x0D)
    case "t": bytes.append(0x09)
    case "x":
      bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
      rest = rest.dropFirst(2)
    default: bytes += String(kind).utf8
    }
  }
  return bytes
}
