import Document
import Text
import Workbench

/// Tesseract, run on images with bounds of time, memory and output.
struct Tesseract {
  /// Languages that it has of those wanted.
  let languages: [String]
  /// Those that it has not.
  let lacking: [String]
  private let bounds: Poppler

  /// - Throws: `pdf.tesseract` where it is not installed, or has none of the languages.
  init(_ wanted: [String], bounds: Poppler) throws(Problem) {
    self.bounds = bounds
    let outcome: ChildProcess.Outcome
    do throws(Problem) {
      outcome = try ChildProcess(["tesseract", "--list-langs"], keeping: ["TESSDATA_PREFIX"])
        .run(time: .seconds(bounds.timeout), limit: 1 << 16)
    } catch {
      guard error.code == "command.missing" else { throw error }
      throw Problem(
        "pdf.tesseract", "only tesseract could read it, which is not installed",
        help: "on Debian: apt install tesseract-ocr \(Tesseract.packages(wanted))")
    }
    let installed = Set(
      String(decoding: outcome.output + outcome.errors, as: UTF8.self).split(separator: "\n").map(String.init))
    languages = wanted.filter(installed.contains)
    lacking = wanted.filter { !installed.contains($0) }
    if languages.isEmpty {
      throw Problem(
        "pdf.tesseract", "tesseract has none of the languages \(wanted.joined(separator: ", "))",
        help: "on Debian: apt install \(Tesseract.packages(lacking)); or set the reader's parameter 'languages'")
    }
  }

  /// The Debian packages of languages.
  static func packages(_ languages: [String]) -> String {
    languages.map { "tesseract-ocr-" + $0.lowercased().split(separator: "_").joined(separator: "-") }
      .joined(separator: " ")
  }

  /// What it made of an image.
  struct Reading {
    var lines: [Line] = []
    /// How sure it is of the letters on the whole, from 0 to 1.
    var confidence = 0.0
    /// The share of letters that it is not sure of.
    var doubt = 1.0
  }

  /// Reads an image.
  ///
  /// - Parameters:
  ///   - isOneBlock: whether the image is a few lines of text and nothing else.
  ///   - resolution: dots an inch; boxes are in points.
  func read(
    _ file: String, in languages: ArraySlice<String>, resolution: Double, isOneBlock: Bool = false
  ) throws(Problem) -> Reading {
    let command = ChildProcess(
      ["tesseract", file, "stdout", "-l", languages.joined(separator: "+"), "--dpi", "\(Int(resolution))"]
        + (isOneBlock ? ["--psm", "6"] : []) + ["tsv"],
      keeping: ["TESSDATA_PREFIX"], setting: ["OMP_THREAD_LIMIT=1"])
    let outcome = try command.run(
      time: .seconds(bounds.timeout), limit: bounds.mostOutput, memory: bounds.memory)
    if outcome.wasLate {
      throw Problem(
        "pdf.timeout", "tesseract took longer than the \(bounds.timeout) seconds of 'timeout'",
        help: "set the reader's parameter 'timeout' higher")
    }
    guard outcome.status == 0 else {
      throw Problem("pdf.ocr", "tesseract failed\(Poppler.reason(String(decoding: outcome.errors, as: UTF8.self)))")
    }
    return Tesseract.reading(outcome.output, scale: 72 / resolution)
  }

  /// Letters of words below this are doubtful.
  private static let sure = 0.6

  /// What its table says: a line a word, its box in pixels, its confidence in percent.
  static func reading(_ table: [UInt8], scale: Double) -> Reading {
    var reading = Reading()
    var words: [Word] = []
    var (sum, count, doubtful) = (0.0, 0, 0)
    func finish() {
      if !words.isEmpty { reading.lines.append(Line(words)) }
      words = []
    }
    for row in table.split(separator: 0x0A) {
      let fields = row.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard fields.count >= 12 else { continue }
      if fields[0] == "4" { finish() }
      let numbers = fields[6...10].compactMap { Double($0) }
      let text = PageReader.withoutMarks(fields[11]).split(separator: " ").joined(separator: " ")
      guard fields[0] == "5", numbers.count == 5, numbers[4] >= 0, numbers.allSatisfy({ abs($0) < 1e6 }), !text.isEmpty,
        numbers[3] > 0
      else { continue }
      let box = Box(
        left: numbers[0] * scale, top: numbers[1] * scale, right: (numbers[0] + numbers[2]) * scale,
        bottom: (numbers[1] + numbers[3]) * scale)
      let confidence = numbers[4] / 100
      words.append(Word(box: box, text: text, isLogical: true, confidence: confidence))
      let letters = text.unicodeScalars.count
      sum += confidence * Double(letters)
      count += letters
      if confidence < sure { doubtful += letters }
    }
    finish()
    let usual = Layout.median(reading.lines.map { Layout.median($0.words.map(\.box.height)) })
    reading.lines = reading.lines.map { $0.evened(to: usual) }
    if count > 0 {
      reading.confidence = sum / Double(count)
      reading.doubt = Double(doubtful) / Double(count)
    }
    return reading
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

  /// The same line elsewhere on the page.
  func moved(right: Double, down: Double) -> Line {
    func moved(_ box: Box) -> Box {
      Box(left: box.left + right, top: box.top + down, right: box.right + right, bottom: box.bottom + down)
    }
    var line = self
    line.box = moved(box)
    for at in words.indices { line.words[at].box = moved(words[at].box) }
    return line
  }
}
