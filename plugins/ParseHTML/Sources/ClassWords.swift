/// Why a part of a page is no article.
enum Aside: UInt8 {
  case none, navigation, comments, caption, infobox, aside, hidden, teaser, paywall, card, other
}

/// What a word of a class or id means.
struct ClassWord {
  var aside = Aside.none
  /// Whether the word also stands on what holds articles: then how much prose there is decides.
  var isWeak = false
  /// Names a paragraph that leads into an article.
  var isStandfirst = false
  /// Names a second line of the headline.
  var isDeck = false
  /// Names who wrote it.
  var isByline = false
}

/// The words that publishers' page makers put into classes and ids, whoever the publisher is.
enum ClassWords {
  /// What a word means; nil for most.
  static func meaning(_ hash: UInt64) -> ClassWord? {
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 29) & mask
    while table[slot].hash != 0 {
      if table[slot].hash == hash { return table[slot].word }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The hash of bytes, FNV-1a, from a hash of what stands before them.
  static func hash(_ bytes: some Sequence<UInt8>, _ seed: UInt64 = seed) -> UInt64 {
    var hash = seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Hands on the hash of each word of a class or id: parted by what is no letter or digit, and where a capital follows a small
  /// letter. What a word such as `has` or `no` speaks of, the element has around it or in it: it is not that itself.
  ///
  /// - Parameter found: returns whether to go on.
  static func forEachWord(_ text: ArraySlice<UInt8>, _ found: (UInt64) -> Bool) {
    var hash = seed
    var count = 0
    var wasSmall = false
    var isQualified = false
    func body(_ word: UInt64) -> Bool {
      let wasQualified = isQualified
      isQualified = qualifiers.contains(word)
      return wasQualified || found(word)
    }
    for byte in text {
      let small = byte | 0x20
      let isLetter = small &- 0x61 < 26
      guard isLetter || byte &- 0x30 < 10 || byte >= 0x80 else {
        if count > 0, !body(hash) { return }
        if byte <= 0x20 { isQualified = false }
        hash = seed
        count = 0
        wasSmall = false
        continue
      }
      let isCapital = isLetter && byte & 0x20 == 0
      if isCapital, wasSmall {
        if count > 0, !body(hash) { return }
        hash = seed
        count = 0
      }
      hash = (hash ^ UInt64(isLetter ? small : byte)) &* 0x100_0000_01B3
      count += 1
      wasSmall = isLetter && !isCapital
    }
    if count > 0 { _ = body(hash) }
  }

  /// Whether a class is that of a whole entry, as blogs' page makers write it: its words name what the entry is filed under.
  static func isEntry(_ text: ArraySlice<UInt8>) -> Bool {
    text.count >= 6
      && (ASCII.contains(text, "hentry") || ASCII.contains(text, "type-post") || ASCII.contains(text, "status-publish"))
  }

  private static let qualifiers: [UInt64] = [
    hash("has".utf8), hash("with".utf8), hash("no".utf8), hash("without".utf8), hash("non".utf8),
  ]

  private static let mask = 1023

  private static let table: [(hash: UInt64, word: ClassWord)] = {
    var words: [UInt64: ClassWord] = [:]
    func add(_ list: String, _ change: (inout ClassWord) -> Void) {
      for word in list.split(whereSeparator: \.isWhitespace) { change(&words[hash(word.utf8), default: ClassWord()]) }
    }
    for (aside, isWeak, list) in asides {
      add(list) {
        $0.aside = aside
        $0.isWeak = isWeak
      }
    }
    add(standfirsts) { $0.isStandfirst = true }
    add(decks) { $0.isDeck = true }
    add(bylines) { $0.isByline = true }
    var table = [(hash: UInt64, word: ClassWord)](repeating: (0, ClassWord()), count: mask + 1)
    for (hash, word) in words {
      var slot = Int(truncatingIfNeeded: hash ^ hash >> 29) & mask
      while table[slot].hash != 0 { slot = (slot + 1) & mask }
      table[slot] = (hash, word)
    }
    return table
  }()

  private static let asides: [(Aside, Bool, String)] = [
    (
      .navigation, false,
      """
      nav navigation navbar menu menus footer foot breadcrumb breadcrumbs pagination pager skip toolbar toolbox tools control
      controls option options
      """
    ),
    (.comments, false, "comment comments commentary disqus discussion"),
    (.caption, false, "caption figcaption gallery carousel"),
    (.caption, true, "credit credits slideshow"),
    (.infobox, true, "infobox factbox"),
    (.teaser, true, "teaser teasers"),
    (.paywall, true, "paywall premium"),
    (.hidden, true, "hidden"),
    (
      .other, false,
      """
      related recommend recommended recommendation recommendations recirc recirculation share sharing sharebar shares social
      socials sociallinks follow newsletter newsletters signup subscribe subscription subscriptions promo promos promotion
      promotional ad ads advert advertisement advertising adslot sponsors outbrain taboola sidebar sidebars rail aside cookie
      cookies consent gdpr tags tag taglist tagcloud popular trending mostread modal popup byline bylines authorbio bio
      copyright disclaimer legal print login signin register rating ratings survey readmore seealso morefrom editorspick
      livestream timestamp dateline donate donation donations upsell kicker accessibility sr visuallyhidden notification jobs
      shop shopping deals policy privacy ai tooltip
      """
    ),
    (
      .other, true,
      "advertorial widget widgets expandable accordion overlay banner alert poll cta sponsored sponsor player"
    ),
  ]

  private static let standfirsts = """
    standfirst lead lede intro introduction excerpt summary teaser description vorspann preface abstract chapeau subtitle leadin
    leadtext shorttext einleitung spot sapo deck sommario entradilla bajada ingress
    """

  private static let decks = "dek alternative subhead subheadline subline subheading strapline"

  private static let bylines = "author authors byline autor autoren auteur writer reporter journalist autore verfasser"
}
