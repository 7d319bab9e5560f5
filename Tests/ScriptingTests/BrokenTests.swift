import Document
import TestKit
import Testing
import Workbench

@testable import Scripting

/// `Broken/*.txt`: under `step` a chunk with a mistake, as authors make them. Shown is the whole message: where, what, how to mend it, and
/// the way there.
@Test(arguments: Cases.all("Broken"))
func aMistakeIsExplained(_ testCase: Case) throws {
  var limits = LuaLimits.standard
  limits.memory = 4 << 20
  let problem = try Scripts.problem(testCase["step"] ?? "", engine: LuaEngine(limits: limits))
  #expect(problem?.place.file == "test.lua")
  #expect(Cases.difference(testCase, "expect", problem?.description ?? "nothing is wrong") == nil)
}
