/// The stack of open elements. Whether an element is in one of HTML's scopes is answered without a walk, so that a deep page costs
/// no more than a flat one of the same length.
struct HTMLOpenElements {
  struct Element {
    var node: Int32
    var name: UInt32
    /// Unknown for an element of SVG or MathML.
    var tag: HTMLTag
    var namespace: HTMLNamespace
    var category: HTMLCategory
    /// The next lower element of HTML with this name, -1 where there is none.
    fileprivate var lowerSame: Int32 = -1
    /// Where the uppermost element is, from this one down, that ends a search in each of the scopes.
    fileprivate var bases = Bases()

    init(_ node: Int32, name: UInt32, tag: HTMLTag, namespace: HTMLNamespace, category: HTMLCategory) {
      self.node = node
      self.name = name
      self.tag = namespace == .html ? tag : .unknown
      self.namespace = namespace
      self.category = category
    }
  }

  enum Scope { case plain, listItem, button, table }

  fileprivate struct Bases {
    var scope: Int32 = -1
    var listItem: Int32 = -1
    var button: Int32 = -1
    var table: Int32 = -1
    var special: Int32 = -1
    /// Special, and no `address`, `div` or `p`.
    var item: Int32 = -1
  }

  private(set) var elements: [Element] = []
  /// The uppermost element of HTML with each name, -1 where there is none.
  private var uppermost: [Int32] = Array(repeating: -1, count: HTMLNames.known.entries.count)

  var count: Int { elements.count }
  var isEmpty: Bool { elements.isEmpty }
  /// The current node.
  var last: Element { elements[elements.count - 1] }

  subscript(_ index: Int) -> Element { elements[index] }

  mutating func push(_ element: Element) {
    var element = element
    index(&element, at: Int32(truncatingIfNeeded: elements.count))
    elements.append(element)
  }

  @discardableResult
  mutating func pop() -> Element {
    let element = elements.removeLast()
    if element.namespace == .html { uppermost[Int(element.name)] = element.lowerSame }
    return element
  }

  mutating func remove(at index: Int) {
    let above = takeAbove(index)
    pop()
    for element in above.reversed() { push(element) }
  }

  mutating func insert(_ element: Element, at index: Int) {
    let above = takeAbove(index - 1)
    push(element)
    for element in above.reversed() { push(element) }
  }

  mutating func replace(at index: Int, with element: Element) {
    let above = takeAbove(index)
    pop()
    push(element)
    for element in above.reversed() { push(element) }
  }

  private mutating func takeAbove(_ index: Int) -> [Element] {
    var above: [Element] = []
    while elements.count > index + 1 { above.append(pop()) }
    return above
  }

  private mutating func index(_ element: inout Element, at place: Int32) {
    var bases = elements.last?.bases ?? Bases()
    let category = element.category
    if !category.isEmpty {
      if category.contains(.scope) { bases.scope = place }
      if category.contains(.listScope) { bases.listItem = place }
      if category.contains(.buttonScope) { bases.button = place }
      if category.contains(.tableScope) { bases.table = place }
      if category.contains(.special) {
        bases.special = place
        if element.tag != .address, element.tag != .div, element.tag != .p { bases.item = place }
      }
    }
    element.bases = bases
    guard element.namespace == .html else { return }
    let name = Int(element.name)
    if name >= uppermost.count { uppermost += repeatElement(-1, count: name + 64 - uppermost.count) }
    element.lowerSame = uppermost[name]
    uppermost[name] = place
  }

  /// Where the uppermost element of HTML with this name is; nil where none is open.
  func uppermost(_ name: UInt32) -> Int? {
    guard Int(name) < uppermost.count, uppermost[Int(name)] >= 0 else { return nil }
    return Int(uppermost[Int(name)])
  }

  func contains(_ tag: HTMLTag) -> Bool { uppermost(HTMLNames.id(tag)) != nil }

  func has(_ tag: HTMLTag, in scope: Scope = .plain) -> Bool { has(HTMLNames.id(tag), in: scope) }

  func has(_ name: UInt32, in scope: Scope = .plain) -> Bool {
    guard let place = uppermost(name), let bases = elements.last?.bases else { return false }
    switch scope {
    case .plain: return place >= bases.scope
    case .listItem: return place >= bases.listItem
    case .button: return place >= bases.button
    case .table: return place >= bases.table
    }
  }

  /// Whether an element that is open at `place` is in scope.
  func isInScope(_ place: Int) -> Bool { place >= elements.last.map { Int($0.bases.scope) } ?? 0 }

  /// Where the uppermost special element is; -1 where none is.
  var uppermostSpecial: Int { elements.last.map { Int($0.bases.special) } ?? -1 }

  /// The same, but for `address`, `div` and `p`.
  var uppermostItemEnd: Int { elements.last.map { Int($0.bases.item) } ?? -1 }

  /// Where a node is, searched from above.
  func place(of node: Int32) -> Int? { elements.lastIndex { $0.node == node } }
}
