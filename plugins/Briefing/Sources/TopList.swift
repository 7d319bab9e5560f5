/// The best few of many, in order. Memory is that of `limit` elements, whatever is offered.
struct TopList<Element> {
  let limit: Int
  private let precedes: (Element, Element) -> Bool
  private(set) var elements: [Element] = []
  /// How many were offered.
  private(set) var offered = 0

  /// - Parameter precedes: a strict order; of two that are equal the earlier offered stays ahead.
  init(limit: Int, by precedes: @escaping (Element, Element) -> Bool) {
    self.limit = limit
    self.precedes = precedes
  }

  /// Whether an element would enter now; lets a caller spare itself the making of the rest of it.
  func wouldKeep(_ element: Element) -> Bool {
    guard elements.count >= limit else { return limit > 0 }
    guard let worst = elements.last else { return false }
    return precedes(element, worst)
  }

  mutating func offer(_ element: Element) {
    offered += 1
    guard wouldKeep(element) else { return }
    var low = 0
    var high = elements.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(element, elements[middle]) { high = middle } else { low = middle + 1 }
    }
    elements.insert(element, at: low)
    if elements.count > limit { elements.removeLast() }
  }
}
