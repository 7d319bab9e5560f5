import Document

/// A value in Haskell's notation, as the readings beside the files are written.
indirect enum NativeTree {
  case made(String, [NativeTree])
  case list([NativeTree])
  case text(String)
  case number(Double)

  var items: [NativeTree] {
    switch self {
    case .list(let items), .made("", let items): items
    default: []
    }
  }

  static func parse(_ source: String) throws -> NativeTree {
    var parser = Parser(Array(source.unicodeScalars))
    return try parser.application()
  }

  private struct Parser {
    let scalars: [Unicode.Scalar]
    var at = 0

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    var next: Unicode.Scalar? {
      mutating get {
        while at < scalars.count, scalars[at].properties.isWhitespace { at += 1 }
        return at < scalars.count ? scalars[at] : nil
      }
    }

    mutating func expect(_ scalar: Unicode.Scalar) throws {
      guard next == scalar else { throw Problem("native", "no \(scalar) at \(at)") }
      at += 1
    }

    /// A constructor with its arguments, or one value.
    mutating func application() throws -> NativeTree {
      guard let first = next, first.properties.isAlphabetic else { return try value() }
      let name = word()
      var arguments: [NativeTree] = []
      while let next, next == "(" || next == "[" || next == "\"" || next == "{" || next == "-" || isName(next) {
        arguments.append(try value())
      }
      return .made(name, arguments)
    }

    mutating func value() throws -> NativeTree {
      switch next {
      case "[": return .list(try sequence("[", "]"))
      case "{":
        at += 1
        var fields: [NativeTree] = []
        while next != "}" {
          _ = word()
          try expect("=")
          fields.append(try application())
          if next == "," { at += 1 }
        }
        at += 1
        return .list(fields)
      case "(":
        let items = try sequence("(", ")")
        return items.count == 1 ? items[0] : .made("", items)
      case "\"": return .text(string())
      case let scalar? where scalar.properties.isAlphabetic: return .made(word(), [])
      default:
        let digits = word()
        guard let number = Double(digits) else { throw Problem("native", "\(digits) at \(at)") }
        return .number(number)
      }
    }

    mutating func sequence(_ open: Unicode.Scalar, _ close: Unicode.Scalar) throws -> [NativeTree] {
      try expect(open)
      var items: [NativeTree] = []
      while next != close {
        items.append(try application())
        if next == "," { at += 1 } else if next != close { throw Problem("native", "no end at \(at)") }
      }
      at += 1
      return items
    }

    func isName(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }

    mutating func word() -> String {
      var word = String.UnicodeScalarView()
      while at < scalars.count, isName(scalars[at]) || "-._'+".unicodeScalars.contains(scalars[at]) {
        word.append(scalars[at])
        at += 1
      }
      if word.isEmpty { at += 1 }
      return String(word)
    }

    mutating func string() -> String {
      at += 1
      var text = String.UnicodeScalarView()
      while at < scalars.count, scalars[at] != "\"" {
        guard scalars[at] == "\\" else {
          text.append(scalars[at])
          at += 1
          continue
        }
        at += 1
        var digits = ""
        while at < scalars.count, ("0"..."9").contains(scalars[at]) {
          digits.unicodeScalars.append(scalars[at])
          at += 1
        }
        if let code = UInt32(digits), let scalar = Unicode.Scalar(code) {
          text.append(scalar)
        } else if scalars[at] == "&" {
          at += 1
        } else {
          text.append(scalars[at] == "n" ? "\n" : scalars[at] == "t" ? "\t" : scalars[at])
          at += 1
        }
      }
      at += 1
      return String(text)
    }
  }
}
