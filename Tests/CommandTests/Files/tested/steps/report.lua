-- A collection step that writes files, and a reader, for their tests.
return {
  collection = function(documents, with, out)
    out:file("list.txt", documents[1].title .. "\n")
    out:file("deep/er/second.txt", "two")
    return { documents = #documents }
  end,
}
