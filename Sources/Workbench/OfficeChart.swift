public import Markup

/// What a chart of Office Open XML says (ECMA-376, part 1, 21.2): its words, and the numbers that it keeps of its data.
public struct OfficeChart {
  /// Title, titles of axes, words beside points.
  public private(set) var captions: [String] = []
  /// The first has the names of the series, each other a category and its values; empty where nothing is kept.
  public private(set) var rows: [[String]] = []

  private struct Series {
    var name: String
    var categories: [Int: String]
    var values: [Int: String]
  }

  /// Beyond so many cells for each number a table would be mostly empty.
  private static let sparse = 8

  public init(_ root: XMLElement) {
    var series: [Series] = []
    gather(root, &series)
    rows = OfficeChart.table(series)
  }

  private mutating func gather(_ element: XMLElement, _ series: inout [Series]) {
    switch element.localName {
    case "rich":
      var lines: [String] = []
      for paragraph in element.elements where paragraph.localName == "p" {
        let words = OfficeText.words(ofParagraph: paragraph)
        if !words.isEmpty { lines.append(words) }
      }
      if !lines.isEmpty { captions.append(lines.joined(separator: "\n")) }
    case "title":
      if element.first("tx")?.first("rich") == nil, let text = element.first("tx")?.first("strRef") {
        let words = OfficeChart.points(text).sorted { $0.key < $1.key }.map(\.value).joined(separator: " ")
        if !words.isEmpty { captions.append(words) }
      }
      for child in element.elements { gather(child, &series) }
    case "ser":
      series.append(
        Series(
          name: element.first("tx").map { OfficeChart.points($0).values.sorted().joined(separator: " ") } ?? "",
          categories: OfficeChart.points(element.first("cat") ?? element.first("xVal")),
          values: OfficeChart.points(element.first("val") ?? element.first("yVal"))))
      for child in element.elements where child.localName == "dLbls" { gather(child, &series) }
    default: for child in element.elements { gather(child, &series) }
    }
  }

  /// The points that are kept of a reference, by their numbers; a category of several levels has them all, outermost first.
  private static func points(_ element: XMLElement?) -> [Int: String] {
    var levels: [[Int: String]] = []
    var waiting = element.map { [$0] } ?? []
    while let next = waiting.popLast() {
      switch next.localName {
      case "strCache", "numCache", "strLit", "numLit", "lvl": levels.append(level(next))
      case "v": levels.append([0: next.text])
      default: waiting += next.elements.map { $0 }.reversed()
      }
    }
    guard var found = levels.first else { return [:] }
    for outer in levels.dropFirst().prefix(mostLevels) {
      var last: String?
      for at in found.keys.sorted() {
        last = outer[at] ?? last
        if let last, let words = found[at] { found[at] = last + " / " + words }
      }
    }
    return found
  }

  private static let mostLevels = 8

  private static func level(_ cache: XMLElement) -> [Int: String] {
    var found: [Int: String] = [:]
    let format = cache.first("formatCode").map { OfficeNumberFormat($0.text) }
    for point in cache.elements where point.localName == "pt" {
      guard let at = point["idx"].flatMap({ Int($0) }), let text = point.first("v")?.text else { continue }
      let own = point["formatCode"].map { OfficeNumberFormat($0) } ?? format
      found[at] = own.flatMap { form in Double(text).map { form.text(of: $0) } } ?? text
    }
    return found
  }

  private static func table(_ series: [Series]) -> [[String]] {
    let series = series.filter { !$0.values.isEmpty || !$0.name.isEmpty }
    let count = series.reduce(0) { $0 + $1.values.count }
    guard count > 0 else { return [] }
    let places = Set(series.flatMap { Array($0.values.keys) + Array($0.categories.keys) }).sorted()
    if places.count > sparse, series.count > sparse, places.count > sparse * count / series.count {
      return series.flatMap { series in
        series.values.sorted { $0.key < $1.key }.map { [series.name, series.categories[$0.key] ?? "", $0.value] }
      }
    }
    let hasOwn = series.contains { $0.categories != series[0].categories && !$0.categories.isEmpty }
    var rows = [[""] + series.flatMap { hasOwn ? ["", $0.name] : [$0.name] }]
    if hasOwn { rows[0].removeFirst() }
    for place in places {
      if hasOwn {
        rows.append(series.flatMap { [$0.categories[place] ?? "", $0.values[place] ?? ""] })
      } else {
        rows.append([series[0].categories[place] ?? ""] + series.map { $0.values[place] ?? "" })
      }
    }
    if rows[0].allSatisfy(\.isEmpty) { rows.removeFirst() }
    return rows
  }
}
