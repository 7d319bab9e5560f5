import Document
import Workbench

extension LuaLibrary {
  /// What the prelude of tests is made of; it takes the module out of the script's sight.
  static let testModule: [LuaEntry] = [
    function("(bench)", "document", "(source)", "Documents of a text, or of a table that describes them.") {
      host, arguments throws(LuaComplaint) in
      try bench(host).documents(arguments.value(0), host).map { .element($0) }
    },
    function("(bench)", "step", "(name)", "The number of a step, by its file or its processor's identifier.") {
      host, arguments throws(LuaComplaint) in [.integer(try bench(host).step(try arguments.text(0)))]
    },
    function("(bench)", "run", "(number, documents, with)", "What the step gives, and what it said.") {
      host, arguments throws(LuaComplaint) in
      try bench(host).run(try arguments.integer(0), arguments.value(1), try arguments.fields(2), host)
    },
  ]

  private static func bench(_ host: LuaHost) throws(LuaComplaint) -> LuaTestBench {
    guard let bench = host.bench else { throw LuaComplaint("only tests have that") }
    return bench
  }
}
