-- Tidies what stands above the text, so that a folder of files from many hands can be sorted and searched: labels of hurried copy
-- («شاهد -», «عاجل |», "VIDEO:") and the publisher's name behind a bar leave the headline for the metadata; date and publisher
-- come from the file's name (al-alam-2025-01-20.txt) where the text does not say them.

local labels = {
  ["شاهد"] = "video", ["بالفيديو"] = "video", ["فيديو"] = "video", ["بالصور"] = "pictures", ["عاجل"] = "urgent",
  ["خاص"] = "exclusive", ["video"] = "video", ["watch"] = "video", ["breaking"] = "urgent", ["exclusive"] = "exclusive",
}

local function trim(text) return (text:gsub("^%s+", ""):gsub("%s+$", "")) end

--- "عاجل | النص" gives the headline without its label, and what the label means.
local function without_label(title)
  for _, mark in ipairs { "|", ":", "-", "–", "..", "…" } do
    local at, last = title:find(mark, 1, true)
    if at and at > 1 then
      local label = labels[text.normalise(trim(title:sub(1, at - 1)))]
      local rest = trim(title:sub(last + 1):gsub("^%.+", ""))
      if label and rest ~= "" then return rest, label end
    end
  end
  return title, nil
end

--- "Headline | Publisher" gives both; behind a dash only a publisher that is known already.
local function without_publisher(title, publisher)
  local headline, name = title:match("^(.+)%s+|%s+([^|]+)$")
  if headline and #text.words(name) <= 4 then return trim(headline), trim(name) end
  if publisher then
    for _, dash in ipairs { " - ", " – ", " — " } do
      local from = #title - #publisher - #dash + 1
      if from > 1 and title:sub(from) == dash .. publisher then return trim(title:sub(1, from - 1)), publisher end
    end
  end
  return title, nil
end

--- The date and what is left of a file's name: "al-alam-2025-01-20" gives "2025-01-20" and "al-alam".
local function of_name(path)
  local stem = path:match("[^/]+$"):gsub("%.%w+$", "")
  for _, pattern in ipairs { "(%d%d%d%d)%-(%d%d)%-(%d%d)", "(%d%d%d%d)_(%d%d)_(%d%d)", "(%d%d%d%d)(%d%d)(%d%d)" } do
    local from, to, year, month, day = stem:find(pattern)
    local digits = from and (stem:sub(from - 1, from - 1) .. stem:sub(to + 1, to + 1)):find("%d")
    local found = from and not digits and date.parse(year .. "-" .. month .. "-" .. day)
    if found then
      local rest = (stem:sub(1, from - 1) .. stem:sub(to + 1)):gsub("^[%s_%-%.]+", ""):gsub("[%s_%-%.]+$", "")
      return found.instant:sub(1, 10), rest
    end
  end
end

return {
  summary = "Tidies the headline, and takes date and publisher from the file's name where the text lacks them.",
  parameters = {},
  makes = {},
  edits = true,
  document = function(doc)
    local instant, rest = of_name(doc.path)
    if instant and not doc.published then doc.published = instant end
    if rest and rest ~= "" and not doc.publisher and not doc.parent then doc.publisher = rest end
    if not doc.title then return end
    local title, publisher = without_publisher(doc.title, doc.publisher)
    local label
    title, label = without_label(title)
    if publisher then doc.publisher = publisher end
    if label then doc.metadata.label = label end
    if title == doc.title then return end
    for _, block in ipairs(doc:blocks("title")) do
      if block.text == doc.title then doc:replace(block.from, block.to, title) end
    end
    doc.title = title
  end,
}
