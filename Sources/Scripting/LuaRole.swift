/// What a script is to a run, by the function of its table that stands alone.
enum LuaRole: String, CaseIterable {
  /// It handles one document: a function, or handlers of elements.
  case processor
  case collection
  case reader
  case writer

  /// The function that a step of this role has; empty for processors, which have many.
  var handler: String {
    switch self {
    case .processor: ""
    case .collection: "collection"
    case .reader: "read"
    case .writer: "write"
    }
  }
}
