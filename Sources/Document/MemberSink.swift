/// Takes the members of an object one by one: ``Fields`` keep them, ``JSONWriter`` writes them at once. A member without a value is
/// left out.
protocol MemberSink {
  mutating func add(_ key: StaticString, _ text: String?)
  mutating func add(_ key: StaticString, _ whole: Int?)
  mutating func add(_ key: StaticString, _ value: Value)
}

extension Fields: MemberSink {
  mutating func add(_ key: StaticString, _ text: String?) { if let text { self["\(key)"] = .string(text) } }
  mutating func add(_ key: StaticString, _ whole: Int?) { if let whole { self["\(key)"] = .integer(whole) } }
  mutating func add(_ key: StaticString, _ value: Value) { self["\(key)"] = value }
}

/// Objects and lists on one line. What was written last tells whether a comma is due.
extension JSONWriter: MemberSink {
  mutating func object(_ members: (inout JSONWriter) -> Void) {
    append(UInt8(ascii: "{"))
    members(&self)
    append(UInt8(ascii: "}"))
  }

  /// A key as it stands in the format, of letters alone; what is written next is the value.
  mutating func key(_ key: StaticString) {
    append(bytes.last == UInt8(ascii: "{") ? "\"" : ",\"")
    append(key)
    append("\":")
  }

  /// Any key.
  mutating func key(named key: String) {
    if bytes.last != UInt8(ascii: "{") { append(UInt8(ascii: ",")) }
    write(key)
    append(UInt8(ascii: ":"))
  }

  mutating func add(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    self.key(key)
    write(text)
  }

  mutating func add(_ key: StaticString, _ whole: Int?) {
    guard let whole else { return }
    self.key(key)
    write(whole)
  }

  mutating func add(_ key: StaticString, _ value: Value) {
    self.key(key)
    write(value)
  }

  mutating func add(_ range: Range<Int>) {
    add("from", range.lowerBound)
    add("to", range.upperBound)
  }

  /// A list of objects.
  mutating func add<Item>(_ key: StaticString, _ items: [Item], _ members: (Item, inout JSONWriter) -> Void) {
    self.key(key)
    objects(items, members)
  }

  mutating func objects<Item>(_ items: [Item], _ members: (Item, inout JSONWriter) -> Void) {
    append(UInt8(ascii: "["))
    for (at, item) in items.enumerated() {
      if at > 0 { append(UInt8(ascii: ",")) }
      object { members(item, &$0) }
    }
    append(UInt8(ascii: "]"))
  }
}
