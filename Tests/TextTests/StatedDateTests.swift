import Testing
import Text

struct StatedDateTests {
  private func outline(_ field: String, now: String? = nil) -> String? {
    Dates.stated(field, now: now.flatMap { Instant(iso8601: $0) }).map { "\($0.instant) \($0.precision)" }
  }

  @Test(arguments: [
    ("Mon, 20 Jan 2025 03:56:07 +0300", "2025-01-20T00:56:07Z second"),
    ("20 Jan 25 04:10 EST", "2025-01-20T09:10:00Z minute"), ("1 Feb 99 00:00 XYZ", "1999-02-01T00:00:00Z minute"),
    ("Mon,20 Jan 2025 03:56:07 GMT (a comment)", "2025-01-20T03:56:07Z second"),
    ("20-Jan-2025 03:56:07 -0130", "2025-01-20T05:26:07Z second"),
    ("Monday, 20 January 2025 03:56:00 +03:00", "2025-01-20T00:56:00Z second"),
    ("Mon, 20 Jan\n 2025 03:56:07", "2025-01-20T03:56:07Z second"), ("2025-01-20", "2025-01-20T00:00:00Z day"),
    ("2025-01-20T03:56Z", "2025-01-20T03:56:00Z minute"),
    ("2025-01-20T03:56:07.123+03:00", "2025-01-20T00:56:07Z second"),
    ("2025-01-20 03:56:07", "2025-01-20T03:56:07Z second"), ("20 يناير 2025", "2025-01-20T00:00:00Z day"),
  ]) func stated(_ field: String, _ expected: String) { #expect(outline(field) == expected) }

  @Test(arguments: [
    ("3 hours ago", "2025-01-21T07:30:00Z hour"), ("an hour ago", "2025-01-21T09:30:00Z hour"),
    ("منذ ٤ أيام", "2025-01-17T00:00:00Z day"), ("قبل ساعتين", "2025-01-21T08:30:00Z hour"),
    ("yesterday 10:00", "2025-01-20T10:00:00Z minute"), ("أمس", "2025-01-20T00:00:00Z day"),
    ("5 минут назад", "2025-01-21T10:25:00Z minute"),
  ]) func relative(_ field: String, _ expected: String) {
    #expect(outline(field, now: "2025-01-21T10:30:00Z") == expected)
    #expect(outline(field) == nil)
  }

  @Test(arguments: [
    "", "soon", "99 99 99 99:99", "9999999999999999999999 hours ago", ",,,,", "(", "- - - -", "31 Feb",
  ]) func noDates(_ field: String) { #expect(outline(field, now: "2025-01-21T10:30:00Z") == nil) }

  /// What is no date of RFC 5322 may hold one in words all the same.
  @Test func whatCanBeReadIsRead() {
    #expect(outline("20 Jan 2025 25:00 GMT") == "2025-01-20T00:00:00Z day")
    #expect(outline("20 Jan 2025 03:56 +9999") == "2025-01-20T03:56:00Z minute")
  }
}
