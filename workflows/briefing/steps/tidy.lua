-- Mends the typography of hurried press copy before anything is cut into sentences: no blank before a colon, comma, semicolon
-- or full stop («قائلا : إن» becomes «قائلا: إن»), one blank where there were several. What was there before stays on the
-- layer `edit`.

local marks = { [":"] = true, ["،"] = true, ["؛"] = true, [","] = true, [";"] = true, ["."] = true, ["؟"] = true }

--- Takes out the blanks before a mark, and all but one of several blanks.
local function tidy(doc, block)
  local tokens = block:tokens()
  for i = 2, #tokens do
    local before, token = tokens[i - 1], tokens[i]
    local gap = token.from - before.to - 1
    if gap > 0 then
      if marks[token.text] then
        doc:replace(before.to + 1, token.from - 1, "")
      elseif gap > 1 and doc:text(before.to + 1, token.from - 1):match("^ +$") then
        doc:replace(before.to + 1, token.from - 1, " ")
      end
    end
  end
end

return {
  summary = "Takes out blanks before marks and doubled blanks.",
  parameters = {},
  makes = {},
  edits = true,
  document = function(doc)
    for _, block in ipairs(doc:blocks()) do
      if block.role == "title" or block.role == "body" then tidy(doc, block) end
    end
  end,
}
