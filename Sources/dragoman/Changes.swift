import Document
import Workbench

/// What a step did to a document, for a person: metadata, blocks, text, annotations, candidates, warnings.
struct Changes {
  private let before: Document
  private let after: Document
  private let colours: Colours

  /// Of edits, and of annotations of one layer, so many are shown.
  private static let most = 50

  init(from before: Document, to after: Document, colours: Colours = .ofOutput) {
    self.before = before
    self.after = after
    self.colours = colours
  }

  var page: String {
    var lines = metadata + blocks + edits
    for layer in Set(before.layers.keys).union(after.layers.keys).sorted() where layer != Layer.edits.name {
      lines += annotations(layer)
    }
    let count =
      after.segments.map(\.candidates.count).reduce(0, +) - before.segments.map(\.candidates.count).reduce(0, +)
    if count != 0 { lines.append("candidates: \(abs(count)) \(count > 0 ? "more" : "fewer")") }
    for warning in after.warnings.dropFirst(before.warnings.count) {
      lines.append(warning.line(severity: colours.yellow("warning")))
    }
    if lines.isEmpty { lines.append("nothing changed") }
    return ([colours.bold("== \(after.source.path)")] + lines).joined(separator: "\n")
  }

  private var metadata: [String] {
    let (old, new) = (before.metadata.json, after.metadata.json)
    return Set(old.keys + new.keys).sorted().filter { old[$0] != new[$0] }.map { key in
      "\(key): \(change(words(old[key]), words(new[key])))"
    }
  }

  private var blocks: [String] {
    var lines: [String] = []
    let known = Dictionary(before.blocks.map { ($0.id, $0) }) { first, _ in first }
    for block in after.blocks {
      guard let earlier = known[block.id] else { continue }
      let place = "\(block.id)\(line(block).map { ", line \($0)" } ?? "")"
      if earlier.role != block.role {
        lines.append("\(place): role \(change(earlier.role.rawValue, block.role.rawValue))")
      }
      if earlier.kind != block.kind {
        lines.append("\(place): kind \(change(earlier.kind.rawValue, block.kind.rawValue))")
      }
    }
    return lines
  }

  private var edits: [String] {
    let made = after.annotations(.edits).dropFirst(before.annotations(.edits).count)
    return shortened(made) { edit in
      let original = JSON.line(.string(edit.features["original"]?.string ?? ""))
      let text = JSON.line(.string(String(after.text(in: edit.range))))
      return "line \(line(edit.range.lowerBound)): \(change(original, text))"
    }
  }

  private func annotations(_ layer: String) -> [String] {
    func shown(_ document: Document) -> [String] {
      document.annotations(Layer(layer)).map { annotation in
        let text = JSON.line(.string(String(document.text(in: annotation.range))))
        return annotation.features.isEmpty ? text : "\(text) \(JSON.line(.object(annotation.features)))"
      }
    }
    let (old, new) = (shown(before), shown(after))
    let (gone, added) = (Changes.excess(of: old, over: new), Changes.excess(of: new, over: old))
    return shortened(gone) { colours.red("- \(layer): \($0)") }
      + shortened(added) { colours.green("+ \(layer): \($0)") }
  }

  /// What there is more of in one list than in the other.
  private static func excess(of one: [String], over other: [String]) -> [String] {
    var known: [String: Int] = [:]
    for item in other { known[item, default: 0] += 1 }
    return one.filter { item in
      known[item, default: 0] -= 1
      return known[item, default: 0] < 0
    }
  }

  private func shortened<T>(_ items: some Collection<T>, _ show: (T) -> String) -> [String] {
    let lines = items.prefix(Changes.most).map(show)
    return items.count > Changes.most ? lines + ["… \(items.count - Changes.most) more"] : lines
  }

  /// The line of the source where it is known, else that of the text.
  private func line(_ position: Int) -> Int {
    let block = after.blocks.last { $0.range.lowerBound <= position }
    let start = block?.range.lowerBound ?? 0
    let below = after.text.utf8.dropFirst(start).prefix(max(0, position - start)).count { $0 == 0x0A }
    if let first = block.flatMap({ line($0) }) { return first + below }
    return after.text.utf8.prefix(position).count { $0 == 0x0A } + 1
  }

  private func line(_ block: Block) -> Int? { block.place.line }

  private func change(_ old: String, _ new: String) -> String { "\(colours.red(old)) → \(colours.green(new))" }
  private func words(_ value: Value?) -> String { value.map { JSON.line($0) } ?? "nothing" }
}
