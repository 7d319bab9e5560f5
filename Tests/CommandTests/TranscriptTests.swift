import TestKit
import Testing

@Test(arguments: Transcript.all()) func transcriptHolds(_ transcript: Transcript) throws {
  let differences = try transcript.differences(
    program: Shell.programs, files: Fixtures.package + "/Tests/CommandTests/Files")
  #expect(differences == [], "\(differences.joined(separator: "\n"))")
}
