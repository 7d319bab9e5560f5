import Document
import Synchronization
import Workbench

/// What the files that steps read were when a run asked for their fingerprints. A step reads them later, and they may have become
/// others by then: what it made is then no result under its fingerprint.
final class FilesRead: Sendable {
  private struct Seen {
    var signatures: [FileSignature?]
    var digest: String
    /// The steps that read the file or folder, by their fingerprints.
    var fingerprints: Set<Digest>
    var hasChanged = false
  }

  private let seen = Mutex<[String: Seen]>([:])
  /// A run writes its outputs: of those below a folder that a step reads only the content counts.
  private let out: String

  init(out: String) { self.out = out }

  /// What the file system says of a file, or of the files below a folder.
  func signatures(of path: String) -> [FileSignature?] {
    if Folders.isInside(path, out) { return [] }
    guard Files.isFolder(path) else { return [FileSignature(path)] }
    let files = Files.below(path)
    guard Folders.isInside(out, path) else { return files.map { FileSignature($0) } }
    return files.filter { !Folders.isInside($0, out) }.map { FileSignature($0) }
  }

  /// Notes what a file or folder was for a fingerprint.
  ///
  /// - Parameter signatures: taken before the digest was.
  func note(_ path: String, _ signatures: [FileSignature?], _ digest: String, for fingerprint: Digest) {
    seen.withLock { seen in
      var now = seen[path] ?? Seen(signatures: signatures, digest: digest, fingerprints: [])
      now.hasChanged = now.hasChanged || now.signatures != signatures || now.digest != digest
      now.fingerprints.insert(fingerprint)
      seen[path] = now
    }
  }

  /// The fingerprints of steps whose files are not what they were.
  func drifted(digest: (String) throws(Problem) -> String) -> Set<Digest> {
    var drifted: Set<Digest> = []
    for (path, was) in seen.withLock({ $0 }) {
      // A file that was written to just before the run shows a later write by its content only.
      if was.hasChanged || signatures(of: path) != was.signatures || (try? digest(path)) != was.digest {
        drifted.formUnion(was.fingerprints)
      }
    }
    return drifted
  }
}
