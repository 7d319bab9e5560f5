import Document
import Text
import Workbench

/// Reads pages from what they look like, by tesseract.
struct Recognition {
  private let poppler: Poppler
  private let scratch: ScratchFolder
  private let wanted: [String]
  /// Languages that tesseract has of those wanted; nil until it was asked.
  private var languages: [String]?
  /// Dots an inch: tesseract read most words of print of 9 to 14 points with this many.
  private static let resolution = 250.0
  /// Larger pages are rendered coarser.
  private static let mostPixels = 40e6

  init(_ poppler: Poppler, _ scratch: ScratchFolder, languages: [String]) {
    self.poppler = poppler
    self.scratch = scratch
    wanted = languages
  }

  /// Reads the pages that have no usable text, or all.
  mutating func read(_ content: inout PDFContent, all: Bool) throws(Problem) {
    for (at, page) in content.pages.enumerated() {
      let isUsable = TextLayer.isUsable(page)
      guard all || !page.hasText || !isUsable else { continue }
      do throws(Problem) {
        let read = try recognise(page, &content)
        guard let read else { continue }
        content.replace(at, with: read)
        let sure = Int(((read.confidence ?? 0) * 100).rounded())
        content.warnings.append(
          read.hasText
            ? Problem(
              "pdf.ocr",
              (page.hasText && !all ? "the page's own text cannot be right: it" : "the page")
                + " was read by OCR (\((languages ?? []).joined(separator: ", "))), with a confidence of \(sure) %",
              at: place(page))
            : Problem(
              "pdf.no-text", "the page has no text, and OCR found none", at: place(page),
              help: "look at the page; the reader's parameter 'languages' names what is looked for"))
      } catch {
        var warning = error
        warning.place = place(page)
        warning.message =
          (page.hasText ? "the page's own text cannot be right" : "the page has no text") + ": \(error.message)"
        content.warnings.append(warning)
        // What is not installed is not there for the next page either; but each page is named.
      }
    }
  }

  private func place(_ page: Page) -> Place { Place(file: poppler.path, page: page.number) }

  /// Nil for a page with nothing on it.
  private mutating func recognise(_ page: Page, _ content: inout PDFContent) throws(Problem) -> Page? {
    let languages = try available(&content)
    let size = page.width * page.height / (72 * 72)
    let resolution = min(Recognition.resolution, (Recognition.mostPixels / max(size, 1)).squareRoot())
    guard resolution >= 36 else {
      throw Problem("pdf.too-large", "it is too large to be rendered: \(Int(page.width)) by \(Int(page.height)) points")
    }
    var renderer = poppler
    renderer.deadline = .now + .seconds(poppler.timeout)
    let image = try renderer.run(
      "pdftoppm", ["-gray", "-r", "\(Int(resolution))", "-f", "\(page.number)", "-l", "\(page.number)"])
    if let fault = image.fault { throw fault }
    if Recognition.isBlank(image.output) { return nil }
    let file = try scratch.write(image.output, name: "page.pgm")
    let first = try run(file, languages.prefix(1), resolution, page)
    // Alone, a language is read surest; where it is not the page's, all together are tried.
    guard languages.count > 1, first.doubt > Recognition.mostDoubt else { return first.page }
    let second = try run(file, languages[...], resolution, page)
    return second.doubt < first.doubt ? second.page : first.page
  }

  /// So much of a page may be unsure before it is read in all languages.
  private static let mostDoubt = 0.1

  private func run(
    _ file: String, _ languages: ArraySlice<String>, _ resolution: Double, _ page: Page
  ) throws(Problem) -> (page: Page, doubt: Double) {
    let command = ChildProcess(
      ["tesseract", file, "stdout", "-l", languages.joined(separator: "+"), "--dpi", "\(Int(resolution))", "tsv"],
      keeping: ["TESSDATA_PREFIX"], setting: ["OMP_THREAD_LIMIT=1"])
    let outcome = try command.run(
      time: .seconds(poppler.timeout), limit: poppler.mostOutput, memory: poppler.memory)
    if outcome.wasLate {
      throw Problem(
        "pdf.timeout", "tesseract took longer than the \(poppler.timeout) seconds of 'timeout'",
        help: "set the reader's parameter 'timeout' higher")
    }
    guard outcome.status == 0 else {
      throw Problem("pdf.ocr", "tesseract failed\(Poppler.reason(String(decoding: outcome.errors, as: UTF8.self)))")
    }
    return Recognition.page(outcome.output, page, scale: 72 / resolution)
  }

  /// The wanted languages that are installed.
  private mutating func available(_ content: inout PDFContent) throws(Problem) -> [String] {
    if let languages, !languages.isEmpty { return languages }
    let outcome: ChildProcess.Outcome
    do throws(Problem) {
      outcome = try ChildProcess(["tesseract", "--list-langs"], keeping: ["TESSDATA_PREFIX"])
        .run(time: .seconds(poppler.timeout), limit: 1 << 16)
    } catch {
      guard error.code == "command.missing" else { throw error }
      throw Problem(
        "pdf.tesseract", "it could only be read by tesseract, which is not installed",
        help: "on Debian: apt install \(Recognition.packages(wanted))")
    }
    let installed = Set(
      String(decoding: outcome.output + outcome.errors, as: UTF8.self).split(separator: "\n").map(String.init))
    let lacking = wanted.filter { !installed.contains($0) }
    let found = wanted.filter(installed.contains)
    guard !found.isEmpty else {
      throw Problem(
        "pdf.tesseract", "tesseract has none of the languages \(wanted.joined(separator: ", "))",
        help: "on Debian: apt install \(Recognition.packages(lacking)); or set the reader's parameter 'languages'")
    }
    if !lacking.isEmpty, languages == nil {
      content.warnings.append(
        Problem(
          "pdf.tesseract", "tesseract does not have \(lacking.joined(separator: ", ")): scans are read without",
          at: Place(file: poppler.path), help: "on Debian: apt install \(Recognition.packages(lacking))"))
    }
    languages = found
    return found
  }

  private static func packages(_ languages: [String]) -> String {
    "tesseract-ocr "
      + languages.map { "tesseract-ocr-" + $0.lowercased().split(separator: "_").joined(separator: "-") }
      .joined(separator: " ")
  }

  /// Whether a grey image (PGM) has one colour only, but for specks.
  private static func isBlank(_ image: [UInt8]) -> Bool {
    let pixels = image.dropFirst(20)
    guard let first = pixels.first else { return true }
    var others = 0
    for pixel in pixels where abs(Int(pixel) - Int(first)) > 40 { others += 1 }
    return others * 20_000 < pixels.count
  }

  /// What tesseract's table says: a line a word, its box in pixels, its confidence in percent.
  static func page(_ table: [UInt8], _ page: Page, scale: Double) -> (page: Page, doubt: Double) {
    var lines: [Line] = []
    var words: [Word] = []
    var (sum, count, doubtful) = (0.0, 0, 0)
    for row in table.split(separator: 0x0A) {
      let fields = row.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard fields.count >= 12 else { continue }
      if fields[0] == "4" {
        if !words.isEmpty { lines.append(Line(words)) }
        words = []
      }
      let numbers = fields[6...10].compactMap { Double($0) }
      let text = PageReader.withoutMarks(fields[11]).split(separator: " ").joined(separator: " ")
      guard fields[0] == "5", numbers.count == 5, numbers[4] >= 0, !text.isEmpty, numbers[3] > 0 else { continue }
      let box = Box(
        left: numbers[0] * scale, top: numbers[1] * scale, right: (numbers[0] + numbers[2]) * scale,
        bottom: (numbers[1] + numbers[3]) * scale)
      words.append(Word(box: box, text: text, isLogical: true, confidence: numbers[4] / 100))
      let letters = text.unicodeScalars.count
      sum += numbers[4] / 100 * Double(letters)
      count += letters
      if numbers[4] < 60 { doubtful += letters }
    }
    if !words.isEmpty { lines.append(Line(words)) }
    var page = page
    let usual = Layout.median(lines.map { Layout.median($0.words.map(\.box.height)) })
    page.lines = lines.map { $0.evened(to: usual) }
    page.confidence = count == 0 ? 0 : sum / Double(count)
    return (page, count == 0 ? 1 : Double(doubtful) / Double(count))
  }
}

extension Line {
  /// Tesseract's boxes fit the letters of each word, tall ones or not. A line is taken to be as tall as most are, unless it is much
  /// taller or smaller.
  fileprivate func evened(to usual: Double) -> Line {
    var line = self
    let own = Layout.median(words.map(\.box.height))
    line.height = (0.6...1.5).contains(own / max(usual, 0.1)) ? usual : own
    return line
  }
}
