import Foundation
import TestKit
import Testing

@testable import Markup

/// What html5lib's tokenizer tests call for; texts as UTF-16, since some hold halves of surrogate pairs.
struct HTMLTokenizerTests {
  @Test(.enabled(if: Fixtures.shared != nil, "the folder of shared test data is absent"))
  func everyTokenOfHTML5LibIsTheStandards() throws {
    let folder = try #require(Fixtures.shared) + "/data/html5lib/tokenizer"
    var count = 0
    for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where file.hasSuffix(".test") {
      let data = try Data(contentsOf: URL(filePath: folder + "/" + file))
      let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      for case let test as [String: Any] in root["tests"] as? [Any] ?? root["xmlViolationTests"] as? [Any] ?? [] {
        guard root["xmlViolationTests"] == nil else { continue }
        for state in test["initialStates"] as? [String] ?? ["Data state"] {
          count += 1
          check(test, in: state, file)
        }
      }
    }
    #expect(count > 6000)
  }

  private func check(_ test: [String: Any], in state: String, _ file: String) {
    let isEscaped = test["doubleEscaped"] as? Bool ?? false
    func units(_ text: String) -> [UInt16] { isEscaped ? Self.unescaped(text) : Array(text.utf16) }
    let input = Self.bytes(units(test["input"] as? String ?? ""))
    var expected: [[String]] = []
    for case let token as [Any] in test["output"] as? [Any] ?? [] {
      expected.append(
        token.enumerated().map { index, part in
          switch part {
          case let text as String: index == 0 ? text : Self.shown(Self.bytes(units(text)))
          case let attributes as [String: String]:
            attributes.map { Self.shown(Self.bytes(units($0.key))) + "=" + Self.shown(Self.bytes(units($0.value))) }
              .sorted().joined(separator: " ")
          case let flag as Bool: flag ? "true" : "false"
          default: "null"
          }
        })
    }
    let made = Self.tokens(input, state, last: test["lastStartTag"] as? String)
    if made != expected {
      Issue.record(
        "\(file), \(state), \(test["description"] ?? ""): \(Self.shown(input))\nexpected \(expected)\nmade \(made)")
    }
  }

  private static func tokens(_ input: [UInt8], _ state: String, last: String?) -> [[String]] {
    let source = HTMLLineEnds.normalise(input).bytes
    return source.withUnsafeBufferPointer { buffer in
      var tokenizer = HTMLTokenizer(HTMLBytes(buffer))
      if let last { tokenizer.lastStartTag = tokenizer.names.id(named: last) }
      switch state {
      case "PLAINTEXT state": tokenizer.content = .plain
      case "RCDATA state": tokenizer.content = .characters
      case "RAWTEXT state": tokenizer.content = .raw
      case "Script data state": tokenizer.content = .script
      case "CDATA section state": tokenizer.content = .section
      default: tokenizer.content = .data
      }
      var made: [[String]] = []
      var text: [UInt8] = []
      func flush() {
        if !text.isEmpty { made.append(["Character", shown(text)]) }
        text = []
      }
      while true {
        let token = tokenizer.next()
        if token != .text, token != .null { flush() }
        switch token {
        case .end: return made
        case .null: text.append(0)
        case .text: text += bytes(tokenizer.slice, tokenizer)
        case .comment: made.append(["Comment", shown(bytes(tokenizer.slice, tokenizer))])
        case .doctype:
          let doctype = tokenizer.doctype
          made.append([
            "DOCTYPE", doctype.name.map { shown(Array($0.utf8)) } ?? "null",
            doctype.publicIdentifier.map { shown(Array($0.utf8)) } ?? "null",
            doctype.systemIdentifier.map { shown(Array($0.utf8)) } ?? "null", doctype.forcesQuirks ? "false" : "true",
          ])
        case .startTag:
          var attributes: [String] = []
          for attribute in tokenizer.attributes {
            let name = shown(Array(tokenizer.names.string(attribute.name).utf8))
            attributes.append(name + "=" + shown(bytes(attribute.value, tokenizer)))
          }
          let tag = ["StartTag", shown(Array(tokenizer.names.string(tokenizer.name).utf8))]
          made.append(tag + [attributes.sorted().joined(separator: " ")] + (tokenizer.isSelfClosing ? ["true"] : []))
        case .endTag: made.append(["EndTag", shown(Array(tokenizer.names.string(tokenizer.name).utf8))])
        }
      }
    }
  }

  private static func bytes(_ slice: HTMLSlice, _ tokenizer: borrowing HTMLTokenizer) -> [UInt8] {
    slice.start >= 0
      ? tokenizer.source.array(Int(slice.start)..<Int(slice.start + slice.count))
      : Array(tokenizer.extra[Int(~slice.start)..<Int(~slice.start + slice.count)])
  }

  /// UTF-8 in which halves of surrogate pairs stand as three bytes.
  private static func bytes(_ units: [UInt16]) -> [UInt8] {
    var bytes: [UInt8] = []
    var at = 0
    while at < units.count {
      var value = UInt32(units[at])
      if (0xD800...0xDBFF).contains(value), at + 1 < units.count, (0xDC00...0xDFFF).contains(units[at + 1]) {
        value = 0x10000 + (value - 0xD800) << 10 + UInt32(units[at + 1]) - 0xDC00
        at += 1
      }
      at += 1
      if let scalar = Unicode.Scalar(value) {
        bytes += Array(String(scalar).utf8)
      } else {
        bytes += [0xE0 | UInt8(value >> 12), 0x80 | UInt8(value >> 6 & 0x3F), 0x80 | UInt8(value & 0x3F)]
      }
    }
    return bytes
  }

  private static func unescaped(_ text: String) -> [UInt16] {
    let units = Array(text.utf16)
    var result: [UInt16] = []
    var at = 0
    while at < units.count {
      if units[at] == 0x5C, at + 5 < units.count, units[at + 1] == 0x75,
        let value = UInt16(String(decoding: units[at + 2..<at + 6], as: UTF16.self), radix: 16)
      {
        result.append(value)
        at += 6
      } else {
        result.append(units[at])
        at += 1
      }
    }
    return result
  }

  /// Bytes as a text in which every one can be told.
  private static func shown(_ bytes: [UInt8]) -> String {
    bytes.map { (0x20...0x7E).contains($0) ? String(Unicode.Scalar($0)) : "\\" + String($0, radix: 16) }.joined()
  }
}
