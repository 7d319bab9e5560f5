import Document
import Testing
import TranslationMemory

@Suite struct SeparatedValuesTests {
  private func rows(_ text: String) throws -> [[String]] {
    try SeparatedValues.commas(Array(text.utf8), file: "a.csv").map(\.values)
  }

  @Test func quotesCommasAndLineEnds() throws {
    #expect(try rows("a,b\r\n\"c,\"\"d\"\"\nе\",f\n\n,\n") == [["a", "b"], ["c,\"d\"\nе", "f"], ["", ""]])
    #expect(try rows("\u{FEFF}a,b") == [["a", "b"]])
    #expect(try rows("a,\r\"\",x") == [["a", ""], ["", "x"]])
    #expect(try rows("") == [])
    let lines = try SeparatedValues.commas(Array("a\n\"b\nc\"\nd".utf8), file: "a.csv").map(\.line)
    #expect(lines == [1, 2, 4])
  }

  /// What is written with every value quoted is read as it was.
  @Test func anythingQuotedComesBack() throws {
    var generator = SeededGenerator(seed: 2)
    let signs = ["a", "ب", ",", "\"", "\n", "\r", "\t", " ", "😀"]
    for _ in 0..<200 {
      let table = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        (0..<3).map { _ in
          (0..<Int.random(in: 0...6, using: &generator)).map { _ in signs.randomElement(using: &generator) ?? "" }
            .joined()
        }
      }
      let text = table.map { row in
        row.map { "\"" + $0.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\"" }.joined(
          separator: ",")
      }.joined(separator: "\n")
      #expect(try rows(text) == table)
    }
  }

  @Test func hostileBytes() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0xD8, 0xA7, 0xFF, 0x00].randomElement(using: &generator) ?? UInt8(0)
      }
      _ = try? SeparatedValues.commas(bytes, file: "a.csv")
      _ = try? SeparatedValues.tabs(bytes, file: "a.txt")
      _ = try? Glossary.terms(in: Array("source,target\n".utf8) + bytes, file: "a.csv")
    }
  }
}
