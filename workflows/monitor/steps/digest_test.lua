local doubles = require "digest.doubles"
local times = require "digest.times"

local function entry(title, url, start) return { title = title, url = url, start = start or "", also = {} } end

test("the same address is a double, whatever counts its visitors", function()
  local kept, dropped = doubles.dropped {
    entry("One", "https://a.example/x?utm_source=rss"), entry("Another headline", "http://www.a.example/x/"),
    entry("Third", "https://a.example/x?page=2"),
  }
  equal(dropped, 1)
  equal(#kept, 2)
  equal(kept[1].also[1].title, "Another headline")
end)

test("a headline with other vowel signs and hamzas is a double", function()
  local _, dropped = doubles.dropped { entry "إعلان النتائج", entry "اعلانُ النتائج" }
  equal(dropped, 1)
end)

local function are_doubles(a, b)
  local _, dropped = doubles.dropped { entry(a), entry(b) }
  return dropped == 1
end

test("a headline with a word or two more, or another spelling, is a double", function()
  assert(are_doubles("The council opens the harbour bridge", "The council opens the harbour bridge today"))
  assert(are_doubles("الأمم المتحدة تحيي اليوم الدولي للتعليم", "الأمم المتحدة تحيي اليوم الدولي للتعليم الجمعة"))
  assert(are_doubles("رئيس الوزراء يصل إلى واشنطن", "رئيس الوزراء يصل إلى واشنطون"))
end)

test("another place, number, or its denial is another headline", function()
  assert(not are_doubles("مقتل خمسة أشخاص في انفجار في بغداد", "مقتل خمسة أشخاص في انفجار في دمشق"))
  assert(not are_doubles("وفاة 3 أشخاص في حادث في المدينة", "وفاة 5 أشخاص في حادث في المدينة"))
  assert(not are_doubles("The minister resigns after the strike", "The minister denies he resigns after the strike"))
  assert(not are_doubles("The bridge is open", "The market is open"))
end)

test("a text that begins the same way is a double", function()
  local start = ("word "):rep(40)
  local _, dropped = doubles.dropped { entry("One", nil, start), entry("Quite different", nil, start) }
  equal(dropped, 1)
end)

test("a day begins at the reader's midnight", function()
  equal({ times.on_clock("2025-01-21T22:30:00Z", 3) }, { "2025-01-22", "01:30" })
  equal({ times.on_clock("2025-01-01T02:00:00Z", -5) }, { "2024-12-31", "21:00" })
  equal(times.day_in_words("2025-01-22"), "Wednesday, 22 January 2025")
end)
