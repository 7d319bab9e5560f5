import Document
import Foundation
import TestKit
import Testing
import Workbench

@testable import Scripting

/// `template.render`, and templates that are steps.
struct TemplateTests {
  private func withFiles(_ files: [String: String], _ body: (String) throws -> Void) throws {
    try Fixtures.withTemporaryFolder { above in
      let folder = above + "/flow"
      try FileManager.default.createDirectory(atPath: folder + "/templates", withIntermediateDirectories: true)
      for (name, text) in files { try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8) }
      try body(folder)
    }
  }

  /// What a template makes of variables: Lua of a table.
  private func render(_ template: String, _ variables: String = "{}", name: String = "t.html") throws -> String {
    var made = ""
    try withFiles([name: template]) { (folder: String) throws in
      let log = Scripts.Log()
      do {
        _ = try Scripts.run(
          "return function(doc) local t = \(variables) t.doc = doc print(template.render('\(name)', t)) end",
          folder: folder, log: log)
        made = log.lines.joined()
      } catch let problem as Problem { made = "\(problem)".replacing(folder + "/", with: "") }
    }
    return made
  }

  @Test(arguments: [
    ("a {{ x }} b", "{ x = '<b>&\"\\'' }", "a &lt;b&gt;&amp;&quot;&#39; b"), ("{{! x }}", "{ x = '<b>' }", "<b>"),
    ("{{ nothing }}|{{ 1 + 1 }}|{{ x.y }}", "{ x = { y = true } }", "|2|true"), ("", "{}", ""),
    ("{% for i = 1, 3 do %}{{ i }},{% end %}", "{}", "1,2,3,"), ("{# {{ x }} #}y", "{}", "y"),
    ("a\n{% for i = 1, 2 do %}\n- {{ i }}\n  {% end %}\t\nb\n", "{}", "a\n- 1\n- 2\nb\n"),
    (
      "a\n{% for i = 1, 2 do %}\n{% if i > 1 then %}\n-\n{% end %}\n{# x #}\n{{ i }}\n{% end %}\nb\n", "{}",
      "a\n1\n-\n2\nb\n"
    ),
    ("a  {{- 1 -}}  b {%- -- nothing\n -%}\n c", "{}", "a1bc"), ("x {% -- remark %} y", "{}", "x  y"),
    ("{{ doc.title }} {{ doc:blocks()[1].text }}", "{}", "Minister speaks Minister speaks"),
    ("{% local function f(x) %}<{{ x }}>{% end f(1) f('&') %}", "{}", "<1><&amp;>"),
    ("{{ string.upper('a') }} \\ \" \\n {", "{}", "A \\ \" \\n {"), ("{{ 'a' -- remark }}!", "{}", "a!"),
    ("{{ #x }}{{ x[1] }}", "{ x = { 'q' } }", "1q"), ("{{ title }}", "{ title = 'own' }", "own"),
    ("{# alone #}\nx", "{}", "x"), ("{ {a} } {%", "{}", "error"),
  ])
  func aTemplateMakesText(_ template: String, _ variables: String, _ expected: String) throws {
    let made = try render(template, variables)
    #expect(expected == "error" ? made.contains("error: ") : made == expected, "\(made)")
  }

  @Test func eachFormatIsEscapedInItsWay() throws {
    let value = "{ x = '# a*b_[c](d) <e>\\n1. `f`', n = 3, t = { 1, 'a\"' } }"
    #expect(
      try render("{{ x }}", value, name: "t.md") == "\\# a\\*b\\_\\[c\\](d) \\<e\\> 1. \\`f\\`")
    #expect(try render("{{ '1. a' }} {{ '- b' }}", value, name: "t.md") == "1\\. a \\- b")
    #expect(try render("{{ '<&' }}", value, name: "t.txt") == "<&")
    #expect(
      try render("[{{ n }}, {{ t }}, {{ none }}, {{ 'a\"\\n' }}]", value, name: "t.json")
        == "[3, [1,\"a\\\"\"], null, \"a\\\"\\n\"]")
  }

  @Test(arguments: [
    ("a\nb {{ nil + 1 }}", "t.html:2: error: attempt to perform arithmetic on a nil value"),
    ("a\n{% for %}", "t.html:2: <name> expected near '%'"), ("\n\n{{ x", "t.html:3: '{{' has no '}}' after it"),
    ("{{ }}", "t.html:1: there is no expression between '{{' and '}}'"), ("{{- -}}", "there is no expression"),
    ("a\n{{ error('no') }}", "t.html:2: error: no"), ("{% -- x\n if y then %}", "t.html:2"),
    ("x\n  {%- if true then -%}\n\n{{ nil .. '' }}{% end %}", "t.html:4: error: attempt to concatenate"),
    ("a\n{% if true then %}\nb\n{{ nil .. '' }}{% end %}", "t.html:4: error: attempt to concatenate"),
  ])
  func anErrorNamesTheTemplatesLine(_ template: String, _ message: String) throws {
    let made = try render(template)
    #expect(made.contains(message) || message.contains("near '%'") && made.contains("t.html:2: "), "\(made)")
  }

  @Test func onlyFilesOfTheWorkflowAreRendered() throws {
    try withFiles(["t.html": "x", "../out.html": "secret"]) { (folder: String) throws in
      try FileManager.default.createSymbolicLink(atPath: folder + "/link.html", withDestinationPath: "../out.html")
      for (name, message) in [
        ("../out.html", "leads out of the workflow's folder"), ("link.html", "leads out of the workflow's folder"),
        ("", "there is no template ''"), ("tt.html", "did you mean 't.html'?"), ("templates", "is a folder"),
      ] {
        let problem = try Scripts.problem("return function() template.render('\(name)') end", folder: folder)
        #expect(problem?.message.contains(message) == true, "\(String(describing: problem))")
      }
    }
  }

  @Test func limitsHoldInTemplates() throws {
    for code in ["{% while true do end %}", "{% while true do %}some text{% end %}", "{{ ('&'):rep(2e7) }}"] {
      #expect(try render(code).contains("the script was stopped"), "\(code)")
    }
    #expect(try render("{% pcall(function() while true do end end) %}").contains("the script was stopped"))
    try withFiles(["t.html": "{{! template.render('t.html') }}"]) { (folder: String) throws in
      let problem = try Scripts.problem("return function() template.render('t.html') end", folder: folder)
      #expect(problem != nil)
    }
  }

  @Test func templatesArePartOfTheKey() throws {
    let files = [
      "templates/a.html": "{{! template.render('templates/b.md') }}{% require 'm' %}", "templates/b.md": "b",
    ]
    try withFiles(files) { (folder: String) throws in
      func contents(_ code: String) throws -> [String] {
        let entry = try LuaEngine().entry(Scripts.script(code, folder: folder), identifier: "script.test")
        return try entry.dependencies(Settings(entry.manual)).contents.dropFirst().map {
          String(decoding: $0, as: UTF8.self)
        }
      }
      #expect(
        try contents("return function() template.render('templates/a.html', {}) end") == [
          "template templates/a.html\n" + (files["templates/a.html"] ?? ""), "template templates/b.md\nb",
          "no module m at m.lua\n", "no module m at m/init.lua\n",
        ])
      #expect(try contents("return function() template.render('c.html') end") == ["no template c.html\n"])
      let any = try contents("return function(doc, with) template.render(with.name) end")
      #expect(any.contains("template templates/b.md\nb") && any.contains { $0.hasPrefix("template templates/a.html") })
    }
  }

  @Test func aTemplateIsAStep() throws {
    let template =
      "{{ #documents }} {{ documents[1].title }} {{ steps.count.value }} {{ with.mark }} {{ workflow }} {{ now }}"
    try withFiles(["templates/d.html": template]) { (folder: String) throws in
      var script = Script(code: template, file: folder + "/templates/d.html", folder: folder)
      script.isTemplate = true
      let entry = try LuaEngine().entry(script, identifier: "script.d")
      guard case .collection(let make) = entry.role else { throw Problem("test.role", "no collection") }
      var context = try Fixtures.context(outputs: Outputs(folder: folder + "/out"))
      context.results = ["count": ["value": 7]]
      context.workflow = "W"
      let step = try make(Settings(entry.manual, ["mark": "<"]))
      #expect(try step.process(Documents([Scripts.document]), in: context) == ["file": "d.html"])
      #expect(try String(contentsOfFile: folder + "/out/d.html", encoding: .utf8) == "1 Minister speaks 7 &lt; W ")
      #expect(
        try entry.dependencies(Settings(entry.manual)).contents.contains {
          String(decoding: $0, as: UTF8.self).contains(template)
        })
      script.code = "a\n{{ x"
      do {
        _ = try LuaEngine().entry(script, identifier: "script.d")
        Issue.record("it is a step")
      } catch let problem as Problem { #expect(problem.place == Place(file: script.file, line: 2)) }
    }
  }
}
