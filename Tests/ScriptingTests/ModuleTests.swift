import Document
import Foundation
import TestKit
import Testing

@testable import Scripting

/// `require`: files beside the workflow, and nothing elsewhere.
struct ModuleTests {
  private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
    try Fixtures.withTemporaryFolder { outside in
      let folder = outside + "/flow"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (name, text) in files {
        let path = folder + "/" + name
        try FileManager.default.createDirectory(
          atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
      }
      try body(folder)
    }
  }

  /// The message of the error that `require` of a name ends in, without its places.
  private func complaint(_ name: String, in folder: String) throws -> String {
    let problem = try Scripts.problem("return function() require(\(name)) end", folder: folder)
    return try #require(problem).message.replacing(folder, with: "FOLDER")
  }

  @Test func dotsAreFoldersAndInitIsTheFolderItself() throws {
    let files = [
      "one.lua": "return { name = ... }", "steps/two.lua": "return { name = 'two' }", "pack/init.lua": "return 'pack'",
    ]
    try withFolder(files) { (folder: String) throws in
      #expect(
        try Scripts.printed(
          "print(require('one').name, require('steps.two').name, require('pack'))", folder: folder)
          == ["one\ttwo\tpack"])
    }
  }

  @Test func aModuleRunsOnceInADocument() throws {
    try withFolder(["m.lua": "print('runs') return {}", "n.lua": "print('nothing')"]) { (folder: String) throws in
      #expect(
        try Scripts.printed(
          "print(require('m') == require('m')) print(require('n'), require('n'))", folder: folder)
          == ["runs", "true", "nothing", "true\ttrue"])
    }
  }

  @Test func aModuleThatIsFalseIsNoCycle() throws {
    try withFolder(["no.lua": "return false"]) { (folder: String) throws in
      #expect(try Scripts.printed("print(require('no'), require('no'))", folder: folder) == ["false\tfalse"])
    }
  }

  @Test func modulesThatNeedEachOtherAreAnError() throws {
    try withFolder(["a.lua": "require('b')", "b.lua": "require('a')"]) { (folder: String) throws in
      #expect(try complaint("'a'", in: folder).hasSuffix("module 'a' requires itself"))
    }
  }

  @Test func aModuleThatFailedIsTriedAgain() throws {
    try withFolder(["bad.lua": "error('no')"]) { (folder: String) throws in
      #expect(
        try Scripts.printed(
          "print((pcall(require, 'bad'))) print((select(2, pcall(require, 'bad')):gsub('^.*: ', '')))", folder: folder)
          == ["false", "no"])
    }
  }

  @Test(arguments: ["'..secret'", "'../secret'", "'/etc/passwd'", "''", "'a b'", "'a\\0b'", "'a..b'", "'.'", "'ع'"])
  func aNameThatLeadsOutIsNoName(_ name: String) throws {
    try withFolder([:]) { (folder: String) throws in
      try "return 1".write(toFile: folder + "/../secret.lua", atomically: true, encoding: .utf8)
      #expect(try complaint(name, in: folder).contains("is no name of a module"))
    }
  }

  @Test func aNameIsText() throws {
    try withFolder([:]) { (folder: String) throws in
      #expect(try complaint("nil", in: folder).contains("string expected"))
      #expect(try complaint("'absent'", in: folder).contains("there is no module 'absent'"))
    }
  }

  @Test func aLinkThatLeadsOutIsRefused() throws {
    try withFolder(["inside.lua": "return 'in'"]) { (folder: String) throws in
      try "return 'out'".write(toFile: folder + "/../secret.lua", atomically: true, encoding: .utf8)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link.lua", withDestinationPath: folder + "/../secret.lua")
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/good.lua", withDestinationPath: folder + "/inside.lua")
      #expect(try complaint("'link'", in: folder).contains("leads out of the workflow's folder"))
      #expect(try Scripts.printed("print(require('good'))", folder: folder) == ["in"])
    }
  }

  @Test func aFolderIsNoModule() throws {
    try withFolder(["d.lua/x": ""]) { (folder: String) throws in
      #expect(try complaint("'d'", in: folder).contains("module 'd'"))
    }
  }

  @Test func anErrorInAModuleNamesItsFileAndLine() throws {
    let files = ["wrong.lua": "local t = {}\nreturn t..1", "broken.lua": "return {\n  1 +\n}"]
    try withFolder(files) { (folder: String) throws in
      let wrong = try #require(try Scripts.problem("return function()\nrequire('wrong') end", folder: folder))
      #expect(wrong.place.file == folder + "/wrong.lua")
      #expect(wrong.place.line == 2)
      #expect(wrong.trace.contains { $0.contains("test.lua:2:") })
      let broken = try #require(try Scripts.problem("return function()\nrequire('broken') end", folder: folder))
      #expect(broken.message.contains(folder + "/broken.lua:3: unexpected symbol near '}'"))
      #expect(broken.place.line == 2)
    }
  }

  @Test func whatIsNotTextIsNoModule() throws {
    try withFolder([:]) { (folder: String) throws in
      try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: folder + "/bytes.lua"))
      try Data([0x1B, 0x4C, 0x75, 0x61, 0x54]).write(to: URL(fileURLWithPath: folder + "/code.lua"))
      #expect(try complaint("'bytes'", in: folder).contains("not valid UTF-8"))
      #expect(try complaint("'code'", in: folder).contains("cannot be loaded"))
    }
  }
}
