extension NewCommand {
  /// The files of a new plugin, by their paths in its folder.
  static func files(_ name: String, _ identifier: String) -> [(path: String, text: String)] {
    let constant = name.prefix(1).lowercased() + name.dropFirst()
    let layer = dashed(name)
    return [
      ("Sources/\(name).swift", source(name, identifier, constant, layer)),
      ("Tests/\(name)Tests.swift", test(name, constant)),
      ("Cases/words.txt", cases),
      ("README.md", readme(name, identifier, layer)),
    ]
  }

  private static func source(_ name: String, _ identifier: String, _ constant: String, _ layer: String) -> String {
    """
    import Document
    import Text
    public import Workbench

    public let plugin = Plugin("\(name)", [.\(constant)])

    extension Entry {
      static let \(constant) = Entry(
        Manual(
          "\(identifier)", version: 1, "Counts the words of each body block.",
          parameters: [
            .integer("minimum", default: 1, in: 1...1_000_000, "Blocks with fewer words are not marked.")
          ],
          makes: ["\(layer)"])
      ) { settings throws(Problem) in \(name)(minimum: try settings.integer("minimum")) }
    }

    /// Annotates each body block that has enough words with their number.
    struct \(name): Processor {
      var minimum: Int

      func process(_ document: inout Document, in context: RunContext) throws(Problem) {
        for block in document.body {
          let words = Tokenizer.words(in: document.text, block.range).count
          if words >= minimum { document.annotate("\(layer)", block.range, ["words": .integer(words)]) }
        }
      }
    }

    """
  }

  private static func test(_ name: String, _ constant: String) -> String {
    """
    import Document
    import TestKit
    import Testing
    import Workbench

    @testable import \(name)

    @Test func keepsTheContractOfProcessors() {
      #expect(ProcessorContract.violations(of: .\(constant)) == [])
    }

    @Test(arguments: Cases.all()) func caseHolds(_ testCase: Case) throws {
      let document = try Fixtures.process(Fixtures.document(testCase["input"] ?? ""), with: .\(constant))
      let made = document.layers.values.joined().map { annotation in
        "\\(annotation.features["words"]?.integer ?? 0): \\(document.text(in: annotation.range))"
      }
      let difference = Cases.difference(testCase, made.joined(separator: "\\n"))
      #expect(difference == nil)
    }

    """
  }

  private static var cases: String {
    """
    === each paragraph is counted by itself
    --- input
    قال الوزير
    A paragraph of five words
    --- expect
    2: قال الوزير
    5: A paragraph of five words

    """
  }

  private static func readme(_ name: String, _ identifier: String, _ layer: String) -> String {
    """
    # \(name)

    `\(identifier)` counts the words of each body block and puts the number on the layer `\(layer)`.

    ```yaml
    - id: \(layer)
      use: \(identifier)
      with: { minimum: 5 }
    ```

    """
  }
}
