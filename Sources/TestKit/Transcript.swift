import Document
import Foundation

/// Transcripts of the command line: files that read like a terminal, run again by tests.
///
/// ```
/// # a remark
/// % dragoman check broken
/// < a line for standard input
/// what is expected on standard output
/// 2> what is expected on standard error
/// => 2
/// ```
///
/// Commands are run by `sh` in a copy of a folder of files, with `dragoman` on the path and the package's folder in
/// `$PACKAGE`, which also stands for that folder in the output. The status is left out where it is 0.
public struct Transcript: Sendable, CustomStringConvertible {
  public struct Exchange: Sendable {
    public var remarks: [String]
    public var command: String
    public var input: [String]
    public var output: [String]
    public var error: [String]
    public var status: Int32
  }

  public let file: String
  public var exchanges: [Exchange]

  public var description: String { (file as NSString).lastPathComponent }

  /// The transcripts of the folder `Transcripts` beside a test file.
  public static func all(beside test: StaticString = #filePath) -> [Transcript] {
    let folder = URL(fileURLWithPath: "\(test)").deletingLastPathComponent().appendingPathComponent("Transcripts")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().compactMap {
      Transcript(file: folder.appendingPathComponent($0).path)
    }
  }

  init?(file: String) {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    self.file = file
    exchanges = []
    var remarks: [String] = []
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("% ") {
        exchanges.append(
          Exchange(remarks: remarks, command: String(line.dropFirst(2)), input: [], output: [], error: [], status: 0))
        remarks = []
        continue
      }
      if line.hasPrefix("# ") || line == "#" {
        remarks.append(line)
        continue
      }
      guard !exchanges.isEmpty else { continue }
      let last = exchanges.count - 1
      if line.hasPrefix("< ") {
        exchanges[last].input.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("2> ") || line == "2>" {
        exchanges[last].error.append(String(line.dropFirst(3)))
      } else if line.hasPrefix("=> ") {
        exchanges[last].status = Int32(line.dropFirst(3)) ?? -1
      } else {
        exchanges[last].output.append(line)
      }
    }
    for at in exchanges.indices { exchanges[at].output = Transcript.trimmed(exchanges[at].output) }
  }

  private static func trimmed(_ lines: [String]) -> [String] {
    var lines = lines[...]
    while lines.last == "" { lines = lines.dropLast() }
    return Array(lines)
  }

  /// Runs every command, and compares. With DRAGOMAN_UPDATE_CASES=1 the file is rewritten instead.
  ///
  /// - Parameters:
  ///   - program: the folder that holds the executable `dragoman`.
  ///   - files: a folder of which each transcript gets a copy to work in.
  /// - Returns: what differs, for a person; nothing where all agree.
  public func differences(program: String, files: String) throws -> [String] {
    try Fixtures.withTemporaryFolder { folder in
      let work = folder + "/work"
      try FileManager.default.copyItem(atPath: files, toPath: work)
      var made = self
      for at in exchanges.indices { made.exchanges[at] = try Transcript.run(exchanges[at], program: program, in: work) }
      if ProcessInfo.processInfo.environment["DRAGOMAN_UPDATE_CASES"] == "1" {
        try made.text.write(toFile: file, atomically: true, encoding: .utf8)
        return []
      }
      return zip(exchanges, made.exchanges).compactMap { expected, made in
        let (first, second) = (Transcript.text(of: expected), Transcript.text(of: made))
        return first == second ? nil : "\(self)\n--- expected\n\(first)--- made\n\(second)"
      }
    }
  }

  private static func run(_ exchange: Exchange, program: String, in folder: String) throws -> Exchange {
    let result = try Shell.run(
      exchange.command, in: folder, input: exchange.input.map { $0 + "\n" }.joined(),
      environment: [
        "PATH": program + ":/usr/local/bin:/usr/bin:/bin", "PACKAGE": Fixtures.package, "LC_ALL": "C.UTF-8",
      ])
    func lines(_ text: String) -> [String] {
      trimmed(text.replacingOccurrences(of: Fixtures.package, with: "$PACKAGE").components(separatedBy: "\n"))
    }
    var made = exchange
    made.output = lines(result.output)
    made.error = lines(result.error)
    made.status = result.status
    return made
  }

  private var text: String {
    exchanges.map { exchange in
      exchange.remarks.map { $0 + "\n" }.joined() + Transcript.text(of: exchange)
    }.joined(separator: "\n")
  }

  private static func text(of exchange: Exchange) -> String {
    var lines = ["% " + exchange.command]
    lines += exchange.input.map { "< " + $0 }
    lines += exchange.output
    lines += exchange.error.map { $0.isEmpty ? "2>" : "2> " + $0 }
    if exchange.status != 0 { lines.append("=> \(exchange.status)") }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// Runs commands for tests.
public enum Shell {
  public struct Result: Sendable {
    public var output: String
    public var error: String
    public var status: Int32
  }

  /// The folder that holds the executables of this build.
  public static var programs: String {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
  }

  /// Whether a process is no more, or will be within ten seconds. One that nobody has asked after yet counts as ended.
  public static func hasEnded(_ process: Int32) -> Bool {
    for _ in 0..<100 {
      let line = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
      if line.isEmpty || line.contains(") Z ") { return true }
      usleep(100_000)
    }
    return false
  }

  /// Runs a command by `sh`; what it prints is collected in files, so that no pipe can fill up.
  public static func run(
    _ command: String, in folder: String, input: String = "", environment: [String: String] = [:]
  ) throws -> Result {
    try Fixtures.withTemporaryFolder { scratch in
      let names = ["in", "out", "err"].map { scratch + "/" + $0 }
      try input.write(toFile: names[0], atomically: false, encoding: .utf8)
      for name in names.dropFirst() { try Data().write(to: URL(fileURLWithPath: name)) }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", command]
      process.currentDirectoryURL = URL(fileURLWithPath: folder)
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      process.standardInput = FileHandle(forReadingAtPath: names[0])
      process.standardOutput = FileHandle(forWritingAtPath: names[1])
      process.standardError = FileHandle(forWritingAtPath: names[2])
      try process.run()
      process.waitUntilExit()
      func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: name) ?? Data(), as: UTF8.self)
      }
      let isSignal = process.terminationReason == .uncaughtSignal
      return Result(
        output: text(names[1]), error: text(names[2]), status: process.terminationStatus + (isSignal ? 128 : 0))
    }
  }
}
