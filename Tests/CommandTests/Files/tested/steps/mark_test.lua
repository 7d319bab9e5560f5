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
