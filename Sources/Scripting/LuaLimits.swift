/// What a script may use up for one document.
public struct LuaLimits: Hashable, Sendable {
  /// Virtual instructions, and as many steps of library functions.
  public var instructions: Int
  /// Bytes.
  public var memory: Int
  public var time: Duration

  public init(instructions: Int, memory: Int, time: Duration) {
    self.instructions = instructions
    self.memory = memory
    self.time = time
  }

  /// A hundred million instructions, 64 MiB, ten seconds.
  public static let standard = LuaLimits(instructions: 100_000_000, memory: 64 << 20, time: .seconds(10))
}
