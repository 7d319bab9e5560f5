import Document
import Text
import Workbench

extension LuaLibrary {
  static let textModule: [LuaEntry] = [
    function(
      "text", "normalise", "(text)",
      "The text as matching sees it: without vowel signs and tatweel, alefs, yehs and digits as one, lower case."
    ) { _, arguments throws(LuaComplaint) in [.text(try arguments.text(0).folded())] },
    function("text", "tokens", "(text)", "A list of tokens, each with text, from, to and kind.", cost: walking) {
      host, arguments throws(LuaComplaint) in
      let text = try arguments.text(0)
      return [
        try list(host, Tokenizer.tokens(in: text)) { token in
          span(text, token.range, [("kind", .text(token.kind.name))])
        }
      ]
    },
    function("text", "words", "(text)", "A list of the words and numbers, as texts.", cost: walking) {
      host, arguments throws(LuaComplaint) in
      let text = try arguments.text(0)
      return [try list(host, Tokenizer.words(in: text), each: 64) { .text(String(text.slice($0))) }]
    },
    function(
      "text", "sentences", "(text[, language])", "A list of sentences, each with text, from and to.", cost: walking
    ) {
      host, arguments throws(LuaComplaint) in
      let text = try arguments.text(0)
      let breaker = SentenceBreaker(language: try arguments.optionalText(1))
      return [try list(host, breaker.sentences(in: text)) { span(text, $0, []) }]
    },
    function(
      "text", "transliterate", "(text)", "Arabic in Latin letters, as the press writes names.",
      cost: LuaCost(nanoseconds: 400, bytes: 12)
    ) {
      _, arguments throws(LuaComplaint) in [.text(Romanisation.romanise(try arguments.text(0)))]
    },
    function(
      "text", "match", "(text, phrase)",
      "Where a phrase stands in a text, word by word after normalising: first and last byte, or nothing.", cost: walking
    ) { _, arguments throws(LuaComplaint) in
      guard let range = match(try arguments.text(0), try arguments.text(1)) else { return [] }
      return [.integer(range.lowerBound + 1), .integer(range.upperBound)]
    },
    function(
      "text", "clitics", "(word)", "Readings of an Arabic word: a list of prefix, stem, suffix; the likeliest first."
    ) {
      _, arguments throws(LuaComplaint) in
      [
        .list(
          Clitics.analyses(of: try arguments.text(0).folded(), suffixes: true).map { reading in
            .table([
              ("prefix", .text(reading.prefix)), ("stem", .text(reading.stem)), ("suffix", .text(reading.suffix)),
            ])
          })
      ]
    },
    function("text", "distance", "(a, b)", "How many letters must change to make one text of the other.") {
      _, arguments throws(LuaComplaint) in
      let (a, b) = (try arguments.text(0), try arguments.text(1))
      // The work is the product of both: nothing else would bound it while it runs.
      guard a.utf8.count <= 100_000_000 / max(1, b.utf8.count) else {
        throw LuaComplaint("texts of \(a.utf8.count) and \(b.utf8.count) bytes are too long to be compared")
      }
      return [.integer(EditDistance.distance(a, b))]
    },
    function("text", "language", "(text)", "The language of a text, such as ar; nothing where it is unsure.") {
      _, arguments throws(LuaComplaint) in [LuaValue(Languages.identify(try arguments.text(0)))]
    },
  ]

  static let jsonModule: [LuaEntry] = [
    function("json", "encode", "(value[, pretty])", "JSON of a value; keys in order. json.null is null.") {
      _, arguments throws(LuaComplaint) in
      guard let value = arguments.value(0).value else {
        throw LuaComplaint("a \(arguments.value(0).typeName) has no JSON")
      }
      return [.text(arguments.isTrue(1) ? JSON.pretty(value) : JSON.line(value))]
    },
    function("json", "decode", "(text)", "The value of JSON; null becomes json.null.") {
      host, arguments throws(LuaComplaint) in
      let text = try arguments.text(0)
      // Each value and key takes its room, however short it is written.
      try host.require(text.utf8.count { $0 == 0x2C || $0 == 0x5B || $0 == 0x7B } * 130)
      do throws(Problem) {
        return [LuaValue(try JSON.value(from: text), keepsNull: true)]
      } catch {
        throw LuaComplaint("\(error.place.prefix): \(error.message)")
      }
    },
  ]

  static let logModule: [LuaEntry] =
    [("debug", LogLevel.debug), ("info", .info), ("warn", .warning), ("error", .error)].map { name, level in
      function(
        "log", name, "(message)", "A line for the run's report, with the loudness \(level.rawValue).", handsOver: true
      ) {
        host, arguments throws(LuaComplaint) in
        host.log(level, try arguments.text(0))
        return []
      }
    }

  static let dateModule: [LuaEntry] = [
    function(
      "date", "mentions", "(text)", "Dates in a text: a list of instant, precision, text, from, to.", cost: reading
    ) {
      host, arguments throws(LuaComplaint) in
      let text = try arguments.text(0)
      return [try list(host, Dates.mentions(in: text)) { mention(text, $0) }]
    },
    function(
      "date", "parse", "(text)", "The first date in a text, as in date.mentions; nothing where there is none.",
      cost: reading
    ) {
      _, arguments throws(LuaComplaint) in
      let text = try arguments.text(0)
      return [Dates.mentions(in: text).first.map { mention(text, $0) } ?? .none]
    },
    function("date", "add", "(instant, days)", "A time so many days later, or earlier where days is less than 0.") {
      _, arguments throws(LuaComplaint) in
      let instant = try instant(arguments, 0)
      let days = try arguments.integer(1)
      guard (-1_000_000...1_000_000).contains(days) else { throw LuaComplaint("so many days lead out of the calendar") }
      return [.text(Instant(secondsSince1970: instant.secondsSince1970 + Int64(days) * 86_400).description)]
    },
    function("date", "weekday", "(instant)", "The day of the week in UTC: 1 is Monday, 7 is Sunday.") {
      _, arguments throws(LuaComplaint) in
      let days = (try instant(arguments, 0).secondsSince1970 / 86_400)
      // 1 January 1970 was a Thursday.
      return [.integer(Int((days % 7 + 7 + 3) % 7) + 1)]
    },
  ]

  /// What a text is cut into may be as many pieces as it has bytes.
  private static let walking = LuaCost(nanoseconds: 100, bytes: 10)
  private static let reading = LuaCost(nanoseconds: 350, bytes: 15)

  /// A list that grows only as long as the script has room and time for it.
  private static func list<T>(
    _ host: LuaHost, _ items: [T], each bytes: Int = 400, _ value: (T) -> LuaValue
  ) throws(LuaComplaint) -> LuaValue {
    try host.require(items.count * bytes)
    var values: [LuaValue] = []
    values.reserveCapacity(items.count)
    for item in items {
      if values.count.isMultiple(of: 4096) { try host.require(nanoseconds: 0) }
      values.append(value(item))
    }
    return .list(values)
  }

  private static func instant(_ arguments: LuaArguments, _ at: Int) throws(LuaComplaint) -> Instant {
    let written = try arguments.text(at)
    guard let instant = Instant(iso8601: written) else {
      throw LuaComplaint("'\(written)' is no time such as 2025-01-20T03:56:00Z")
    }
    return instant
  }

  private static func mention(_ text: String, _ mention: DateMention) -> LuaValue {
    span(
      text, mention.range,
      [("instant", .text(mention.instant.description)), ("precision", .text(mention.precision.rawValue))])
  }

  private static func span(_ text: String, _ range: Range<Int>, _ more: [(key: String, value: LuaValue)]) -> LuaValue {
    .table(
      [
        (key: "text", value: .text(String(text.slice(range)))), (key: "from", value: .integer(range.lowerBound + 1)),
        (key: "to", value: .integer(range.upperBound)),
      ] + more)
  }

  private static func match(_ text: String, _ phrase: String) -> Range<Int>? {
    let words = Tokenizer.words(in: text)
    let folded = words.map { text.slice($0).folded() }
    let wanted = Tokenizer.words(in: phrase).map { phrase.slice($0).folded() }
    guard !wanted.isEmpty, words.count >= wanted.count else { return nil }
    // Knuth, Morris and Pratt: how much of the phrase's beginning ends at each of its words.
    var borders = [0]
    var length = 0
    func extend(by word: String) {
      while length > 0, length == wanted.count || wanted[length] != word { length = borders[length - 1] }
      if wanted[length] == word { length += 1 }
    }
    for word in wanted.dropFirst() {
      extend(by: word)
      borders.append(length)
    }
    length = 0
    for (at, word) in folded.enumerated() {
      extend(by: word)
      if length == wanted.count { return words[at + 1 - length].lowerBound..<words[at].upperBound }
    }
    return nil
  }
}
