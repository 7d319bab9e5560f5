local tidy = step "tidy.lua"

test("no blank stands before a mark", function()
  local doc = tidy(document "قال الوزير : نعم ، ثم غادر .")
  equal(doc.text, "قال الوزير: نعم، ثم غادر.")
end)

test("of several blanks one stays", function()
  equal(tidy(document "one   two").text, "one two")
end)

test("what was there before is kept", function()
  local doc = tidy(document "one   two")
  equal(doc:annotations("edit")[1].features.original, "   ")
end)

test("boilerplate is left alone", function()
  local doc = document { blocks = { { role = "boilerplate", text = "read  also :" } } }
  equal(tidy(doc).text, "read  also :")
end)
