public import Document

/// What is printed from manuals: pages for people, JSON for programs, schemas for editors.
extension Entry {
  /// The entry for a terminal.
  public var page: String {
    var text = "\(manual.identifier)  \(roleName), version \(manual.version)\n\n\(manual.summary)\n"
    if !manual.help.isEmpty { text += "\n\(manual.help)\n" }
    if !manual.parameters.isEmpty {
      text += "\nParameters:\n"
      for parameter in manual.parameters {
        let held = parameter.defaultValue.map { JSON.line($0) } ?? "must be set"
        text += "  \(parameter.name): \(parameter.expectation) (\(held))\n      \(parameter.help)\n"
      }
    }
    if manual.takesAnyParameter { text += "\nEvery other key under 'with' is handed on as it is.\n" }
    for format in manual.formats {
      text += "\nFormat: \(format.mediaType), files .\(format.extensions.joined(separator: ", ."))\n"
    }
    if !manual.needs.isEmpty { text += "\nNeeds: \(manual.needs.map(\.name).joined(separator: ", "))\n" }
    if !manual.makes.isEmpty { text += "\nMakes: \(manual.makes.map(\.name).joined(separator: ", "))\n" }
    if !manual.isReproducible { text += "\nCalls out: the same input may give another result.\n" }
    return String(text.dropLast())
  }

  public var json: Value {
    var fields: Fields = ["id": .string(manual.identifier), "role": .string(roleName)]
    fields["version"] = .integer(manual.version)
    fields["summary"] = .string(manual.summary)
    if !manual.help.isEmpty { fields["help"] = .string(manual.help) }
    fields["parameters"] = .array(
      manual.parameters.map { parameter in
        var fields: Fields = ["name": .string(parameter.name), "type": .string(parameter.typeName)]
        fields["default"] = parameter.defaultValue
        fields["expects"] = .string(parameter.expectation)
        fields["help"] = .string(parameter.help)
        return .object(fields)
      })
    fields["formats"] = .array(
      manual.formats.map { format in
        ["mediaType": .string(format.mediaType), "extensions": .array(format.extensions.map { .string($0) })]
      })
    fields["needs"] = .array(manual.needs.map { .string($0.name) })
    fields["makes"] = .array(manual.makes.map { .string($0.name) })
    fields["editsText"] = .bool(manual.editsText)
    fields["reproducible"] = .bool(manual.isReproducible)
    return .object(fields)
  }
}

extension Registry {
  /// Every entry as Markdown, family by family: the first half of `workflows/REFERENCE.md`.
  public var markdown: String {
    var text = ""
    var family = ""
    for entry in entries {
      let own = String(entry.manual.identifier.prefix { $0 != "." })
      if own != family { text += "## \(own)\n\n" }
      family = own
      text += entry.markdown + "\n"
    }
    return text
  }
}

extension Entry {
  /// The entry as a section of a Markdown page.
  public var markdown: String {
    var text = "### `\(manual.identifier)`\n\n\(manual.summary) (\(roleName), version \(manual.version))\n"
    if !manual.help.isEmpty { text += "\n\(manual.help)\n" }
    if !manual.parameters.isEmpty {
      text += "\n| parameter | value | default | |\n| --- | --- | --- | --- |\n"
      for parameter in manual.parameters {
        let held = parameter.defaultValue.map { "`\(JSON.line($0))`" } ?? "must be set"
        let cells = [parameter.expectation, held, parameter.help].map { $0.replacing("|", with: "\\|") }
        text += "| `\(parameter.name)` | \(cells.joined(separator: " | ")) |\n"
      }
    }
    func list(_ label: String, _ items: [String]) {
      if !items.isEmpty { text += "\n\(label): \(items.map { "`\($0)`" }.joined(separator: ", "))\n" }
    }
    list("Needs", manual.needs.map(\.name))
    list("Makes", manual.makes.map(\.name))
    list("Files", manual.formats.flatMap { $0.extensions.map { "." + $0 } })
    return text
  }
}

extension Manual {
  /// A JSON Schema (draft 2020-12) of the value of `with`.
  public var schema: Value {
    var properties = Fields()
    for parameter in parameters { properties[parameter.name] = parameter.schema }
    var fields: Fields = ["$schema": "https://json-schema.org/draft/2020-12/schema", "title": .string(identifier)]
    fields["description"] = .string(summary)
    fields["type"] = "object"
    fields["properties"] = .object(properties)
    let required = parameters.filter { $0.defaultValue == nil }
    if !required.isEmpty { fields["required"] = .array(required.map { .string($0.name) }) }
    fields["additionalProperties"] = .bool(takesAnyParameter)
    return .object(fields)
  }
}

extension Parameter {
  /// A JSON Schema of the parameter's value.
  public var schema: Value {
    var fields = Fields()
    switch kind {
    case .text, .path: fields["type"] = "string"
    case .flag: fields["type"] = "boolean"
    case .choice(let choices): fields["enum"] = .array(choices.map { .string($0) })
    case .number(let range):
      fields["type"] = "number"
      fields["minimum"] = bound(range?.lowerBound, but: -.greatestFiniteMagnitude).map { .number($0) }
      fields["maximum"] = bound(range?.upperBound, but: .greatestFiniteMagnitude).map { .number($0) }
    case .integer(let range):
      fields["type"] = "integer"
      fields["minimum"] = bound(range?.lowerBound, but: .min).map { .integer($0) }
      fields["maximum"] = bound(range?.upperBound, but: .max).map { .integer($0) }
    case .texts, .paths:
      let list: Value = ["type": "array", "items": ["type": "string"]]
      fields["anyOf"] = .array([["type": "string"], list])
    case .value: break
    }
    fields["default"] = defaultValue
    fields["description"] = .string(help)
    return .object(fields)
  }

  /// A bound, nil where it is the one that means none.
  private func bound<Bound: Equatable>(_ bound: Bound?, but none: Bound) -> Bound? { bound == none ? nil : bound }
}
