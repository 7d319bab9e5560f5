import Document
import Workbench

/// Writes JSON piece by piece, so that a file may be larger than memory: objects, lists and members in the order of the calls.
struct JSONStream {
  private var writer = JSONWriter()
  /// Whether the next member or item is the first of its object or list.
  private var isFirst = true

  mutating func object(_ body: (inout JSONStream) -> Void) {
    begin("{")
    body(&self)
    end("}")
  }

  mutating func object(_ key: String, _ body: (inout JSONStream) -> Void) {
    self.key(key)
    object(body)
  }

  mutating func list<Items: Sequence>(
    _ key: String, _ items: Items, _ body: (inout JSONStream, Items.Element) -> Void
  ) {
    self.key(key)
    begin("[")
    for item in items {
      separate()
      isFirst = true
      body(&self, item)
      isFirst = false
    }
    end("]")
  }

  mutating func member(_ key: String, _ text: String) {
    self.key(key)
    writer.write(text)
  }

  /// Left out where it is nil or empty.
  mutating func optional(_ key: String, _ text: String?) {
    if let text, !text.isEmpty { member(key, text) }
  }

  mutating func member(_ key: String, _ number: Int) {
    self.key(key)
    writer.raw(String(number))
  }

  mutating func member(_ key: String, _ value: Value) {
    self.key(key)
    writer.write(value)
  }

  mutating func texts(_ key: String, _ texts: some Sequence<String>) {
    list(key, texts) { json, text in json.writer.write(text) }
  }

  /// The name of a member; a plain word, written as it is.
  mutating func key(_ key: String) {
    writer.raw(isFirst ? "\"" : ",\"")
    isFirst = false
    writer.raw(key)
    writer.raw("\":")
  }

  mutating func begin(_ mark: String) {
    writer.raw(mark)
    isFirst = true
  }

  mutating func end(_ mark: String) {
    writer.raw(mark)
    isFirst = false
  }

  /// The comma before every member or item but the first.
  mutating func separate() {
    if !isFirst { writer.raw(",") }
    isFirst = false
  }

  mutating func newline() { writer.raw("\n") }

  /// The next item of a list that was begun by hand.
  mutating func item(_ body: (inout JSONStream) -> Void) {
    separate()
    newline()
    object(body)
  }

  mutating func flush(to sink: ByteSink) throws(Problem) {
    try sink.write(bytes: writer.bytes)
    writer = JSONWriter()
  }
}
