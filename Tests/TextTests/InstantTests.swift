import Testing
import Text

@Suite struct InstantTests {
  @Test func readsAndWritesISO8601() throws {
    let instant = try #require(Instant(iso8601: "2025-01-20T06:56:00.25+03:00"))
    #expect(instant.description == "2025-01-20T03:56:00Z")
    #expect(instant.secondsSince1970 == 1_737_345_360)
    #expect(Instant(iso8601: "20250120T035600Z") == instant)
    #expect(Instant(iso8601: "2025-01-20 03:56") == instant)
    #expect(Instant(iso8601: "2025-01-20")?.description == "2025-01-20T00:00:00Z")
  }

  @Test(arguments: ["", "2025", "2025-13-01", "2025-02-29", "2025-01-20T25:00Z", "2025-01-20T03:56:00Zz", "٢٠٢٥-٠١-٢٠"])
  func refusesWhatIsNoDate(_ text: String) {
    #expect(Instant(iso8601: text) == nil)
  }

  @Test func neverTraps() {
    #expect(Instant(year: .min, month: 1, day: 1) == nil)
    #expect(
      Instant(year: 2025, month: 1, day: .max, hour: .min, minute: .max, second: .min, offsetMinutes: .max) == nil)
    #expect(!Instant(secondsSince1970: .min).description.isEmpty)
    #expect(!Instant(secondsSince1970: .max).description.isEmpty)
  }

  @Test func civilIsTheInverse() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let instant = Instant(secondsSince1970: .random(in: -60_000_000_000...250_000_000_000, using: &random))
      let c = instant.civil
      #expect(
        Instant(year: c.year, month: c.month, day: c.day, hour: c.hour, minute: c.minute, second: c.second) == instant)
    }
  }
}
