-- Writes every word in capitals, and says so.
return {
  token = function(token)
    if token.kind == "word" then return token.text:upper() end
  end,
  document = function(doc)
    doc.title = "Shouted"
    doc:annotate("greeting", 1, 1, { loud = true })
    doc:warn("it is loud here")
  end,
}
