-- The digest as one HTML file without scripts and network, and as Markdown.

local times = require "digest.times"

local page = {}

local marks = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;" }
local function escaped(words) return (tostring(words):gsub("[&<>\"']", marks)) end

--- Language and direction of an element; nothing where the page's own hold.
local function tongue(thing)
  local attributes = ""
  if thing.language and thing.language ~= "en" then attributes = ' lang="' .. escaped(thing.language) .. '"' end
  if thing.direction == "rtl" then attributes = attributes .. ' dir="rtl"' end
  return attributes
end

--- A name with its own script: a source's entries may be in another language than its name.
local function named(name)
  local is_arabic = name:find("[\216-\219][\128-\191]")
  return "<bdi" .. (is_arabic and ' lang="ar" dir="rtl"' or "") .. ">" .. escaped(name) .. "</bdi>"
end

--- A link, where the address leads to a page.
local function link(url, words)
  if url and url:find("^https?://") then return '<a href="' .. escaped(url) .. '" rel="noreferrer">' .. words .. "</a>" end
  return words
end

local function count(number, one, many) return number .. " " .. (number == 1 and one or many) end

--- Where an entry comes from: its file, and what part of it.
local function origin(entry)
  local words = { entry.path }
  if entry.part then words[#words + 1] = entry.part end
  return table.concat(words, ", ")
end

local style = [[
:root{color-scheme:light;--ink:#1b1b1b;--soft:#5a5a5a;--line:#d7d7d7;--deep:#17365d;--tint:#f4f6f9;
--sans:"Source Sans 3","Noto Sans","Segoe UI",system-ui,"Liberation Sans",Arial,sans-serif;
--orig:"Noto Naskh Arabic","Amiri","Geeza Pro","Traditional Arabic","Sakkal Majalla","Times New Roman",serif}
*{box-sizing:border-box}
body{margin:0 auto;max-width:66rem;padding:1.5rem 1.2rem 4rem;font:16px/1.55 var(--sans);color:var(--ink);background:#fff;overflow-wrap:anywhere}
h1{font-size:1.8rem;line-height:1.2;margin:0 0 .3rem;color:var(--deep)}
h2{font-size:1.25rem;margin:2.4rem 0 .2rem;padding-bottom:.3rem;border-bottom:2px solid var(--deep);color:var(--deep)}
h3{font-size:1rem;margin:1.4rem 0 0;color:var(--soft);font-weight:600}
a{color:var(--deep)}
.facts,.meta,.also,.trace,footer{color:var(--soft);font-size:.88rem}
.leads{list-style:none;margin:1.2rem 0 0;padding:.6rem 1rem;background:var(--tint);border:1px solid var(--line)}
.leads li{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:.1rem 1.5rem;padding:.35rem 0}
.leads li+li{border-top:1px solid var(--line)}
.leads .en b{margin-inline-end:.4rem}
article{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.15fr);gap:.2rem 2rem;padding:1rem 0;border-bottom:1px solid var(--line)}
article.plain{grid-template-columns:minmax(0,1fr)}
.orig[dir=rtl]{border-inline-start:3px solid var(--line);padding-inline-start:.9rem}
.orig h4,.leads .orig{font-weight:600;margin:0;line-height:1.6}
.orig h4{font-size:1.1rem}
:lang(ar),:lang(fa),:lang(ps),:lang(ckb){font-family:var(--orig);line-height:1.8}
:lang(ur){font-family:"Noto Nastaliq Urdu",var(--orig);line-height:2.2}
.orig:lang(ar) h4,.orig:lang(fa) h4,.orig:lang(ur) h4{font-size:1.4rem}
.orig:lang(ar) p,.orig:lang(fa) p,.orig:lang(ur) p,.leads .orig:lang(ar),.leads .orig:lang(fa){font-size:1.2rem}
p{margin:.35rem 0}
.gloss{font-size:1.05rem}
.lab{margin:.5rem 0 0;display:block;font-size:.75rem;letter-spacing:.05em;text-transform:uppercase;color:var(--soft)}
.gloss i{font-style:normal;text-decoration:underline dashed #35682f 1px;text-underline-offset:.25em}
.gloss i.d{font-style:italic;text-decoration:underline dotted #95611a 2px}
.gloss i.m{text-decoration-style:solid;text-decoration-color:#1d4f91}
h3:has([lang=ar]){font-size:1.2rem}
.meta{grid-column:1/-1;margin:0}
.gloss bdi,.actors bdi,.also bdi{font-family:var(--orig);font-size:1.12em}
.actors{margin:0;padding:0;list-style:none;font-size:.94rem}
.actors li{display:inline}
.actors li+li::before{content:" · ";color:var(--soft)}
.cite{font-size:.75rem;font-family:var(--sans);color:var(--soft);white-space:nowrap;unicode-bidi:isolate}
.n{display:inline-block;min-width:1.6em;font-weight:700;color:var(--deep)}
footer{margin-top:2.5rem;border-top:1px solid var(--line);padding-top:.8rem}
@media (max-width:720px){body{padding:1rem .9rem 3rem}
article,.leads li{grid-template-columns:minmax(0,1fr)}article .orig{grid-row:2}.leads .orig{grid-row:1}.en{margin-top:.3rem}}
@media print{body{max-width:none;padding:0}article{break-inside:avoid}a{color:inherit}}
]]

--- The English side of a headline: whole from a memory, or word by word.
local function gloss_html(entry)
  if not entry.gloss then return "" end
  local words = {}
  for _, piece in ipairs(entry.gloss) do
    words[#words + 1] = piece.origin
        and ("<i" .. (entry.gloss_kind == "memory" and ' class="m"' or piece.is_dictionary and ' class="d"' or "") .. ' title="' .. escaped(piece.origin) .. '">'
          .. escaped(piece.text) .. "</i>")
      or "<bdi" .. tongue(entry) .. ">" .. escaped(piece.text) .. "</bdi>"
  end
  local label = entry.gloss_kind == "memory" and "Headline, from the memory" or "Headline, word by word"
  return '<p class="gloss"><span class="lab">' .. label .. "</span>" .. table.concat(words, entry.gloss_kind == "memory" and " " or " · ")
    .. "</p>\n"
end

local function actors_html(entry)
  if #entry.actors == 0 then return "" end
  local items = {}
  for at, actor in ipairs(entry.actors) do
    if at > 8 then
      items[#items + 1] = "<li>" .. (#entry.actors - 8) .. " more</li>"
      break
    end
    local words = escaped(actor.english or "")
    if actor.english ~= actor.name then
      words = words .. " (<bdi" .. tongue(entry) .. ">" .. escaped(actor.name) .. "</bdi>)"
    end
    items[#items + 1] = '<li title="' .. escaped(actor.origin or "") .. '">' .. words .. "</li>"
  end
  return '<p class="lab">Actors</p><ul class="actors">' .. table.concat(items) .. "</ul>\n"
end

local function also_html(entry, digest)
  if #entry.also == 0 then return "" end
  local items = {}
  for _, other in ipairs(entry.also) do
    items[#items + 1] = link(other.url, named(other.source))
      .. (other.time and " " .. other.time or "") .. " (" .. escaped(origin(other)) .. ")"
  end
  return '<p class="also">The same, also in: ' .. table.concat(items, "; ") .. "</p>\n"
end

local function article_html(entry, digest)
  local sentences = {}
  for _, sentence in ipairs(entry.sentences) do
    sentences[#sentences + 1] = "<p>" .. escaped(sentence.text)
      .. (sentence.place ~= "" and ' <span class="cite" dir="ltr">[' .. escaped(sentence.place) .. "]</span>" or "") .. "</p>"
  end
  local meta = {}
  if entry.time then meta[#meta + 1] = entry.time .. " " .. times.zone(digest.offset) end
  if entry.sources > 1 then meta[#meta + 1] = "<b>" .. entry.sources .. " sources</b>" end
  if entry.section then meta[#meta + 1] = "<bdi" .. tongue(entry) .. ">" .. escaped(entry.section) .. "</bdi>" end
  if entry.url then meta[#meta + 1] = link(entry.url, "open the source") end
  local english = gloss_html(entry) .. actors_html(entry)
  local is_plain = english == "" and entry.direction ~= "rtl"
  return '<article id="e' .. entry.number .. '"' .. (is_plain and ' class="plain"' or "") .. '>\n<p class="meta"><span class="n">'
    .. entry.number .. "</span> " .. table.concat(meta, " · ") .. '</p>\n<div class="en">\n' .. english .. also_html(entry, digest)
    .. '<p class="trace">' .. escaped(origin(entry)) .. " · " .. escaped(entry.id) .. "</p>\n</div>\n"
    .. '<div class="orig"' .. tongue(entry) .. ">\n<h4>" .. escaped(entry.title) .. "</h4>\n" .. table.concat(sentences, "\n")
    .. "\n</div>\n</article>\n"
end

local function window(digest)
  if not digest.first then return "no document has a date" end
  local from_day, from_time = times.on_clock(digest.first, digest.offset)
  local to_day, to_time = times.on_clock(digest.last, digest.offset)
  return from_day .. " " .. from_time .. " to " .. to_day .. " " .. to_time .. " " .. times.zone(digest.offset)
end

local function facts(digest)
  local words = {
    count(digest.entries, "entry", "entries"), count(digest.dropped, "double", "doubles") .. " folded in",
    count(digest.outside, "document", "documents") .. " outside these days",
  }
  if #digest.undated > 0 then words[#words + 1] = #digest.undated .. " without a date" end
  return table.concat(words, " · ")
end

local method = "Headlines and sentences are quoted as they stand, with their place in the file. Headlines in English are the work of the tool: "
  .. "from a translation memory, or word by word from the glossary (dashed) and a dictionary (dotted, which may be wrong), with the origin behind each word. "
  .. "Entries stand in the order of how many sources report them, then of how many known actors they name, then of time."

--- The whole digest in HTML.
function page.html(digest)
  local parts = {
    '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n',
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n",
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>', escaped(digest.title), "</title>\n<style>\n", style,
    "</style>\n</head>\n<body>\n<header>\n<h1>", escaped(digest.title), '</h1>\n<p class="facts">', escaped(window(digest)), "<br>",
    escaped(facts(digest)), "</p>\n</header>\n",
  }
  local function add(words) parts[#parts + 1] = words end
  if #digest.leads > 5 then
    add '<ol class="leads" aria-label="First of all">\n'
    for at = 1, 5 do
      local entry = digest.leads[at]
      add('<li><span class="en"><b>' .. entry.number .. '</b><a href="#e' .. entry.number .. '">'
        .. named(entry.source) .. "</a>, " .. entry.day .. (entry.sources > 1 and ", " .. entry.sources .. " sources" or "")
        .. '</span><span class="orig"' .. tongue(entry) .. ">" .. escaped(entry.title) .. "</span></li>\n")
    end
    add "</ol>\n"
  end
  for _, day in ipairs(digest.days) do
    add("<section>\n<h2>" .. escaped(day.name) .. "</h2>\n")
    for _, source in ipairs(day.sources) do
      add("<h3>" .. named(source.name) .. "</h3>\n")
      for _, entry in ipairs(source.entries) do add(article_html(entry, digest)) end
    end
    add "</section>\n"
  end
  if #digest.undated > 0 then
    add "<section>\n<h2>Without a date</h2>\n"
    for _, entry in ipairs(digest.undated) do
      add("<h3>" .. named(entry.source) .. "</h3>\n" .. article_html(entry, digest))
    end
    add "</section>\n"
  end
  if digest.entries == 0 and #digest.undated == 0 then add "<p>Nothing was published in these days.</p>\n" end
  add("<footer>" .. escaped(method) .. "</footer>\n</body>\n</html>\n")
  return table.concat(parts)
end

--- Text that Markdown takes for itself, on one line.
local function plain(words) return (tostring(words):gsub("[\\`*_%[%]<>#|]", "\\%0"):gsub("%s+", " ")) end

local function entry_markdown(entry, digest)
  local meta = {}
  if entry.time then meta[#meta + 1] = entry.time .. " " .. times.zone(digest.offset) end
  if entry.sources > 1 then meta[#meta + 1] = entry.sources .. " sources" end
  if entry.url and entry.url:find("^https?://") then meta[#meta + 1] = "<" .. entry.url:gsub("[<>%s]", "") .. ">" end
  local lines = { "#### " .. entry.number .. ". " .. plain(entry.title), "" }
  if entry.gloss then
    local words = {}
    for _, piece in ipairs(entry.gloss) do words[#words + 1] = plain(piece.text) end
    lines[#lines + 1] = (entry.gloss_kind == "memory" and "*From the memory:* " or "*Word by word:* ")
      .. table.concat(words, entry.gloss_kind == "memory" and " " or " · ")
    lines[#lines + 1] = ""
  end
  if #meta > 0 then
    lines[#lines + 1] = table.concat(meta, " · ")
    lines[#lines + 1] = ""
  end
  for _, sentence in ipairs(entry.sentences) do
    lines[#lines + 1] = "> " .. plain(sentence.text) .. (sentence.place ~= "" and " \\[" .. sentence.place .. "\\]" or "")
    lines[#lines + 1] = ">"
  end
  if #entry.sentences > 0 then lines[#lines] = "" end
  if #entry.actors > 0 then
    local names = {}
    for _, actor in ipairs(entry.actors) do names[#names + 1] = plain((actor.english and actor.english .. " " or "") .. actor.name) end
    lines[#lines + 1] = "Actors: " .. table.concat(names, " · ")
    lines[#lines + 1] = ""
  end
  for _, other in ipairs(entry.also) do
    lines[#lines + 1] = "Also in: " .. plain(other.source) .. (other.time and " " .. other.time or "") .. " (" .. plain(origin(other)) .. ")"
    lines[#lines + 1] = ""
  end
  lines[#lines + 1] = "Source: " .. plain(origin(entry)) .. " · " .. entry.id
  return table.concat(lines, "\n") .. "\n\n"
end

--- The whole digest in Markdown.
function page.markdown(digest)
  local parts = { "# ", plain(digest.title), "\n\n", window(digest), "\n\n", facts(digest), "\n\n" }
  local function add(words) parts[#parts + 1] = words end
  for _, day in ipairs(digest.days) do
    add("## " .. day.name .. "\n\n")
    for _, source in ipairs(day.sources) do
      add("### " .. plain(source.name) .. "\n\n")
      for _, entry in ipairs(source.entries) do add(entry_markdown(entry, digest)) end
    end
  end
  if #digest.undated > 0 then
    add "## Without a date\n\n"
    for _, entry in ipairs(digest.undated) do add(entry_markdown(entry, digest)) end
  end
  if digest.entries == 0 and #digest.undated == 0 then add "Nothing was published in these days.\n\n" end
  add(method .. "\n")
  return table.concat(parts)
end

return page
