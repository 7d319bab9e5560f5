public import Document

/// What is known about a processor without running it. Checker, help, schema and reference are printed from it.
public struct Manual: Hashable, Sendable {
  /// `family.step`, lower case.
  public var identifier: String
  /// Raised when the same input gives another result.
  public var version: Int
  /// One sentence.
  public var summary: String
  /// The long help, in Markdown; may be empty.
  public var help: String
  public var parameters: [Parameter]
  public var needs: [Layer]
  public var makes: [Layer]
  /// Formats that a reader reads or a writer writes; empty for the others.
  public var formats: [Format]
  /// Whether the step asks for edits of the text.
  public var editsText: Bool
  /// Whether keys that `parameters` does not name are handed on too: Lua steps without declared parameters.
  public var takesAnyParameter: Bool
  /// Whether the step may make layers that `makes` does not name: Lua steps that declare nothing.
  public var makesAnyLayer: Bool
  /// False for steps that call out (commands, hosts): the same input may give another result.
  public var isReproducible: Bool
  /// Whether a reader or a processor is told the time that `--now` gave. Its results then hold for that time only; steps that look at
  /// all documents are always told.
  public var usesNow: Bool

  public init(
    _ identifier: String, version: Int, _ summary: String, help: String = "", parameters: [Parameter] = [],
    needs: [Layer] = [], makes: [Layer] = [], formats: [Format] = [], editsText: Bool = false,
    takesAnyParameter: Bool = false, makesAnyLayer: Bool = false, isReproducible: Bool = true, usesNow: Bool = false
  ) {
    self.identifier = identifier
    self.version = version
    self.summary = summary
    self.help = help
    self.parameters = parameters
    self.needs = needs
    self.makes = makes
    self.formats = formats
    self.editsText = editsText
    self.takesAnyParameter = takesAnyParameter
    self.makesAnyLayer = makesAnyLayer
    self.isReproducible = isReproducible
    self.usesNow = usesNow
  }

  public func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// Identifier and version as documents name their reader: `parse.text@1`.
  public var versioned: String { "\(identifier)@\(version)" }
}

/// A file format, and how to know it.
public struct Format: Hashable, Sendable {
  /// IANA media type.
  public var mediaType: String
  /// Without the dot, lower case, the usual one first.
  public var extensions: [String]

  public init(_ mediaType: String, extensions: [String]) {
    self.mediaType = mediaType
    self.extensions = extensions
  }
}
