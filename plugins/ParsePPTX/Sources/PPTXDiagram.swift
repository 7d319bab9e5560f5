import Markup

/// The words of a SmartArt diagram (ECMA-376, part 1, 21.4.2), in the order of its tree.
struct PPTXDiagram {
  /// The text of each point with its depth from 1.
  private(set) var texts: [(level: Int, body: XMLElement)] = []

  init(_ model: XMLElement) {
    var bodies: [String: XMLElement] = [:]
    var order: [String] = []
    var root: String?
    for point in model.first("ptLst")?.elements.map({ $0 }) ?? [] where point.localName == "pt" {
      let id = point["modelId"] ?? "at \(order.count)"
      if point["type"] == "doc" { root = id }
      order.append(id)
      if let body = point.first("t") { bodies[id] = body }
    }
    var children: [String: [(order: Int, id: String)]] = [:]
    for line in model.first("cxnLst")?.elements.map({ $0 }) ?? [] where line["type"] ?? "parOf" == "parOf" {
      guard let from = line["srcId"], let to = line["destId"] else { continue }
      children[from, default: []].append((line["srcOrd"].flatMap { Int($0) } ?? 0, to))
    }
    for id in children.keys { children[id]?.sort { $0.order < $1.order } }
    // Each point is given once, whatever circles the lines make.
    var seen: Set<String> = []
    var waiting: [(id: String, level: Int)] = root.map { [($0, 0)] } ?? []
    while let (id, level) = waiting.popLast() {
      guard seen.insert(id).inserted else { continue }
      if let body = bodies[id] { texts.append((min(max(level, 1), 9), body)) }
      waiting += (children[id] ?? []).reversed().map { ($0.id, level + 1) }
    }
    for id in order where !seen.contains(id) {
      if let body = bodies[id] { texts.append((1, body)) }
    }
  }
}
