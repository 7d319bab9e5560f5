import Document
import Foundation
import Synchronization
import TestKit
import Testing
import Workbench

@testable import Scripting

/// A server at 127.0.0.1 that answers each request with what stands under its path, until the test ends.
private final class Server: Sendable {
  private let listener: Int32
  let port: UInt16
  private let asked = Mutex<[String]>([])
  var requests: [String] { asked.withLock { $0 } }

  init(_ answers: @escaping @Sendable (String, UInt16) -> String) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listener, generic, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, generic, &length) == 0
      }
    }
    guard isBound else { throw Problem("test.server", "no port could be had") }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self, port] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let got = read(connection, &buffer, buffer.count)
        let request = String(decoding: buffer.prefix(max(0, got)), as: UTF8.self)
        let path = request.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        asked.withLock { $0.append(path) }
        let answer = Array(answers(path, port).utf8)
        var sent = 0
        while sent < answer.count {
          let wrote = answer[sent...].withUnsafeBytes {
            send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
          }
          if wrote <= 0 { break }
          sent += wrote
        }
        close(connection)
      }
    }
  }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }
  deinit { close(listener) }
}

/// `http.get`: granted hosts only, through curl.
struct FetchTests {
  private static let isInstalled =
    (try? ChildProcess(["curl", "--version"]).run(time: .seconds(10), limit: 1 << 16)) != nil

  private func answers(_ path: String, _ port: UInt16) -> String {
    func answer(_ status: String, _ headers: String, _ body: String) -> String {
      "HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
    }
    return switch path {
    case "/": answer("200 OK", "Content-Type: text/plain\r\n", "السلام")
    case "/moved": answer("302 Found", "Location: /\r\n", "")
    case "/away": answer("302 Found", "Location: http://localhost:\(port)/\r\n", "")
    case "/file": answer("302 Found", "Location: file:///etc/passwd\r\n", "")
    case "/circle": answer("302 Found", "Location: /circle\r\n", "")
    case "/large": answer("200 OK", "", String(repeating: "x", count: 3_000_000))
    case "/endless": "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 30_000_000)
    case "/[1-3]{a,b}": answer("200 OK", "", "no list")
    default: answer("404 Not Found", "", "none")
    }
  }

  private func run(_ code: String, hosts: [String], _ change: (inout ScriptAllowance) -> Void = { _ in }) throws
    -> [String]
  {
    var allowance = ScriptAllowance()
    allowance.hosts = hosts
    change(&allowance)
    let entry = try LuaEngine().entry(
      Scripts.script("return function(doc) \(code)\nend"), identifier: "script.test", allowance: allowance)
    #expect(!entry.manual.isReproducible || hosts.isEmpty)
    let log = Scripts.Log()
    do {
      _ = try Scripts.run(entry, log: log)
    } catch let problem as Problem { return log.lines + [problem.message] }
    return log.lines
  }

  @Test(.enabled(if: isInstalled, "curl is not installed")) func whatAGrantedHostAnswersIsRead() throws {
    let server = try Server(answers)
    defer { server.stop() }
    let root = "http://127.0.0.1:\(server.port)"
    func ask(_ path: String, _ change: (inout ScriptAllowance) -> Void = { _ in }) throws -> [String] {
      let code = "local a = http.get('\(root)\(path)') print(a.status, a.type, #a.text, a.text:sub(1, 12), a.url)"
      return try run(code, hosts: ["127.0.0.1"], change).map { $0.replacing(root, with: "ROOT") }
    }
    #expect(try ask("/") == ["200\ttext/plain\t12\tالسلام\tROOT/"])
    #expect(try ask("/moved") == ["200\ttext/plain\t12\tالسلام\tROOT/"])
    #expect(try ask("/none") == ["404\t\t4\tnone\tROOT/none"])
    #expect(
      try ask("/away") == [
        "ROOT/away leads to http://localhost:\(server.port)/: this step may not fetch from localhost: "
          + "give it `allow: {http: [\"localhost\"]}` in the workflow file"
      ])
    #expect(try ask("/file")[0].hasPrefix("'file:///etc/passwd' is no address such as"))
    #expect(try ask("/circle") == ["ROOT/circle leads from one address to another more than 5 times"])
    for path in ["/large", "/endless"] {
      #expect(
        try ask(path) { $0.memory = 2_000_000 } == [
          "ROOT\(path) has more than the 2000000 bytes that this step may take"
        ])
    }
    #expect(try ask("/[1-3]") == ["404\t\t4\tnone\tROOT/[1-3]"])
    #expect(!server.requests.contains("/1"))
  }

  @Test(.enabled(if: isInstalled, "curl is not installed")) func aHostThatDoesNotAnswerEndsWithTheTime() throws {
    let server = try Server { path, _ in
      if path == "/slow" { sleep(3) }
      return ""
    }
    defer { server.stop() }
    let began = ContinuousClock.now
    let said = try run("http.get('http://127.0.0.1:\(server.port)/slow')", hosts: ["127.0.0.1:\(server.port)"]) {
      $0.time = .milliseconds(300)
    }
    #expect(said.count == 1)
    #expect(said[0].contains("did not answer within 0.3 seconds") || said[0].contains("it used up its 0.3 seconds"))
    #expect(ContinuousClock.now - began < .seconds(3))
    let closed = try run("http.get('http://127.0.0.1:\(server.port)/')", hosts: ["127.0.0.1"])
    #expect(closed[0].contains("cannot be fetched: curl: "))
  }

  @Test(arguments: [
    "http://example.org", "http://127.0.0.1.example.org/", "http://127.0.0.1:81/", "https://127.0.0.1",
    "http://[::1]/", "http://2130706433/", "http://127.1/",
  ])
  func otherHostsAreRefused(_ address: String) throws {
    let said = try run("http.get('\(address)')", hosts: ["127.0.0.1:80"])
    #expect(said[0].hasPrefix("this step may not fetch from "))
  }

  @Test(arguments: [
    "file:///etc/passwd", "ftp://127.0.0.1/", "http://user@127.0.0.1/", "http://127.0.0.1@example.org/", "127.0.0.1",
    "http://127.0.0.1\\\\@example.org/", "http://127.0.0.1 /", "http:///x", "http://127.0.0.1:x/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1/\\n", "--version", "HTTP://127.0.0.1/", "http://127.0.0.1/ع", "http://{127.0.0.1,example.org}/",
    "http://127.0.0.1:80:80/", "http://[127.0.0.1/", "",
  ])
  func whatIsNoPlainAddressIsRefused(_ address: String) throws {
    let said = try run("http.get('\(address)')", hosts: ["127.0.0.1", "user", "example.org"])
    #expect(said[0].contains("is no address such as"))
  }

  @Test func nothingIsFetchedWhileAStepIsLoaded() throws {
    do {
      _ = try LuaEngine().entry(Scripts.script("http.get('http://127.0.0.1/') return print"), identifier: "script.test")
      Issue.record("it was loaded")
    } catch { #expect(error.message.contains("nothing is fetched while the step is being loaded")) }
  }

  @Test func aCommandThatIsNotThereIsSaid() {
    do {
      _ = try ChildProcess(["dragoman-no-such-command"]).run(time: .seconds(1), limit: 1)
      Issue.record("it ran")
    } catch { #expect(error.code == "command.missing") }
  }

  @Test func aCommandIsBounded() throws {
    let late = try ChildProcess(["sleep", "20"]).run(time: .milliseconds(100), limit: 1)
    #expect(late.wasLate && late.status == nil)
    let wordy = try ChildProcess(["yes"]).run(time: .seconds(20), limit: 1000)
    #expect(wordy.wroteTooMuch && wordy.status == nil)
    let plain = try ChildProcess(["printf", "%s", "$HOME; `ls`"]).run(time: .seconds(20), limit: 1000)
    #expect(plain.status == 0 && String(decoding: plain.output, as: UTF8.self) == "$HOME; `ls`")
    #expect(try ChildProcess(["false"]).run(time: .seconds(20), limit: 1).status == 1)
  }
}
