local mark = step "mark.lua"

test("a mark stands after the title", function()
  local doc = document { title = "A title", text = "Some loud words.", language = "en", publisher = "The Paper" }
  local after, said = mark(doc, { mark = "?" })
  equal(doc.title, "A title?")
  equal(after.publisher, "The Paper")
  equal(said, { "warning: it is loud here" })
end)

test("loud words are marked and in capitals", function()
  local doc = mark(document "A loud day.\n\nNext paragraph.")
  expect(doc.text).contains("LOUD")
  expect(#doc:annotations("loud")).equals(1)
  expect(doc:annotations("loud")[1].features.level):at_least(2)
  equal(#doc:blocks("body"), 2)
end)

test("too loud is an error", function()
  fails(function() mark(document "bang") end, "mark.lua:9: that was too loud")
end)

test("files are read as in a run", function()
  local doc = document { path = "samples/a.txt" }
  equal(mark(doc).title, "A title!")
  equal(doc.path, "samples/a.txt")
end)

test("other processors help", function()
  local doc = step "text.segment"(document { text = "One sentence. And another.", language = "en" })
  equal(#doc:segments(), 2)
end)

test("collection steps get a list", function()
  local text = step "export.text"({ document "First." })
  assert(text:find("First.", 1, true))
end)

test("files of a collection step are the third result", function()
  local value, said, files = step "report.lua" { document { title = "T", text = "x" } }
  equal(value, { documents = 1 })
  equal(said, {})
  equal(files, { ["list.txt"] = "T\n", ["deep/er/second.txt"] = "two" })
end)

test("a reader is called with text", function()
  local lines = step "lines.lua"
  local documents = lines("one\ntwo")
  equal(#documents, 2)
  equal(documents[2].title, "two")
  equal(#lines { path = "samples/a.txt" }, 5)
  fails(function() lines { path = "../in/good.txt" } end, "leads out of")
  fails(function() mark("x") end, "a step is called with a document, not with a string")
end)

test("an empty table is an empty list", function()
  equal(#step "entity.gazetteer"(document "x", {}):annotations("entity"), 0)
end)
