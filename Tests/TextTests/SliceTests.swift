import Testing
import Text

@Test func slicesByBytes() {
  #expect("قال إن".slice(7..<11) == "إن")
  #expect("قال".slice(2..<2) == "")
  #expect("قال".slice(0..<6) == "قال")
}

@Test func aSliceBetweenTheScalarsOfOneLetter() {
  #expect(Array("e\u{301}x".slice(1..<3).utf8) == [0xCC, 0x81])
}

@Test func aSliceInsideAScalarIsABrokenPromise() async {
  await #expect(processExitsWith: .failure) { _ = "قال".slice(1..<2) }
  await #expect(processExitsWith: .failure) { _ = Tokenizer.tokens(in: "قال", 0..<7) }
}
