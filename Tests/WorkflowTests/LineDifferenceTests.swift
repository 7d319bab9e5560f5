import TestKit
import Testing

@testable import Workflow

private func unified(_ old: String, _ new: String) -> [String] {
  Array(LineDifference(from: Array(old.utf8), to: Array(new.utf8)).unified(from: "old", to: "new").dropFirst(2))
}

@Test func aDifferenceShowsTheLinesAround() {
  #expect(
    unified("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n", "1\n2\n3\n4\n5x\n6\n7\n8\n9\n10\n12\n") == [
      "@@ -3,5 +3,5 @@", " 3", " 4", "-5", "+5x", " 6", " 7", "@@ -9,4 +9,3 @@", " 9", " 10", "-11", " 12",
    ])
  #expect(unified("", "a\n") == ["@@ -0,0 +1,1 @@", "+a"])
  #expect(unified("a", "a\n") == ["@@ -1,1 +1,1 @@", "-a (no line end)", "+a"])
  #expect(unified("a\u{0}", "b") == [])
}

/// What is shown of long lines is the part that differs, and of long files the beginning.
@Test func aDifferenceIsBounded() {
  let line = String(repeating: "كلمة ", count: 1000)
  let lines = unified(line + "a\n", line + "b\n")
  #expect(lines.count == 3 && lines[1].hasSuffix("a") && lines[2].hasSuffix("b"))
  #expect(lines.allSatisfy { $0.count < 130 })
  let many = (0..<30_000).map { "\($0)\n" }.joined()
  let other = (0..<30_000).map { "\($0 + 1)x\n" }.joined()
  #expect(unified(many, other).count < 45)
}

/// The lines without `+` are the old file, those without `-` the new one, wherever everything is shown.
@Test func bothFilesStandInTheirDifference() {
  var random = SeededRandom(seed: 11)
  for _ in 0..<500 {
    func file() -> [String] { (0..<random.next(8)).map { _ in ["a", "b", "c"][random.next(3)] } }
    let (old, new) = (file(), file())
    if old == new { continue }
    let lines = unified(old.map { $0 + "\n" }.joined(), new.map { $0 + "\n" }.joined())
    let hunks = lines.filter { !$0.hasPrefix("@@") }
    guard lines.count == hunks.count + 1 else { continue }
    func kept(_ sign: Character) -> [String] { hunks.filter { $0.first != sign }.map { String($0.dropFirst()) } }
    func isPart(_ part: [String], of all: [String]) -> Bool {
      part.isEmpty || all.indices.contains { Array(all[$0...].prefix(part.count)) == part }
    }
    #expect(isPart(kept("+"), of: old) && isPart(kept("-"), of: new), "\(old) \(new) \(lines)")
    let changed = hunks.filter { $0.first != " " }.count
    #expect(changed >= abs(old.count - new.count) && changed <= old.count + new.count)
  }
}
