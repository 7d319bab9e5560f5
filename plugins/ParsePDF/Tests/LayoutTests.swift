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
