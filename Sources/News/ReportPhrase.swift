import Text

/// "As the agency … reports," as Persian reports begin: `به گزارش خبرگزاری ایرنا،`, `به گزارش ایسنا،`.
struct ReportPhrase {
  /// Nil where a correspondent is named only.
  var agency: String?
  /// Behind the comma: UTF-8 byte offset into the text.
  var end: Int

  /// - Parameter range: of the start of a paragraph.
  init?(_ text: String, _ range: Range<Int>) {
    var offset = range.lowerBound
    var comma: Int?
    for scalar in text.slice(range).unicodeScalars {
      if scalar == "،" || scalar == "," || scalar == ":" {
        comma = offset
        break
      }
      offset += UTF8.width(scalar)
    }
    guard let comma else { return nil }
    let words = text.slice(range.lowerBound..<comma).split(separator: " ")
    guard (3...9).contains(words.count), words[0] == "به", words[1] == "گزارش" else { return nil }
    var name = words[2...]
    if let at = words.firstIndex(of: "خبرگزاری") {
      name = words[(at + 1)...]
    } else if words.count > 4 || words[2] == "خبرنگار" {
      return nil
    }
    guard (1...3).contains(name.count), !name.contains("از") else { return nil }
    agency = name.joined(separator: " ")
    end = comma + UTF8.width(text.slice(comma..<range.upperBound).unicodeScalars.first ?? ",")
  }
}
