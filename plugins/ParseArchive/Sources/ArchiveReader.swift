import Document
import Markup
public import Workbench

extension Entry {
  public static let parseArchive = Entry(
    Manual(
      "parse.archive", version: 1, "Reads archives (ZIP, TAR, and both packed), the documents of every file in them.",
      help: """
        Each file goes to the reader that `parse.auto` chooses. Its documents name the archive's digest as `parent` and the
        entry's name as `part`; their path is that of the archive, a slash, and the entry's name. Archives in the archive are
        read too. Files packed alone by gzip, bzip2, xz or zstd are archives of one entry.

        What cannot be read is a warning on the archive's own document, which lists the entries and comes last. Links, devices
        and names that lead out of the archive are never followed, encrypted entries are said, nothing is written to the disk.
        An archive that is a document of its own (DOCX, ODT and their like) goes to the reader of that format.
        """,
      parameters: [
        .integer(
          "entries", default: ArchiveBounds.standard.entries, in: 1...10_000_000,
          "How many entries are read, those of archives in the archive counted too."),
        .integer(
          "size", default: ArchiveBounds.standard.size >> 20, in: 1...1_048_576,
          "In MiB: how much all entries may hold together, unpacked."),
        .integer(
          "ratio", default: ArchiveBounds.standard.ratio, in: 1...100_000,
          "An archive that unpacks to more than 64 MiB, and so many times its size, is not read on."),
        .integer(
          "depth", default: ArchiveBounds.standard.depth, in: 1...16,
          "How deep archives may lie in one another; 1 reads no archive in an archive."),
      ],
      makes: [.blocks, "ocr"],
      formats: [
        Format("application/zip", extensions: ["zip"]), Format("application/x-tar", extensions: ["tar", "tgz"]),
        Format("application/gzip", extensions: ["gz"]), Format("application/x-bzip2", extensions: ["bz2", "tbz2"]),
        Format("application/x-xz", extensions: ["xz", "txz"]), Format("application/zstd", extensions: ["zst", "tzst"]),
      ]),
    recognises: ArchiveReader.likeness
  ) { settings throws(Problem) in
    let bounds = ArchiveBounds(
      entries: try settings.integer("entries"), size: try settings.integer("size") << 20,
      ratio: try settings.integer("ratio"), depth: try settings.integer("depth"))
    return ArchiveReader(bounds: bounds)
  }
}

struct ArchiveReader: Reader {
  static let identifier = "parse.archive"

  var bounds: ArchiveBounds

  func read(
    _ source: ByteSource, in context: RunContext, emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    let start = try source.prefix(Entry.recognisedPrefix)
    guard !start.isEmpty else { throw source.emptyInput }
    let place = Place(file: source.path)
    let path = try source.isFile() ? source.path : nil
    let bytes = path == nil ? try source.whole() : []
    func opened() throws(Problem) -> Archive {
      do throws(ArchiveFault) {
        if let path { return try Archive(path: path, bounds: bounds) }
        return try Archive(bytes: bytes, bounds: bounds)
      } catch { throw error.problem(in: ArchiveReader.identifier, at: place) }
    }
    if let kind = ArchiveKind.unread(start) { throw kind.problem(at: place) }
    if Archive.isZip(start), let entry = try PackagedFormat.entry(of: opened(), context.registry, place) {
      guard case .reader(let make, _) = entry.role else { return }
      return try make(Settings(entry.manual, folder: context.folder)).read(source, in: context, emit: emit)
    }
    let archive = try opened()
    let report = ArchiveReport(
      path: source.path, sha256: try path == nil ? source.sha256(of: bytes) : source.sha256(),
      mediaType: ArchiveReader.mediaType(start))
    let walk = ArchiveWalk(self, context, report, packedSize: archive.packedSize)
    try walk.walk(archive, "", depth: 1, emit)
    try walk.finish(emit)
  }

  /// Whether a source within an archive is one too, and not a document of a format that is an archive inside.
  func isArchive(_ source: ByteSource, _ context: RunContext) throws(Problem) -> Bool {
    let start = try source.prefix(Entry.recognisedPrefix)
    let own = ArchiveReader.likeness(start)
    guard own > 0 else { return false }
    for reader in context.registry.readers where reader.recognises(start) > own { return false }
    if let kind = ArchiveKind.unread(start) { throw kind.problem(at: Place(file: source.path)) }
    guard Archive.isZip(start) else { return true }
    let bytes = try source.whole()
    do throws(ArchiveFault) {
      let archive = try Archive(bytes: bytes, bounds: bounds)
      return PackagedFormat.isKnown(archive) == false
    } catch { return true }
  }

  /// Whatever reads an entry.
  func chosen(_ context: RunContext) throws(Problem) -> any Reader {
    let entry = try context.registry.required("parse.auto")
    guard case .reader(let make, _) = entry.role else {
      throw Problem("registry.unknown", "parse.auto is no reader")
    }
    return try make(Settings(entry.manual, folder: context.folder))
  }

  /// Sure of what begins as an archive, but less so than the readers of formats that are archives inside.
  static func likeness(_ start: ArraySlice<UInt8>) -> Double {
    Archive.isZip(start) || Archive.packing(start) != nil || Archive.isTar(start) || ArchiveKind.unread(start) != nil
      ? 0.6 : 0
  }

  private static func mediaType(_ start: ArraySlice<UInt8>) -> String {
    switch Archive.packing(start) {
    case .gzip: "application/gzip"
    case .bzip2: "application/x-bzip2"
    case .xz: "application/x-xz"
    case .zstd: "application/zstd"
    case nil: Archive.isZip(start) ? "application/zip" : "application/x-tar"
    }
  }
}
