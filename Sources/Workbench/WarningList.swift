public import Document

/// The warnings on a document as they come, so many of them: a file that is wrong in a million places says so once.
public struct WarningList: Sendable {
  private var list: [Problem] = []
  private var leftOut = 0
  public static let most = 1_000

  public init() {}

  public mutating func append(_ problem: Problem) {
    if list.count < WarningList.most { list.append(problem) } else { leftOut += 1 }
  }

  public mutating func append(_ others: WarningList) {
    for problem in others.list { append(problem) }
    leftOut += others.leftOut
  }

  /// All that there was room for, and how many more there were.
  public var all: [Problem] {
    leftOut == 0
      ? list : list + [Problem("document.warnings", "\(leftOut) more warnings of these kinds were left out")]
  }
}
