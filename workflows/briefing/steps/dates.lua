-- Dates that the text mentions, for the timeline: written out («20 يناير 2025»), and relative to the day of publication
-- («اليوم الاثنين», «أمس», «غدا»). A weekday without such a word is left alone: it may mean the last or the next.

local relative = {
  ["اليوم"] = 0, ["امس"] = -1, ["الامس"] = -1, ["غدا"] = 1, ["الغد"] = 1, ["today"] = 0, ["yesterday"] = -1, ["tomorrow"] = 1,
}

local weekdays = {
  ["الاثنين"] = 1, ["الثلاثاء"] = 2, ["الاربعاء"] = 3, ["الخميس"] = 4, ["الجمعه"] = 5, ["السبت"] = 6, ["الاحد"] = 7,
}

--- «اليوم» alone often means "nowadays"; with the name of the very weekday it means the day of publication.
local function is_meant(days, instant, following)
  if days ~= 0 then return true end
  return following ~= nil and weekdays[following] == date.weekday(instant)
end

local function annotate_relative(doc, block)
  if not doc.published then return end
  local words = {}
  for _, token in ipairs(block:tokens()) do
    if token.kind == "word" then words[#words + 1] = token end
  end
  for i, word in ipairs(words) do
    local days = relative[text.normalise(word.text)]
    local following = words[i + 1] and text.normalise(words[i + 1].text)
    if days and is_meant(days, doc.published, following) then
      local last = weekdays[following] and words[i + 1] or word
      doc:annotate("date", word.from, last.to, {
        instant = date.add(doc.published, days):sub(1, 10) .. "T00:00:00Z",
        precision = "day",
        relative = true,
      })
    end
  end
end

return {
  summary = "Finds dates that the text mentions, written out or relative to the day of publication.",
  parameters = {},
  makes = { "date" },
  document = function(doc)
    for _, block in ipairs(doc:blocks("body")) do
      for _, found in ipairs(date.mentions(block.text)) do
        doc:annotate("date", block.from + found.from - 1, block.from + found.to - 1, {
          instant = found.instant,
          precision = found.precision,
        })
      end
      annotate_relative(doc, block)
    end
  end,
}
