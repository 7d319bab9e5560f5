public import Document
public import Workbench

/// A JSON Schema (draft 2020-12) of workflow files, for editors: printed from the registry's manuals and from the lists of keys
/// that the reader itself goes by. It knows the form of a file; what only the whole shows (cycles, layers, Lua) is `check`'s.
public struct WorkflowSchema: Sendable {
  private let registry: Registry

  public init(_ registry: Registry) { self.registry = registry }

  public var json: Value {
    var fields: Fields = ["$schema": "https://json-schema.org/draft/2020-12/schema"]
    fields["title"] = "Dragoman workflow"
    fields["description"] = "A workflow file of dragoman, version 1 of the format."
    var root = WorkflowSchema.table(WorkflowReader.topKeys, top, required: ["dragoman", "steps"])
    root["$defs"] = .object(definitions)
    for (key, value) in root { fields[key] = value }
    return .object(fields)
  }

  // MARK: forms of schemas

  /// A table with these keys and no others. Keys that `properties` does not explain may hold anything.
  private static func table(_ keys: [String], _ properties: Fields, required: [String] = []) -> Fields {
    var known = Fields()
    for key in keys { known[key] = properties[key] ?? .object(Fields()) }
    var fields: Fields = ["type": "object", "properties": .object(known)]
    if !required.isEmpty { fields["required"] = .array(required.map { .string($0) }) }
    fields["additionalProperties"] = false
    return fields
  }

  private static func described(_ help: String, _ schema: Fields) -> Value {
    var fields: Fields = ["description": .string(help)]
    for (key, value) in schema { fields[key] = value }
    return .object(fields)
  }

  private static func reference(_ name: String) -> Fields { ["$ref": .string("#/$defs/" + name)] }

  private static func any(_ schemas: [Value]) -> Fields { ["anyOf": .array(schemas)] }

  /// What the reader takes for text: every scalar that says something.
  private static let text: Fields = ["type": ["string", "number", "boolean"]]
  private static let texts = any([.object(text), ["type": "array", "items": .object(text)]])
  private static let table: Fields = ["type": "object"]
  /// A value that is known once the workflow runs.
  private static let expression: Value = ["type": "string", "pattern": "\\$\\{"]
  /// As `WorkflowReader.isName` has it, for engines that know no classes of Unicode: every sign of ASCII but `-` and `_` is out.
  private static let name: Fields = [
    "type": "string", "pattern": "^[^\\s!-@\\[-`{-~][^\\s!-,./:-@\\[-^`{-~]*$",
  ]

  // MARK: a file

  private var top: Fields {
    [
      "dragoman": WorkflowSchema.described("The version of the format.", ["const": 1]),
      "workflow": WorkflowSchema.described(
        "A name; the folder's where it is left out.", WorkflowSchema.name),
      "summary": WorkflowSchema.described("One line for reports.", WorkflowSchema.text),
      "inputs": WorkflowSchema.described(
        "What is taken from a folder that is named as input.", WorkflowSchema.reference("inputs")),
      "params": WorkflowSchema.described(
        "Parameters by their names: ${params.NAME} in steps, --set NAME=VALUE on the command line.",
        [
          "type": "object", "propertyNames": .object(WorkflowSchema.name),
          "additionalProperties": .object(WorkflowSchema.reference("parameter")),
        ]),
      "steps": WorkflowSchema.described(
        "What is done, in order; the first step reads.",
        ["type": "array", "minItems": 1, "items": .object(WorkflowSchema.reference("step"))]),
      "tests": WorkflowSchema.described(
        "What must hold: run by `dragoman test`.",
        ["type": "array", "items": .object(WorkflowSchema.reference("test"))]),
    ]
  }

  private var definitions: Fields {
    var fields: Fields = [
      "inputs": .object(
        WorkflowSchema.table(["documents"], ["documents": .object(WorkflowSchema.reference("documents"))])),
      "documents": .object(
        WorkflowSchema.table(
          ["type", "accept"],
          [
            "type": ["const": "files"],
            "accept": WorkflowSchema.described("Extensions of files, such as txt.", WorkflowSchema.texts),
          ])),
      "parameter": .object(parameter),
      "retry": .object(
        WorkflowSchema.table(
          WorkflowReader.retryKeys,
          [
            "attempts": WorkflowSchema.described(
              "How often in all.", ["type": "integer", "minimum": 1, "maximum": .integer(WorkflowReader.mostAttempts)]),
            "backoff": WorkflowSchema.described(
              "The pause before the second try; it doubles.", WorkflowSchema.reference("duration")),
          ], required: ["attempts"])),
      "duration": [
        "type": "string", "pattern": .string("^[0-9]+(\\.[0-9]+)?(\(Durations.unitNames.joined(separator: "|")))$"),
      ],
      "test": .object(test),
      "step": .object(step),
    ]
    for entry in registry.entries { fields["with." + entry.manual.identifier] = .object(settings(entry.manual)) }
    return fields
  }

  private var parameter: Fields {
    var fields = WorkflowSchema.table(
      WorkflowReader.parameterKeys,
      [
        "type": ["enum": .array(WorkflowReader.types.map { .string($0) })],
        "default": WorkflowSchema.described("What holds where nothing is set.", [:]),
        "min": ["type": "number"], "max": ["type": "number"],
        "choices": WorkflowSchema.described("The texts that may be chosen.", WorkflowSchema.texts),
        "help": WorkflowSchema.described("One sentence.", WorkflowSchema.text),
      ], required: ["type"])
    fields["allOf"] = .array(
      WorkflowReader.types.map { type in
        var then: Fields = ["properties": ["default": .object(WorkflowSchema.defaultValue(type))]]
        if type == "choice" { then["required"] = ["choices"] }
        return WorkflowSchema.when("type", is: type, .object(then))
      })
    return fields
  }

  private static func defaultValue(_ type: String) -> Fields {
    switch type {
    case "number", "integer": ["type": .string(type)]
    case "flag": ["type": "boolean"]
    case "texts", "paths": any([["type": "string"], ["type": "array", "items": ["type": "string"]]])
    default: ["type": "string"]
    }
  }

  private static func when(_ key: String, is word: String, _ then: Value) -> Value {
    [
      "if": ["properties": .object([key: ["const": .string(word)]]), "required": [.string(key)]],
      "then": then,
    ]
  }

  private var test: Fields {
    var fields = WorkflowSchema.table(
      WorkflowReader.testKeys,
      [
        "name": WorkflowSchema.described("What holds, in words.", WorkflowSchema.text),
        "inputs": WorkflowSchema.described("Files, from the workflow's folder.", WorkflowSchema.texts),
        "params": WorkflowSchema.described("Values of parameters for this test.", WorkflowSchema.table),
        "expect": WorkflowSchema.described(
          "Lua that asserts something: what collection steps returned, by id and family, and `run`.",
          WorkflowSchema.text),
        "golden": WorkflowSchema.described(
          "Files that the outputs must equal: a folder, or a table of outputs and files.",
          WorkflowSchema.any([
            ["type": "string"], ["type": "object", "additionalProperties": .object(WorkflowSchema.text)],
          ])),
      ])
    fields["anyOf"] = [["required": ["expect"]], ["required": ["golden"]]]
    return fields
  }

  // MARK: steps

  private var step: Fields {
    var fields = WorkflowSchema.table(WorkflowReader.stepKeys, stepProperties)
    fields["oneOf"] = [["required": ["use"]], ["required": ["lua"]]]
    fields["not"] = ["required": ["foreach", "matrix"]]
    fields["allOf"] = .array(
      registry.entries.map { entry in
        let identifier = entry.manual.identifier
        var then: Fields = ["properties": ["with": .object(WorkflowSchema.reference("with." + identifier))]]
        if entry.manual.parameters.contains(where: { $0.defaultValue == nil }) { then["required"] = ["with"] }
        return WorkflowSchema.when("use", is: identifier, .object(then))
      })
    return fields
  }

  private var stepProperties: Fields {
    let uses: [Value] = registry.entries.map {
      ["const": .string($0.manual.identifier), "description": .string($0.manual.summary)]
    }
    let others: [Value] = [
      ["type": "string", "pattern": "\\.lua$", "description": "A Lua file, from the workflow's folder."],
      ["type": "string", "pattern": "^\\./", "description": "A Lua file, from the workflow's folder."],
      ["type": "string", "pattern": "^workflow:.", "description": "Another workflow: a file or a folder."],
      WorkflowSchema.expression,
    ]
    let loop: [Value] = [["type": "array"], WorkflowSchema.expression]
    return [
      "id": WorkflowSchema.described("What other steps and reports call it.", WorkflowSchema.name),
      "use": WorkflowSchema.described("A processor, a Lua file or a workflow.", WorkflowSchema.any(uses + others)),
      "lua": WorkflowSchema.described(
        "Lua in place, which returns a function or a table of handlers.", WorkflowSchema.text),
      "with": WorkflowSchema.described("Values of the step's parameters.", WorkflowSchema.table),
      "when": WorkflowSchema.described(
        "Lua: the step is left out where it does not hold; sees doc, params and steps.", WorkflowSchema.text),
      "needs": WorkflowSchema.described(
        "Steps that this one follows; the one before it where nothing is said.", WorkflowSchema.texts),
      "foreach": WorkflowSchema.described("Values to run once for: ${each}.", WorkflowSchema.any(loop)),
      "matrix": WorkflowSchema.described(
        "Lists, to run once for each combination: ${matrix.KEY}.",
        [
          "type": "object", "minProperties": 1, "propertyNames": .object(WorkflowSchema.name),
          "additionalProperties": .object(WorkflowSchema.any(loop)),
        ]),
      "on-error": WorkflowSchema.described(
        "What becomes of a document whose step failed.",
        ["enum": .array(StepPolicy.OnError.allCases.map { .string($0.rawValue) })]),
      "retry": WorkflowSchema.described(
        "How often the step is tried in all.",
        WorkflowSchema.any([
          ["type": "integer", "minimum": 1, "maximum": .integer(WorkflowReader.mostAttempts)],
          .object(WorkflowSchema.reference("retry")),
        ])),
      "timeout": WorkflowSchema.described(
        "How long one try may take, such as 30s.", WorkflowSchema.reference("duration")),
      "cache": WorkflowSchema.described("Whether results are kept and used again.", ["type": "boolean"]),
      "limits": WorkflowSchema.described("What a step in Lua may use up for one document.", limits),
      "allow": WorkflowSchema.described("What a step in Lua may reach.", allow),
    ]
  }

  private var limits: Fields {
    let size: Value = ["type": ["string", "integer"], "pattern": .string(Sizes.pattern)]
    return WorkflowSchema.table(
      WorkflowReader.limitKeys,
      [
        "instructions": ["type": "number", "minimum": 1], "memory": size, "output": size,
        "time": .object(WorkflowSchema.reference("duration")),
      ])
  }

  private var allow: Fields {
    WorkflowSchema.table(
      WorkflowReader.allowKeys,
      [
        "read": WorkflowSchema.described("Files and folders, from the workflow's folder.", WorkflowSchema.texts),
        "http": WorkflowSchema.described("Hosts, as name or name:port.", WorkflowSchema.texts),
        "env": WorkflowSchema.described("Variables of the environment.", WorkflowSchema.texts),
      ])
  }

  /// The parameters of a processor; any of them may be an expression.
  private func settings(_ manual: Manual) -> Fields {
    var fields = manual.schema.object ?? Fields()
    fields["$schema"] = nil
    var properties = Fields()
    for (name, schema) in fields["properties"]?.object ?? Fields() {
      var own = schema.object ?? Fields()
      var outer = Fields()
      for key in ["description", "default"] {
        outer[key] = own[key]
        own[key] = nil
      }
      if own.isEmpty {
        properties[name] = .object(outer)
        continue
      }
      outer["anyOf"] = [.object(own), WorkflowSchema.expression]
      properties[name] = .object(outer)
    }
    fields["properties"] = .object(properties)
    return fields
  }

  /// Keys of the reader that nothing here explains: none, as a test holds.
  var unexplained: [String] {
    let lists = [(WorkflowReader.topKeys, top), (WorkflowReader.stepKeys, stepProperties)]
    return lists.flatMap { keys, properties in keys.filter { properties[$0] == nil } }
      + zip(
        ["parameter", "retry", "test"],
        [WorkflowReader.parameterKeys, WorkflowReader.retryKeys, WorkflowReader.testKeys]
      )
      .flatMap { name, keys in
        keys.filter { key in definitions[name]?["properties"]?[key]?.object?.isEmpty != false }
      }
  }
}
