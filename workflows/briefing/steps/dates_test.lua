local dates = step "dates.lua"

--- The dates that are found in a text published on Monday, 20 January 2025.
local function found(text)
  local doc = dates(document { text = text, language = "ar", published = "2025-01-20T03:56:00Z" })
  local instants = {}
  for _, date in ipairs(doc:annotations("date")) do instants[#instants + 1] = date.text .. " " .. date.features.instant end
  return instants
end

test("dates that are written out", function()
  equal(found "وصل في 20 يناير 2025 إلى طهران", { "20 يناير 2025 2025-01-20T00:00:00Z" })
end)

test("today with the name of the day", function()
  equal(found "وصل اليوم الاثنين إلى طهران", { "اليوم الاثنين 2025-01-20T00:00:00Z" })
end)

test("today alone may mean nowadays", function()
  equal(found "العالم اليوم مختلف", {})
end)

test("yesterday", function()
  equal(found "غادر أمس", { "أمس 2025-01-19T00:00:00Z" })
end)

test("nothing is relative to a day that is not known", function()
  equal(#dates(document "غادر أمس"):annotations("date"), 0)
end)
