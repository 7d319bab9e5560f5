import Document
import Workbench

/// Fetches what lies at an address, through the command `curl`, and follows redirects to hosts that are granted.
struct LuaFetch {
  let grants: LuaGrants
  let limits: LuaLimits

  /// What came back.
  struct Answer {
    var status: Int
    var type: String
    var bytes: [UInt8]
    /// Where it was found in the end.
    var address: String
  }

  private static let mostRedirects = 5
  /// What the operator sets for all programs: proxies and certificates.
  private static let variables = [
    "http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY", "no_proxy", "NO_PROXY", "SSL_CERT_FILE",
    "SSL_CERT_DIR", "CURL_CA_BUNDLE",
  ]

  func get(_ text: String) throws(LuaComplaint) -> Answer {
    let deadline = ContinuousClock.now + limits.time
    var address = try LuaAddress(text)
    try require(address, from: nil)
    for _ in 0...LuaFetch.mostRedirects {
      let (answer, next) = try fetch(address, by: deadline)
      guard let next else { return answer }
      let target = try LuaAddress(next)
      try require(target, from: address)
      address = target
    }
    throw LuaComplaint("\(text) leads from one address to another more than \(LuaFetch.mostRedirects) times")
  }

  private func require(_ address: LuaAddress, from: LuaAddress?) throws(LuaComplaint) {
    guard grants.allows(address) else {
      let way = from.map { "\($0.text) leads to \(address.text): " } ?? ""
      throw LuaComplaint(
        "\(way)this step may not fetch from \(address.host): give it `allow: {http: [\"\(address.host)\"]}` "
          + "in the workflow file")
    }
  }

  private func fetch(
    _ address: LuaAddress, by deadline: ContinuousClock.Instant
  ) throws(LuaComplaint) -> (Answer, redirect: String?) {
    let time = deadline - ContinuousClock.now
    // Without the person's own settings of curl, and without its reading of lists and ranges in addresses.
    let command = ChildProcess(
      [
        "curl", "--disable", "--silent", "--show-error", "--globoff", "--proto", "=http,https", "--max-redirs", "0",
        "--user-agent", "dragoman", "--max-filesize", "\(limits.memory)", "--max-time",
        "\(max(0.001, time / Duration.seconds(1)))", "--noproxy", "localhost,127.0.0.1,::1", "--write-out",
        "%{stderr}%{http_code}\n%{content_type}\n%{redirect_url}\n", "--url", address.text,
      ], keeping: LuaFetch.variables)
    let outcome: ChildProcess.Outcome
    do throws(Problem) {
      outcome = try command.run(time: time + .seconds(1), limit: limits.memory)
    } catch {
      throw LuaComplaint("http.get: \(error.message)\(error.help.map { "; \($0)" } ?? "")")
    }
    let lines = String(decoding: outcome.errors, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    if outcome.wroteTooMuch || outcome.status == 63 {
      throw LuaComplaint("\(address.text) has more than the \(limits.memory) bytes that this step may take")
    }
    if outcome.wasLate || outcome.status == 28 {
      throw LuaComplaint("\(address.text) did not answer within \(limits.time)")
    }
    guard outcome.status == 0, lines.count >= 4, let status = Int(lines[lines.count - 4]) else {
      throw LuaComplaint("\(address.text) cannot be fetched: \(lines.first ?? "curl was ended")")
    }
    let redirect = String(lines[lines.count - 2])
    let answer = Answer(
      status: status, type: String(lines[lines.count - 3]), bytes: outcome.output, address: address.text)
    return (answer, (300..<400).contains(status) && !redirect.isEmpty ? redirect : nil)
  }
}
