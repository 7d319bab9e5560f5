import Document
import Markup

/// A `trans-unit` of XLIFF 1.x or a `unit` of 2.x while it is read.
struct XLIFFUnit {
  private let path: String
  private let identifier: String
  private let line: Int
  private let isApproved: Bool?
  private var notes: [String] = []
  /// Of 1.x: the texts of the unit as a whole.
  private var source: XLIFFText?
  private var segmented: XLIFFText?
  private var target: XLIFFText?
  private var targetState: String?
  /// Of 2.x: the segments that are whole.
  private var parts: [BilingualUnit.Part] = []
  /// What the segment or the alternative in hand has.
  private var segmentSource: String?
  private var segmentTarget: String?
  private var segmentState: String?
  private var alternative: Alternative?
  private var alternatives: [(candidate: Candidate, segment: String?)] = []

  private struct Alternative {
    var score: Double
    var kind: Candidate.Kind
    var origin: String?
    var segment: String?
    var target: String?
  }

  /// - Parameter isApproved: what the unit's attribute `approved` says.
  init(_ identifier: String, in path: String, _ line: Int, isApproved: String?) {
    self.path = path
    self.identifier = identifier
    self.line = line
    self.isApproved = isApproved.map { $0 == "yes" }
  }

  mutating func start(_ name: String, _ attributes: [XMLAttribute]) {
    switch name {
    case "target" where alternative == nil:
      targetState = attributes["state"]
      if let qualifier = attributes["state-qualifier"], qualifier.hasSuffix("suggestion") || qualifier == "fuzzy-match"
      {
        targetState = qualifier
      }
    case "segment": segmentState = attributes["state"]
    case "alt-trans", "match":
      let quality = attributes["match-quality"] ?? attributes["similarity"] ?? attributes["matchQuality"] ?? ""
      let number = Double(quality.filter { $0.isASCII && ($0.isNumber || $0 == ".") }) ?? 0
      let isMachine = attributes["type"] == "mt" || attributes["origin"]?.lowercased().contains("mt") == true
      let score = min(1, number > 1 ? number / 100 : number)
      alternative = Alternative(
        score: score, kind: isMachine ? .machine : score == 1 ? .exact : .fuzzy, origin: attributes["origin"],
        segment: attributes["mid"])
    default: break
    }
  }

  /// A text that is whole; `outside` names the elements around it.
  mutating func end(_ name: String, _ outside: ArraySlice<String>, _ text: XLIFFText) {
    switch (name, outside.last) {
    case ("note", _):
      let note = text.whole.split(whereSeparator: \.isNewline).joined(separator: " ")
      if note.contains(where: { !$0.isWhitespace }) { notes.append(note) }
    case ("target", "alt-trans"), ("target", "match"): alternative?.target = text.whole
    case (_, "alt-trans"), (_, "match"): break
    case ("source", "segment"), ("source", "ignorable"): segmentSource = text.whole
    case ("target", "segment"), ("target", "ignorable"): segmentTarget = text.whole
    case ("source", _): source = text
    case ("seg-source", _): segmented = text
    case ("target", _): target = text
    default: break
    }
  }

  /// A segment or an alternative that is whole.
  mutating func endGroup(_ name: String) {
    if name == "alt-trans" || name == "match" {
      if let found = alternative, let target = found.target, !target.isEmpty {
        let stated = found.origin.map { "\(origin) (\($0))" } ?? origin
        alternatives.append(
          (Candidate(target: target, score: found.score, kind: found.kind, origin: stated), found.segment))
      }
      alternative = nil
      return
    }
    let number = parts.count { $0.isSegment } + 1
    var part = BilingualUnit.Part(source: segmentSource ?? "", isSegment: name == "segment")
    if let target = segmentTarget, part.isSegment {
      part.candidates = XLIFFUnit.candidate(target, segmentState, "\(origin)/\(number)")
    }
    parts.append(part)
    (segmentSource, segmentTarget, segmentState) = (nil, nil, nil)
  }

  /// The target, with a penalty where its state says that someone has still to work on it.
  private static func candidate(_ target: String, _ state: String?, _ origin: String) -> [Candidate] {
    guard target.contains(where: { !$0.isWhitespace }) else { return [] }
    let trimmed = target.split(whereSeparator: { $0.isNewline }).joined(separator: " ")
    switch state {
    case "new", "initial", "needs-translation", "needs-l10n", "needs-adaptation", "needs-review-translation",
      "needs-review-l10n", "needs-review-adaptation":
      let penalty = Penalty("state", 0.1)
      return [Candidate(target: trimmed, score: 1 - penalty.amount, kind: .exact, origin: origin, penalties: [penalty])]
    case "fuzzy-match":
      let penalty = Penalty("state", 0.25)
      return [Candidate(target: trimmed, score: 1 - penalty.amount, kind: .fuzzy, origin: origin, penalties: [penalty])]
    case "mt-suggestion":
      return [Candidate(target: trimmed, score: 0.5, kind: .machine, origin: origin)]
    default: return [Candidate(target: trimmed, score: 1, kind: .exact, origin: origin)]
    }
  }

  /// The unit with its alternatives, each at its segment.
  var whole: BilingualUnit {
    var unit = BilingualUnit(notes: notes, line: line, identifier: identifier)
    if !parts.isEmpty {
      unit.parts = parts
    } else if let segmented, segmented.hasSegments {
      var targets: [String: String] = [:]
      for piece in target?.read ?? [] {
        if let segment = piece.segment { targets[segment, default: ""] += piece.text }
      }
      unit.parts = segmented.read.map { piece in
        let found = piece.segment.flatMap { segment in
          targets[segment].map { XLIFFUnit.candidate($0, state, "\(origin)/\(segment)") }
        }
        return BilingualUnit.Part(source: piece.text, candidates: found ?? [], isSegment: piece.segment != nil)
      }
    } else {
      unit.parts = [
        BilingualUnit.Part(
          source: source?.whole ?? "", candidates: XLIFFUnit.candidate(target?.whole ?? "", state, origin))
      ]
    }
    if let first = unit.parts.firstIndex(where: \.isSegment) {
      for (candidate, segment) in alternatives {
        let marked = segmented?.read.firstIndex { $0.segment == segment && segment != nil }
        unit.parts[marked ?? first].candidates.append(candidate)
      }
    }
    return unit
  }

  private var state: String? { targetState ?? (isApproved == false ? "needs-review-translation" : nil) }
  private var origin: String { "\(path)#\(identifier)" }
}
