-- What the digest shows of a document, as plain tables: nothing that is not in the document or in a glossary or memory it names.

local times = require "digest.times"

local entries = {}

--- Who published it: the publisher, else the list or sender of a mail, else the host of its address, else its file.
local function source_of(doc)
  if doc.publisher then return doc.publisher end
  if doc.reader:find("^parse%.email") and doc.authors[1] then return doc.authors[1] end
  local host = (doc.url or ""):match("^https?://([^/:]+)")
  return host and (host:gsub("^www%.", "")) or doc.authors[1] or doc.path:match("[^/]+$")
end

--- The first of the senses that a glossary gives: "evening / p.m." is "evening".
local function first_sense(target) return (target:gsub("%s*/.*$", ""):gsub("%s*%b()", "")) end

--- What the memory, the glossary and the dictionary say of a stretch of text, word by word where no unit has it whole.
-- Gives a list of pieces: text, origin where the text is English, is_dictionary where a dictionary alone knows the word; pieces
-- without origin are the original's own words.
local function gloss(doc, segment)
  local best = segment.candidates[1]
  if best and best.score >= 1 then
    return { { text = best.target, origin = best.origin } }, "memory"
  end
  local spans = {}
  for rank, layer in ipairs { "fragment", "term", "gloss" } do
    for _, found in ipairs(segment:annotations(layer)) do
      spans[#spans + 1] = {
        from = found.from, to = found.to, rank = rank, text = first_sense(found.features.target),
        origin = found.features.origin,
      }
    end
  end
  table.sort(spans, function(a, b)
    if a.from ~= b.from then return a.from < b.from end
    if a.to ~= b.to then return a.to > b.to end
    return a.rank < b.rank
  end)
  local pieces, at, next_span, known = {}, segment.from, 1, 0
  for _, token in ipairs(segment:tokens()) do
    if token.from >= at and token.kind ~= "punctuation" then
      while spans[next_span] and spans[next_span].from < token.from do next_span = next_span + 1 end
      local span = spans[next_span]
      if span and span.from == token.from then
        pieces[#pieces + 1] = { text = span.text, origin = span.origin, is_dictionary = span.rank == 3 }
        at, known = span.to + 1, known + 1
      else
        pieces[#pieces + 1] = { text = token.text }
        at = token.to + 1
      end
    end
  end
  if known == 0 then return nil end
  return pieces, "words"
end

--- People, organisations and offices by the names that the glossary has for them, in the order of the text.
local function actors_of(doc)
  local found, seen = {}, {}
  for _, entity in ipairs(doc:annotations("entity")) do
    local features = entity.features
    local name = features.name or entity.text
    local kind = features.type
    if (kind == "person" or kind == "organisation" or kind == "office") and not seen[name] then
      seen[name] = true
      found[#found + 1] = {
        name = name, english = features.translation or features.romanised or name, role = features.role, origin = features.origin,
      }
    end
  end
  return found
end

--- Where a block stood in its source: "line 9", "part 1.2", "entry 3".
local function place_of(block)
  local words, place = {}, block.place or {}
  if place.page then words[#words + 1] = "page " .. place.page end
  if place.line then words[#words + 1] = "line " .. place.line end
  if place.part and place.part:find("^[%d%.]+$") then words[#words + 1] = "part " .. place.part end
  if place.row then words[#words + 1] = "entry " .. place.row end
  return table.concat(words, ", ")
end

--- The first words of a text, as matching sees them.
local function start_of(body)
  local cut = utf8.offset(body, 300)
  return table.concat(text.words(text.normalise(cut and body:sub(1, cut - 1) or body)), " ")
end

--- The entry of a document.
function entries.of(doc, with)
  local entry = {
    id = doc.id, path = doc.path, part = doc.part, title = doc.title, url = doc.url,
    language = doc.language or "und", direction = doc.direction or "auto", source = source_of(doc), section = doc.section, published = doc.published,
    authors = doc.authors, sentences = {}, actors = actors_of(doc), also = {},
  }
  if entry.published then
    entry.last = entry.published
    entry.day, entry.time = times.on_clock(entry.published, with.zone)
    local stated = doc.metadata.published
    if type(stated) == "table" and (stated.precision == "day" or stated.precision == "month" or stated.precision == "year") then
      entry.day, entry.time = entry.published:sub(1, 10), nil
      entry.last = date.add(entry.published, 1)
    end
  end
  for _, block in ipairs(doc:blocks("title")) do
    local segment = block:segments()[1]
    if segment and doc.language == "ar" then entry.gloss, entry.gloss_kind = gloss(doc, segment) end
  end
  local body = {}
  for _, block in ipairs(doc:blocks("body")) do
    body[#body + 1] = block.text
    for _, segment in ipairs(block:segments()) do
      if #entry.sentences < with.sentences then
        entry.sentences[#entry.sentences + 1] = { text = segment.text, block = block.id, place = place_of(block) }
      end
    end
  end
  entry.start = start_of(table.concat(body, "\n"))
  if not entry.title then
    entry.title = entry.sentences[1] and entry.sentences[1].text or doc.path:match("[^/]+$")
  end
  return entry
end

return entries
