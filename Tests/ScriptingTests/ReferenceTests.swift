import Testing

@testable import Scripting

/// The reference names what is registered, and nothing else.
struct ReferenceTests {
  @Test func theReferenceNamesWhatIsRegistered() throws {
    let session = try LuaSession(engine: LuaEngine(), document: nil, folder: ".") { _, _ in }
    #expect(Set(session.names).symmetricDifference(LuaReference.names) == [])
    for name in LuaReference.names { #expect(LuaReference.markdown.contains(name), "\(name)") }
  }
}
