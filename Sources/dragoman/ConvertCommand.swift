import Document
import Workbench
import Workflow

extension Command {
  static let convert = Command(
    name: "convert", summary: "Converts documents to another format.", operands: "INPUT...",
    flags: [ConvertCommand.output, ConvertCommand.out, Reading.from, ConvertCommand.to, Flags.jobs, Flags.quiet],
    details: """
      The format of the output is told by --to, or by the extension of --output. Without either of --output and --out
      the result goes to standard output.

      Examples: dragoman convert article.txt -o article.html
                dragoman convert articles --out pages --to html
      """
  ) { arguments throws(Problem) in try ConvertCommand(arguments).status() }
}

struct ConvertCommand {
  static let output = Flag(
    name: "output", letter: "o", value: "FILE", help: "The file to write; - for standard output.")
  static let out = Flag(name: "out", value: "DIR", help: "The folder to write one file a document to.")
  static let to = Flag(name: "to", letter: "t", value: "FORMAT", help: "The output's format, such as html or markdown.")

  let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  func status() throws(Problem) -> ExitStatus {
    try arguments.requireOperands("the input", for: "convert")
    let reading = try Reading(format: arguments.value(Reading.from))
    let entry = try writer(reading.registry)
    guard case .writer(let make) = entry.role else {
      throw Problem("usage.value", "'\(entry.manual.identifier)' is a \(entry.roleName), not a writer")
    }
    let writer = try make(Settings(entry.manual))
    let paths = try Inputs(arguments.operands).paths
    if let folder = arguments.value(ConvertCommand.out) {
      return try convert(paths, reading, writer, entry, toFolder: folder)
    }
    var documents: [Document] = []
    let failures = try reading.each(paths, jobs: arguments.jobs()) { _, read throws(Problem) in documents += read }
    if documents.isEmpty { return .someFailed }
    try write(Documents(documents), writer, reading.context)
    return failures > 0 ? .someFailed : .done
  }

  private func writer(_ registry: Registry) throws(Problem) -> Entry {
    guard arguments.value(ConvertCommand.output) == nil || arguments.value(ConvertCommand.out) == nil else {
      throw Problem("usage.option", "give --output or --out, not both")
    }
    let writers = registry.entries.filter { if case .writer = $0.role { true } else { false } }
    let names = writers.map { String($0.manual.identifier.dropFirst("export.".count)) }.joined(separator: ", ")
    if let format = arguments.value(ConvertCommand.to) {
      if let entry = registry.entry(format) ?? registry.writer(for: format) { return entry }
      throw Problem("usage.value", "there is no writer '\(format)'", help: "there are \(names)")
    }
    guard let path = arguments.value(ConvertCommand.output), path != "-" else {
      throw Problem("usage.option", "the format of the output is not told", help: "give --to with one of \(names)")
    }
    let suffix = Paths.fileExtension(path)
    if let entry = registry.writer(for: suffix) { return entry }
    throw Problem(
      "usage.value", "no writer makes files that end in '.\(suffix)'", help: "give --to with one of \(names)")
  }

  private func write(_ documents: Documents, _ writer: any Writer, _ context: RunContext) throws(Problem) {
    guard let path = arguments.value(ConvertCommand.output), path != "-" else {
      let sink = ByteSink(descriptor: 1, path: "standard output")
      try writer.write(documents, to: sink, in: context)
      return try sink.flush()
    }
    try Outputs.writeFile(path) { sink throws(Problem) in try writer.write(documents, to: sink, in: context) }
  }

  private func convert(
    _ paths: [String], _ reading: Reading, _ writer: any Writer, _ entry: Entry, toFolder folder: String
  ) throws(Problem) -> ExitStatus {
    let suffix = entry.manual.formats.first?.extensions.first ?? "out"
    let outputs = Outputs(folder: folder)
    var names = FileNames()
    let failures = try reading.each(paths, jobs: arguments.jobs()) { path, documents throws(Problem) in
      for document in documents {
        let name = names.unique(Paths.stem(path == "-" ? "stdin" : path), suffix)
        try outputs.write(name) { sink throws(Problem) in
          try writer.write(Documents([document]), to: sink, in: reading.context)
        }
        if !arguments.has(Flags.quiet) { try Terminal.print(folder + "/" + name) }
      }
    }
    return failures > 0 ? .someFailed : .done
  }
}
