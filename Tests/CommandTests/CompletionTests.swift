import Foundation
import TestKit
import Testing

private func has(_ program: String) -> Bool { (try? Shell.run("command -v \(program)", in: "/"))?.status == 0 }

/// Runs a shell's script with `dragoman` on the path, in a folder with a file and a folder.
private func shell(_ program: String, _ script: String) throws -> [String] {
  try Fixtures.withTemporaryFolder { folder in
    try FileManager.default.createDirectory(atPath: folder + "/a folder", withIntermediateDirectories: true)
    try "".write(toFile: folder + "/a file.txt", atomically: true, encoding: .utf8)
    try script.write(toFile: folder + "/.script", atomically: true, encoding: .utf8)
    let result = try Shell.run(
      "\(program) .script", in: folder,
      environment: ["PATH": Shell.programs + ":/usr/local/bin:/usr/bin:/bin", "HOME": folder, "LC_ALL": "C.UTF-8"])
    #expect(result.error == "" && result.status == 0, "\(result.error)")
    return result.output.split(separator: "\n").map(String.init)
  }
}

/// What bash would offer for the last word.
private func bash(_ words: String...) throws -> [String] {
  let list = words.map { "'\($0)'" }.joined(separator: " ")
  return try shell(
    "bash --norc",
    """
    source <(dragoman completions bash)
    COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1)
    _dragoman
    ((${#COMPREPLY[@]})) && printf '%s\\n' "${COMPREPLY[@]}"
    true
    """)
}

@Suite(.enabled("bash is not installed") { has("bash") })
struct InBash {
  @Test func commandsAndSubcommands() throws {
    let all = try bash("dragoman", "")
    #expect(all.contains("run") && all.contains("completions") && all.contains("help") && !all.contains("--version"))
    #expect(try bash("dragoman", "com") == ["completions"])
    #expect(try bash("dragoman", "--v") == ["--version"])
    #expect(try bash("dragoman", "new", "") == ["workflow", "step", "processor"])
    #expect(try bash("dragoman", "help", "new", "st") == ["step"])
    #expect(try bash("dragoman", "processors", "show", "text.se") == ["text.segment"])
  }

  @Test func optionsAndTheirValues() throws {
    #expect(try bash("dragoman", "run", "--dry") == ["--dry-run"])
    #expect(try bash("dragoman", "new", "step", "--i") == ["--in"])
    #expect(try bash("dragoman", "graph", "--format", "") == ["svg", "dot", "mermaid"])
    #expect(try bash("dragoman", "graph", "--format", "=") == ["svg", "dot", "mermaid"])
    #expect(try bash("dragoman", "graph", "--format", "=", "m") == ["mermaid"])
    #expect(try bash("dragoman", "run", "--jobs", "") == [])
    #expect(try bash("dragoman", "run", "--out", "") == ["a folder"])
    #expect(try bash("dragoman", "run", "-o", "a") == ["a folder"])
    #expect(try bash("dragoman", "processors", "--js") == ["--json"])
  }

  @Test func files() throws {
    #expect(try bash("dragoman", "check", "a").sorted() == ["a file.txt", "a folder"])
    #expect(try bash("dragoman", "run", "check", "--out", "out", "a").sorted() == ["a file.txt", "a folder"])
    #expect(try bash("dragoman", "schema", "a") == [])
    #expect(try bash("dragoman", "none", "a") == [])
  }
}

@Test(.enabled("fish is not installed") { has("fish") })
func fishCompletes() throws {
  func fish(_ line: String) throws -> [String] {
    try shell(
      "fish --no-config", "dragoman completions fish | source; complete -C '\(line)'"
    ).map { $0.split(separator: "\t").first.map(String.init) ?? "" }
  }
  #expect(try fish("dragoman com") == ["completions"])
  #expect(try fish("dragoman new ") == ["processor", "step", "workflow"])
  #expect(try fish("dragoman run --dry") == ["--dry-run"])
  #expect(try fish("dragoman graph --format m") == ["mermaid"])
  #expect(try fish("dragoman processors show text.se") == ["text.segment"])
  #expect(try fish("dragoman check a").count == 2)
  #expect(try fish("dragoman schema a") == [])
}

/// zsh completes only at a terminal: here it reads the function, and looks at what the function hands to `_arguments`.
@Test(.enabled("zsh is not installed") { has("zsh") })
func zshReadsItsFunction() throws {
  let lines = try shell(
    "zsh -f",
    """
    compdef() { print compdef $@ }
    _describe() { print -l -- described $commands }
    _arguments() { print -l -- $@ }
    source <(dragoman completions zsh)
    words=(dragoman graph x) CURRENT=3
    _dragoman
    words=(dragoman new x) CURRENT=3
    _dragoman
    """)
  #expect(lines.contains("compdef _dragoman dragoman"))
  #expect(lines.contains { $0.hasPrefix("(--format)--format=[") && $0.hasSuffix(":FORMAT:(svg dot mermaid)") })
  #expect(lines.contains("*:file:_files"))
  #expect(lines.contains { $0.hasPrefix("workflow:Makes") })
}

/// groff, and man where it is installed, have nothing to say against the page.
@Test(.enabled("groff is not installed") { has("groff") })
func theManualPageIsSound() throws {
  let lines = try shell("sh", "dragoman man | groff -man -Tutf8 -ww -P -cbou")
  let page = lines.joined(separator: "\n")
  #expect(page.contains("dragoman run WORKFLOW INPUT... [OPTION...]"))
  #expect(page.contains("--dry-run") && page.contains("EXIT STATUS") && page.contains("dragoman new workflow NAME"))
  #expect(!page.contains("\\"))
  guard has("man") else { return }
  _ = try shell("sh", "dragoman man > d.1; MANWIDTH=80 man --warnings -l d.1 2>&1 >/dev/null >&2")
}
