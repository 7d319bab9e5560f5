import Document
import Text
import Workbench

/// The plain text of a mail as paragraphs: lines that were wrapped are joined, what is quoted and a signature get their roles.
struct MailText {
  private struct Line {
    /// How many `>` stand before it.
    var depth: Int
    var text: Substring
    var isEmpty: Bool
    /// Whether it goes on in the next line because it says so (RFC 3676).
    var isSoft = false
  }

  private struct Paragraph {
    var text: String
    var depth: Int
    var isSignature: Bool
  }

  private var paragraphs: [Paragraph] = []

  init(_ text: String, isFlowed: Bool, deletesBlanks: Bool) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      MailText.line($0, isFlowed, deletesBlanks)
    }
    let widths = [MailText.width(lines.filter { $0.depth == 0 }), MailText.width(lines.filter { $0.depth > 0 })]
    var isSignature = false
    var isOpen = false
    for (at, line) in lines.enumerated() {
      if line.depth == 0, MailText.beginsSignature(line.text) { isSignature = true }
      guard !line.isEmpty, !MailText.isMark(line.text) else {
        isOpen = false
        continue
      }
      let before = at > 0 ? lines[at - 1] : line
      let joins =
        isOpen && before.depth == line.depth
        && (before.isSoft || !isFlowed && MailText.joins(before.text, line.text, widths[line.depth > 0 ? 1 : 0]))
      if joins {
        let last = paragraphs.count - 1
        if !(before.isSoft && deletesBlanks) { paragraphs[last].text += " " }
        paragraphs[last].text += MailText.trimmed(line.text)
      } else {
        paragraphs.append(
          Paragraph(
            text: String(MailText.trimmed(line.text)), depth: line.depth, isSignature: isSignature && line.depth == 0))
      }
      isOpen = true
    }
  }

  func append(to builder: inout BlockBuilder, place: Place) {
    let isAnswer = paragraphs.indices.contains { at in
      paragraphs[at].depth == 0 && !paragraphs[at].isSignature && !isAttribution(at)
    }
    for (at, paragraph) in paragraphs.enumerated() {
      let isQuote = paragraph.depth > 0
      let role: Block.Role =
        paragraph.isSignature ? .note : isAnswer && (isQuote || isAttribution(at)) ? .boilerplate : .body
      builder.append(paragraph.text, kind: isQuote ? .quote : .paragraph, role: role, place: place)
    }
  }

  /// "On Monday X wrote:" above a quote.
  private func isAttribution(_ at: Int) -> Bool {
    guard at + 1 < paragraphs.count, paragraphs[at].depth == 0, paragraphs[at + 1].depth > 0 else { return false }
    return paragraphs[at].text.utf8.count <= 400 && paragraphs[at].text.last == ":"
  }

  // MARK: Lines

  private static func line(_ whole: Substring, _ isFlowed: Bool, _ deletesBlanks: Bool) -> Line {
    var rest = whole
    var depth = 0
    while rest.first == ">" {
      depth += 1
      rest = rest.dropFirst()
      // "> > text" is quoted twice.
      if !isFlowed, rest.hasPrefix(" >") { rest = rest.dropFirst() }
    }
    if isFlowed, rest.first == " " { rest = rest.dropFirst() }
    let isSoft = isFlowed && rest.last == " " && rest != "-- "
    return Line(depth: depth, text: rest, isEmpty: rest.allSatisfy(\.isWhitespace), isSoft: isSoft)
  }

  private static func trimmed(_ line: Substring) -> Substring {
    var line = line.drop(while: \.isWhitespace)
    while let last = line.last, last.isWhitespace { line.removeLast() }
    return line
  }

  /// The mark of a signature, and the rule above a list's footer.
  private static func beginsSignature(_ line: Substring) -> Bool {
    line == "-- " || line == "--" || line.utf8.count >= 40 && line.allSatisfy { $0 == "_" }
  }

  /// A line of marks alone says nothing.
  private static func isMark(_ line: Substring) -> Bool {
    line.utf8.allSatisfy { [0x20, 0x09, 0x2D, 0x5F, 0x3D, 0x2A].contains($0) }
  }

  // MARK: Wrapping

  /// What the lines were wrapped to: nine in ten are at most so wide. Nil where they were not.
  private static func width(_ lines: [Line]) -> Int? {
    var lengths: [Int] = []
    for (line, next) in zip(lines, lines.dropFirst()) where !line.isEmpty && !next.isEmpty {
      lengths.append(length(line.text))
    }
    guard lengths.count >= 2 else { return nil }
    lengths.sort()
    let width = lengths[(lengths.count - 1) * 9 / 10]
    return (40...100).contains(width) ? width : nil
  }

  /// Whether a line was too full for the first word of the next, which is no item of a list.
  private static func joins(_ line: Substring, _ next: Substring, _ width: Int?) -> Bool {
    guard next.first?.isWhitespace == false, !isItem(next) else { return false }
    let line = trimmed(line)
    guard let width else {
      // Of a few lines nobody can tell; one as long as mail is wrapped to that ends in no full stop goes on.
      return (55...80).contains(length(line)) && line.last.map { !".!?؟:؛;".contains($0) } ?? false
    }
    return length(line) + 1 + length(next.prefix { !$0.isWhitespace }) > width
  }

  private static func isItem(_ line: Substring) -> Bool {
    let mark = line.prefix { !$0.isWhitespace }
    return ["-", "*", "•", "–", "·"].contains(mark)
      || mark.utf8.count <= 4 && (mark.last == "." || mark.last == ")") && mark.first?.isNumber == true
  }

  private static func length(_ text: Substring) -> Int { text.unicodeScalars.count }
}
