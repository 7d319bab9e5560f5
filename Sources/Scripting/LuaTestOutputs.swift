import Document
import Glibc
import Workbench

/// A folder for the files of a collection step in a test; gone once they have been looked at.
struct LuaTestOutputs {
  let outputs: Outputs

  init() throws(Problem) {
    let above = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array((above + "/dragoman-test-XXXXXX").utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      throw Problem(
        "output.unwritable", "no temporary folder can be made in \(above)",
        help: "set TMPDIR to a folder that can be written")
    }
    outputs = Outputs(folder: String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  /// The files as texts, by their names.
  func texts() throws(Problem) -> [(name: String, text: String)] {
    var texts: [(name: String, text: String)] = []
    for name in outputs.files {
      let bytes = try ByteSource(path: outputs.folder + "/" + name).whole(limit: 16 << 20)
      texts.append((name, String(decoding: bytes, as: UTF8.self)))
    }
    return texts
  }

  func remove() {
    for name in outputs.files {
      var path = outputs.folder + "/" + name
      unsafe unlink(path)
      // Folders in names: those above go once they are empty.
      while path.count > outputs.folder.count {
        path = Paths.folder(path)
        unsafe rmdir(path)
      }
    }
    unsafe rmdir(outputs.folder)
  }
}
