public import Document
public import Workbench

/// What every entry of the registry promises, whoever wrote it. A plugin's tests call it for their entries.
public enum ProcessorContract {
  /// The promises that an entry breaks, each as a sentence; none for a good one.
  ///
  /// - Parameter settings: what the parameters without a default are set to.
  public static func violations(of entry: Entry, settings: Fields = Fields()) -> [String] {
    var found = manualViolations(entry.manual)
    do {
      _ = try Registry([Plugin("contract", [entry])])
    } catch { found.append(error.message) }
    if !entry.manual.takesAnyParameter {
      var strange = settings
      strange["no-such-parameter"] = 1
      if (try? Settings(entry.manual, strange)) != nil { found.append("an unknown parameter is accepted") }
    }
    do {
      found += try roleViolations(entry, settings)
    } catch { found.append("running it failed: \(error)") }
    return found.map { "\(entry.manual.identifier): \($0)" }
  }

  private static func manualViolations(_ manual: Manual) -> [String] {
    var found: [String] = []
    if !manual.summary.hasSuffix(".") { found.append("the summary is no sentence with a full stop") }
    for parameter in manual.parameters where !parameter.help.hasSuffix(".") {
      found.append("the help of '\(parameter.name)' is no sentence with a full stop")
    }
    return found
  }

  private static func roleViolations(_ entry: Entry, _ settings: Fields) throws -> [String] {
    switch entry.role {
    case .processor(let make):
      let processor = try make(Settings(entry.manual, settings))
      return try samples.flatMap { try violations(of: processor, entry.manual, on: $0) }
    case .reader(let make, _):
      let reader = try make(Settings(entry.manual, settings))
      return readerViolations(reader)
    case .collection(let make): _ = try make(Settings(entry.manual, settings))
    case .writer(let make):
      let writer = try make(Settings(entry.manual, settings))
      return try writerViolations(writer)
    }
    return []
  }

  /// An empty document, a plain one, and one whose single paragraph is huge.
  private static var samples: [Document] {
    let sentence = "أكد الوزير أن \"التعاون\" بين البلدين مستمر. "
    var empty = Fixtures.document("")
    empty.blocks = []
    var plain = Fixtures.document("عنوان\n" + sentence + sentence + "\nقال: نعم.")
    plain.segments = plain.blocks.map { Segment(range: $0.range) }
    var huge = Fixtures.document(String(repeating: sentence, count: 2_000))
    huge.segments = [Segment(range: huge.blocks[0].range)]
    return [empty, plain, huge]
  }

  private static func violations(
    of processor: any Processor, _ manual: Manual, on document: Document
  ) throws -> [String] {
    var found: [String] = []
    var results: [Document] = []
    for _ in 0..<2 {
      var result = document
      try processor.process(&result, in: try Fixtures.context(step: manual.identifier))
      if result.text != document.text { found.append("the text changed while the step ran") }
      if !result.pendingEdits.isEmpty, !manual.editsText {
        found.append("it edits text and the manual does not say so")
      }
      result.applyEdits(by: manual.identifier)
      results.append(result)
    }
    if results[0] != results[1] { found.append("two runs over one document differ") }
    let declared = Set(manual.makes.map(\.name) + [Layer.edits.name])
    for layer in results[0].layers.keys
    where document.layers[layer] == nil && !declared.contains(layer) && !manual.makesAnyLayer {
      found.append("the layer '\(layer)' is made and not declared")
    }
    if results[0].segments.map(\.range) != document.segments.map(\.range), !declared.contains(Layer.segments.name) {
      found.append("segments are made and not declared")
    }
    if results[0].segments.map(\.candidates) != document.segments.map(\.candidates),
      !declared.contains(Layer.candidates.name), !declared.contains(Layer.segments.name)
    {
      found.append("candidates are made and not declared")
    }
    if try Document(jsonLine: results[0].jsonLine) != results[0] {
      found.append("the document is not the same after JSON")
    }
    return found
  }

  /// Hostile bytes end in documents or in a problem, the same both times.
  private static func readerViolations(_ reader: any Reader) -> [String] {
    let inputs: [[UInt8]] = [[], [0], Array(repeating: 0xFF, count: 1000), Array("plain".utf8), Array("{\"a\":".utf8)]
    var found: [String] = []
    for input in inputs {
      let outcomes = (0..<2).map { _ in
        do {
          var lines: [String] = []
          let source = ByteSource(bytes: input, path: "contract")
          try reader.read(source, in: try Fixtures.context()) { document throws(Problem) in
            lines.append(document.jsonLine)
          }
          return lines
        } catch { return ["\(error)"] }
      }
      if outcomes[0] != outcomes[1] { found.append("two readings of the same \(input.count) bytes differ") }
    }
    return found
  }

  private static func writerViolations(_ writer: any Writer) throws -> [String] {
    let outcomes = try (0..<2).map { _ in
      let sink = ByteSink()
      try writer.write(Documents(samples), to: sink, in: try Fixtures.context())
      try writer.write(Documents([]), to: sink, in: try Fixtures.context())
      return sink.bytes
    }
    return outcomes[0] == outcomes[1] ? [] : ["two writings of the same documents differ"]
  }
}
