-- Lets documents through that are in one of the wanted languages. The others fail here, which the workflow's `on-error: skip`
-- makes a skipped document with its reason in run.json.

return {
  summary = "Skips documents in other languages than the wanted ones.",
  parameters = {
    languages = { type = "texts", default = {}, help = "BCP 47, such as ar; a region does not matter. Empty lets all through." },
  },
  makes = {},
  document = function(doc, with)
    if #with.languages == 0 then return end
    local language = (doc.language or "unknown"):match("^%a+"):lower()
    for _, wanted in ipairs(with.languages) do
      if wanted:match("^%a*"):lower() == language then return end
    end
    error("the text is in '" .. language .. "', and wanted is " .. table.concat(with.languages, ", "), 0)
  end,
}
