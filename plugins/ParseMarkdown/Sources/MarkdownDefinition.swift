/// What a name of links stands for: `[label]: address "title"`. The title is not kept.
struct MarkdownDefinition {
  var label: [UInt8]
  var address: [UInt8]
  /// Behind its line.
  var end: Int

  /// Nil where there is none at `start`.
  init?(_ bytes: MarkdownLine.Bytes, _ start: Int, _ last: Int) {
    guard start < last, bytes[start] == UInt8(ascii: "["),
      let inside = MarkdownLink.label(bytes, start, last), inside.upperBound + 1 < last,
      bytes[inside.upperBound + 1] == UInt8(ascii: ":")
    else { return nil }
    let place = MarkdownLink.skipSpace(bytes, inside.upperBound + 2, last)
    guard place < last, let found = MarkdownLink.destination(bytes, place, last),
      bytes[place] == UInt8(ascii: "<") || !found.inside.isEmpty
    else { return nil }
    label = MarkdownLabel.key(bytes[inside])
    address = MarkdownLink.unescaped(bytes, found.inside)
    func lineEnd(_ start: Int) -> Int? {
      var at = start
      while at < last, MarkdownLine.isBlank(bytes[at]) { at += 1 }
      return at == last ? at : bytes[at] == 0x0A ? at + 1 : nil
    }
    let titleStart = MarkdownLink.skipSpace(bytes, found.end, last)
    var stopped = 0
    if titleStart > found.end, let titleEnd = MarkdownLink.title(bytes, titleStart, last, stopped: &stopped),
      let behind = lineEnd(titleEnd)
    {
      end = behind
    } else if let behind = lineEnd(found.end) {
      end = behind
    } else {
      return nil
    }
  }
}
