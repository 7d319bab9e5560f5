-- The digest: which documents belong to the days asked for, which of them say the same, in which order they are read.

local doubles = require "digest.doubles"
local entries = require "digest.entries"
local times = require "digest.times"
local words = require "digest.words"

--- How many sources report an entry: its own and those of its doubles, each once.
local function sources_of(entry)
  local seen, count = { [entry.source] = true }, 1
  for _, other in ipairs(entry.also) do
    if not seen[other.source] then
      seen[other.source] = true
      count = count + 1
    end
  end
  return count
end

--- Reported by more sources first, then about more actors that the glossary knows, then the newer.
local function goes_before(a, b)
  if a.sources ~= b.sources then return a.sources > b.sources end
  if #a.actors ~= #b.actors then return #a.actors > #b.actors end
  if a.published ~= b.published then return a.published > b.published end
  return a.id < b.id
end

--- Days, newest first; in each its sources in the order of their first entries.
local function by_day(list)
  local days, by_name = {}, {}
  for _, entry in ipairs(list) do
    local day = by_name[entry.day]
    if not day then
      day = { day = entry.day, name = times.day_in_words(entry.day), sources = {}, by_source = {} }
      by_name[entry.day] = day
      days[#days + 1] = day
    end
    local source = day.by_source[entry.source]
    if not source then
      source = { name = entry.source, direction = entry.direction, language = entry.language, entries = {} }
      day.by_source[entry.source] = source
      day.sources[#day.sources + 1] = source
    end
    table.insert(source.entries, entry)
  end
  table.sort(days, function(a, b) return a.day > b.day end)
  return days
end

return {
  summary = "Writes a digest of the last days: by day and source, doubles dropped, every sentence with its place.",
  parameters = {
    days = { type = "integer", default = 1, min = 1, max = 366, help = "How many days back from the end it reaches." },
    now = { type = "text", default = "", help = "The end, such as 2025-01-22T06:00:00Z; empty for the newest document's time." },
    zone = { type = "integer", default = 0, min = -12, max = 14, help = "Hours that the reader's clock is ahead of UTC." },
    sentences = { type = "integer", default = 2, min = 1, max = 10, help = "First sentences shown of each entry." },
    title = { type = "text", default = "Daily digest", help = "Title of the digest." },
  },
  needs = { "segments" },
  collection = function(documents, with, out)
    local dated, undated, newest = {}, {}, nil
    for _, doc in ipairs(documents) do
      local entry = entries.of(doc, with)
      if entry.published then
        dated[#dated + 1] = entry
        if not newest or entry.published > newest then newest = entry.published end
      else
        undated[#undated + 1] = entry
      end
    end
    local last = newest
    if with.now ~= "" then
      local given = date.parse(with.now)
      if not given then
        error("'now' is no time: '" .. with.now .. "'; write it as in 2025-01-22T06:00:00Z, or leave it empty", 0)
      end
      last = given.instant
    end
    local inside, outside = {}, 0
    local first = last and date.add(last, -with.days)
    for _, entry in ipairs(dated) do
      -- Who states a day alone means any time of it.
      if entry.last > first and entry.published <= last then inside[#inside + 1] = entry else outside = outside + 1 end
    end
    table.sort(inside, function(a, b)
      if a.published ~= b.published then return a.published < b.published end
      return a.id < b.id
    end)
    local kept, dropped = doubles.dropped(inside)
    for _, entry in ipairs(kept) do entry.sources = sources_of(entry) end
    table.sort(kept, goes_before)
    for number, entry in ipairs(kept) do entry.number = number end
    for number, entry in ipairs(undated) do entry.number, entry.sources = #kept + number, 1 end
    local digest = {
      title = with.title, first = first, last = last, offset = with.zone, days = by_day(kept), leads = kept,
      undated = undated, entries = #kept, dropped = dropped, outside = outside, documents = #documents,
    }
    for _, name in ipairs { "digest.html", "digest.md" } do
      out:file(name, template.render("templates/" .. name, { digest = digest, words = words }))
    end
    local list = {}
    for _, entry in ipairs(kept) do
      local also = {}
      for _, other in ipairs(entry.also) do also[#also + 1] = other.source end
      list[#list + 1] = {
        number = entry.number, id = entry.id, title = entry.title, source = entry.source, day = entry.day, url = entry.url,
        also = also,
      }
    end
    return { entries = list, doubles = dropped, outside = outside, undated = #undated }
  end,
}
