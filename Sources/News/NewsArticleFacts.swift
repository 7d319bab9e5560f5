import Document
import Text

extension NewsArticle {
  // MARK: What stands before the first words

  /// Place, agency and date of the lead.
  mutating func findLead() -> LeadDateline? {
    guard !isLetter, let at = firstProse ?? head.indices.first(where: { isFree($0) && head[$0].endsSentence }) else {
      return nil
    }
    let language = document.metadata.language
    // A date without a year is that of the line of the date, or of the file.
    let stated = head.indices.first { isFree($0) && head[$0].date != nil }.flatMap { head[$0].date?.instant }
    guard let lead = LeadDateline(document.text, range(at), language: language, now: stated ?? now) else { return nil }
    if let place = lead.place { document.metadata.other["place"] = .string(place) }
    if let agency = lead.agency {
      document.metadata.other["agency"] = .string(agency)
      document.metadata.publisher = document.metadata.publisher ?? agency
    }
    return lead
  }

  // MARK: Dates

  mutating func findDates() {
    let last = order.count - 1
    for at in head.indices where isFree(at) { take(head[at].date, at) }
    if document.metadata.published == nil, last >= head.count, isFree(last) {
      take(LineShape(document.text, range(last), language: document.metadata.language).date, last)
    }
  }

  private mutating func take(_ date: DateMention?, _ at: Int) {
    guard let date else { return }
    give(.dateline, at)
    if let other = date.alternative {
      document.warnings.append(
        Problem(
          "text.date-order",
          "the date '\(date.original)' may mean \(date.instant.description.prefix(10)), which was taken, or "
            + "\(other.description.prefix(10))",
          at: block(at).place,
          help: "the reader's parameter 'language' tells, as en-US or en-GB"))
    }
    let moment = Moment(instant: date.instant, precision: date.precision, original: date.original)
    if Cues.match(in: document.text, range(at))?.cue == .updated {
      if document.metadata.modified == nil { document.metadata.modified = moment }
    } else if document.metadata.published == nil {
      document.metadata.published = moment
    }
  }

  /// The date before the first words, where no line has one.
  mutating func takeDate(of lead: LeadDateline) {
    guard document.metadata.published == nil, let date = lead.date else { return }
    document.metadata.published = Moment(instant: date.instant, precision: date.precision, original: date.original)
  }

  // MARK: Authors

  mutating func findAuthors() {
    let tail = max(order.count - 3, head.count)..<max(order.count, head.count)
    for at in Array(head.indices) + tail where isFree(at) {
      guard let (cue, names) = byline(at) else { continue }
      give(.byline, at)
      if cue == .author {
        document.metadata.authors += names.filter { !document.metadata.authors.contains($0) }
      } else if document.metadata.publisher == nil {
        document.metadata.publisher = names.first
      }
    }
    if document.metadata.title != nil { for at in head.indices where isFree(at) && isOffice(at) { give(.byline, at) } }
    guard document.metadata.authors.isEmpty, !isLetter else { return }
    let last = order.lastIndex { document.blocks[$0].role != .boilerplate && document.blocks[$0].role != .caption }
    for at in Array(head.indices) + (last.map { [$0] } ?? []) where isNameLine(at) || at == last && isSignature(at) {
      give(.byline, at)
      document.metadata.authors = Byline.bareNames(LineShape.oneLine(document.text, range(at))) ?? []
      return
    }
  }

  /// Whether the last line of an article that has a date or place is a name.
  private func isSignature(_ at: Int) -> Bool {
    let isDated = document.metadata.published != nil || document.metadata.other["place"] != nil
    guard isDated, document.metadata.title != nil, isFree(at), at > 1, firstProse.map({ $0 < at }) ?? false else {
      return false
    }
    return Byline.bareNames(LineShape.oneLine(document.text, range(at))) != nil
  }

  /// The names of a line such as "By NAME and NAME" or "Source: NAME".
  func byline(_ at: Int) -> (cue: Cue, names: [String])? {
    let range = range(at)
    guard range.count <= 240, let match = Cues.match(in: document.text, range),
      match.cue == .author || match.cue == .origin
    else { return nil }
    return Byline.names(document.text, match, to: range.upperBound).map { (match.cue, $0) }
  }

  /// Whether a line between headline and prose is nothing but names, beside the line of the date.
  func isNameLine(_ at: Int) -> Bool {
    guard at > 0, at < head.count, isFree(at), head[at].date == nil, head[..<at].allSatisfy({ !$0.isProse }),
      head[at...].contains(where: \.isProse),
      Byline.bareNames(LineShape.oneLine(document.text, range(at))) != nil
    else { return false }
    return [at - 1, at + 1].contains { head.indices.contains($0) && head[$0].date != nil }
  }
}
