local choose = step "choose.lua"

test("a wanted language goes through, whatever its region", function()
  choose(document { text = "x", language = "en-GB" }, { languages = { "ar", "en" } })
  choose(document { text = "x", language = "fr" }, {})
end)

test("another one is skipped with its reason", function()
  local ok, message = pcall(choose, document { text = "x", language = "fr" }, { languages = { "ar" } })
  assert(not ok)
  assert(tostring(message):find("the text is in 'fr'", 1, true), tostring(message))
end)
