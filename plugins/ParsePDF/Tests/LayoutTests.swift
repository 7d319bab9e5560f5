import Document
import Foundation
import TestKit
import Testing
import Text
import Workbench

@testable import ParsePDF

/// Pages as lists of lines: `left right y [size] | text`, a page after each `page`. Words share a line's width; right-to-left ones are
/// written as they are read.
struct LayoutTests {
  @Test(arguments: Cases.all()) func cases(_ testCase: Case) throws {
    var builder = BlockBuilder()
    var text = PDFText(pages(testCase["input"] ?? ""), hasNamelessSigns: false)
    text.append(to: &builder)
    let made = builder.blocks.map { block in
      let kind = block.kind == .paragraph ? "" : " \(block.kind.rawValue)\(block.level.map { " \($0)" } ?? "")"
      return "\(block.place.page ?? 0) \(block.role.rawValue)\(kind): \(builder.text.slice(block.range))"
    }
    let difference = Cases.difference(testCase, "expect", made.joined(separator: "\n"))
    #expect(difference == nil, "\(difference ?? "")")
  }

  /// Lines anywhere, of any size: every letter is in some block.
  @Test func nothingIsLost() {
    var state: UInt64 = 11
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let words = [
      "word", "in-", "5", "12.", "•", "كلمة", "سلام", "(a)", "و", "2,50", "-", "صفحة", ":", "long-winded",
    ]
    for round in 0..<150 {
      let pages = (1...3).map { number in
        var page = Page(number: number, width: 600, height: 800)
        page.lines = (0..<random(40)).map { _ in
          let left = Double(random(round % 9 == 0 ? 1_000_000 : 500)) - 20
          let height = Double(1 + random(round % 7 == 0 ? 900 : 20))
          var at = left
          let top = Double(random(60) * 14)
          return Line(
            (0...random(6)).map { _ in
              let word = words[random(words.count)]
              let width = Double(random(40))
              defer { at += width + Double(random(12)) }
              return Word(box: Box(left: at, top: top, right: at + width, bottom: top + height), text: word)
            })
        }
        return page
      }
      var builder = BlockBuilder()
      var text = PDFText(pages, hasNamelessSigns: false)
      text.append(to: &builder)
      // Hyphens, bullets and digits (which may become raised ones) are let be.
      func letters(_ text: String) -> Int { text.unicodeScalars.count { $0.properties.isAlphabetic } }
      let given = pages.flatMap(\.lines).flatMap(\.words).reduce(0) { $0 + letters($1.text) }
      #expect(letters(builder.text) == given)
    }
  }

  @Test func outputOfProgramsThatIsDamaged() throws {
    let page = """
      <page width="600" height="800">
      <line><word xMin="1" yMin="2" xMax="30" yMax="14">a&amp;b</word>
      <word xMin="nan" yMin="2" xMax="30" yMax="14">x</word>
      <word xMin="1e300" yMin="2" xMax="30" yMax="14">x</word>
      <word xMin="1" yMin="2">x</word>
      <word xMin="1" yMin="20" xMax="30" yMax="34">\u{200F}</word>
      </line>
      </page>
      <page width="600" height="800">
      """
    let lines = page.replacingOccurrences(of: "<line><word", with: "<line>\n<word")
    let read = PageReader(Array(lines.utf8), first: 3).pages
    #expect(read.map(\.number) == [3] && read[0].lines.map { $0.words.map(\.text) } == [["a&b"]])
    let svg =
      "<page>\n<use xlink:href=\"#glyph-0-1\" x=\"1\" y=\"nan\"/>\n<use xlink:href=\"#glyph-0-1\" x=\"1\" y=\"2\"/>\n</page>"
    #expect(Glyphs(Array(svg.utf8)).pages.map(\.count) == [1])
    let table = "5\t1\t1\t1\t1\t1\t10\t10\t50\t20\t91.5\tword\n5\t1\t1\t1\t1\t1\tinf\t10\t50\t20\t91.5\tx\n4\n5\t1"
    let reading = Tesseract.reading(Array(table.utf8), scale: 1)
    #expect(reading.lines.count == 1 && abs(reading.confidence - 0.915) < 0.001)
  }

  private func pages(_ input: String) -> [Page] {
    var pages: [Page] = []
    for line in input.split(separator: "\n") {
      if line.hasPrefix("page") {
        pages.append(Page(number: pages.count + 1, width: 600, height: 800))
        continue
      }
      let parts = line.split(separator: "|", maxSplits: 1)
      let numbers = parts[0].split(separator: " ").compactMap { Double($0) }
      guard parts.count == 2, numbers.count >= 3, !pages.isEmpty else { continue }
      pages[pages.count - 1].lines.append(
        self.line(String(parts[1]), numbers[0], numbers[1], numbers[2], numbers.count > 3 ? numbers[3] : 12))
    }
    return pages
  }

  private func line(_ text: String, _ left: Double, _ right: Double, _ top: Double, _ size: Double) -> Line {
    // For a plain line, the way from reading order to what is seen is the way back.
    let isRightToLeft = text.unicodeScalars.contains(where: Script.isRightToLeft)
    let trimmed = Array(text.trimmingCharacters(in: .whitespaces).unicodeScalars)
    let seen = isRightToLeft ? VisualOrder.logical(trimmed, .rightToLeft) : trimmed
    let words = String(String.UnicodeScalarView(seen)).split(separator: " ").map(String.init)
    let letters = words.reduce(0) { $0 + $1.unicodeScalars.count } + words.count - 1
    let width = (right - left) / Double(max(letters, 1))
    var at = left
    return Line(
      words.map { word in
        let end = at + Double(word.unicodeScalars.count) * width
        defer { at = end + width }
        return Word(box: Box(left: at, top: top, right: end, bottom: top + size), text: word)
      })
  }
}
