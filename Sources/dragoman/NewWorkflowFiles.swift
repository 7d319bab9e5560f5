/// The files of new workflows and steps, by their paths in the workflow's folder.
enum NewWorkflowFiles {
  static func workflow(_ name: String, hasSchema: Bool) -> [(path: String, text: String)] {
    [
      ("workflow.yaml", (hasSchema ? "# yaml-language-server: $schema=../workflow.schema.json\n" : "") + yaml(name)),
      ("steps/watch.lua", watch),
      ("steps/watch_test.lua", watchTest),
      ("samples/article.txt", article),
      ("expected/mentions.md", mentions),
      ("README.md", readme(name)),
    ]
  }

  static func step(_ name: String) -> [(path: String, text: String)] {
    [("steps/\(name).lua", step), ("steps/\(name)_test.lua", stepTest(name))]
  }

  private static func yaml(_ name: String) -> String {
    """
    dragoman: 1
    workflow: \(name)
    summary: Where documents mention what is watched for
    inputs:
      documents: { type: files, accept: [txt, eml, rss, xml, json, jsonl] }
    params:
      words: { type: texts, default: [harbour, الميناء], help: "Words to watch for, in any language." }
    steps:
      - id: read
        use: parse.auto
        on-error: quarantine             # what cannot be read is put aside, and the run goes on
      - id: watch                        # the Lua step to make your own
        use: ./steps/watch.lua
        with: { words: "${params.words}" }
      - id: report
        lua: |
          return {
            collection = function(documents, with, out)
              local lines, count = { "# Mentions", "" }, 0
              for _, doc in ipairs(documents) do
                for _, mention in ipairs(doc:annotations("mention")) do
                  count = count + 1
                  lines[#lines + 1] = "- " .. doc.path .. ": " .. mention.features.context
                end
              end
              out:file("mentions.md", table.concat(lines, "\\n") .. "\\n")
              return { mentions = count }
            end,
          }
    tests:
      - name: the sample mentions the harbour three times
        inputs: [samples/article.txt]
        expect: equal(report.mentions, 3)
        golden: expected/
      - name: other words can be watched for
        inputs: [samples/article.txt]
        params: { words: [ferry] }
        expect: equal(report.mentions, 1)

    """
  }

  private static let watch = """
    -- Marks the words that are watched for on the layer "mention". Words are compared as matching sees them: without vowel signs
    -- in Arabic, in lower case in English.

    local function set(words)
      local found = {}
      for _, word in ipairs(words) do found[text.normalise(word)] = true end
      return found
    end

    return {
      summary = "Marks words that are watched for.",
      parameters = { words = { type = "texts", default = { "harbour" }, help = "Words to watch for." } },
      makes = { "mention" },
      document = function(doc, with)
        local watched = set(with.words)
        for _, block in ipairs(doc:blocks()) do
          for _, token in ipairs(block:tokens()) do
            if token.kind == "word" and watched[text.normalise(token.text)] then
              doc:annotate("mention", token.from, token.to, { context = block.text })
            end
          end
        end
      end,
    }

    """

  private static let watchTest = """
    local watch = step "watch.lua"

    test("words are found in any case", function()
      local doc = watch(document "The Harbour is open.\\n\\nNothing here.", { words = { "harbour" } })
      local mentions = doc:annotations("mention")
      equal(#mentions, 1)
      equal(mentions[1].text, "Harbour")
      equal(mentions[1].features.context, "The Harbour is open.")
    end)

    test("Arabic is found with and without vowel signs", function()
      local doc = watch(document "أُغلق المِيناء اليوم", { words = { "الميناء" } })
      equal(#doc:annotations("mention"), 1)
    end)

    test("no word, no mention", function()
      equal(#watch(document "The harbour.", { words = {} }):annotations("mention"), 0)
    end)

    """

  private static let article = """
    Harbour reopens after the storm

    The harbour was closed on Monday when the wind rose, and ships waited outside.

    A ferry with forty passengers was the first to come in on Tuesday.

    قال المدير إن الميناء يعمل الآن كالمعتاد.

    """

  private static let mentions = """
    # Mentions

    - samples/article.txt: Harbour reopens after the storm
    - samples/article.txt: The harbour was closed on Monday when the wind rose, and ships waited outside.
    - samples/article.txt: قال المدير إن الميناء يعمل الآن كالمعتاد.

    """

  private static func readme(_ name: String) -> String {
    """
    # \(name)

    Writes where documents mention the words that are watched for.

    ```
    dragoman run . FILE... --set words=harbour,ferry --out out        writes out/mentions.md
    dragoman test .                                                   the tests in workflow.yaml and beside steps
    dragoman test . --update                                          takes over what comes out now into expected/
    dragoman graph . --out workflow.svg                               a picture of the steps
    ```

    """
  }

  private static let step = """
    -- Marks sentences that are longer than a reader likes, on the layer "long".
    return {
      summary = "Marks long sentences.",
      parameters = { longest = { type = "integer", default = 30, min = 1, help = "Words that a sentence may have." } },
      makes = { "long" },
      document = function(doc, with)
        for _, block in ipairs(doc:blocks("body")) do
          for _, sentence in ipairs(text.sentences(block.text, doc.language)) do
            local words = #text.words(sentence.text)
            if words > with.longest then
              local from = block.from + sentence.from - 1
              doc:annotate("long", from, from + #sentence.text - 1, { words = words })
            end
          end
        end
      end,
    }

    """

  private static func stepTest(_ name: String) -> String {
    """
    local mark = step "\(name).lua"

    test("a long sentence is marked, a short one is not", function()
      local doc = mark(document "Short one. This sentence has rather more words.", { longest = 4 })
      local long = doc:annotations("long")
      equal(#long, 1)
      equal(long[1].text, "This sentence has rather more words.")
      equal(long[1].features.words, 6)
    end)

    test("an empty document is no error", function()
      equal(#mark(document ""):annotations("long"), 0)
    end)

    """
  }
}
