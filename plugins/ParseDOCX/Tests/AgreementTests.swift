import Document
import Foundation
import TestKit
import Testing

@testable import ParseDOCX

/// Real documents, each beside another program's reading of it.
struct AgreementTests {
  static let folder = (Fixtures.shared ?? "shared") + "/data/docx"

  /// Where the two readings differ, and why that is no loss.
  static let reasons: [String: String] = [
    "docx__diagram": "the words of the diagram are read; the other reading only marks its place",
    "docx__metadata_after_normal":
      "title, authors and date are blocks here, there metadata that the reading leaves out",
  ]

  /// Words that the other reading has put in.
  static let made: Set = ["[DIAGRAM]"]

  @Test func structureAgreesWithTheReadingBeside() throws {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: AgreementTests.folder)) ?? []).sorted()
    let readings = names.filter { $0.hasSuffix(".native") }
    if readings.isEmpty { print("skipped: there is no \(AgreementTests.folder)") }
    for reading in readings {
      let name = String(reading.dropLast(7))
      let native = try String(contentsOfFile: "\(AgreementTests.folder)/\(reading)", encoding: .utf8)
      let theirs = Outline(try NativeTree.parse(native))
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(AgreementTests.folder)/\(name).docx")))
      let ours = Outline(try #require(try Fixtures.read(bytes, path: name + ".docx", with: .parseDOCX).first))
      if ProcessInfo.processInfo.environment["DRAGOMAN_SHOW"] != nil, ours.lines != theirs.lines {
        print("=== \(name)")
        for change in ours.lines.difference(from: theirs.lines) {
          switch change {
          case .remove(let at, let line, _): print("- \(at) \(line)")
          case .insert(let at, let line, _): print("+ \(at) \(line)")
          }
        }
      }
      #expect((ours.lines == theirs.lines) == (AgreementTests.reasons[name] == nil), "\(name)")
      let counts = ours.counts
      for (word, count) in theirs.counts where !AgreementTests.made.contains(word) {
        #expect(counts[word, default: 0] >= count, "\(name) lost '\(word)'")
      }
    }
  }
}
