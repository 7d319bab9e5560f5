/// A rendered page: an image in shades of grey (PGM, 8 bits).
struct GreyImage {
  let width: Int
  let height: Int
  private let bytes: [UInt8]
  private let start: Int
  /// Darker pixels are ink.
  private static let paper: UInt8 = 160

  /// Nil where the bytes are no such image.
  init?(_ bytes: [UInt8]) {
    var numbers: [Int] = []
    var at = 2
    guard bytes.starts(with: "P5".utf8) else { return nil }
    while numbers.count < 3, at < bytes.count, at < 64 {
      guard (0x30...0x39).contains(bytes[at]) else {
        at += 1
        continue
      }
      var number = 0
      while at < bytes.count, (0x30...0x39).contains(bytes[at]), number < 1 << 20 {
        number = number * 10 + Int(bytes[at] - 0x30)
        at += 1
      }
      numbers.append(number)
    }
    guard numbers.count == 3, numbers[2] == 255, bytes.count >= at + 1 + numbers[0] * numbers[1] else { return nil }
    (width, height, start) = (numbers[0], numbers[1], at + 1)
    self.bytes = bytes
  }

  /// Whether there is one shade only, but for specks.
  var isBlank: Bool {
    guard width * height > 0 else { return true }
    let first = Int(bytes[start])
    var others = 0
    for at in start..<start + width * height where abs(Int(bytes[at]) - first) > 40 { others += 1 }
    return others * 20_000 < width * height
  }

  /// A stretch of rows that have ink on them, and the columns within which it is.
  struct Band {
    var rows: Range<Int>
    var columns: Range<Int>
    /// Pixels of ink.
    var ink: Int
  }

  /// The bands of ink between rows that are covered, white rows left and right of them.
  ///
  /// - Parameter covered: for each row whether what is on it is known.
  func bands(outside covered: [Bool]) -> [Band] {
    var bands: [Band] = []
    var current: Band?
    for row in 0..<height {
      let (columns, ink) = covered[row] ? (0..<0, 0) : self.ink(row)
      guard ink > 0 else {
        if let band = current { bands.append(band) }
        current = nil
        continue
      }
      guard var band = current else {
        current = Band(rows: row..<row + 1, columns: columns, ink: ink)
        continue
      }
      band.rows = band.rows.lowerBound..<row + 1
      band.columns =
        min(band.columns.lowerBound, columns.lowerBound)..<max(band.columns.upperBound, columns.upperBound)
      band.ink += ink
      current = band
    }
    if let current { bands.append(current) }
    return bands
  }

  private func ink(_ row: Int) -> (Range<Int>, Int) {
    let from = start + row * width
    var (first, last, ink) = (-1, -1, 0)
    for at in 0..<width where bytes[from + at] < GreyImage.paper {
      if first < 0 { first = at }
      last = at
      ink += 1
    }
    return (first..<max(last + 1, first), ink)
  }
}
