-- Finds entries that report the same text: the same address, the same headline, the same headline with up to two words more, or a
-- text that begins the same way. The earliest stays, and names the others.

local doubles = {}

--- An address without what only counts visitors.
local function plain_address(url)
  local plain = url:gsub("#.*$", ""):gsub("([?&])utm_%w+=[^&]*", "%1"):gsub("[?&]+$", ""):gsub("%?&+", "?")
  return (plain:gsub("^https?://", ""):gsub("^www%.", ""):gsub("/$", ""))
end

local function words_of(entry) return text.words(text.normalise(entry.title)) end

--- Words that turn a headline into its opposite.
local reversing = {}
for word in ("لا لن لم ليس ليست غير دون بلا ينفي تنفي نفى نفت not no never denies deny without не нет без نہیں نیست"):gmatch("%S+") do
  reversing[text.normalise(word)] = true
end

--- Whether two words are one, spelled in two ways; numbers are never.
local function is_same_word(a, b)
  if a == b then return true end
  if a:find("%d") or b:find("%d") then return false end
  return (utf8.len(a) or 0) >= 5 and (utf8.len(b) or 0) >= 5 and text.distance(a, b) <= 1
end

--- Whether one headline is the other with up to two words more: another name, place or number makes it another headline.
local function is_near(a, b)
  local shorter, longer = a, b
  if #a > #b then shorter, longer = b, a end
  if #shorter < 4 or #longer - #shorter > 2 then return false end
  local at = 1
  for _, word in ipairs(longer) do
    if shorter[at] and is_same_word(shorter[at], word) then
      at = at + 1
    elseif reversing[word] or word:find("%d") then
      return false
    end
  end
  return at > #shorter
end

--- Drops doubles from a list that is ordered by time; gives the list of those that stay and the number of those that do not.
function doubles.dropped(list)
  local kept, dropped = {}, 0
  local by_key, by_word = {}, {}
  for _, entry in ipairs(list) do
    local words = words_of(entry)
    local keys = { "title " .. table.concat(words, " ") }
    if entry.url then keys[#keys + 1] = "url " .. plain_address(entry.url) end
    if #entry.start >= 120 then keys[#keys + 1] = "text " .. entry.start end
    local same
    for _, key in ipairs(keys) do same = same or by_key[key] end
    if not same then
      -- Headlines that share half of their words are looked at word by word.
      local shared, candidates = {}, {}
      for _, word in ipairs(words) do
        for _, other in ipairs(by_word[word] or {}) do
          if not shared[other] then candidates[#candidates + 1] = other end
          shared[other] = (shared[other] or 0) + 1
        end
      end
      for _, other in ipairs(candidates) do
        if shared[other] * 2 >= #words and is_near(words, other.words) then
          same = other
          break
        end
      end
    end
    if same then
      dropped = dropped + 1
      same.also[#same.also + 1] = entry
    else
      same = entry
      entry.words = words
      kept[#kept + 1] = entry
      for _, word in ipairs(words) do
        by_word[word] = by_word[word] or {}
        if #by_word[word] < 200 then table.insert(by_word[word], entry) end
      end
    end
    for _, key in ipairs(keys) do by_key[key] = by_key[key] or same end
  end
  return kept, dropped
end

return doubles
