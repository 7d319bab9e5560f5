public import Document

/// A line of the registry: a manual, and what makes the processor from settings.
public struct Entry: Sendable {
  public typealias Make<Made> = @Sendable (Settings) throws(Problem) -> Made

  /// The four kinds of processor.
  public enum Role: Sendable {
    case reader(Make<any Reader>, recognises: Recogniser)
    case processor(Make<any Processor>)
    case collection(Make<any CollectionProcessor>)
    case writer(Make<any Writer>)
  }

  /// How sure a reader is, from 0 (no) to 1, that the bytes at the start of a file are its format. At most
  /// ``recognisedPrefix`` bytes are shown.
  public typealias Recogniser = @Sendable (ArraySlice<UInt8>) -> Double

  public static let recognisedPrefix = 4096

  public let manual: Manual
  public let role: Role
  /// What a step with these settings depends on beside manual, settings and documents. Results are kept under a key that it is
  /// part of, so a step that reads a file which no parameter of type path names must say so here.
  public var dependencies: @Sendable (Settings) throws(Problem) -> Dependencies = { _ in Dependencies() }

  public init(_ manual: Manual, role: Role) {
    self.manual = manual
    self.role = role
  }

  public init<Made: Processor>(_ manual: Manual, _ make: @escaping Make<Made>) {
    self.init(manual, role: .processor { settings throws(Problem) in try make(settings) })
  }

  public init<Made: CollectionProcessor>(_ manual: Manual, _ make: @escaping Make<Made>) {
    self.init(manual, role: .collection { settings throws(Problem) in try make(settings) })
  }

  public init<Made: Writer>(_ manual: Manual, _ make: @escaping Make<Made>) {
    self.init(manual, role: .writer { settings throws(Problem) in try make(settings) })
  }

  public init<Made: Reader>(
    _ manual: Manual, recognises: @escaping Recogniser = { _ in 0 }, _ make: @escaping Make<Made>
  ) {
    self.init(manual, role: .reader({ settings throws(Problem) in try make(settings) }, recognises: recognises))
  }

  /// The entry of steps that read these files beside those that parameters of type path name.
  public func reading(files: @escaping @Sendable (Settings) throws(Problem) -> [String]) -> Entry {
    var entry = self
    entry.dependencies = { settings throws(Problem) in Dependencies(files: try files(settings)) }
    return entry
  }

  /// "reader", "processor", "collection processor" or "writer".
  public var roleName: String {
    switch role {
    case .reader: "reader"
    case .processor: "processor"
    case .collection: "collection processor"
    case .writer: "writer"
    }
  }
}
