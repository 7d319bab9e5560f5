import Markup

/// How elements take part in a page's text.
enum Elements {
  enum Kind {
    /// Parts text.
    case block
    /// Stands inside a line.
    case inline
    /// Holds no text of the page.
    case skipped
  }

  static func kind(_ node: HTMLNode) -> Kind {
    guard node.kind == .element else { return node.kind == .document ? .block : .skipped }
    guard node.namespace == .html else { return node.namespace == .mathML ? .inline : .skipped }
    switch node.tag {
    case .a, .abbr, .acronym, .b, .bdi, .bdo, .big, .blink, .cite, .code, .data, .del, .dfn, .em, .font, .i, .img, .ins,
      .kbd, .label, .mark, .math, .nobr, .picture, .q, .rb, .rp, .rt, .rtc, .ruby, .s, .samp, .slot, .small, .span,
      .strike, .strong, .sub, .sup, .time, .tt, .u, .var, .wbr:
      return .inline
    case .script, .style, .noscript, .template, .svg, .iframe, .object, .embed, .audio, .video, .canvas, .select,
      .option,
      .optgroup, .textarea, .map, .area, .input, .meter, .progress, .param, .track, .link, .meta, .title, .base, .frame,
      .frameset, .noframes, .noembed, .applet, .source, .col, .colgroup, .keygen, .bgsound, .basefont:
      return .skipped
    default:
      return .block
    }
  }

  static func isHeading(_ tag: HTMLTag) -> Bool { level(tag) > 1 }

  /// 1 to 6 for headings, 0 for other elements.
  static func level(_ tag: HTMLTag) -> Int {
    switch tag {
    case .h1: 1
    case .h2: 2
    case .h3: 3
    case .h4: 4
    case .h5: 5
    case .h6: 6
    default: 0
    }
  }

  /// Elements that are one paragraph of what holds them.
  static func isParagraph(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .p, .h1, .h2, .h3, .h4, .h5, .h6, .li, .blockquote, .ul, .ol, .td, .th, .dd, .dt: true
    default: false
    }
  }

  static func isCell(_ tag: HTMLTag) -> Bool { tag == .td || tag == .th }
}
