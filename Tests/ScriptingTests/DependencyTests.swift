import Document
import Foundation
import TestKit
import Testing
import Workbench

@testable import Scripting

/// What the result of a script depends on beside its document: its source and its modules' sources.
struct DependencyTests {
  private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
    try Fixtures.withTemporaryFolder { folder in
      for (name, text) in files { try write(text, to: folder + "/" + name) }
      try body(folder)
    }
  }

  private func write(_ text: String, to path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  private func contents(_ code: String, in folder: String) throws -> [String] {
    let entry = try LuaEngine().entry(Scripts.script(code, folder: folder), identifier: "script.test")
    return try entry.dependencies(Settings(entry.manual)).contents.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("require 'a'", ["a"], false), ("require(\"a.b\")", ["a.b"], false), ("require[[a]]", ["a"], false),
    ("require --[[x]] ( --y\n [==[a]==] )", ["a"], false), ("require'b' require'a' require'b'", ["b", "a"], false),
    ("-- require 'a'\n--[[ require 'b' ]] --[=[ require 'c' ]] ]=]", [], false),
    ("local s = \"require 'a'\" .. 'require \\'b\\'' .. [[require 'c']]", [], false),
    ("require(name)", [], true), ("require('a' .. name)", [], true), ("require 'a' .. 'b'", ["a"], false),
    ("pcall(require, 'a')", [], true), ("require('\\97')", [], true), ("local r = require r 'a'", [], true),
    ("load(code)()", [], true), ("_G['require']('a')", [], true), ("x.require('a') x:require('b')", [], false),
    ("x = y..require 'a'", ["a"], false), ("requires('a') my_require 'b'", [], false), ("require 'a", ["a"], false),
    ("local x = 'unclosed\nrequire 'a'", ["a"], false), ("--[[ open require 'a'", [], false),
  ])
  func requiredModulesAreSeen(_ code: String, _ modules: [String], _ any: Bool) {
    let needs = LuaNeeds(code.utf8)
    #expect(needs.modules == modules)
    #expect(needs.needsAnyModule == any)
  }

  @Test func theModulesOfModulesCount() throws {
    let files = ["a.lua": "return require 'lib.b'", "lib/b/init.lua": "return require 'a'", "c.lua": "return 3"]
    try withFolder(files) { (folder: String) throws in
      let code = "return function() require 'a' end"
      #expect(
        try contents(code, in: folder) == [
          code, "module a at a.lua\nreturn require 'lib.b'", "no module lib.b at lib/b.lua\n",
          "module lib.b at lib/b/init.lua\nreturn require 'a'",
        ])
    }
  }

  @Test func whatIsNotThereCountsToo() throws {
    try withFolder([:]) { (folder: String) throws in
      let code = "return function() require 'late' require '../out' end"
      let before = try contents(code, in: folder)
      #expect(before == [code, "no module late at late.lua\n", "no module late at late/init.lua\n"])
      try write("return 1", to: folder + "/late/init.lua")
      let between = try contents(code, in: folder)
      try write("return 2", to: folder + "/late.lua")
      let after = try contents(code, in: folder)
      #expect(Set([before, between, after]).count == 3)
    }
  }

  @Test func aNameThatIsMadeTakesAllModules() throws {
    let files = [
      "a.lua": "1", "deep/er/b.lua": "2", ".hidden/c.lua": "3", "no name/d.lua": "4", "e.txt": "5", "f.lua/g.lua": "6",
    ]
    try withFolder(files) { (folder: String) throws in
      let code = "return function(doc, with) require(with.name) end"
      #expect(try contents(code, in: folder) == [code, "file a.lua\n1", "file deep/er/b.lua\n2"])
      // A module that requires by a name that is made does the same.
      try write("return require(x)", to: folder + "/any.lua")
      #expect(try contents("return function() require 'any' end", in: folder).count == 5)
    }
  }

  @Test func linksThatLeadInCirclesEnd() throws {
    try withFolder(["a/b.lua": "1"]) { (folder: String) throws in
      for name in ["x", "y"] {
        try FileManager.default.createSymbolicLink(atPath: folder + "/a/" + name, withDestinationPath: "..")
      }
      #expect(
        try contents("return function() load('') end", in: folder).dropFirst()
          == ["file a/b.lua\n1", "link a/x ..\n", "link a/y ..\n"])
    }
  }

  @Test func theFoldersOwnPlaceDoesNotCount() throws {
    let files = ["a.lua": "return require(x)", "b/c.lua": "return 2"]
    var found: [[String]] = []
    for _ in 1...2 {
      try withFolder(files) { (folder: String) throws in
        found.append(try contents("return function() require 'a' end", in: folder))
      }
    }
    #expect(found[0] == found[1])
  }

  @Test func aConditionHasThemToo() throws {
    try withFolder(["m.lua": "return true"]) { (folder: String) throws in
      let condition = try LuaEngine().condition(Scripts.script("require 'm'", folder: folder))
      #expect(
        condition.dependencies.contents.map { String(decoding: $0, as: UTF8.self) }
          == ["require 'm'", "module m at m.lua\nreturn true"])
    }
  }
}
