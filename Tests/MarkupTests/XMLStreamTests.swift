import Markup
import Testing

/// Everything that a stream says of a text, cut into pieces of one size.
private func events(_ bytes: [UInt8], piece: Int = 7, textLimit: Int = XMLStream.textLimit) throws -> [XMLEvent] {
  var stream = try XMLStream(textLimit: textLimit)
  var found: [XMLEvent] = []
  var start = 0
  while start < bytes.count {
    let end = min(start + piece, bytes.count)
    stream.feed(bytes[start..<end])
    while let event = try stream.next() { found.append(event) }
    start = end
  }
  stream.finish()
  while let event = try stream.next() { found.append(event) }
  return found
}

private func events(_ text: String, piece: Int = 7) throws -> [XMLEvent.Kind] {
  try events(Array(text.utf8), piece: piece).map(\.kind)
}

private func fault(_ text: String) -> XMLFault? {
  do {
    _ = try events(text)
    return nil
  } catch { return error as? XMLFault }
}

@Suite struct XMLStreamTests {
  @Test func elementsAttributesAndText() throws {
    let text =
      "<?xml version='1.0'?><a xmlns:x='urn:x' n='1 &amp; &#50;'>و<x:b/>ب &lt;<![CDATA[<c>]]><!--d--><?e f?></a>"
    let expected: [XMLEvent.Kind] = [
      .start("a", [XMLAttribute("xmlns:x", "urn:x"), XMLAttribute("n", "1 & 2")]), .text("و"), .start("x:b", []),
      .end("x:b"), .text("ب <<c>"), .comment("d"), .instruction(target: "e", text: "f"), .end("a"),
    ]
    for piece in [1, 2, 3, 5, 1000] { #expect(try events(text, piece: piece) == expected) }
  }

  @Test func linesBeyondSixteenBits() throws {
    let text = "<a>" + String(repeating: "<b/>\n", count: 100_000) + "<c/></a>"
    let found = try events(Array(text.utf8), piece: 1 << 16)
    #expect(found.contains(XMLEvent(.start("c", []), line: 100_001)))
  }

  @Test(arguments: ["UTF-16LE", "UTF-16BE"]) func wideCharsets(_ name: String) throws {
    var bytes: [UInt8] = []
    for unit in "\u{FEFF}<a>سلام</a>".utf16 {
      let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      bytes += name == "UTF-16LE" ? pair : pair.reversed()
    }
    #expect(try events(bytes).map(\.kind) == [.start("a", []), .text("سلام"), .end("a")])
  }

  @Test func aDeclaredCharset() throws {
    let bytes = Array("<?xml version='1.0' encoding='windows-1256'?><a>".utf8) + [0xE3, 0xE6] + Array("</a>".utf8)
    #expect(try events(bytes).map(\.kind) == [.start("a", []), .text("مو"), .end("a")])
  }

  @Test func entitiesAreNeverExpanded() throws {
    let text = "<!DOCTYPE a [<!ENTITY e 'boom'><!ENTITY f SYSTEM 'file:///etc/passwd'>]><a>1&e;2&f;3</a>"
    let found = try events(text)
    #expect(
      !found.contains { if case .text(let text) = $0 { text.contains("boom") || text.contains("root") } else { false } }
    )
    #expect(found.filter { if case .damage = $0 { true } else { false } }.count == 2)
    #expect(found.last == .end("a"))
  }

  @Test func aControlCharacterIsDamageAndNotTheEnd() throws {
    for text in ["<a>x&#x1F;y<b/></a>", "<a>x\u{1}y<b/></a>"] {
      let found = try events(text)
      #expect(found.contains { if case .damage = $0 { true } else { false } })
      #expect(found.contains(.start("b", [])))
    }
  }

  @Test(arguments: [
    ("", "xml.empty", 1), ("plain", "xml.empty", 1), ("<a>\n<b>", "xml.truncated", 2),
    ("<a>\n</b></a>", "xml.malformed", 2),
    ("<a/>\n<b/>", "xml.malformed", 2), ("<a>" + String(repeating: "<b>", count: 300), "xml.nesting", 1),
    ("<?xml version='1.0' encoding='no-such'?><a/>", "xml.encoding", 1), ("<a b='1' b='2'/>", "xml.malformed", 1),
    ("<a b=>", "xml.malformed", 1), ("<a", "xml.truncated", 1),
  ]) func faultsNameTheLine(_ text: String, _ code: String, _ line: Int) {
    let found = fault(text)
    #expect(found?.code == code, "\(text.prefix(20)): \(found?.message ?? "none")")
    #expect(found?.line == line)
    #expect(found?.help.isEmpty == false)
  }

  @Test func anAmpersandThatNobodyEscapedIsDamageAndNotTheEnd() throws {
    for piece in [1, 4, 1000] {
      let found = try events("<a>B & C&amp;D?e=1&f=2&g; &nbsp;</a>", piece: piece)
      let sources = found.compactMap { if case .damage(_, let source) = $0 { source } else { nil } }
      #expect(sources == ["&", "&f", "&g;", "&nbsp;"], "\(piece)")
      let texts = found.compactMap { if case .text(let text) = $0 { text } else { nil } }
      #expect(texts.joined() == "B  C&D?e=1=2 ")
      #expect(found.last == .end("a"))
    }
  }

  @Test func bytesThatAreNotInTheDeclaredCharset() {
    let open = Array("<?xml version='1.0' encoding='UTF-8'?>\n<a>".utf8)
    let arabic = Array("\n<b>نعم</b></a>".utf8)
    for bytes in [
      open + [0xE3, 0xE6] + arabic, open + [0] + arabic, open + [0xD8] + arabic,
    ] {
      for piece in [3, 1000] {
        #expect {
          _ = try events(bytes, piece: piece)
        } throws: { error in
          (error as? XMLFault)?.code == "xml.encoding"
        }
      }
    }
  }

  @Test func aTextBeyondTheBound() {
    let text = "<a>" + String(repeating: "x", count: 5000) + "</a>"
    #expect {
      _ = try events(Array(text.utf8), piece: 100, textLimit: 1000)
    } throws: { ($0 as? XMLFault)?.code == "xml.too-large" }
  }

  @Test func manyThreadsAtOnce() async throws {
    let text =
      "<?xml version='1.0' encoding='windows-1256'?><a>" + String(repeating: "<b c='d'>e</b>", count: 500) + "</a>"
    let expected = try events(text, piece: 1000)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<16 { group.addTask { (try? events(text, piece: 1000)) == expected } }
      for await isSame in group { #expect(isSame) }
    }
  }

  /// Every truncation and every single changed byte ends in events or in a fault.
  @Test func damagedFilesNeverTrap() {
    let whole = Array("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e 'f'>]><a b='c'>&e;<![CDATA[d]]>و<!--x--></a>".utf8)
    for cut in whole.indices { _ = try? events(Array(whole[..<cut])) }
    for at in whole.indices {
      for value: UInt8 in [0, 0x26, 0x3C, 0x3E, 0x22, 0x80, 0xFF] {
        var bytes = whole
        bytes[at] = value
        _ = try? events(bytes, piece: 5)
      }
    }
  }
}
