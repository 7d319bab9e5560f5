public import Document
import Markup
import Text

/// Makes a text and its blocks paragraph by paragraph, for readers whose sources hold pieces of text.
public struct BlockBuilder: Sendable {
  /// The paragraphs, parted by line feeds.
  public private(set) var text = ""
  public private(set) var blocks: [Block] = []
  /// A document of more blocks than this would take memory out of proportion to its source.
  public static let mostBlocks = 1 << 20
  /// Paragraphs that found no room; ``warning`` says so.
  private var leftOut = 0

  public init() {}

  /// `input.too-many-blocks`, where paragraphs found no room.
  public var warning: Problem? {
    leftOut == 0
      ? nil
      : Problem(
        "input.too-many-blocks",
        "the text has more than \(BlockBuilder.mostBlocks) paragraphs, and \(leftOut) of them were left out",
        help: "split the file")
  }

  /// Appends a paragraph; one of white space alone is left out.
  ///
  /// - Parameter runs: ranges are UTF-8 byte offsets into the paragraph, which must then be NFC.
  public mutating func append(
    _ paragraph: String, kind: Block.Kind = .paragraph, role: Block.Role = .body, level: Int? = nil, number: Int? = nil,
    place: Place = Place(), runs: [Run] = []
  ) {
    guard paragraph.utf8.contains(where: { $0 > 0x20 }) else { return }
    guard blocks.count < BlockBuilder.mostBlocks else {
      leftOut += 1
      return
    }
    if !blocks.isEmpty { text += "\n" }
    let start = text.utf8.count
    text += Canonical.nfc(paragraph)
    blocks.append(
      Block(
        id: "b" + String(blocks.count + 1), kind: kind, role: role, range: start..<text.utf8.count, level: level,
        number: number, place: place,
        runs: runs.map { run in
          var run = run
          run.range = run.range.lowerBound + start..<run.range.upperBound + start
          return run
        }))
  }

  /// Appends the paragraphs of a small HTML text.
  ///
  /// - Parameters:
  ///   - base: what relative addresses are resolved against.
  ///   - quotesAreBoilerplate: whether what is quoted belongs to another text, as in the answer to a mail.
  public mutating func append(
    html: String, base: String? = nil, place: Place = Place(), quotesAreBoilerplate: Bool = false
  ) {
    for piece in HTMLFragment.pieces(html) {
      let (kind, level): (Block.Kind, Int?) =
        switch piece.kind {
        case .paragraph: (.paragraph, nil)
        case .heading(let level): (.heading, level)
        case .listItem(let level): (.listItem, level)
        case .quote: (.quote, nil)
        case .code: (.code, nil)
        }
      append(
        piece.text, kind: kind, role: quotesAreBoilerplate && kind == .quote ? .boilerplate : .body, level: level,
        place: place, runs: piece.marks.map { Run($0, base) })
    }
  }
}

extension Run {
  fileprivate init(_ mark: HTMLPiece.Mark, _ base: String?) {
    switch mark.kind {
    case .emphasis: self.init(.emphasis, mark.range)
    case .strong: self.init(.strong, mark.range)
    case .link: self.init(.link, mark.range, value: mark.value.map { WebAddress.resolved($0, against: base) })
    case .image: self.init(.image, mark.range, value: mark.value.map { WebAddress.resolved($0, against: base) })
    }
  }
}
