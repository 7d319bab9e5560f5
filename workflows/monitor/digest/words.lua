-- The words of the digest's page: what the templates ask for.

local times = require "digest.times"

local words = { zone = times.zone }

words.method = "Headlines and sentences are quoted as they stand, with their place in the file. Headlines in English are the work of "
  .. "the tool: from a translation memory, or word by word from the glossary (dashed) and a dictionary (dotted, which may be wrong), "
  .. "with the origin behind each word. Entries stand in the order of how many sources report them, then of how many known actors "
  .. "they name, then of time."

local function count(number, one, many) return number .. " " .. (number == 1 and one or many) end

--- Attributes for a name, which may be in another script than the page and the entry.
function words.tongue(name) return name:find("[\216-\219][\128-\191]") and ' lang="ar" dir="rtl"' or "" end

--- Whether an address leads to a page.
function words.is_page(url) return url ~= nil and url:find("^https?://") ~= nil end

--- An address that may stand between angle brackets.
function words.address(url) return (url:gsub("[<>%s]", "")) end

--- Where an entry comes from: its file, and what part of it.
function words.origin(entry) return entry.part and entry.path .. ", " .. entry.part or entry.path end

--- The time that the digest covers.
function words.window(digest)
  if not digest.first then return "no document has a date" end
  local from_day, from_time = times.on_clock(digest.first, digest.offset)
  local to_day, to_time = times.on_clock(digest.last, digest.offset)
  return from_day .. " " .. from_time .. " to " .. to_day .. " " .. to_time .. " " .. times.zone(digest.offset)
end

--- How much the digest holds, and what it leaves out.
function words.facts(digest)
  local parts = {
    count(digest.entries, "entry", "entries"), count(digest.dropped, "double", "doubles") .. " folded in",
    count(digest.outside, "document", "documents") .. " outside these days",
  }
  if #digest.undated > 0 then parts[#parts + 1] = #digest.undated .. " without a date" end
  return table.concat(parts, " · ")
end

--- The headline in English on one line.
function words.gloss(entry)
  local parts = {}
  for _, piece in ipairs(entry.gloss) do parts[#parts + 1] = piece.text end
  return table.concat(parts, entry.gloss_kind == "memory" and " " or " · ")
end

--- Time, and number of sources where there are several.
function words.meta(entry, digest)
  local parts = {}
  if entry.time then parts[#parts + 1] = entry.time .. " " .. times.zone(digest.offset) end
  if entry.sources > 1 then parts[#parts + 1] = entry.sources .. " sources" end
  return table.concat(parts, " · ")
end

function words.actors(entry)
  local parts = {}
  for _, actor in ipairs(entry.actors) do parts[#parts + 1] = actor.english .. " (" .. actor.name .. ")" end
  return table.concat(parts, " · ")
end

return words
