import CICU

/// Which way a text runs; the raw value is HTML's `dir`.
public enum Direction: String, Sendable {
  case leftToRight = "ltr"
  case rightToLeft = "rtl"
}

extension Languages {
  /// The direction of a language, by its script subtag where it has one (`ku-Arab`), else by its usual script.
  public static func direction(of language: String) -> Direction {
    let parts = language.lowercased().split { $0 == "-" || $0 == "_" }
    if let script = parts.dropFirst().first(where: { $0.utf8.count == 4 && !$0.utf8.contains { $0 < 0x3A } }) {
      return ["arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg", "aran", "samr", "mand"].contains(String(script))
        ? .rightToLeft : .leftToRight
    }
    let rightToLeft: Set<String> = [
      "ar", "ara", "arb", "fa", "fas", "per", "prs", "pes", "ur", "urd", "ps", "pus", "pbt", "he", "heb", "iw", "yi",
      "yid",
      "ug", "uig", "sd", "snd", "ckb", "sdh", "lki", "dv", "div", "syr", "arc", "aii", "nqo", "arz", "apc", "ary",
      "acm", "ajp",
      "azb", "bal", "bqi", "glk", "khw", "mzn", "pnb", "skr", "rhg", "ks",
    ]
    return rightToLeft.contains(parts.first.map(String.init) ?? "") ? .rightToLeft : .leftToRight
  }

  /// The direction that most of the first strong characters (1,000 at most) have; left to right when there are none.
  public static func direction(ofText text: String) -> Direction {
    var balance = 0
    var strong = 0
    for scalar in text.unicodeScalars {
      switch cicu_direction(Int32(bitPattern: scalar.value)) {
      case 0: balance += 1
      case 1, 13: balance -= 1  // right-to-left, Arabic letter
      default: continue
      }
      strong += 1
      if strong == 1000 { break }
    }
    return balance < 0 ? .rightToLeft : .leftToRight
  }
}
