import Document
public import Workbench

public let plugin = Plugin("ExportJSON", [.exportJSON])

extension Entry {
  public static let exportJSON = Entry(
    Manual(
      "export.json", version: 1, "Writes each document as one line of JSON, with nothing lost.",
      help: "The format is `dragoman/document@1`; `parse.document` reads it back.",
      formats: [Format("application/x-ndjson", extensions: ["jsonl", "ndjson"])])
  ) { _ throws(Problem) in ExportJSON() }
}

struct ExportJSON: Writer {
  func write(_ documents: Documents, to sink: ByteSink, in context: RunContext) throws(Problem) {
    try documents.walk { _, document throws(Problem) in
      try sink.write(document.jsonLine)
      try sink.write("\n")
    }
  }
}
