import Document
import Workbench

/// The pages of a file with their words, and what could not be read of them.
struct PDFContent {
  private let poppler: Poppler
  private let path: String
  private(set) var pages: [Page] = []
  var warnings: [Problem] = []
  /// Whether fonts have signs that stand for no letter, which poppler gives as ASCII characters all the same.
  private(set) var hasNamelessSigns = false
  private var hasComplained = false

  init(_ poppler: Poppler, path: String) {
    self.poppler = poppler
    self.path = path
  }

  /// Reads pages from the first on.
  ///
  /// - Throws: what kept poppler from the first page.
  mutating func read(to last: Int, by chunk: Int) throws(Problem) {
    var first = 1
    while first <= last {
      let until = min(last, first + chunk - 1)
      let answer = try poppler.run(
        "pdftotext", ["-bbox-layout", "-enc", "UTF-8", "-f", "\(first)", "-l", "\(until)"], ["-"])
      var read = PageReader(answer.output, first: first).pages
      if read.count > until - first + 1 { read.removeLast(read.count - (until - first + 1)) }
      hasNamelessSigns = hasNamelessSigns || answer.errors.contains("Illegal entry in bfchar")
      complain(answer.errors, read.first?.number ?? first)
      try readSigns(&read, first)
      for at in read.indices { WordOrder.straighten(&read[at]) }
      pages += read
      if let fault = missing(answer, until) {
        if pages.isEmpty { throw fault }
        warnings.append(fault)
        return
      }
      first = until + 1
    }
  }

  /// Why pages of those asked for are not there; nil where all are.
  private func missing(_ answer: Poppler.Answer, _ until: Int) -> Problem? {
    let next = (pages.last?.number ?? 0) + 1
    guard next <= until else { return nil }
    var fault =
      answer.fault ?? Problem("pdf.damaged", "poppler gave no text of the page\(Poppler.reason(answer.errors))")
    fault.message = "page \(next) and those behind it were not read: \(fault.message)"
    fault.place = Place(file: path, page: next)
    return fault
  }

  /// What poppler met and read over may have cost text.
  private mutating func complain(_ errors: String, _ page: Int) {
    guard !hasComplained, let line = errors.split(separator: "\n").first(where: { $0.contains("Syntax Error") }) else {
      return
    }
    hasComplained = true
    let what = line.split(separator: ": ").dropFirst().joined(separator: ": ")
    warnings.append(
      Problem(
        "pdf.syntax", "the file is damaged, and text may be missing: \(what)", at: Place(file: path, page: page),
        help: "compare the page with what a viewer shows"))
  }

  /// Finds out which signs stand for several Arabic letters.
  private func readSigns(_ read: inout [Page], _ first: Int) throws(Problem) {
    guard let last = read.last?.number, Ligatures.matter(read) else { return }
    let answer = try poppler.run("pdftocairo", ["-svg", "-f", "\(first)", "-l", "\(last)"], ["-"])
    if answer.fault == nil {
      Ligatures.resolve(&read, Glyphs(answer.output))
    } else {
      Ligatures.guess(&read)
    }
  }

  mutating func replace(_ at: Int, with page: Page) { pages[at] = page }

  /// A warning for each page that has no text and is not looked at.
  mutating func warnAboutPagesWithoutText() {
    for page in pages where !page.hasText {
      warnings.append(
        Problem(
          "pdf.no-text", "the page has no text, and 'ocr' is never", at: Place(file: path, page: page.number),
          help: "set the reader's parameter 'ocr' to auto"))
    }
  }
}
