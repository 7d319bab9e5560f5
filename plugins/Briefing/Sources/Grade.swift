/// A grade of the Admiralty system (NATO AJP-2.1): how reliable a source is, and how credible what it says.
struct Grade: Hashable, Sendable {
  let reliability: Character
  let credibility: Character

  /// `B2` and the like.
  init?(_ code: String) {
    let letters = Array(code.uppercased())
    guard letters.count == 2, Grade.reliabilities[letters[0]] != nil, Grade.credibilities[letters[1]] != nil else {
      return nil
    }
    reliability = letters[0]
    credibility = letters[1]
  }

  var code: String { "\(reliability)\(credibility)" }

  /// Both halves in words.
  var words: String {
    "source: \(Grade.reliabilities[reliability] ?? ""); information: \(Grade.credibilities[credibility] ?? "")"
  }

  private static let reliabilities: [Character: String] = [
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "reliability cannot be judged",
  ]
  private static let credibilities: [Character: String] = [
    "1": "confirmed by other sources", "2": "probably true", "3": "possibly true", "4": "doubtful", "5": "improbable",
    "6": "truth cannot be judged",
  ]
}
