import Document
import Testing

struct WebAddressTests {
  /// The examples of RFC 3986, 5.4, whose base has a path.
  @Test(arguments: [
    ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
    ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"),
    ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"), (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"),
    (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"),
    ("../..", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"),
    ("g?y/../x", "http://a/b/c/g?y/../x"),
  ]) func references(_ reference: String, _ address: String) {
    #expect(WebAddress.resolved(reference, against: "http://a/b/c/d;p?q") == address)
  }

  @Test func withoutABase() {
    #expect(WebAddress.resolved(" a/b ", against: nil) == "a/b")
    #expect(WebAddress.resolved("a", against: "no address") == "a")
    #expect(WebAddress.resolved("a", against: "http://host") == "http://host/a")
    #expect(WebAddress.resolved("ja\nva", against: "http://host/") == "http://host/java")
  }
}
