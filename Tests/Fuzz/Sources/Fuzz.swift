import Document
import FuzzDriver
import Glibc
import Plugins
import Text
import Workbench

/// A reader, named by DRAGOMAN_FUZZ_READER, which is handed every input; its documents are held against what every document promises.
/// DRAGOMAN_FUZZ_WITH may set its parameters, as JSON. A problem that it throws is no failure; a crash, a hang, a leak or a broken promise is.
@main
struct Fuzz {
  private static let shared = Fuzz()

  static func main() {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(
      LLVMFuzzerRunDriver(&count, &arguments) { data, size in
        Fuzz.shared.read([UInt8](UnsafeBufferPointer(start: data, count: size)))
        return 0
      })
  }

  private let reader: any Reader
  private let context: RunContext
  private let path: String

  private init() {
    let identifier = getenv("DRAGOMAN_FUZZ_READER").map { String(cString: $0) } ?? "parse.auto"
    guard let registry = try? Registry.builtIn(), let entry = try? registry.required(identifier),
      case .reader(let make, _) = entry.role, let given = try? Fuzz.parameters,
      let reader = try? make(Settings(entry.manual, given))
    else {
      // Nothing can be fuzzed without its reader.
      fatalError("\(identifier) is no reader that runs with its defaults, or with DRAGOMAN_FUZZ_WITH")
    }
    self.reader = reader
    context = RunContext(step: identifier, registry: registry)
    path = "input." + (entry.manual.formats.first?.extensions.first ?? "bin")
  }

  private static var parameters: Fields {
    get throws {
      guard let written = getenv("DRAGOMAN_FUZZ_WITH") else { return Fields() }
      return try JSON.value(from: String(cString: written)).object ?? Fields()
    }
  }

  private func read(_ bytes: [UInt8]) {
    do throws(Problem) {
      let bytes = PackedParts.zip(bytes) ?? bytes
      try reader.read(ByteSource(bytes: bytes, path: path), in: context) { document throws(Problem) in
        Fuzz.check(document)
      }
    } catch {
      precondition(!error.code.isEmpty && !error.message.isEmpty, "a problem says nothing")
    }
  }

  /// What every document promises.
  private static func check(_ document: Document) {
    let text = Array(document.text.utf8)
    precondition(Canonical.isNFC(document.text), "the text is not NFC")
    var last = 0
    for block in document.blocks {
      precondition(block.range.lowerBound >= last && block.range.upperBound <= text.count, "a block is out of order")
      precondition(isBoundary(block.range.lowerBound, text) && isBoundary(block.range.upperBound, text))
      last = block.range.upperBound
      for run in block.runs {
        precondition(run.range.clamped(to: block.range) == run.range, "a run leaves its block")
        precondition(isBoundary(run.range.lowerBound, text) && isBoundary(run.range.upperBound, text))
      }
    }
    for segment in document.segments {
      precondition(segment.range.lowerBound >= 0 && segment.range.upperBound <= text.count, "a segment leaves the text")
    }
    let line = document.jsonLine
    do throws(Problem) {
      let again = try Document(json: try JSON.value(from: Array(line.utf8)))
      precondition(again.jsonLine == line, "the document is another one after it was written and read")
    } catch {
      // A fuzzer is told of a broken promise by the program's end.
      fatalError("a document that was written cannot be read: \(error.message)")
    }
  }

  private static func isBoundary(_ offset: Int, _ text: [UInt8]) -> Bool {
    offset == text.count || text[offset] & 0xC0 != 0x80
  }
}
