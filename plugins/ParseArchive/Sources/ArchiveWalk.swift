import Document
import Markup
import Workbench

/// Walks an archive and those in it; the bounds count for all of them together.
final class ArchiveWalk {
  private let reader: ArchiveReader
  private let context: RunContext
  private var report: ArchiveReport
  /// Of all archives so far.
  private var entries = 0
  private var unpacked = 0
  /// Bytes of the outermost archive, which the ratio is taken of.
  private let packedSize: Int
  private var isStopped = false
  /// How many entries of each name there were.
  private var times: [String: Int] = [:]
  private(set) var documents = 0

  /// An entry larger than this is not read into memory.
  private static let largestEntry = ByteSource.wholeLimit

  init(_ reader: ArchiveReader, _ context: RunContext, _ report: ArchiveReport, packedSize: Int) {
    self.reader = reader
    self.context = context
    self.report = report
    self.packedSize = packedSize
  }

  /// Hands on the documents of all entries, and last a document with what could not be read.
  func finish(_ emit: (consuming Document) throws(Problem) -> Void) throws(Problem) {
    if documents == 0 { throw report.nothingRead }
    if let document = report.document(context) { try emit(document) }
  }

  /// - Parameter outer: the names of the archives around this one, each with a slash behind it.
  func walk(
    _ opened: consuming Archive, _ outer: String, depth: Int, _ emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    var archive = opened
    var last = outer
    while !isStopped {
      var entry: ArchiveEntry?
      do throws(ArchiveFault) {
        entry = try archive.next()
      } catch {
        report.add(problem(error, last))
        if case .damaged(_, isOver: false) = error { continue }
        return
      }
      guard let entry else {
        if archive.isCutOff {
          report.add(problem(.damaged("its list of contents is missing, and so may be entries", isOver: true), outer))
        }
        return
      }
      entries += 1
      let name = archive.isPackedAlone ? nameOfPacked(outer) : ArchiveWalk.harmless(entry.name)
      last = outer + name
      if entry.kind == .folder { continue }
      if let refusal = refusal(of: entry, last) {
        report.add(refusal)
        continue
      }
      if entry.leadsOutside {
        report.add(
          Problem(
            "archive.name", "the name '\(entry.name)' leads out of the archive; it was read as \(name)",
            at: Place(part: last)))
      }
      var bytes: [UInt8] = []
      do throws(ArchiveFault) {
        try archive.read(into: &bytes, limit: ArchiveWalk.largestEntry)
      } catch {
        report.add(problem(error, last))
        switch error {
        case .ratio: isStopped = true
        case .size(let limit): isStopped = limit != ArchiveWalk.largestEntry
        default: break
        }
        // What came before the damage is read, the bytes of a bomb are not.
        if case .damaged = error {} else { bytes = [] }
        if bytes.isEmpty { continue }
      }
      unpacked = archive.unpacked
      try hand(bytes, last, depth, emit)
      archive.count(upTo: unpacked)
    }
  }

  // MARK: One entry

  private func refusal(of entry: ArchiveEntry, _ name: String) -> Problem? {
    let place = Place(part: name)
    switch entry.kind {
    case .link(let target):
      return Problem("archive.link", "it is a link to '\(target)', and was not followed", at: place)
    case .special: return Problem("archive.special", "it is no file but a device or a pipe", at: place)
    case .file, .folder: return entry.isEncrypted ? problem(.encrypted, name) : nil
    }
  }

  private func hand(
    _ bytes: [UInt8], _ name: String, _ depth: Int, _ emit: (consuming Document) throws(Problem) -> Void
  ) throws(Problem) {
    times[name, default: 0] += 1
    if bytes.isEmpty { return report.add(Problem("input.empty", "there is nothing in it", at: Place(part: name))) }
    // What the taker of documents throws ends the reading, and is no fault of the entry.
    var failure: Problem?
    var renamed: [String: String] = [:]
    do throws(Problem) {
      let source = ByteSource(bytes: bytes, path: report.path + "/" + name)
      if try reader.isArchive(source, context) {
        guard depth < reader.bounds.depth else {
          throw Problem(
            "archive.depth", "archives lie in one another more than \(reader.bounds.depth) deep",
            help: "where it is no trap, unpack it first, or raise the parameter 'depth' of parse.archive")
        }
        let inner = try opened(bytes, Place(part: name))
        do throws(Problem) { try walk(inner, name + "/", depth: depth + 1, emit) } catch {
          failure = error
          throw error
        }
        return
      }
      try reader.chosen(context).read(source, in: context) { document throws(Problem) in
        documents += 1
        let named = self.named(document, name, &renamed)
        do throws(Problem) { try emit(named) } catch {
          failure = error
          throw error
        }
      }
    } catch {
      if let failure { throw failure }
      var problem = error
      problem.message = "it was not read: \(error.message)"
      problem.place = Place(part: name)
      report.add(problem)
    }
  }

  /// The document as a part of the archive. Two files that are the same are two documents, also under one name.
  private func named(_ document: consuming Document, _ name: String, _ renamed: inout [String: String]) -> Document {
    var document = document
    let number = times[name].map { $0 > 1 ? " \($0)" : "" } ?? ""
    let id = String(SHA256.hexadecimal(of: Array("\(report.id) \(name) \(document.id)\(number)".utf8)).prefix(16))
    renamed[document.id] = id
    document.id = id
    if let parent = document.metadata.parent {
      document.metadata.parent = renamed[parent] ?? parent
    } else {
      document.metadata.parent = report.id
      document.metadata.part = name
    }
    return document
  }

  private func opened(_ bytes: [UInt8], _ place: Place) throws(Problem) -> Archive {
    var left = reader.bounds
    left.entries = max(0, left.entries - entries)
    do throws(ArchiveFault) {
      return try Archive(bytes: bytes, bounds: left, alreadyUnpacked: unpacked, packedSize: packedSize)
    } catch { throw error.problem(in: ArchiveReader.identifier, at: place) }
  }

  // MARK: Names

  private func problem(_ fault: ArchiveFault, _ name: String) -> Problem {
    if case .entries = fault {
      return ArchiveFault.entries(reader.bounds.entries).problem(in: ArchiveReader.identifier, at: Place(part: name))
    }
    return fault.problem(in: ArchiveReader.identifier, at: Place(part: name.isEmpty ? nil : name))
  }

  /// `page.html.xz` holds `page.html`.
  private func nameOfPacked(_ outer: String) -> String {
    let name = Paths.name(outer.isEmpty ? report.path : String(outer.dropLast()))
    switch Paths.fileExtension(name) {
    case "gz", "gzip", "bz2", "xz", "zst": return Paths.stem(name)
    default: return name == "-" ? "unnamed" : name
    }
  }

  /// The name without what leads out of a folder.
  private static func harmless(_ name: String) -> String {
    var parts = name.split { $0 == "/" || $0 == "\\" || $0.isNewline || $0 == "\0" }.filter { $0 != "." && $0 != ".." }
    if let first = parts.first, first.count == 2, first.last == ":" { parts.removeFirst() }
    return parts.isEmpty ? "unnamed" : parts.joined(separator: "/")
  }
}
