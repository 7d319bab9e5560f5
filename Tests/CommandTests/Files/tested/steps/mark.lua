-- Puts a mark after the title, and loud words into capitals.
return {
  parameters = { mark = { type = "text", default = "!" } },
  makes = { "loud" },
  edits = true,
  document = function(doc, with)
    if doc.title then doc.title = doc.title .. with.mark end
    for _, token in ipairs(doc:tokens()) do
      if token.text == "bang" then error("that was too loud") end
      if token.text == "loud" then
        doc:annotate("loud", token.from, token.to, { level = 3 })
        doc:replace(token.from, token.to, "LOUD" .. with.mark)
      end
    end
    doc:warn("it is loud here")
  end,
}
