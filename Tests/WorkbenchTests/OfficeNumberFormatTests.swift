import TestKit
import Testing

@testable import Workbench

struct OfficeNumberFormatTests {
  @Test(arguments: [
    ("General", 0.1 + 0.2, "0.3"), ("General", 1_234_567.5, "1234567.5"), ("General", -0.0, "0"),
    ("General", 1e30, "1E+30"), ("General", 1.5e-12, "1.5E-12"), ("General", 123_456_789_012, "123456789012"),
    ("0", 2.5, "3"), ("0", -2.5, "-3"), ("0", 0.4, "0"), ("0", -0.4, "0"), ("0.00", 1.005, "1.01"), ("0.00", 2, "2.00"),
    ("0.0#", 1.25, "1.25"), ("0.0#", 1, "1.0"), ("#", 0, ""), ("#.##", 0.5, ".5"), ("00000", 42, "00042"),
    ("#,##0", 1_234_567, "1,234,567"), ("#,##0", 999, "999"), ("#,##0.00", -1234.5, "-1,234.50"),
    ("#,##0,", 1_234_567, "1,235"), ("0.0,,\" m\"", 1_234_567, "1.2 m"), ("0%", 0.256, "26%"),
    ("0.0 %", 0.256, "25.6 %"),
    ("0.00E+00", 12345, "1.23E+04"), ("##0.0E+0", 12345, "12.3E+3"), ("0E-0", 0.00012, "1E-4"),
    ("000-00-0000", 123_456_789, "123-45-6789"), ("(000) 000-0000", 2_125_551_234, "(212) 555-1234"),
    ("0;(0)", -5, "(5)"), ("0;(0);\"-\"", 0, "-"), ("0;-0;;@", 0, ""), (";;;", 7, "7"),
    ("_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", 1234, "1,234"), ("[Red][<0]0.0;[>=100]0;0.00", 250, "250"),
    ("[Red][<0]0.0;[>=100]0;0.00", 5, "5.00"), ("[$€-407] #,##0.00", 3, "€ 3.00"), ("\"US\"\\$ 0", 3, "US$ 3"),
    ("# ?/?", 0.5, "0.5"), ("@", 12, "12"), ("0 g", 5, "5 g"), ("\"about \"General", 5, "about 5"),
  ])
  func numbersStandAsTheyAreShown(_ code: String, _ value: Double, _ expected: String) {
    #expect(OfficeNumberFormat(code).text(of: value) == expected, "\(code)")
  }

  @Test(arguments: [
    ("m/d/yyyy", 45677, "2025-01-20"), ("dd/mm/yy", 45677.9, "2025-01-20"), ("dddd, mmmm dd", 45677, "2025-01-20"),
    ("mmm-yy", 45658, "2025-01"), ("mmm-yy", 45677, "2025-01-20"), ("yyyy", 45658, "2025"),
    ("m/d/yy h:mm", 45677.163888889, "2025-01-20 03:56"), ("yyyy-mm-dd hh:mm:ss", 45677.5, "2025-01-20 12:00:00"),
    ("h:mm AM/PM", 0.75, "18:00"), ("mm:ss", 0.001, "00:01:26"), ("h:mm:ss.000", 0.5000001, "12:00:00.009"),
    ("[h]:mm", 1.135416667, "27:15"), ("[mm]:ss", 0.05, "1:12:00"), ("m/d/yyyy", 1, "1900-01-01"),
    ("m/d/yyyy", 59, "1900-02-28"), ("m/d/yyyy", 60, "1900-02-29"), ("m/d/yyyy", 61, "1900-03-01"),
    ("m/d/yyyy", 2_958_465, "9999-12-31"), ("m/d/yyyy", 2_958_466, "2958466"), ("m/d/yyyy", -1, "-1"),
    ("m/d/yyyy", 0, "0"), ("m/d/yyyy h:mm", 0.25, "06:00"), ("[$-2010401]d/mm/yyyy", 45677, "2025-01-20"),
    ("yyyy\"年\"m\"月\"d\"日\"", 45677, "2025-01-20"), ("\"day\" 0", 5, "day 5"),
  ])
  func datesStandAsISOHasThem(_ code: String, _ value: Double, _ expected: String) {
    #expect(OfficeNumberFormat(code).text(of: value) == expected, "\(code)")
  }

  @Test func daysAreCountedFrom1904WhereTheWorkbookSaysSo() {
    #expect(OfficeNumberFormat("yyyy-mm-dd").text(of: 0, from1904: true) == "1904-01-01")
    #expect(OfficeNumberFormat("yyyy-mm-dd").text(of: 44_215, from1904: true) == "2025-01-20")
  }

  @Test func formatsByNumberAreKnown() {
    #expect(OfficeNumberFormat(builtIn: 14)?.text(of: 45_677) == "2025-01-20")
    #expect(OfficeNumberFormat(builtIn: 44)?.text(of: -12) == "(12.00)")
    #expect(OfficeNumberFormat(builtIn: 99) == nil)
    #expect((0...60).allSatisfy { OfficeNumberFormat(builtIn: $0)?.text(of: 45_677.25).isEmpty != true })
  }

  /// Whatever a format and a number are, something comes of it.
  @Test func noFormatIsTooOdd() {
    var random = SeededRandom(seed: 7)
    let pieces = Array("0#?.,%;E+-eymdhsAM/PM[]<>=\"\\_*@G$ ").map(String.init) + ["General", "[h]", "[$€-1]", "[>=1]"]
    for _ in 0..<20_000 {
      let code = (0..<1 + random.next(12)).map { _ in pieces[random.next(pieces.count)] }.joined()
      for value in [0, 1, -1, 0.5, 1e-9, 1e15, 45_677.163, -1e300, .greatestFiniteMagnitude, .leastNonzeroMagnitude] {
        #expect(OfficeNumberFormat(code).text(of: value).utf8.count < 1_000)
      }
    }
  }

  @Test(arguments: [
    ("a_x000D_b", "a\rb"), ("_x0041_", "A"), ("_x005F_x0041_", "_x0041_"), ("_x0_", "_x0_"), ("_", "_"), ("", ""),
    ("_xD83D__xDE00_", "😀"), ("_xD83D_a", "a"), ("_x0000_a", "a"), ("_xGGGG_", "_xGGGG_"),
    ("snake_case_x", "snake_case_x"),
  ])
  func escapesAreRead(_ text: String, _ expected: String) { #expect(OfficeText.unescaped(text) == expected) }
}
