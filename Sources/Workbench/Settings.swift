public import Document
import Text

/// The values of a step's parameters, checked against its manual, defaults filled in.
public struct Settings: Sendable {
  public let manual: Manual
  /// Every parameter that has a value, in the manual's order, then free keys in the order in which they were set.
  public let values: Fields
  /// Relative paths among the values begin here.
  public let folder: String

  /// - Throws: `settings.unknown`, `settings.type` or `settings.missing`; the first of ``faults(of:against:)``.
  public init(_ manual: Manual, _ given: Fields = Fields(), folder: String = ".") throws(Problem) {
    if let fault = Settings.faults(of: given, against: manual).first { throw fault.problem }
    var values = Fields()
    for parameter in manual.parameters { values[parameter.name] = given[parameter.name] ?? parameter.defaultValue }
    if manual.takesAnyParameter {
      for (key, value) in given where values[key] == nil { values[key] = value }
    }
    self.manual = manual
    self.values = values
    self.folder = folder
  }

  /// Everything wrong with given values: the key at fault, nil where one is missing, and the problem.
  public static func faults(of given: Fields, against manual: Manual) -> [(key: String?, problem: Problem)] {
    var faults: [(key: String?, problem: Problem)] = []
    for (key, value) in given {
      if let parameter = manual.parameter(key) {
        if !parameter.accepts(value) {
          let message =
            "'\(key)' of \(manual.identifier) must be \(parameter.expectation), not \(Settings.words(value))"
          faults.append((key, Problem("settings.type", message, help: parameter.help)))
        }
      } else if !manual.takesAnyParameter {
        faults.append((key, Settings.unknown(key, manual)))
      }
    }
    for parameter in manual.parameters where parameter.defaultValue == nil && given[parameter.name] == nil {
      let message = "\(manual.identifier) needs '\(parameter.name)': \(parameter.expectation)"
      faults.append((nil, Problem("settings.missing", message, help: parameter.help)))
    }
    return faults
  }

  private static func unknown(_ key: String, _ manual: Manual) -> Problem {
    let names = manual.parameters.map(\.name)
    let near = nearest(key, among: names)
    let help =
      if let first = near.first { "did you mean '\(first)'?" } else if names.isEmpty { "it takes no parameters" } else {
        "it takes \(names.joined(separator: ", "))"
      }
    return Problem("settings.unknown", "\(manual.identifier) has no parameter '\(key)'", help: help)
  }

  private static func words(_ value: Value) -> String {
    switch value {
    case .null, .array, .object: value.kindInWords
    default: JSON.line(value)
    }
  }
}

extension Settings {
  public func text(_ name: String) throws(Problem) -> String {
    guard let text = try value(name).string else { throw undeclared(name, "text") }
    return text
  }

  public func number(_ name: String) throws(Problem) -> Double {
    guard let number = try value(name).double else { throw undeclared(name, "a number") }
    return number
  }

  public func integer(_ name: String) throws(Problem) -> Int {
    guard let whole = try value(name).integer else { throw undeclared(name, "a whole number") }
    return whole
  }

  public func flag(_ name: String) throws(Problem) -> Bool {
    guard let flag = try value(name).bool else { throw undeclared(name, "true or false") }
    return flag
  }

  /// A choice as a case of an enumeration whose raw values are the choices.
  public func choice<Choice: RawRepresentable<String>>(_ name: String) throws(Problem) -> Choice {
    guard let choice = Choice(rawValue: try text(name)) else { throw undeclared(name, "one of its choices") }
    return choice
  }

  public func texts(_ name: String) throws(Problem) -> [String] {
    let value = try value(name)
    if let one = value.string { return [one] }
    return value.array?.compactMap(\.string) ?? []
  }

  /// A path with the workflow's folder before it where it was relative; nil where it is empty.
  public func path(_ name: String) throws(Problem) -> String? {
    let path = try text(name)
    return path.isEmpty ? nil : Paths.resolve(path, in: folder)
  }

  public func paths(_ name: String) throws(Problem) -> [String] {
    try texts(name).map { Paths.resolve($0, in: folder) }
  }

  private func value(_ name: String) throws(Problem) -> Value {
    guard let value = values[name] else { throw undeclared(name, "declared in its manual") }
    return value
  }

  private func undeclared(_ name: String, _ expected: String) -> Problem {
    Problem("settings.undeclared", "\(manual.identifier) asks for '\(name)', which is not \(expected)")
  }
}

/// Paths as text, without asking the file system.
public enum Paths {
  /// A relative path with the folder before it; absolute paths and `-` as they are.
  public static func resolve(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") || path == "-" || folder == "." || folder.isEmpty ? path : folder + "/" + path
  }

  /// What stands after the last slash.
  public static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// What stands before the last slash; "." where there is none.
  public static func folder(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The name without its last extension: `article.html` gives `article`.
  public static func stem(_ path: String) -> String {
    let name = name(path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// The path without the ending of gzip: `a/page.html.gz` gives `a/page.html`, `a.tgz` gives `a.tar`.
  public static func withoutPacking(_ path: String) -> String {
    switch fileExtension(path) {
    case "gz": String(path.dropLast(3))
    case "gzip": String(path.dropLast(5))
    case "tgz": path.dropLast(3) + "tar"
    default: path
    }
  }

  /// The last extension, lower case, without its dot; empty where there is none.
  public static func fileExtension(_ path: String) -> String {
    let name = name(path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
