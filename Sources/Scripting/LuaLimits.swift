import Workbench

/// What a script may use up for one document.
public struct LuaLimits: Hashable, Sendable {
  /// Virtual instructions, and as many steps of library functions.
  public var instructions: Int
  /// Bytes.
  public var memory: Int
  public var time: Duration
  /// Bytes of text, annotations and values that it hands over.
  public var output: Int

  public init(instructions: Int, memory: Int, time: Duration, output: Int = 16 << 20) {
    self.instructions = instructions
    self.memory = memory
    self.time = time
    self.output = output
  }

  /// A hundred million instructions, 64 MiB, ten seconds, 16 MiB handed over.
  public static let standard = LuaLimits(instructions: 100_000_000, memory: 64 << 20, time: .seconds(10))

  /// These limits, with what a step's workflow says.
  func with(_ allowance: ScriptAllowance) -> LuaLimits {
    LuaLimits(
      instructions: allowance.instructions ?? instructions, memory: allowance.memory ?? memory,
      time: allowance.time ?? time, output: allowance.output ?? output)
  }

  /// These limits for so many documents at once: all but memory.
  func times(_ count: Int) -> LuaLimits {
    func product(_ number: Int) -> Int {
      let (product, isTooLarge) = number.multipliedReportingOverflow(by: max(1, count))
      return isTooLarge ? .max : product
    }
    return LuaLimits(
      instructions: product(instructions), memory: memory, time: time * max(1, count), output: product(output))
  }
}
