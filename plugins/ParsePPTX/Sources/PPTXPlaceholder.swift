import Markup

/// What a shape stands for on a slide, as `p:ph` says it.
struct PPTXPlaceholder: Hashable {
  /// `title`, `body`, `ftr` …; `obj` where it is not said.
  var kind: String
  var index: String?

  /// Nil for a shape of its own.
  init?(_ shape: XMLElement) {
    let own = PPTXPlaceholder.properties(of: shape)?.first("nvPr")?.first("ph")
    guard let own else { return nil }
    kind = own["type"] ?? "obj"
    index = own["idx"]
  }

  /// `p:nvSpPr` and its like: name, alternative text, placeholder.
  static func properties(of shape: XMLElement) -> XMLElement? {
    shape.elements.first { $0.localName.hasPrefix("nv") && $0.localName.hasSuffix("Pr") }
  }

  var isTitle: Bool { kind == "title" || kind == "ctrTitle" }

  /// Date, foot, number and head of a page.
  var isRunningHead: Bool { ["dt", "ftr", "sldNum", "hdr"].contains(kind) }

  /// The kind that a master has for it.
  var masterKind: String { isTitle ? "title" : isRunningHead ? kind : "body" }
}
