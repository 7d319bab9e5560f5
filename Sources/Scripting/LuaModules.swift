import Document
import Glibc
import Text
import Workbench

/// Finds and compiles what `require` asks for: files beside the workflow, and nothing elsewhere.
struct LuaModules {
  /// The workflow's folder.
  let folder: String
  let chunks: LuaChunks
  let compile: (_ source: String, _ file: String) throws(Problem) -> [UInt8]

  /// The bytecode of a module: `a.b` is `a/b.lua` or `a/b/init.lua`.
  func bytecode(_ name: String) throws(LuaComplaint) -> [UInt8] {
    let path = try path(name)
    do throws(Problem) {
      return try chunks.module(path) { path throws(Problem) in
        let bytes = try ByteSource(path: path).whole(limit: 16 << 20)
        guard let source = String(validating: bytes, as: UTF8.self) else {
          throw Problem("script.syntax", "it is not valid UTF-8")
        }
        return try compile(source, path)
      }
    } catch {
      let place = error.place.prefix
      throw LuaComplaint("module '\(name)' cannot be loaded: \(place.isEmpty ? path : place): \(error.message)")
    }
  }

  /// The bytecode of a template, by the path of its file from the workflow's folder.
  func template(_ name: String) throws(LuaComplaint) -> [UInt8] {
    let path = Paths.resolve(name, in: folder)
    guard !name.isEmpty, !name.contains("\0"), let resolved = Folders.resolved(path) else {
      let near = nearest(Paths.name(name), among: Folders.names(in: Paths.folder(path))).first
      throw LuaComplaint("there is no template '\(name)'" + (near.map { "; did you mean '\($0)'?" } ?? ": \(path)"))
    }
    guard Folders.isInside(resolved, folder) else {
      throw LuaComplaint("the template '\(name)' leads out of the workflow's folder")
    }
    do throws(Problem) {
      return try chunks.module("template:" + path) { _ throws(Problem) in
        try compile(try LuaModules.templateCode(path), path)
      }
    } catch {
      let place = error.place.prefix
      throw LuaComplaint("template '\(name)' cannot be rendered: \(place.isEmpty ? path : place): \(error.message)")
    }
  }

  private static func templateCode(_ path: String) throws(Problem) -> String {
    let bytes = try ByteSource(path: path).whole(limit: 16 << 20)
    guard let source = String(validating: bytes, as: UTF8.self) else {
      throw Problem("script.syntax", "it is not valid UTF-8")
    }
    do throws(Problem) {
      return try LuaTemplate(source).code
    } catch { throw error.inFile(path) }
  }

  private func path(_ name: String) throws(LuaComplaint) -> String {
    guard let paths = paths(name) else {
      throw LuaComplaint("'\(name)' is no name of a module: letters, digits, '-' and '_', with dots for folders")
    }
    for path in paths where unsafe access(path, R_OK) == 0 {
      guard Folders.isInside(path, folder) else {
        throw LuaComplaint("module '\(name)' leads out of the workflow's folder")
      }
      return path
    }
    throw LuaComplaint("there is no module '\(name)': neither \(paths.joined(separator: " nor "))")
  }

  /// Where a module may stand, the first place first; nil for what is no name of a module.
  private func paths(_ name: String) -> [String]? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ LuaModules.isPart($0.utf8) }) else { return nil }
    let stem = Paths.resolve(parts.joined(separator: "/"), in: folder)
    return [stem + ".lua", stem + "/init.lua"]
  }

  private static func isPart(_ name: some Collection<UInt8>) -> Bool {
    !name.isEmpty
      && name.allSatisfy { byte in
        byte == 0x2D || byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte)
      }
  }
}

extension LuaModules {
  /// Everything that decides what a script's modules are: the sources of those that it requires, and of those that they
  /// require. What is absent is told too, for adding it would change the result. Each begins with a line that says what it is;
  /// where the workflow's folder lies does not matter.
  func sources(requiredBy code: some Sequence<UInt8>) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var seen: Set<String> = []
    var open = [LuaNeeds(code)]
    var takesAll = false
    var takesTemplates = false
    while let needs = open.popLast() {
      takesAll = takesAll || needs.needsAnyModule
      if needs.needsAnyTemplate, !takesTemplates {
        takesTemplates = true
        let place = Paths.resolve("templates", in: folder)
        open += templates(below: place, depth: 0).compactMap { path in
          addTemplate(path, to: &found, known: &seen)
        }
      }
      open += needs.templates.compactMap { name in
        addTemplate(Paths.resolve(name, in: folder), to: &found, known: &seen)
      }
      for name in needs.modules where seen.insert(name).inserted {
        for path in paths(name) ?? [] {
          guard let source = source(path) else {
            found.append(Array("no module \(name) at \(relative(path))\n".utf8))
            continue
          }
          found.append(Array("module \(name) at \(relative(path))\n".utf8) + source)
          open.append(LuaNeeds(source))
          break
        }
      }
    }
    if takesAll { addAll(below: folder, depth: 0, to: &found) }
    return found
  }

  /// - Returns: what the template itself needs.
  private func addTemplate(_ path: String, to found: inout [[UInt8]], known: inout Set<String>) -> LuaNeeds? {
    guard known.insert("template:" + path).inserted else { return nil }
    guard let source = source(path) else {
      found.append(Array("no template \(relative(path))\n".utf8))
      return nil
    }
    found.append(Array("template \(relative(path))\n".utf8) + source)
    return (try? LuaTemplate(String(decoding: source, as: UTF8.self))).map { LuaNeeds($0.code.utf8) }
  }

  private func templates(below place: String, depth: Int) -> [String] {
    Folders.names(in: place).flatMap { name -> [String] in
      let path = Paths.resolve(name, in: place)
      guard Folders.isFolder(path) else { return [path] }
      let isFollowed = depth < LuaModules.deepest && Folders.target(ofLink: path) == nil
      return isFollowed ? templates(below: path, depth: depth + 1) : []
    }
  }

  private func relative(_ path: String) -> String {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// A module's source; nil where `require` would not find it.
  private func source(_ path: String) -> [UInt8]? {
    guard unsafe access(path, R_OK) == 0, Folders.isInside(path, folder) else { return nil }
    return try? ByteSource(path: path).whole(limit: 16 << 20)
  }

  private static let deepest = 32

  /// Every file below a folder that is a module. A link to a folder is named, and what it leads to is found in its own place.
  private func addAll(below place: String, depth: Int, to found: inout [[UInt8]]) {
    for name in Folders.names(in: place) {
      let path = Paths.resolve(name, in: place)
      if name.hasSuffix(".lua"), LuaModules.isPart(name.utf8.dropLast(4)), !Folders.isFolder(path) {
        if let source = source(path) { found.append(Array("file \(relative(path))\n".utf8) + source) }
      } else if LuaModules.isPart(name.utf8), let target = Folders.target(ofLink: path) {
        found.append(Array("link \(relative(path)) \(target)\n".utf8))
      } else if depth < LuaModules.deepest, LuaModules.isPart(name.utf8), Folders.isFolder(path) {
        addAll(below: path, depth: depth + 1, to: &found)
      }
    }
  }
}
