import Testing

/// Lua's patterns (reference manual, 6.4.1), through our own matcher.
struct PatternTests {
  /// A hundred thousand finds in 400 KB: by what each looks at, not by what is left of the text.
  @Test func aLoopOverAllFindsCostsTheTextOnce() throws {
    let code = """
      local text, at, count = ("one "):rep(100000), 1, 0
      while true do
        local from, to = text:find("one", at, true)
        if not from then return count end
        at, count = to + 1, count + 1
      end
      """
    #expect(try Scripts.value(code) == "100000")
  }

  @Test(arguments: [
    (#"("hello world"):find("wor")"#, "7 9"), (#"("hello"):find("l", 1, true)"#, "3 3"),
    (#"("a.b"):find(".", 1, true)"#, "2 2"), (#"("hello"):find("xyz")"#, "nil"), (#"("abc"):find("b", -1)"#, "nil"),
    (#"("abc"):find("", 10)"#, "nil"), (#"("abc"):find("", 4)"#, "4 3"), (#"("abc"):find("")"#, "1 0"),
    (#"("key = value"):match("^(%w+)%s*=%s*(%w+)$")"#, "key value"), (#"("  x "):match("^%s*(.-)%s*$")"#, "x"),
    (#"("abc"):match("()b()")"#, "2 3"), (#"("aXb"):match("%u")"#, "X"), (#"("a-b"):match("[a%-]+")"#, "a-"),
    (#"("x]y"):match("[]]")"#, "]"), (#"("x^y"):match("[x^]+")"#, "x^"), (#"("abc"):match("[^a-b]")"#, "c"),
    (#"("f(a(b)c)d"):match("%b()")"#, "(a(b)c)"), (#"("THE (quick) fox"):find("%f[%a]%a+%f[%A]")"#, "1 3"),
    (#"("aa bb"):match("(%w)%1")"#, "a"), (#"("'it'"):match("(['\"])(.-)%1")"#, "' it"),
    (#"("aaa"):match("a-")"#, ""), (#"("aaab"):match("a-b")"#, "aaab"), (#"("ab"):match("a?b?c?")"#, "ab"),
    (#"("2024-01-20"):match("(%d+)-(%d+)-(%d+)")"#, "2024 01 20"), (#"("a$"):match("a$")"#, "nil"),
    (#"("a$"):match("a%$")"#, "a$"), (#"("a$b"):match("a$b")"#, "a$b"), (#"("x"):match("^^")"#, "nil"),
    (#"("hello world"):gsub("o", "0")"#, "hell0 w0rld 2"), (#"("abc"):gsub("%w", "%0%0")"#, "aabbcc 3"),
    (#"("abc"):gsub("", "-")"#, "-a-b-c- 4"), (#"("abc"):gsub("b*", "x")"#, "xaxcx 3"),
    (#"("hello"):gsub("l", {l = "L"})"#, "heLLo 2"), (#"("hello"):gsub("l", function() end)"#, "hello 2"),
    (#"("a b"):gsub("(%w) (%w)", "%2 %1")"#, "b a 1"), (#"("abc"):gsub("%w", "%%", 2)"#, "%%c 2"),
    (#"("abc"):gsub("^a", "x")"#, "xbc 1"), (#"("aaa"):gsub("^a", "x")"#, "xaa 1"),
    (#"("x"):gsub("()", "%1")"#, "1x2 2"),
    (#"("a\0b"):find("%z")"#, "nil"), (#"("a\0b"):find("[\0]")"#, "2 2"), (#"#("a\0b"):match(".+")"#, "3"),
    (#"table.concat({("one two"):gmatch("%a+")()}, "")"#, "one"), (#"("%d"):gsub("%%d", "x")"#, "x 1"),
  ])
  func finds(_ expression: String, _ expected: String) throws {
    let code =
      "local r = table.pack(\(expression)) for i = 1, r.n do r[i] = tostring(r[i]) end return table.concat(r, ' ')"
    #expect(try Scripts.value(code) == "\"" + expected.replacing("\"", with: "\\\"") + "\"", "\(expression)")
  }

  @Test func gmatchVisitsEveryMatch() throws {
    #expect(
      try Scripts.value(
        """
        local found = {}
        for k, v in ("a=1, b=2"):gmatch("(%w+)=(%w+)") do found[#found + 1] = k .. v end
        for w in ("abc"):gmatch("") do found[#found + 1] = "e" end
        for w in ("hello"):gmatch("l", 4) do found[#found + 1] = w end
        return table.concat(found, " ")
        """) == #""a1 b2 e e e e l""#)
  }

  @Test(arguments: [
    ("'%'", "malformed pattern (ends with '%')"), ("'[a'", "malformed pattern (missing ']')"),
    ("'[]'", "malformed pattern (missing ']')"), ("'('", "unfinished capture"), ("')'", "invalid pattern capture"),
    ("'%1'", "invalid capture index %1 in pattern"), ("'(%1)'", "invalid capture index %1 in pattern"),
    ("'%b'", "malformed pattern (missing arguments to '%b')"), ("'%f'", "missing '[' after '%f' in pattern"),
    ("('()'):rep(33)", "too many captures"), ("('a*'):rep(201)", "pattern too complex"),
  ])
  func malformedPatternsAreTold(_ pattern: String, _ message: String) {
    #expect(Scripts.failure("string.match('x', \(pattern))") == message)
  }

  @Test func replacementsAreChecked() {
    #expect(Scripts.failure("string.gsub('x', 'x', '%9')") == "invalid capture index %9 in replacement string")
    #expect(Scripts.failure("string.gsub('x', 'x', '%a')") == "invalid use of '%' in replacement string")
    #expect(Scripts.failure("string.gsub('x', 'x', print)") == nil)
    #expect(
      Scripts.failure("string.gsub('x', 'x', function() return {} end)") == "invalid replacement value (a table)")
  }
}
