local describe = step "describe.lua"

test("a label leaves the headline", function()
  local doc = describe(document { title = "شاهد - افتتاح السوق", text = "نص." })
  equal(doc.title, "افتتاح السوق")
  equal(doc.metadata.label, "video")
  equal(doc:blocks("title")[1].text, "افتتاح السوق")
end)

test("a word that only looks like a label stays", function()
  equal(describe(document { title = "خاص بالعائلات - يوم في الحديقة" }).title, "خاص بالعائلات - يوم في الحديقة")
  equal(describe(document { title = "10:30 - a day" }).title, "10:30 - a day")
end)

test("the publisher behind a bar", function()
  local doc = describe(document { title = "Work begins | City Post" })
  equal(doc.title, "Work begins")
  equal(doc.publisher, "City Post")
end)

test("behind a dash only a publisher that is known", function()
  equal(describe(document { title = "Work - a history" }).title, "Work - a history")
  equal(describe(document { title = "Work begins - City Post", publisher = "City Post" }).title, "Work begins")
end)

test("date and publisher of the file's name", function()
  local doc = describe(document { path = "samples/city-post-20250121.txt" })
  equal(doc.published, "2025-01-21T00:00:00Z")
  equal(doc.publisher, "city-post")
end)
