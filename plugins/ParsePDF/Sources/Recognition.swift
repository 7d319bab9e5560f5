import Document
import Workbench

/// Reads pages from what they look like.
struct Recognition {
  private let poppler: Poppler
  private let scratch: ScratchFolder
  private let wanted: [String]
  private var tesseract: Tesseract?
  /// Dots an inch: tesseract read most words of print of 9 to 14 points with this many.
  private static let resolution = 250.0
  /// Larger pages are rendered coarser.
  private static let mostPixels = 40e6
  /// So much of a page may be unsure before it is read in all languages.
  private static let mostDoubt = 0.1

  init(_ poppler: Poppler, _ scratch: ScratchFolder, languages: [String]) {
    self.poppler = poppler
    self.scratch = scratch
    wanted = languages
  }

  /// Reads the pages that have no usable text, or all. What cannot be read is a warning.
  mutating func read(_ content: inout PDFContent, all: Bool) {
    for (at, page) in content.pages.enumerated() {
      let isWrong = page.hasText && !TextLayer.isUsable(page)
      guard all || !page.hasText || isWrong else { continue }
      let why = isWrong ? "the page's own text cannot be right" : page.hasText ? "" : "the page has no text"
      do throws(Problem) {
        let tesseract = try ready(&content)
        guard let (reading, unread) = try recognise(page, tesseract) else { continue }
        var read = page
        read.lines = reading.lines
        read.confidence = reading.confidence
        content.replace(at, with: read)
        content.warnings += warnings(reading, unread, why, at: place(page))
      } catch {
        var warning = error
        warning.place = place(page)
        warning.message = why.isEmpty ? error.message : "\(why): \(error.message)"
        content.warnings.append(warning)
      }
    }
  }

  private func place(_ page: Page) -> Place { Place(file: poppler.path, page: page.number) }

  private func warnings(_ reading: Tesseract.Reading, _ unread: Int, _ why: String, at place: Place) -> [Problem] {
    let start = why.isEmpty ? "" : "\(why): "
    guard !reading.lines.isEmpty else {
      return [
        Problem(
          "pdf.no-text", "\(start)tesseract found none", at: place,
          help: "look at the page; the reader's parameter 'languages' names what is looked for")
      ]
    }
    let percent = Int((reading.confidence * 100).rounded())
    var warnings = [
      Problem("pdf.ocr", "\(start)it was read by tesseract, with a confidence of \(percent) %", at: place)
    ]
    if unread > 0 {
      warnings.append(
        Problem(
          "pdf.ocr-gap",
          "at \(unread) place\(unread == 1 ? "" : "s") there is ink that was not read: lines or pictures",
          at: place, help: "compare the page with its text"))
    }
    return warnings
  }

  /// Tesseract, asked once what it has.
  private mutating func ready(_ content: inout PDFContent) throws(Problem) -> Tesseract {
    if let tesseract { return tesseract }
    let made = try Tesseract(wanted, bounds: poppler)
    if !made.lacking.isEmpty {
      content.warnings.append(
        Problem(
          "pdf.tesseract", "tesseract lacks \(made.lacking.joined(separator: ", ")): pages are read without",
          at: Place(file: poppler.path), help: "on Debian: apt install \(Tesseract.packages(made.lacking))"))
    }
    tesseract = made
    return made
  }

  /// Nil for a page with nothing on it; else what was read, and at how many places there is ink that was not.
  private func recognise(
    _ page: Page, _ tesseract: Tesseract
  ) throws(Problem) -> (reading: Tesseract.Reading, unread: Int)? {
    let inches = page.width * page.height / (72 * 72)
    let pixels = min(Recognition.mostPixels, Double(poppler.mostOutput) * 0.9)
    let resolution = min(Recognition.resolution, (pixels / max(inches, 1)).squareRoot()).rounded(.down)
    guard resolution >= 36 else {
      throw Problem("pdf.too-large", "it is too large to be rendered: \(Int(page.width)) by \(Int(page.height)) points")
    }
    let bytes = try render(page, resolution, [])
    guard let image = GreyImage(bytes), !image.isBlank else { return nil }
    let file = try scratch.write(bytes, name: "page.pgm")
    var reading = try tesseract.read(file, in: tesseract.languages.prefix(1), resolution: resolution)
    // Alone, a language is read surest; where it is not the page's, all together are tried.
    if tesseract.languages.count > 1, reading.doubt > Recognition.mostDoubt {
      let second = try tesseract.read(file, in: tesseract.languages[...], resolution: resolution)
      if second.doubt < reading.doubt { reading = second }
    }
    let unread = try readGaps(image, page, resolution, tesseract, &reading)
    return (reading, unread)
  }

  private func render(_ page: Page, _ resolution: Double, _ crop: [String]) throws(Problem) -> [UInt8] {
    var renderer = poppler
    renderer.deadline = .now + .seconds(poppler.timeout)
    let answer = try renderer.run(
      "pdftoppm", ["-gray", "-r", "\(Int(resolution))", "-f", "\(page.number)", "-l", "\(page.number)"] + crop)
    if let fault = answer.fault { throw fault }
    return answer.output
  }

  // MARK: Lines left out

  private static let mostGaps = 12

  /// Tesseract leaves out a line now and then, for no more than its size in pixels: ink between the lines that were read is looked at
  /// again, larger and smaller.
  ///
  /// - Returns: at how many places nothing was found.
  private func readGaps(
    _ image: GreyImage, _ page: Page, _ resolution: Double, _ tesseract: Tesseract, _ reading: inout Tesseract.Reading
  ) throws(Problem) -> Int {
    let usual = Layout.median(reading.lines.map(\.height)) * resolution / 72
    guard usual > 4 else { return 0 }
    var covered = [Bool](repeating: false, count: image.height)
    for line in reading.lines {
      let top = Int(line.box.top * resolution / 72 - 0.3 * usual)
      let bottom = Int(line.box.bottom * resolution / 72 + 0.3 * usual)
      for row in max(0, top)..<max(0, top, min(image.height, bottom)) { covered[row] = true }
    }
    let bands = image.bands(outside: covered).filter { band in
      let (height, width) = (Double(band.rows.count), Double(band.columns.count))
      return height > 0.4 * usual && height < 4 * usual && width > usual
        && Double(band.ink) > 0.1 * usual * usual && Double(band.ink) < 0.5 * height * width
    }
    var unread = max(0, bands.count - Recognition.mostGaps)
    for band in bands.prefix(Recognition.mostGaps) {
      var isRead = false
      for scale in [1.25, 0.5, 0.8] where !isRead {
        let finer = (resolution * scale).rounded()
        let ratio = finer / resolution
        let margin = 0.5 * usual
        let left = max(0, (Double(band.columns.lowerBound) - margin) * ratio)
        let top = max(0, (Double(band.rows.lowerBound) - margin) * ratio)
        let width = (Double(band.columns.count) + 2 * margin) * ratio
        let height = (Double(band.rows.count) + 2 * margin) * ratio
        let bytes = try render(
          page, finer, ["-x", "\(Int(left))", "-y", "\(Int(top))", "-W", "\(Int(width))", "-H", "\(Int(height))"])
        let file = try scratch.write(bytes, name: "part.pgm")
        let part = try tesseract.read(
          file, in: tesseract.languages.prefix(1), resolution: finer, isOneBlock: true)
        guard part.confidence > 0.6, !part.lines.isEmpty else { continue }
        reading.lines += part.lines.map { line in
          var line = line.moved(right: left * 72 / finer, down: top * 72 / finer)
          line.height = usual * 72 / resolution
          return line
        }
        isRead = true
      }
      if !isRead { unread += 1 }
    }
    return unread
  }
}
