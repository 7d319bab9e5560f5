return {
  formats = { { mediaType = "text/x-lines", extensions = { "lines" } } },
  read = function(source, emit)
    for _, line in ipairs(source:lines()) do emit { title = line, text = line } end
  end,
}
