-- Marks every word that `word` names.
return {
  parameters = { word = { type = "text", default = "one" } },
  makes = { "mark" },
  document = function(doc, params)
    local at = 1
    while true do
      local from, to = doc.text:find(params.word, at, true)
      if not from then return end
      doc:annotate("mark", from, to, { word = params.word })
      at = to + 1
    end
  end,
}
