/// The parser of HTML's standard (scripting off): every page has a tree, whatever its mistakes.
///
/// Time is linear in the page for pages that people write; what grows faster by the standard's own rules (formatting that is opened
/// again and again) meets a bound. Nothing recurses, so a page may nest as deep as it likes.
public enum HTMLParser {
  /// What a page may cost.
  public struct Limits: Sendable {
    /// Nodes of the tree; a page of ordinary make has one for 25 bytes.
    public var nodes: Int

    public init(nodes: Int = 20_000_000) { self.nodes = nodes }
  }

  /// Parses a page in UTF-8. What is not UTF-8 in it stays as it is, bytes in texts.
  ///
  /// - Returns: the tree; its ``HTMLTree/parsedTo`` is less than the length of the page where a limit was met.
  public static func parse(_ page: [UInt8], limits: Limits = Limits()) -> HTMLTree {
    build(page, context: nil, limits)
  }

  /// Parses what may stand in an element, such as the description of a feed's entry.
  ///
  /// - Parameter context: the name of the element of HTML that it would stand in.
  /// - Returns: the tree, whose document holds an element `html` that holds the nodes.
  public static func parse(fragment: [UInt8], in context: HTMLTag = .body, limits: Limits = Limits()) -> HTMLTree {
    parse(fragment: fragment, in: context.name, of: .html, limits: limits)
  }

  static func parse(
    fragment: [UInt8], in context: String, of namespace: HTMLNamespace, limits: Limits = Limits()
  ) -> HTMLTree {
    build(fragment, context: (context, namespace), limits)
  }

  private static func build(
    _ page: [UInt8], context: (name: String, namespace: HTMLNamespace)?, _ limits: Limits
  ) -> HTMLTree {
    let (source, ends) = HTMLLineEnds.normalise(page)
    return unsafe source.withUnsafeBufferPointer { buffer in
      var builder = HTMLTreeBuilder(
        unsafe HTMLBytes(buffer), HTMLTree(source: source, lineEnds: ends), limits: limits)
      if let context { builder.begin(in: context.name, of: context.namespace) }
      builder.build()
      return builder.finish()
    }
  }
}
