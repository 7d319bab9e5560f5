#!/usr/bin/env python3
"""Makes the inputs that a fuzzer begins with: seeds.py READER FOLDER.

Files of the package and of the shared data that the reader's plugin would read, at most 64 KiB each; of html5lib's tests, each page.
"""
import gzip, os, pathlib, re, subprocess, sys

LIMIT = 1 << 16
reader, target = sys.argv[1], pathlib.Path(sys.argv[2])
package = pathlib.Path(__file__).resolve().parents[2]
shared = pathlib.Path(os.environ.get("DRAGOMAN_SHARED", package / "../shared"))
# What a reader reads, by the ends of names; of an unknown reader, everything.
ENDS = {
    "parse.html": ["html", "htm"], "parse.text": ["txt"], "parse.email": ["eml", "mbox"], "parse.feed": ["xml", "rss", "atom"],
    "parse.document": ["jsonl"], "parse.json": ["json", "jsonl"], "parse.csv": ["csv", "tsv"], "parse.tmx": ["tmx"],
    "parse.markdown": ["md", "markdown"],
}
ends = ENDS.get(reader, [] if reader == "parse.auto" else [reader.split(".")[-1]])


def put(name, content):
    if 0 < len(content) <= LIMIT:
        (target / re.sub(r"[^\w.-]", "_", name)[-120:]).write_bytes(content)


def wanted(path):
    return not ends or path.suffix.lstrip(".") in ends


files = subprocess.run(["git", "ls-files"], cwd=package, capture_output=True, text=True).stdout.split("\n")
for name in filter(None, files):
    path = package / name
    if path.is_file() and path.suffix not in {".swift", ".py"} | ({".md"} - set(f".{end}" for end in ends)) and wanted(path):
        put(name, path.read_bytes())
# The inputs of a plugin's cases stand between lines of text: the whole file is a seed of its form.
for path in package.glob("plugins/*/Cases/*.txt"):
    if reader.split(".")[-1].lower() in path.parts[-3].lower():
        put("case-" + path.name, path.read_bytes())
if shared.is_dir():
    for path in (shared / "data").rglob("*"):
        inner = path.with_suffix("") if path.suffix == ".gz" else path
        if path.is_file() and wanted(inner) and path.stat().st_size <= LIMIT * 2:
            content = gzip.open(path).read(LIMIT) if path.suffix == ".gz" else path.read_bytes()
            put(path.parent.name + "-" + inner.name, content[:LIMIT])
    if "html" in ends:
        for path in (shared / "data/html5lib/tree-construction").glob("*.dat"):
            for number, test in enumerate(path.read_bytes().split(b"#data\n")[1:]):
                put(f"{path.stem}-{number}.html", test.split(b"\n#errors")[0])
print(f"{len(list(target.iterdir()))} inputs to begin with")
