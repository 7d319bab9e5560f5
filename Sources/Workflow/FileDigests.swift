import Document
import Workbench

/// Digests of files' contents. A file whose signature is the one that the store knows is not read again.
struct FileDigests: Sendable {
  let store: RunStore

  /// Above this a file is read piece by piece.
  static let heldWhole = 8 << 20

  /// The digest of a file, and its bytes where they had to be read and are few.
  ///
  /// - Throws: what reading it throws.
  func digest(ofFile path: String) throws(Problem) -> (digest: Digest, bytes: [UInt8]?) {
    let now = FileSignature.now
    let signature = FileSignature(path)
    if let signature, !signature.isFolder, let known = try store.digest(ofFile: path, signature) { return (known, nil) }
    let source = try ByteSource(path: path)
    let (digest, bytes): (Digest, [UInt8]?)
    if path == "-" || signature.map({ $0.size <= FileDigests.heldWhole }) ?? true {
      let whole = try source.whole()
      (digest, bytes) = (Digest(of: whole), whole)
    } else {
      // The digest of a large file is that of its pieces' digests.
      var pieces = PackWriter()
      try source.forEachPiece { piece throws(Problem) in pieces.write(Digest(of: Array(piece))) }
      (digest, bytes) = (pieces.digest, nil)
    }
    // A file that is written to at this very moment may change again without its times telling.
    if let signature, signature.isSettled(at: now), FileSignature(path) == signature {
      try store.remember(path, signature, digest)
    }
    return (digest, bytes)
  }

  /// The digest of a file, or of all files below a folder with their names; "absent" where there is nothing.
  func digest(of path: String) throws(Problem) -> String {
    guard Files.isFolder(path) else {
      return Files.exists(path) ? try digest(ofFile: path).digest.hexadecimal : "absent"
    }
    var writer = PackWriter()
    for file in Files.below(path) {
      writer.write(file)
      writer.write(try digest(of: file))
    }
    return writer.digest.hexadecimal
  }
}
