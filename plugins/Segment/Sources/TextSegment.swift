import Document
import Text
public import Workbench

extension Entry {
  public static let textSegment = Entry(
    Manual(
      "text.segment", version: 1, "Cuts the text into segments, a sentence each.",
      help: """
        Sentences end where Unicode's rules and ours for Arabic, Persian, Urdu, English and Russian say so; none crosses a
        block. Code is left whole and out. Segments that the document had are replaced.
        """,
      parameters: [
        .texts("roles", default: ["title", "body", "caption"], "Blocks of these roles are cut into segments.")
      ],
      needs: [.blocks], makes: [.segments])
  ) { settings throws(Problem) in
    TextSegment(roles: try TextSegment.roles(try settings.texts("roles")))
  }
}

struct TextSegment: Processor {
  var roles: Set<Block.Role>

  func process(_ document: inout Document, in context: RunContext) throws(Problem) {
    let breaker = SentenceBreaker(language: document.metadata.language)
    var segments: [Segment] = []
    for block in document.blocks where roles.contains(block.role) && block.kind != .code {
      for sentence in breaker.sentences(in: document.text, block.range) { segments.append(Segment(range: sentence)) }
    }
    document.segments = segments
  }

  static func roles(_ names: [String]) throws(Problem) -> Set<Block.Role> {
    var roles: Set<Block.Role> = []
    for name in names {
      guard let role = Block.Role(rawValue: name) else {
        let all = Block.Role.allCases.map(\.rawValue)
        let near = nearest(name, among: all)
        throw Problem(
          "settings.type", "'roles' of text.segment names '\(name)', which is no role of a block",
          help: near.isEmpty ? "the roles are \(all.joined(separator: ", "))" : "did you mean '\(near[0])'?")
      }
      roles.insert(role)
    }
    return roles
  }
}
