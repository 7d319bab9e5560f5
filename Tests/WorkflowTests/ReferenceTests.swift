import Foundation
import Plugins
import Scripting
import TestKit
import Testing
import Workbench

/// `workflows/REFERENCE.md` is printed from the manuals and from what the script host registers. DRAGOMAN_UPDATE_CASES=1 writes
/// it anew.
@Test func thePrintedReferenceIsFresh() throws {
  let path = Fixtures.package + "/workflows/REFERENCE.md"
  let page = """
    # Reference

    Printed from the program; `DRAGOMAN_UPDATE_CASES=1 swift test --filter thePrintedReferenceIsFresh` writes it anew.
    [README.md](README.md) explains how workflows and steps are written.

    # Processors

    \(try Registry.builtIn().markdown)# Lua

    ## Steps

    \(LuaReference.handlers)
    ## Limits

    \(LuaReference.limits)
    ## Functions

    \(LuaReference.markdown)
    ## Tests

    \(LuaTestReference.markdown)
    """.trimmingCharacters(in: .newlines) + "\n"
  if ProcessInfo.processInfo.environment["DRAGOMAN_UPDATE_CASES"] == "1" {
    try page.write(toFile: path, atomically: true, encoding: .utf8)
  }
  let printed = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  #expect(
    printed == page,
    "workflows/REFERENCE.md is stale: DRAGOMAN_UPDATE_CASES=1 swift test --filter thePrintedReferenceIsFresh")
}
