/// The name of an element that HTML's rules, or readers of pages, tell from others; `unknown` for every other name.
///
/// An element of SVG or MathML has the tag that its name says as well: ask for its namespace too.
public enum HTMLTag: String, CaseIterable, Sendable {
  case unknown = ""
  case annotationXML = "annotation-xml"
  case a, abbr, acronym, address, applet, area, article, aside, audio, b,
    base, basefont, bdi, bdo, bgsound, big, blink, blockquote, body, br, button, canvas, caption, center,
    cite, code, col, colgroup, data, datalist, dd, del, desc, details, dfn, dialog, dir, div, dl, dt, em,
    embed, fieldset, figcaption, figure, font, footer, foreignObject, form, frame, frameset, g, h1, h2, h3,
    h4, h5, h6, head, header, hgroup, hr, html, i, iframe, image, img, input, ins, kbd, keygen, label, legend,
    li, link, listing, main, malignmark, map, mark, marquee, math, menu, menuitem, meta, meter, mglyph, mi,
    mn, mo, ms, mtext, nav, nobr, noembed, noframes, noscript, object, ol, optgroup, option, output, p, param,
    path, picture, plaintext, pre, progress, q, rb, rp, rt, rtc, ruby, s, samp, script, search, section,
    select, selectedcontent, slot, small, source, span, strike, strong, style, sub, summary, sup, svg, table, tbody, td,
    template, textarea, tfoot, th, thead, time, title, tr, track, tt, u, ul, use, `var`, video, wbr,
    xmp

  /// The name as it stands in a tree.
  public var name: String { rawValue }

  /// Its place in the list, as which a case without values is kept.
  @inline(__always)
  public var number: UInt8 { unsafe unsafeBitCast(self, to: UInt8.self) }
}

/// The name of an attribute that readers of pages ask for; `unknown` for every other name.
public enum HTMLAttribute: String, CaseIterable, Sendable {
  case unknown = ""
  case abbr, align, alt, async, charset, cite, `class`, color, colspan, content, coords, data, datetime, dir,
    disabled, encoding, face, height, hidden, href, hreflang, id, itemid, itemprop, itemref, itemscope,
    itemtype, lang, multiple, name, property, rel, resource, role, rowspan, selected, size, span, src, srcset,
    start, style, target, title, type, typeof, value, width
  case ariaHidden = "aria-hidden"
  case ariaLabel = "aria-label"
  case dataSource = "data-src"
  case httpEquivalent = "http-equiv"
  case xmlLanguage = "xml:lang"

  /// The name as it stands in a tag.
  public var name: String { rawValue }
}
