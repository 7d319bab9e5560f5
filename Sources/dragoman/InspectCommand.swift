import Document
import Text
import Workbench
import Workflow

extension Command {
  static let inspect = Command(
    name: "inspect", summary: "Shows what a reader makes of files.", operands: "INPUT...",
    flags: [Reading.from, Flags.json, Flags.jobs],
    details: """
      With --json, one dragoman/document@1 a line.

      Example: dragoman inspect article.txt
      """
  ) { arguments throws(Problem) in
    try arguments.requireOperands("the input", for: "inspect")
    let reading = try Reading(format: arguments.value(Reading.from))
    let paths = try Inputs(arguments.operands).paths
    let isJSON = arguments.has(Flags.json)
    func show(_ document: Document) throws(Problem) {
      if isJSON { try Terminal.print(document.jsonBytes) } else { try Terminal.print(InspectCommand.page(document)) }
    }
    // A table of a million rows is shown while it is read.
    if paths.count == 1 { return try reading.stream(paths[0], show) ? .done : .someFailed }
    let failures = try reading.each(paths, jobs: arguments.jobs()) { _, documents throws(Problem) in
      for document in documents { try show(document) }
    }
    return failures > 0 ? .someFailed : .done
  }
}

extension Reading {
  static let from = Flag(
    name: "from", letter: "f", value: "FORMAT",
    help: "The input's format, such as text or html; told by its content where not set.")
}

enum InspectCommand {
  /// A document for a person: what it is, then its blocks with their roles and places.
  static func page(_ document: Document) -> String {
    var lines = ["== \(document.source.path)"]
    func add(_ label: String, _ value: String?) {
      if let value, !value.isEmpty { lines.append(Help.padded(label, 12) + value) }
    }
    let metadata = document.metadata
    add("title", metadata.title)
    add("authors", metadata.authors.joined(separator: "; "))
    add("publisher", metadata.publisher)
    add("section", metadata.section)
    for (label, moment) in [
      ("published", metadata.published), ("modified", metadata.modified), ("retrieved", metadata.retrieved),
    ] {
      add(label, moment.map { "\($0.instant) (to the \($0.precision.rawValue)) from \"\($0.original)\"" })
    }
    add("language", metadata.language)
    add("direction", metadata.direction?.rawValue)
    add("url", metadata.url)
    add("parent", metadata.parent)
    for (key, value) in metadata.other { add(key, value.string ?? JSON.line(value)) }
    add("format", document.source.mediaType + (document.source.charset.map { ", " + $0 } ?? ""))
    add("reader", document.source.reader)
    add("sha256", document.source.sha256)
    for warning in document.warnings { lines.append("! " + warning.line(severity: "warning")) }
    for block in document.blocks {
      let kind =
        block.kind == .paragraph
        ? ""
        : " " + block.kind.rawValue + (block.level.map { " \($0)" } ?? "")
          + (block.number.map { " no. \($0)" } ?? "")
      let place = block.place.prefix
      lines.append("")
      lines.append("[\(block.id) \(block.role.rawValue)\(kind)\(place.isEmpty ? "" : ", " + place)]")
      lines.append(String(document.text(in: block.range)))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
