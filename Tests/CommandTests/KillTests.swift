import Foundation
import TestKit
import Testing

/// A run that is killed at any instant goes on where it was, and ends with the bytes of one that was left alone.
/// `Tests/Benchmarks/kills` does the same some hundred times.
@Test func aRunThatWasKilledGoesOn() throws {
  let result = try Shell.run(
    "python3 \(Fixtures.package)/Tests/Benchmarks/kills --program \(Shell.programs)/dragoman --kills 8 --documents 60",
    in: "/tmp")
  #expect(result.status == 0, "\(result.output)\(result.error)")
}
