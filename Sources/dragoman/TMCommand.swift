import Document
import TranslationMemory
import Workbench

extension Command {
  static let tm = Command(
    name: "tm", summary: "Keeps and searches translation memories.", operands: "",
    subcommands: [
      Command(
        name: "import", summary: "Imports TMX files into a store, which is made where there is none.",
        operands: "STORE FILE...", flags: [Flags.json, Flags.quiet],
        details: """
          Each file is imported as a whole or not at all; units of an earlier import of a file of that name are replaced. What
          is damaged in itself is skipped, with a warning.

          Example: dragoman tm import news.tm news.tmx
          """
      ) { arguments throws(Problem) in try TMCommand.importFiles(arguments) },
      Command(
        name: "export", summary: "Writes a store as TMX on standard output.", operands: "STORE",
        flags: [TMCommand.file],
        details: """
          Nothing is lost on the way in and out: attributes, properties, notes, dates, inline codes.

          Example: dragoman tm export news.tm > news.tmx
          """
      ) { arguments throws(Problem) in try TMCommand.export(arguments) },
      Command(
        name: "lookup", summary: "Looks a text up in a memory, whole and in parts.", operands: "MEMORY TEXT...",
        flags: [TMCommand.from, TMCommand.to, TMCommand.threshold, TMCommand.limit, Flags.json],
        details: """
          A memory is a store or a TMX file. Each text is looked up by itself; - stands for the lines of standard input.

          Example: dragoman tm lookup news.tmx "قائد الجيش"
          """
      ) { arguments throws(Problem) in try TMCommand.lookup(arguments) },
      Command(
        name: "stats", summary: "Tells what stores hold.", operands: "STORE...", flags: [Flags.json]
      ) { arguments throws(Problem) in try TMCommand.statistics(arguments) },
    ])
}

enum TMCommand {
  static let file = Flag(name: "file", value: "NAME", help: "Only the units that came from this file.")
  static let from = Flag(name: "from", value: "LANGUAGE", help: "Language of the text; ar where not set.")
  static let to = Flag(name: "to", value: "LANGUAGE", help: "Language of the translations; en where not set.")
  static let threshold = Flag(name: "threshold", value: "SCORE", help: "The least score, 0.4 to 1; 0.7 where not set.")
  static let limit = Flag(name: "limit", value: "N", help: "How many matches at the most; 5 where not set.")

  static func importFiles(_ arguments: Arguments) throws(Problem) -> ExitStatus {
    guard arguments.operands.count >= 2, let path = arguments.operands.first else {
      throw Problem(
        "usage.operands", "give the store and at least one TMX file",
        help: "`dragoman help tm import` shows what it takes")
    }
    let store = try MemoryStore.open(path, create: true)
    for file in arguments.operands.dropFirst() {
      let pieces = try pieces(of: file)
      let report = try store.importTMX(pieces, file: file, name: Paths.name(file))
      for problem in report.warnings { Terminal.standardError(problem.line(severity: "warning")) }
      if report.skipped > report.warnings.count {
        Terminal.standardError("\(file): warning: \(report.skipped - report.warnings.count) more were skipped")
      }
      if arguments.has(Flags.json) {
        try Terminal.print(
          JSON.line([
            "file": .string(file), "units": .integer(report.units), "variants": .integer(report.variants),
            "replaced": .integer(report.replaced), "skipped": .integer(report.skipped),
          ]))
      } else if !arguments.has(Flags.quiet) {
        let replaced = report.replaced > 0 ? ", in place of \(report.replaced) earlier ones" : ""
        try Terminal.print(
          "\(file): \(counted(report.units, "unit")), \(counted(report.variants, "variant"))\(replaced)")
      }
    }
    return .done
  }

  static func export(_ arguments: Arguments) throws(Problem) -> ExitStatus {
    try arguments.requireOperands("the store", for: "tm export")
    let sink = ByteSink(descriptor: 1, path: "standard output")
    for path in arguments.operands {
      let store = try MemoryStore.open(path, create: false)
      try store.exportTMX(ofFile: arguments.value(file)) { text throws(Problem) in try sink.write(text) }
    }
    try sink.flush()
    return .done
  }

  static func statistics(_ arguments: Arguments) throws(Problem) -> ExitStatus {
    try arguments.requireOperands("the store", for: "tm stats")
    for path in arguments.operands {
      let found = try MemoryStore.open(path, create: false).statistics()
      if arguments.has(Flags.json) {
        let languages = Fields(found.languages.map { ($0.tag, .integer($0.variants)) })
        let files = Fields(found.files.map { ($0.name, .integer($0.units)) })
        try Terminal.print(
          JSON.line([
            "store": .string(path), "units": .integer(found.units), "variants": .integer(found.variants),
            "languages": .object(languages), "files": .object(files),
          ]))
        continue
      }
      try Terminal.print("\(path): \(counted(found.units, "unit")), \(counted(found.variants, "variant"))")
      for (tag, variants) in found.languages { try Terminal.print("  \(tag): \(counted(variants, "variant"))") }
      for (name, units) in found.files { try Terminal.print("  \(name): \(counted(units, "unit"))") }
    }
    return .done
  }

  static func lookup(_ arguments: Arguments) throws(Problem) -> ExitStatus {
    guard arguments.operands.count >= 2, let path = arguments.operands.first else {
      throw Problem("usage.operands", "give a memory and a text", help: "`dragoman help tm lookup` shows what it takes")
    }
    let threshold = try number(threshold, in: 0.4...1, default: 0.7, arguments)
    let limit = Int(try number(limit, in: 1...1000, default: 5, arguments))
    var pairs = MemoryPairs(from: arguments.value(from) ?? "ar", to: arguments.value(to) ?? "en")
    let source = try ByteSource(path: path)
    try pairs.add(path, prefix: try source.prefix(16), try pieces(of: path)) { problem in
      Terminal.standardError(problem.line(severity: "warning"))
    }
    let index = MemoryIndex(pairs.units)
    for text in try texts(arguments.operands.dropFirst()) {
      let matches = index.matches(for: text, threshold: threshold, limit: limit)
      let fragments = index.fragments(in: text)
      if arguments.has(Flags.json) {
        try Terminal.print(JSON.line(json(text, matches, fragments, index)))
      } else {
        try Terminal.print(page(text, matches, fragments, index))
      }
    }
    return .done
  }

  private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private static func pieces(of path: String) throws(Problem) -> Pieces {
    let source = try ByteSource(path: path)
    return { body throws(Problem) in try source.forEachPiece(body) }
  }

  private static func number(
    _ flag: Flag, in range: ClosedRange<Double>, default value: Double, _ arguments: Arguments
  ) throws(Problem) -> Double {
    guard let word = arguments.value(flag) else { return value }
    guard let number = Double(word), range.contains(number) else {
      throw Problem("usage.value", "'--\(flag.name)' cannot be '\(word)'", help: flag.help)
    }
    return number
  }

  private static func texts(_ operands: ArraySlice<String>) throws(Problem) -> [String] {
    var texts: [String] = []
    for operand in operands {
      guard operand == "-" else {
        texts.append(operand)
        continue
      }
      let lines = String(decoding: try ByteSource(path: "-").whole(), as: UTF8.self)
      texts += lines.split(whereSeparator: \.isNewline).map(String.init)
    }
    return texts
  }

  private static func page(
    _ text: String, _ matches: [MemoryMatch], _ fragments: [MemoryIndex.Fragment], _ index: MemoryIndex
  ) -> String {
    var lines = [text]
    for match in matches {
      let unit = index.units[match.unit]
      let penalties = match.penalties.map { ", \($0.reason) −\(percent($0.amount))" }.joined()
      lines.append("  \(percent(match.score)) \(match.kind.rawValue) (\(unit.origin)\(penalties))")
      lines.append("    \(unit.source)")
      lines.append("    \(unit.target)")
    }
    for fragment in fragments {
      let unit = index.units[fragment.unit]
      lines.append("  part (\(unit.origin)): \(part(text, fragment)) = \(unit.target)")
    }
    if matches.isEmpty, fragments.isEmpty { lines.append("  nothing") }
    return lines.joined(separator: "\n")
  }

  private static func json(
    _ text: String, _ matches: [MemoryMatch], _ fragments: [MemoryIndex.Fragment], _ index: MemoryIndex
  ) -> Value {
    let found = matches.map { match -> Value in
      let unit = index.units[match.unit]
      let penalties = Fields(match.penalties.map { ($0.reason, .number($0.amount)) })
      return [
        "score": .number(match.score), "kind": .string(match.kind.rawValue), "source": .string(unit.source),
        "target": .string(unit.target), "origin": .string(unit.origin), "penalties": .object(penalties),
      ]
    }
    let parts = fragments.map { fragment -> Value in
      let unit = index.units[fragment.unit]
      return [
        "text": .string(part(text, fragment)), "source": .string(unit.source), "target": .string(unit.target),
        "origin": .string(unit.origin),
      ]
    }
    return ["text": .string(text), "matches": .array(found), "fragments": .array(parts)]
  }

  private static func part(_ text: String, _ fragment: MemoryIndex.Fragment) -> String {
    let from = text.utf8.index(text.startIndex, offsetBy: fragment.range.lowerBound)
    return String(text[from..<text.utf8.index(from, offsetBy: fragment.range.count)])
  }

  /// `87.5 %`, rounded down, so that only what is all alike is 100 %.
  private static func percent(_ score: Double) -> String {
    let tenths = Int((score * 1000 + 1e-6).rounded(.down))
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
