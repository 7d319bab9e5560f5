import CLua
import Document
import Text
import Workbench

/// One thing that scripts can use: a function of a module, a field or a method of documents and their parts. Registered,
/// explained and typed from this value.
struct LuaEntry: Sendable {
  enum Form: UInt64, Sendable {
    case function = 0
    case field, method
    /// `doc:text(from, to)`: `doc.text` is a text, and this is what calling it does.
    case textCall
    /// An element that is called like a function.
    case elementCall
  }

  typealias Call = @Sendable (LuaHost, LuaArguments) throws(LuaComplaint) -> [LuaValue]
  typealias Set = @Sendable (LuaHost, LuaElement, LuaValue) throws(LuaComplaint) -> Void

  var form: Form
  /// The module of a function; "document", "block" … of the others, for the reference.
  var owner: String
  var name: String
  /// What stands in the parentheses of a function, or the type of a field.
  var signature: String
  var summary: String
  /// Which of `from`, `to`, `text` CLua answers by itself: 1, 2, 3; 0 for all others.
  var span: UInt64 = 0
  var kinds: [LuaElement.Kind] = []
  var set: Set?
  /// Whether a script hands over its arguments, which count as its output.
  var handsOver = false
  var cost = LuaCost()
  var call: Call

  /// How a script writes it.
  var usage: String {
    switch form {
    case .function: "\(owner).\(name)\(signature)"
    case .method: "\(owner):\(name)\(signature)"
    case .field: "\(owner).\(name)"
    case .textCall: "document:text\(signature)"
    case .elementCall: "\(name)\(signature)"
    }
  }
}

/// What a call takes at most for each byte of its arguments.
struct LuaCost: Sendable {
  var nanoseconds = 15
  /// Bytes of memory, beside what Lua holds itself.
  var bytes = 5
}

/// The values that a script handed over, with messages in the words of Lua's own library.
struct LuaArguments {
  private let values: [LuaValue]
  /// The number of the entry: an entry of its own would be copied for each call.
  private let number: Int

  init(_ values: [LuaValue], of number: Int) {
    self.values = values
    self.number = number
  }

  private var entry: LuaEntry { LuaLibrary.entry(number) }

  func value(_ at: Int) -> LuaValue { values.indices.contains(at) ? values[at] : .none }

  private func wrong(_ at: Int, _ expected: String) -> LuaComplaint {
    let isMethod = entry.form != .function
    if isMethod, at == 0 {
      return LuaComplaint("'\(entry.name)' is called with a colon: \(entry.usage)")
    }
    let number = isMethod ? at : at + 1
    if case .none = value(at), at >= values.count {
      return LuaComplaint("argument \(number) of \(entry.usage) is missing: \(expected)")
    }
    return LuaComplaint("argument \(number) of \(entry.usage) must be \(expected), not \(value(at).typeName)")
  }

  func element(_ at: Int) throws(LuaComplaint) -> LuaElement {
    if case .element(let element) = value(at) {
      let kinds = LuaLibrary.kinds[number]
      if kinds == 0 || kinds & element.kind.bit != 0 { return element }
    }
    throw wrong(at, "a \(entry.owner)")
  }

  func text(_ at: Int) throws(LuaComplaint) -> String {
    switch value(at) {
    case .text(let text): return text
    case .integer(let whole): return String(whole)
    case .number(let number): return "\(number)"
    default: throw wrong(at, "text")
    }
  }

  func optionalText(_ at: Int) throws(LuaComplaint) -> String? {
    if case .none = value(at) { return nil }
    return try text(at)
  }

  func integer(_ at: Int) throws(LuaComplaint) -> Int {
    switch value(at) {
    case .integer(let whole): return whole
    case .number(let number):
      guard let whole = Int(exactly: number) else {
        throw LuaComplaint("a whole number is needed by \(entry.usage), not \(number)")
      }
      return whole
    default: throw wrong(at, "a whole number")
    }
  }

  func fields(_ at: Int) throws(LuaComplaint) -> Fields {
    switch value(at) {
    case .none: return Fields()
    case .list(let items) where items.isEmpty: return Fields()
    case .table:
      guard let fields = value(at).value?.object else {
        throw LuaComplaint(
          "argument \(entry.form == .function ? at + 1 : at) of \(entry.usage) is a table of texts, numbers, true, false and tables of them: of a part of a document take its text"
        )
      }
      return fields
    default: throw wrong(at, "a table with names")
    }
  }

  func isTrue(_ at: Int) -> Bool {
    switch value(at) {
    case .none, .bool(false): false
    default: true
    }
  }
}

enum LuaLibrary {
  /// Everything that is registered; the number of each is its place.
  static let entries: [LuaEntry] =
    document + parts + textModule + jsonModule + logModule + dateModule + sources + fileModule + httpModule
    + environmentModule + templateModule

  /// The same with what only tests have, at the end.
  private static let all = entries + testModule
  /// A mask of the kinds of elements that each entry is for.
  static let kinds = all.map { entry in entry.kinds.reduce(0) { $0 | $1.bit } }
  private static let calls = all.map(\.call)

  static func entry(_ number: Int) -> LuaEntry { all[number] }

  private static let handing = all.map(\.handsOver)

  /// Whether what comes with a request counts as the script's output.
  static func handsOver(_ request: dragoman_lua_request, _ function: Int) -> Bool {
    switch request {
    case DRAGOMAN_LUA_SET, DRAGOMAN_LUA_SET_KEY, DRAGOMAN_LUA_RETURNED, DRAGOMAN_LUA_PRINT: true
    case DRAGOMAN_LUA_CALL: handing[function]
    default: false
    }
  }

  static func call(_ number: Int, _ host: LuaHost, _ values: [LuaValue]) throws(LuaComplaint) -> [LuaValue] {
    try calls[number](host, LuaArguments(values, of: number))
  }

  /// The entries as CLua reads them.
  static let encoded = encoded(entries)
  static let encodedForTests = encoded(all)

  private static func encoded(_ entries: [LuaEntry]) -> [UInt8] {
    var writer = LuaWriter()
    for entry in entries {
      writer.write(entry.form.rawValue)
      writer.write(entry.span)
      writer.write(entry.kinds.reduce(0) { $0 | $1.bit })
      writer.write(entry.owner)
      writer.write(entry.name)
    }
    return writer.bytes
  }

  static func method(
    _ owner: String, _ name: String, _ signature: String, _ kinds: [LuaElement.Kind], _ summary: String,
    handsOver: Bool = false, _ call: @escaping LuaEntry.Call
  ) -> LuaEntry {
    LuaEntry(
      form: .method, owner: owner, name: name, signature: signature, summary: summary, kinds: kinds,
      handsOver: handsOver, call: call)
  }

  static func field(
    _ owner: String, _ name: String, _ type: String, _ kinds: [LuaElement.Kind], _ summary: String, span: UInt64 = 0,
    set: LuaEntry.Set? = nil, get: @escaping @Sendable (LuaDocument, LuaElement) throws(LuaComplaint) -> LuaValue
  ) -> LuaEntry {
    LuaEntry(
      form: .field, owner: owner, name: name, signature: type, summary: summary, span: span, kinds: kinds, set: set
    ) { host, arguments throws(LuaComplaint) in
      let element = try arguments.element(0)
      return [try get(try host.document(element.document), element)]
    }
  }

  static func function(
    _ module: String, _ name: String, _ signature: String, _ summary: String, handsOver: Bool = false,
    cost: LuaCost = LuaCost(), _ call: @escaping LuaEntry.Call
  ) -> LuaEntry {
    LuaEntry(
      form: .function, owner: module, name: name, signature: signature, summary: summary, handsOver: handsOver,
      cost: cost, call: call)
  }

  // MARK: keys that are no fields

  static func key(_ host: LuaHost, _ element: LuaElement, _ key: LuaValue) throws(LuaComplaint) -> LuaValue {
    if element.kind == .documents {
      guard case .integer(let number) = key, (1...max(1, host.documentCount)).contains(number), host.documentCount > 0
      else { return .none }
      return .element(LuaElement(.document, document: number - 1))
    }
    guard case .text(let name) = key else {
      throw LuaComplaint("a \(element.kindName) has no item by number: it is no list")
    }
    guard !element.kind.isOutsideDocuments else { throw unknown(name, element) }
    let document = try host.document(element.document)
    switch element.kind {
    case .features: return try document.annotation(element).features[name].map { LuaValue($0) } ?? .none
    case .metadata: return document.document.metadata.json[name].map { LuaValue($0) } ?? .none
    default: throw unknown(name, element)
    }
  }

  static func setKey(
    _ host: LuaHost, _ element: LuaElement, _ key: LuaValue, _ value: LuaValue
  ) throws(LuaComplaint) {
    guard case .text(let name) = key else { throw LuaComplaint("the keys of \(element.kindName) are text") }
    guard !element.kind.isOutsideDocuments else { throw unknown(name, element) }
    let document = try host.document(element.document)
    guard let kept = value.value else { throw LuaComplaint("a \(value.typeName) cannot be kept in a document") }
    // A plain nil would be `Value.null` here.
    let wanted: Value? = if case .none = value { Value?.none } else { kept }
    switch element.kind {
    case .features: try document.setFeature(element, name, wanted)
    case .metadata:
      guard Metadata().json[name] == nil, !LuaLibrary.documentFields.contains(name) else {
        throw LuaComplaint("'\(name)' is set as doc.\(name)")
      }
      try document.setMetadata(name, wanted)
    default: throw unknown(name, element)
    }
  }

  /// All keys of features or metadata with their values.
  static func entries(_ host: LuaHost, _ element: LuaElement) throws(LuaComplaint) -> LuaValue {
    let document = try host.document(element.document)
    switch element.kind {
    case .features: return LuaValue(.object(try document.annotation(element).features))
    case .metadata: return LuaValue(.object(document.document.metadata.json))
    default: throw LuaComplaint("pairs goes over tables, features and metadata, not over a \(element.kindName)")
    }
  }

  private static func unknown(_ name: String, _ element: LuaElement) -> LuaComplaint {
    let names = entries.filter { $0.kinds.contains(element.kind) }.map(\.name)
    if names.contains(name) { return LuaComplaint("'\(name)' cannot be set") }
    let near = nearest(name, among: names).first.map { "; did you mean '\($0)'?" } ?? ""
    return LuaComplaint("a \(element.kindName) has no '\(name)'\(near)")
  }
}
