import Document
import Foundation
import Storage
import TestKit
import Testing

@testable import TranslationMemory

private func pieces(_ text: String) -> Pieces {
  let bytes = Array(text.utf8)
  return { body throws(Problem) in try body(bytes[...]) }
}

private func exported(_ store: MemoryStore, file: String? = nil) throws -> String {
  var text = ""
  try store.exportTMX(ofFile: file) { text += $0 }
  return text
}

private func code(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch { return (error as? Problem)?.code }
}

@Suite struct MemoryStoreTests {
  private let one = tmx(
    "<tu tuid='a'><tuv xml:lang='ar'><seg>نعم</seg></tuv><tuv xml:lang='en'><seg>yes</seg></tuv></tu>")
  private let two = tmx(
    "<tu tuid='b'><tuv xml:lang='ar'><seg>لا</seg></tuv><tuv xml:lang='en'><seg>no</seg></tuv></tu>")

  @Test(.enabled(if: Fixtures.shared != nil, "the shared data are not here"))
  func nothingIsLostThroughTheStore() throws {
    let folder = try #require(Fixtures.shared) + "/data/tmx"
    try Fixtures.withTemporaryFolder { made in
      for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".tmx") {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
        let store = try MemoryStore.open(made + "/" + name + ".tm", create: true)
        let report = try store.importTMX({ body throws(Problem) in try body(bytes[...]) }, file: name, name: name)
        let direct = try readTMX(bytes, file: name)
        let through = try readTMX(try exported(store))
        #expect(through.header == direct.header, "\(name)")
        #expect(content(through.units) == content(direct.units), "\(name)")
        #expect(report.units == direct.units.count && report.skipped == direct.warnings.count)
      }
    }
  }

  @Test func unitsAttributesAndProvenance() throws {
    try Fixtures.withTemporaryFolder { folder in
      let path = folder + "/m.tm"
      let rich = tmx(
        "<tu tuid='1' x-own='&lt;' creationdate='20250101T000000Z'><note>n</note><prop type='t'>p</prop><other><b/></other>"
          + "<tuv xml:lang='ar' changeid='x'><prop type='q'>r</prop><seg>نعم <ph x='1'>{}</ph></seg></tuv></tu>")
      try MemoryStore.open(path, create: true).importTMX(pieces(rich), file: "r.tmx", name: "r.tmx")
      // Closed and opened again.
      let store = try MemoryStore.open(path, create: false)
      var found: [(TranslationUnit, String)] = []
      try store.forEachUnit { found.append(($0, $1)) }
      #expect(found.map(\.1) == ["r.tmx"])
      #expect(found.map(\.0) == (try readTMX(rich)).units)
      #expect(try MemoryStore.openUnwritable(path).statistics() == (try store.statistics()))
    }
  }

  @Test func anotherImportOfAFileReplacesTheFirst() throws {
    try Fixtures.withTemporaryFolder { folder in
      let store = try MemoryStore.open(folder + "/m.tm", create: true)
      #expect(try store.importTMX(pieces(one), file: "1", name: "one.tmx").replaced == 0)
      #expect(try store.importTMX(pieces(two), file: "2", name: "two.tmx").units == 1)
      #expect(try store.importTMX(pieces(one), file: "1", name: "one.tmx").replaced == 1)
      let statistics = try store.statistics()
      #expect(statistics.units == 2 && statistics.variants == 4)
      #expect(statistics.files.map(\.name).sorted() == ["one.tmx", "two.tmx"])
      #expect(statistics.languages.map(\.tag) == ["ar", "en"])
      #expect(content(try readTMX(try exported(store, file: "two.tmx")).units) == content(try readTMX(two).units))
      #expect(code { _ = try exported(store, file: "no.tmx") } == "memory.no-file")
    }
  }

  @Test func anImportThatFailsChangesNothing() throws {
    try Fixtures.withTemporaryFolder { folder in
      let store = try MemoryStore.open(folder + "/m.tm", create: true)
      try store.importTMX(pieces(one), file: "1", name: "one.tmx")
      let before = try exported(store)
      let cut = String(two.prefix(two.count - 20))
      #expect(code { _ = try store.importTMX(pieces(cut), file: "1", name: "one.tmx") } == "xml.truncated")
      #expect(code { _ = try store.importTMX(pieces("<html/>"), file: "3", name: "three.tmx") } == "tmx.root")
      #expect(try exported(store) == before)
      // And the store goes on working.
      try store.importTMX(pieces(two), file: "2", name: "two.tmx")
      #expect(try store.statistics().units == 2)
    }
  }

  @Test func filesThatAreNoStores() throws {
    try Fixtures.withTemporaryFolder { folder in
      #expect(code { _ = try MemoryStore.open(folder + "/none.tm", create: false) } == "memory.missing")
      #expect(code { _ = try MemoryStore.open(folder + "/no/where.tm", create: true) } == "memory.unreadable")
      let text = folder + "/text.tm"
      try String(repeating: "no database at all\n", count: 100).write(toFile: text, atomically: true, encoding: .utf8)
      #expect(code { _ = try MemoryStore.open(text, create: false) } == "memory.damaged")
      let other = folder + "/other.tm"
      try Database(other, .create, .memory).run("CREATE TABLE x (y)")
      #expect(code { _ = try MemoryStore.open(other, create: true) } == "memory.damaged")
      let later = folder + "/later.tm"
      _ = try MemoryStore.open(later, create: true)
      try Database(later, .readWrite, .memory).run("PRAGMA user_version = 99")
      #expect(code { _ = try MemoryStore.open(later, create: false) } == "memory.version")
    }
  }

  /// A store whose bytes were changed gives units or a problem.
  @Test func damagedStoresNeverTrap() throws {
    try Fixtures.withTemporaryFolder { folder in
      let path = folder + "/m.tm"
      try MemoryStore.open(path, create: true).importTMX(pieces(one), file: "1", name: "one.tmx")
      let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      var generator = SeededGenerator(seed: 1)
      for _ in 0..<60 {
        var bytes = whole
        for _ in 0..<20 {
          bytes[Int.random(in: 100..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        _ = code { try MemoryStore.open(path, create: false).forEachUnit { _, _ in } }
      }
    }
  }
}
