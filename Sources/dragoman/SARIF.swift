import Document
import Workflow

/// Diagnostics as a SARIF 2.1.0 document (OASIS, 2020), which editors and code hosts read.
enum SARIF {
  static func document(_ diagnostics: [Diagnostics], version: String) -> Value {
    let items = diagnostics.flatMap(\.sorted)
    var codes: [String] = []
    for item in items where !codes.contains(item.problem.code) { codes.append(item.problem.code) }
    let driver: Value = [
      "name": "dragoman", "version": .string(version), "rules": .array(codes.map { ["id": .string($0)] }),
    ]
    let results = items.map { result($0, rule: codes.firstIndex(of: $0.problem.code) ?? 0) }
    return [
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        ["tool": ["driver": driver], "columnKind": "unicodeCodePoints", "results": .array(results)]
      ],
    ]
  }

  private static func result(_ item: Diagnostics.Item, rule: Int) -> Value {
    let problem = item.problem
    let text = problem.message + (problem.help.map { "; help: " + $0 } ?? "")
    var fields: Fields = [
      "ruleId": .string(problem.code), "ruleIndex": .integer(rule), "level": .string(item.severity.rawValue),
      "message": ["text": .string(text)],
    ]
    if let file = problem.place.file {
      var location: Fields = ["artifactLocation": ["uri": .string(uri(file))]]
      if let line = problem.place.line {
        var region: Fields = ["startLine": .integer(line)]
        if let column = problem.place.column { region["startColumn"] = .integer(column) }
        location["region"] = .object(region)
      }
      fields["locations"] = [["physicalLocation": .object(location)]]
    }
    return .object(fields)
  }

  /// A path as a reference (RFC 3986, section 4): a relative one stays relative.
  private static func uri(_ path: String) -> String {
    var uri = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        uri += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return uri
  }
}
