/// What the rules of tree construction ask of an element's name.
struct HTMLCategory: OptionSet {
  let rawValue: UInt16

  static let special = HTMLCategory(rawValue: 1)
  static let formatting = HTMLCategory(rawValue: 2)
  /// Ends every search for an element in scope.
  static let scope = HTMLCategory(rawValue: 4)
  /// Ends the search in list item scope as well.
  static let listScope = HTMLCategory(rawValue: 8)
  static let buttonScope = HTMLCategory(rawValue: 16)
  static let tableScope = HTMLCategory(rawValue: 32)
  /// Its end tag may be implied.
  static let impliedEnd = HTMLCategory(rawValue: 64)
  /// Its end tag is implied where a template ends.
  static let impliedEndOfTemplate = HTMLCategory(rawValue: 128)
  static let heading = HTMLCategory(rawValue: 256)
  /// Of MathML: characters and most tags inside are HTML's.
  static let mathText = HTMLCategory(rawValue: 512)
  /// Of SVG and MathML: all inside is HTML's.
  static let htmlInside = HTMLCategory(rawValue: 1024)
  /// In SVG or MathML, it leads back to HTML.
  static let breaksOut = HTMLCategory(rawValue: 2048)

  init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Of an element of HTML.
  init(html tag: HTMLTag) {
    var found: HTMLCategory = []
    switch tag {
    case .address, .applet, .area, .article, .aside, .base, .basefont, .bgsound, .blockquote, .body, .br, .button,
      .caption, .center, .col, .colgroup, .dd, .details, .dir, .div, .dl, .dt, .embed, .fieldset, .figcaption, .figure,
      .footer, .form, .frame, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .head, .header, .hgroup, .hr, .html, .iframe,
      .img, .input, .keygen, .li, .link, .listing, .main, .marquee, .menu, .meta, .nav, .noembed, .noframes, .noscript,
      .object, .ol, .p, .param, .plaintext, .pre, .script, .search, .section, .select, .source, .style, .summary,
      .table, .tbody, .td, .template, .textarea, .tfoot, .th, .thead, .title, .tr, .track, .ul, .wbr, .xmp:
      found.insert(.special)
    case .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u: found.insert(.formatting)
    default: break
    }
    switch tag {
    case .applet, .caption, .html, .table, .td, .th, .marquee, .object, .template, .select:
      found.formUnion([.scope, .listScope, .buttonScope])
    case .ol, .ul: found.insert(.listScope)
    case .button: found.insert(.buttonScope)
    default: break
    }
    switch tag {
    case .html, .table, .template: found.insert(.tableScope)
    case .dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc:
      found.formUnion([.impliedEnd, .impliedEndOfTemplate])
    case .caption, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr: found.insert(.impliedEndOfTemplate)
    case .h1, .h2, .h3, .h4, .h5, .h6: found.insert(.heading)
    default: break
    }
    switch tag {
    case .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .h1, .h2, .h3, .h4, .h5,
      .h6, .head, .hr, .i, .img, .li, .listing, .menu, .meta, .nobr, .ol, .p, .pre, .ruby, .s, .small, .span, .strong,
      .strike, .sub, .sup, .table, .tt, .u, .ul, .`var`:
      found.insert(.breaksOut)
    default: break
    }
    self = found
  }

  /// Of an element of SVG or MathML.
  init(_ tag: HTMLTag, in namespace: HTMLNamespace) {
    switch (namespace, tag) {
    case (.html, _): self.init(html: tag)
    case (.mathML, .mi), (.mathML, .mo), (.mathML, .mn), (.mathML, .ms), (.mathML, .mtext):
      self = [.special, .scope, .listScope, .buttonScope, .mathText]
    case (.mathML, .annotationXML): self = [.special, .scope, .listScope, .buttonScope]
    case (.svg, .foreignObject), (.svg, .desc), (.svg, .title):
      self = [.special, .scope, .listScope, .buttonScope, .htmlInside]
    default: self = []
    }
  }
}
