public import Document
import Markup
import Text
public import Workbench

/// `run.html`: what a run did, for a person: time by step, what was kept from before, failures, where each output comes from.
public struct RunPage {
  private let report: RunReport
  private let version: String
  /// Longer lists than this are cut short; `run.json` has them whole.
  private static let longest = 500

  /// - Parameter version: of the program.
  public init(_ report: RunReport, version: String) {
    self.report = report
    self.version = version
  }

  public func write(to sink: ByteSink) throws(Problem) {
    let title = "\(report.workflow): \(status)"
    try sink.write(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(XMLText.escaped(title))</title>
      <style>
      \(RunPage.style)
      </style>
      </head>
      <body>
      <h1>\(XMLText.escaped(report.workflow)) <span class="status \(isGood ? "good" : "bad")">\(XMLText.escaped(status))</span></h1>

      """)
    try sink.write(facts + (report.problem.map { "<p class=\"problem\">\(text($0))</p>\n" } ?? ""))
    try sink.write(steps + failures + warnings + outputs + messages)
    try sink.write(
      "<footer>dragoman \(XMLText.escaped(version)) · <a href=\"run.json\">run.json</a></footer>\n</body>\n</html>\n")
  }

  // MARK: what happened

  private var isGood: Bool { report.problem == nil && !report.wasInterrupted && report.failed == 0 }

  private var status: String {
    if report.problem != nil { return "could not go on" }
    if report.wasInterrupted { return "interrupted" }
    if report.isUnchanged { return "nothing had changed" }
    return report.failed == 0 ? "done" : "done, with failures"
  }

  private var facts: String {
    let kept = report.records.count { $0.isCached }
    var facts = [
      ("Documents", "\(report.done)"), ("Failed", "\(report.failed)"), ("Kept from before", "\(kept)"),
      ("Inputs", "\(report.inputs)"), ("Time", RunPage.seconds(report.seconds)), ("Threads", "\(report.jobs)"),
      ("Begun", report.started.description),
    ]
    let warned = report.records.count { !$0.warnings.isEmpty }
    if warned > 0 { facts.append(("With warnings", "\(warned)")) }
    let cells = facts.map { "<div><dt>\($0.0)</dt><dd>\(XMLText.escaped($0.1))</dd></div>" }
    return "<dl class=\"facts\">\(cells.joined())</dl>\n"
  }

  private var steps: String {
    let longest = report.steps.map(\.seconds).max() ?? 0
    let rows = report.steps.map { step in
      let share = longest > 0 ? Int((step.seconds / longest * 100).rounded()) : 0
      let each = step.documents > 0 ? RunPage.seconds(step.seconds / Double(step.documents)) : ""
      let retries = step.retries > 0 ? " <small>(\(step.retries) tried again)</small>" : ""
      return """
        <tr><th scope="row">\(XMLText.escaped(step.id))<small>\(XMLText.escaped(step.use))</small></th><td class="n">\(step.documents)</td>\
        <td class="n">\(step.cached)</td><td class="n\(step.failures > 0 ? " bad" : "")">\(step.failures)\(retries)</td>\
        <td class="n">\(RunPage.seconds(step.seconds))</td><td class="n">\(each)</td>\
        <td class="bar"><span style="width:\(share)%"></span></td></tr>
        """
    }
    return """
      <h2>Steps</h2>
      <div class="wide"><table><thead><tr><th>Step</th><th class="n">Ran over</th><th class="n">Kept</th><th class="n">Failed</th>\
      <th class="n">Time</th><th class="n">Each</th><th>Share of time</th></tr></thead>
      <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
      <p class="note">Time is summed over documents and threads.</p>

      """
  }

  private var failures: String {
    let failed = report.records.filter { $0.status != .done }
    guard !failed.isEmpty else { return "" }
    let rows = failed.prefix(RunPage.longest).map { record in
      """
      <tr><td><bdi>\(XMLText.escaped(record.path))</bdi></td><td>\(XMLText.escaped(record.step ?? ""))</td>\
      <td>\(record.status.rawValue)</td><td>\(record.problem.map { text($0) } ?? "")</td></tr>
      """
    }
    return """
      <h2>Failures</h2>
      <div class="wide"><table><thead><tr><th>Input</th><th>Step</th><th>What became of it</th><th>Why</th></tr></thead>
      <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
      \(rest(failed.count))
      """
  }

  private var warnings: String {
    var counts: [String: (count: Int, first: String, message: String)] = [:]
    for record in report.records {
      for warning in record.warnings {
        counts[warning.code, default: (0, record.path, warning.message)].count += 1
      }
    }
    guard !counts.isEmpty else { return "" }
    let rows = counts.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(RunPage.longest).map {
      code, found in
      """
      <tr><td class="n">\(found.count)</td><td><code>\(XMLText.escaped(code))</code></td><td><bdi>\(XMLText.escaped(found.message))</bdi></td>\
      <td><bdi>\(XMLText.escaped(found.first))</bdi></td></tr>
      """
    }
    return """
      <h2>Warnings</h2>
      <div class="wide"><table><thead><tr><th class="n">Times</th><th>Kind</th><th>Such as</th><th>First in</th></tr></thead>
      <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>

      """
  }

  private var outputs: String {
    guard !report.outputs.isEmpty else { return "" }
    let rows = report.outputs.prefix(RunPage.longest).map { name in
      let origin = report.origins[name]
      let source = origin?.input.map { "<bdi>\(XMLText.escaped($0))</bdi>" } ?? (origin == nil ? "" : "all documents")
      return """
        <tr><td><a href="\(RunPage.address(name))"><bdi>\(XMLText.escaped(name))</bdi></a></td>\
        <td>\(XMLText.escaped(origin?.step ?? "quarantine"))</td><td>\(source)</td></tr>
        """
    }
    return """
      <h2>Outputs</h2>
      <div class="wide"><table><thead><tr><th>File</th><th>Made by</th><th>From</th></tr></thead>
      <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
      \(rest(report.outputs.count))
      """
  }

  private var messages: String {
    guard !report.messages.isEmpty else { return "" }
    let rows = report.messages.prefix(RunPage.longest).map { message in
      """
      <tr><td>\(XMLText.escaped(message.level))</td><td>\(XMLText.escaped(message.step))</td><td><bdi>\(XMLText.escaped(message.message))</bdi></td></tr>
      """
    }
    return """
      <h2>Messages</h2>
      <div class="wide"><table><thead><tr><th>Kind</th><th>Step</th><th>Message</th></tr></thead>
      <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
      \(rest(report.messages.count))
      """
  }

  // MARK: words

  private func rest(_ count: Int) -> String {
    count > RunPage.longest ? "<p class=\"note\">\(count - RunPage.longest) more are in run.json.</p>\n" : ""
  }

  private func text(_ problem: Problem) -> String {
    let place = problem.place.prefix
    let help = problem.help.map { "<br><small>\(XMLText.escaped($0))</small>" } ?? ""
    return "<bdi>\(XMLText.escaped(problem.message))</bdi>"
      + (place.isEmpty ? "" : " <code>\(XMLText.escaped(place))</code>") + help
  }

  /// A relative address of a file: every byte that is not plain is escaped.
  private static func address(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var address = "./"
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "/"):
        address.unicodeScalars.append(Unicode.Scalar(byte))
      default: address += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return address
  }

  /// "0.4 ms", "35 ms", "2.31 s", "4 min 5 s".
  private static func seconds(_ seconds: Double) -> String {
    switch seconds {
    case ..<0.0001: seconds == 0 ? "0" : "\(Int((seconds * 1_000_000).rounded())) µs"
    case ..<0.01: "\((seconds * 10_000).rounded() / 10) ms"
    case ..<1: "\(Int((seconds * 1000).rounded())) ms"
    case ..<120: "\((seconds * 100).rounded() / 100) s"
    default: "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
    }
  }

  private static let style = """
    :root { color-scheme: light dark; --line: #8884; --soft: #8882; --bar: #3b7dd8; --bad: #c0392b; --good: #2e8b57 }
    body { font: 15px/1.45 system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif; margin: 2rem auto; max-width: 68rem; padding: 0 1rem }
    h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
    .status { font-size: .9rem; font-weight: 600; padding: .15em .6em; border-radius: 1em; vertical-align: middle; color: #fff }
    .status.good { background: var(--good) } .status.bad { background: var(--bad) }
    .facts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 0 } .facts div { min-width: 6rem }
    dt { font-size: .8rem; opacity: .7 } dd { margin: 0; font-size: 1.1rem; font-variant-numeric: tabular-nums }
    .wide { overflow-x: auto } table { border-collapse: collapse; width: 100% }
    th, td { text-align: start; padding: .35rem .7rem; border-bottom: 1px solid var(--line); vertical-align: top }
    thead th { font-size: .8rem; font-weight: 600; opacity: .75 } th small { display: block; font-weight: 400; opacity: .65 }
    .n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap } td.bad, .problem { color: var(--bad) }
    .bar { width: 22%; min-width: 6rem } .bar span { display: block; height: .8em; background: var(--bar); border-radius: .2em; margin-top: .3em }
    .note, footer { font-size: .85rem; opacity: .7 } footer { margin-top: 3rem } code { font-size: .9em }
    """
}
