import Foundation
import TestKit
import Testing

/// What is read again and again takes no more memory than what is read once.
struct MemoryTests {
  /// The most memory that the program held at once, in KiB, while it read the same file so many times.
  private func peak(_ path: String, times: Int) throws -> Int {
    let measure =
      "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
      + "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    let paths = Array(repeating: path, count: times).joined(separator: " ")
    let result = try Shell.run(
      "python3 -c '\(measure)' \(Shell.programs)/dragoman inspect --json --jobs 1 \(paths)", in: "/tmp")
    return try #require(Int(result.output.trimmingCharacters(in: .whitespacesAndNewlines)), "\(result.error)")
  }

  /// The entities that a feed declares were kept for good, though nobody asks for them (found by fuzzing).
  @Test func declaredEntitiesAreGivenBack() throws {
    try Fixtures.withTemporaryFolder { folder in
      let entities = (0..<40).map { "<!ENTITY e\($0) \"\(String(repeating: "x", count: 50_000))\">" }.joined()
      let feed = "<!DOCTYPE rss [\(entities)]><rss version='2.0'><channel><item><title>T</title></item></channel></rss>"
      let path = folder + "/feed.xml"
      try Data(feed.utf8).write(to: URL(fileURLWithPath: path))
      let (once, often) = (try peak(path, times: 4), try peak(path, times: 32))
      #expect(often - once < 28 << 10, "\(once) KiB once, \(often) KiB often")
    }
  }
}
