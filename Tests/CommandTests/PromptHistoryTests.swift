import Foundation
import TestKit
import Testing

@testable import dragoman

/// The lines of a prompt, from one to the next.
struct PromptHistoryTests {
  @Test func linesAreKeptPrivateAndBounded() throws {
    let folder = NSTemporaryDirectory() + "history-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var history = PromptHistory(path: folder + "/dragoman/lua-history")
    #expect(history.entries == [])
    for entry in ["a = 1", "a = 1", "for\n  x\\n", " secret", ""] { history.add(entry) }
    let path = folder + "/dragoman/lua-history"
    #expect(PromptHistory(path: path).entries == ["a = 1", "for\n  x\\n"])
    let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(permissions == 0o600)
    for number in 0..<2500 { history.add("line \(number)") }
    let kept = PromptHistory(path: path)
    #expect(kept.entries.count == 1000 && kept.entries.last == "line 2499")
    #expect(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count == 1000)
    // Nowhere to keep it: a prompt works all the same.
    var none = PromptHistory(path: nil)
    none.add("x")
    #expect(none.entries == ["x"])
  }
}
