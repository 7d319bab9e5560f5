public import Markup

/// A unit of a translation memory: one text in several languages, with all that a TMX file says about it.
public struct TranslationUnit: Hashable, Sendable {
  /// Of its `<tu>`, known and unknown ones, in their order.
  public var attributes: [XMLAttribute]
  /// Notes, properties and what else stood before the variants, in their order.
  public var items: [UnitItem]
  public var variants: [Variant]
  /// Line of the file on which its `<tu>` ends its start tag, from 1.
  public var line: Int

  public init(
    attributes: [XMLAttribute] = [], items: [UnitItem] = [], variants: [Variant] = [], line: Int = 1
  ) {
    self.attributes = attributes
    self.items = items
    self.variants = variants
    self.line = line
  }

  /// The attribute `tuid`.
  public var id: String? { attributes["tuid"] }

  /// The text of the first property of a type, here or on a variant.
  public func property(_ type: String) -> String? {
    for list in [items] + variants.map(\.items) {
      if let found = list.first(where: { $0.kind == .property && $0.attributes["type"] == type }) { return found.text }
    }
    return nil
  }

  /// The variant for a language: the one with exactly this tag, else the first with its primary tag.
  public func variant(_ language: String) -> Variant? {
    variants.first { $0.language.lowercased() == language.lowercased() }
      ?? variants.first { LanguageTag.match($0.language, language) }
  }
}

/// A note, a property, or an element that TMX does not know.
public struct UnitItem: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case note, property
    /// Any other element; its text is the whole element as XML.
    case other
  }

  public var kind: Kind
  public var attributes: [XMLAttribute]
  public var text: String

  public init(_ kind: Kind, _ attributes: [XMLAttribute] = [], _ text: String) {
    self.kind = kind
    self.attributes = attributes
    self.text = text
  }
}

/// A unit's text in one language.
public struct Variant: Hashable, Sendable {
  public var attributes: [XMLAttribute]
  public var items: [UnitItem]
  /// The segment with one U+FFFC for each inline code (`bpt`, `ept`, `ph`, `it`, `ut`).
  public var text: String
  /// The content of `<seg>` as XML; nil where it is text alone.
  public var markup: String?

  /// Stands for an inline code in ``text``.
  public static let placeholder: Character = "\u{FFFC}"

  public init(
    attributes: [XMLAttribute] = [], items: [UnitItem] = [], text: String, markup: String? = nil
  ) {
    self.attributes = attributes
    self.items = items
    self.text = text
    self.markup = markup
  }

  public init(_ language: String, _ text: String) {
    self.init(attributes: [XMLAttribute("xml:lang", language)], text: text)
  }

  /// BCP 47, as it was written; empty where there is none. TMX before 1.4 wrote `lang`.
  public var language: String { attributes["xml:lang"] ?? attributes["lang"] ?? "" }

  /// The text without its inline codes and without white space around it.
  public var plain: String {
    guard markup != nil, text.utf8.contains(0xEF) else { return text.trimmed }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{FFFC}" })).trimmed
  }

  /// How many inline codes the segment has.
  public var codes: Int { markup == nil ? 0 : text.unicodeScalars.count { $0 == "\u{FFFC}" } }
}

/// What a TMX file says about itself.
public struct TMXHeader: Hashable, Sendable {
  /// Of `<tmx>`: `1.4`.
  public var version: String
  public var attributes: [XMLAttribute]
  public var items: [UnitItem]

  public init(version: String = "1.4", attributes: [XMLAttribute], items: [UnitItem] = []) {
    self.version = version
    self.attributes = attributes
    self.items = items
  }

  /// The header of a file that has none: every attribute that TMX 1.4b requires.
  public static let standard = TMXHeader(attributes: [
    XMLAttribute("creationtool", "Dragoman"), XMLAttribute("creationtoolversion", "1"),
    XMLAttribute("segtype", "sentence"), XMLAttribute("o-tmf", "tmx"), XMLAttribute("adminlang", "en"),
    XMLAttribute("srclang", "*all*"), XMLAttribute("datatype", "plaintext"),
  ])
}

/// Language tags as translation memories compare them.
public enum LanguageTag {
  /// `ar` of `ar-SA`, `AR`, `ar_SA`.
  public static func primary(_ tag: String) -> String {
    String(tag.prefix { $0 != "-" && $0 != "_" }).lowercased()
  }

  /// Whether two tags have the same primary tag.
  public static func match(_ a: String, _ b: String) -> Bool { primary(a) == primary(b) && !a.isEmpty }
}
