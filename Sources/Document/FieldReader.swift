/// Takes a JSON object apart, and knows its path in the whole for the message when something is missing or wrong.
struct FieldReader {
  let fields: Fields
  let path: String
  var value: Value { .object(fields) }

  init(_ value: Value, _ path: String) throws(Problem) {
    guard case .object(let fields) = value else {
      let owner = path.isEmpty ? "a document" : path
      throw Problem("document.format", "\(owner) must be a table of keys, not \(value.kindInWords)")
    }
    self.fields = fields
    self.path = path
  }

  func wrong(_ key: String, _ expected: String) -> Problem {
    Problem("document.format", "\(path.isEmpty ? "" : path + ".")\(key) must be \(expected)")
  }

  func text(_ key: String) throws(Problem) -> String {
    guard let text = fields[key]?.string else { throw wrong(key, "text") }
    return text
  }

  func optionalText(_ key: String) throws(Problem) -> String? { fields[key] == nil ? nil : try text(key) }

  func optionalTexts(_ key: String) throws(Problem) -> [String] {
    guard let value = fields[key] else { return [] }
    guard let items = value.array, items.allSatisfy({ $0.string != nil }) else { throw wrong(key, "a list of texts") }
    return items.compactMap(\.string)
  }

  func number(_ key: String) throws(Problem) -> Double {
    guard let number = fields[key]?.double else { throw wrong(key, "a number") }
    return number
  }

  func whole(_ key: String) throws(Problem) -> Int {
    guard let whole = fields[key]?.integer else { throw wrong(key, "a whole number") }
    return whole
  }

  func optionalWhole(_ key: String) throws(Problem) -> Int? { fields[key] == nil ? nil : try whole(key) }

  func range() throws(Problem) -> Range<Int> {
    let from = try whole("from")
    let to = try whole("to")
    guard 0 <= from, from <= to else { throw wrong("from", "at least 0 and at most to") }
    return from..<to
  }

  func choice<Choice: RawRepresentable<String>>(_ key: String) throws(Problem) -> Choice {
    let name = try text(key)
    guard let choice = Choice(rawValue: name) else { throw wrong(key, "a known word, not \"\(name)\"") }
    return choice
  }

  func member(_ key: String) throws(Problem) -> FieldReader {
    guard let value = fields[key] else { throw wrong(key, "there") }
    return try FieldReader(value, path.isEmpty ? key : path + "." + key)
  }

  func optionalMember(_ key: String) throws(Problem) -> FieldReader? { fields[key] == nil ? nil : try member(key) }

  func list<Item>(_ key: String, _ make: (FieldReader) throws(Problem) -> Item) throws(Problem) -> [Item] {
    guard let items = fields[key]?.array else { throw wrong(key, "a list") }
    var made: [Item] = []
    made.reserveCapacity(items.count)
    for (at, item) in items.enumerated() {
      made.append(try make(try FieldReader(item, "\(path.isEmpty ? "" : path + ".")\(key)[\(at)]")))
    }
    return made
  }
}
