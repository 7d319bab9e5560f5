/// A marking of the Traffic Light Protocol 2.0 (FIRST, 2022), from the widest circle of readers to the narrowest.
enum Handling: String, CaseIterable, Comparable, Sendable {
  case clear = "TLP:CLEAR"
  case green = "TLP:GREEN"
  case amber = "TLP:AMBER"
  case amberStrict = "TLP:AMBER+STRICT"
  case red = "TLP:RED"

  /// A marking as people write it: any case, blanks, and `TLP:WHITE`, which version 2.0 renamed.
  init?(marking: String) {
    let tight = marking.uppercased().filter { !$0.isWhitespace }
    if let known = Handling(rawValue: tight == "TLP:WHITE" ? "TLP:CLEAR" : tight) { self = known } else { return nil }
  }

  static func < (a: Handling, b: Handling) -> Bool { a.rank < b.rank }
  private var rank: Int { Handling.allCases.firstIndex(of: self) ?? 0 }

  /// Who may read it, after the definitions of TLP 2.0.
  var meaning: String {
    switch self {
    case .clear: "may be shared without limit"
    case .green: "may be shared within the community, not published"
    case .amber: "for those who need to know, in the organisation and among its clients"
    case .amberStrict: "for those who need to know, in the organisation only"
    case .red: "for the named recipients only"
    }
  }

  /// Class of the banner in HTML.
  var styleName: String {
    switch self {
    case .clear: "clear"
    case .green: "green"
    case .amber, .amberStrict: "amber"
    case .red: "red"
    }
  }

  /// The colour that TLP 2.0 gives the label, on black.
  var colour: String {
    switch self {
    case .clear: "#FFFFFF"
    case .green: "#33FF00"
    case .amber, .amberStrict: "#FFC000"
    case .red: "#FF2B2B"
    }
  }
}

/// The marking of a briefing, and how it came about.
struct HandlingDecision: Equatable, Sendable {
  var marking: Handling
  var reason: String

  /// The marking that was asked for, or for nil the strictest of the inputs; never wider than an input allows.
  ///
  /// - Parameter strictest: the strictest marking that an input carries; nil where none carries one.
  init(asked: Handling?, strictest: Handling?) {
    switch (asked, strictest) {
    case (let asked?, let strictest?) where strictest > asked:
      marking = strictest
      reason = "raised from \(asked.rawValue): an input is marked \(strictest.rawValue)"
    case (let asked?, _):
      marking = asked
      reason = "as the workflow sets it"
    case (nil, let strictest?):
      marking = strictest
      reason = "the strictest marking among the inputs"
    case (nil, nil):
      marking = .amber
      reason = "no input is marked and the workflow sets nothing: closed until a person decides"
    }
  }
}
