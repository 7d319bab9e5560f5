#!/usr/bin/env python3
"""Makes the inputs that a fuzzer begins with: seeds.py READER FOLDER TESTS.

What the tests handed to the reader, as they left it in the folder TESTS (DRAGOMAN_SEEDS); files of the package and of the shared data
that the reader's plugin would read, at most 64 KiB each; of html5lib's tests, each page.
What is a zip inside is given as its parts of XML, each behind a line `=== NAME`, of which the program makes a zip again.
"""
import gzip, io, os, pathlib, re, subprocess, sys, zipfile

LIMIT = 1 << 16
reader, target, tests = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
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


def put_parts(name, parts):
    put(name, b"\n".join(b"=== " + part.encode() + b"\n" + content for part, content in parts))


def put_file(name, content):
    """A file as it lies; a zip as its parts, the largest left out until it is small enough."""
    if not content.startswith(b"PK\3\4"):
        return put(name, content[:LIMIT])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(n, archive.read(n)) for n in archive.namelist() if re.search(r"\.(xml|rels|opf|x?html|ncx)$|^mimetype$", n)]
    except Exception:
        return put(name, content[:LIMIT])
    put(name, content)
    while parts and sum(len(n) + len(c) for n, c in parts) > LIMIT:
        parts.remove(max(parts, key=lambda part: len(part[1])))
    put_parts(name + ".parts", parts)


# What the cases of a reader of office files hold, as parts: headings, the names of their parts, and what stands around them.
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PPTX = {
    "slide": ("ppt/slides/slide%d.xml", "<p:sld><p:cSld><p:spTree>%s</p:spTree></p:cSld></p:sld>", "slide"),
    "notes": ("ppt/notes.xml", "<p:notes><p:cSld><p:spTree>%s</p:spTree></p:cSld></p:notes>", "notesSlide"),
    "layout": ("ppt/layout.xml", "<p:sldLayout>%s</p:sldLayout>", "slideLayout"),
    "master": ("ppt/master.xml", "<p:sldMaster>%s</p:sldMaster>", "slideMaster"),
    "chart": ("ppt/chart.xml", "<c:chartSpace>%s</c:chartSpace>", "chart"),
    "diagram": ("ppt/diagram.xml", "<dgm:dataModel>%s</dgm:dataModel>", "diagram"),
    "comments": ("ppt/comments.xml", "<p:cmLst>%s</p:cmLst>", "comments"),
    "authors": ("ppt/authors.xml", "<p:cmAuthorLst>%s</p:cmAuthorLst>", "commentAuthors"),
}
XLSX = {
    "sheet": ("xl/sheet%d.xml", "<worksheet>%s</worksheet>", "worksheet"),
    "strings": ("xl/strings.xml", "<sst>%s</sst>", "sharedStrings"),
    "styles": ("xl/styles.xml", "<styleSheet>%s</styleSheet>", "styles"),
    "persons": ("xl/persons.xml", "<personList>%s</personList>", "person"),
    "comments": ("xl/comments.xml", "<comments>%s</comments>", "comments"),
    "threads": ("xl/threads.xml", "<threads>%s</threads>", "threadedComment"),
    "drawing": ("xl/drawing.xml", "<wsDr>%s</wsDr>", "drawing"),
    "chart": ("xl/chart.xml", "<c:chartSpace>%s</c:chartSpace>", "chart"),
}


def put_office_cases(path, kinds, main):
    """One package a case; every part is related to every other, so that what one names is there."""
    for number, case in enumerate(re.split(r"^=== .*$", path.read_text(encoding="utf-8"), flags=re.M)[1:]):
        parts, links, count = [], [], 0
        for heading, text in re.findall(r"^--- (\w+)\n(.*?)(?=^--- |\Z)", case, flags=re.M | re.S):
            if heading not in kinds:
                continue
            name, around, kind = kinds[heading]
            text = text.strip()
            if "%d" in name:
                count += 1
                name = name % count
                text = "<sheetData>%s</sheetData>" % text if text.startswith("<row") else text.removeprefix("hidden ")
                identifier = "s%d" % count
            else:
                identifier = heading
            parts.append((name, (around % text).encode()))
            links.append('<Relationship Id="%s" Type="%s%s" Target="/%s"/>' % (identifier, TYPE, kind, name))
        links.append('<Relationship Id="link" Type="%shyperlink" Target="https://a.example/" TargetMode="External"/>' % TYPE)
        related = ("<Relationships>%s</Relationships>" % "".join(links)).encode()
        if main.startswith("ppt"):
            inner = "".join('<p:sldId r:id="s%d"/>' % (at + 1) for at in range(count))
            root = "<p:presentation><p:sldIdLst>%s</p:sldIdLst></p:presentation>" % inner
        else:
            inner = "".join('<sheet name="Sheet%d" r:id="s%d"/>' % (at + 1, at + 1) for at in range(count))
            root = "<workbook><sheets>%s</sheets></workbook>" % inner
        parts.append((main, root.encode()))
        for name, _ in list(parts):
            folder, _, file = name.rpartition("/")
            parts.append(("%s/_rels/%s.rels" % (folder, file), related))
        put_parts("%s-%d.parts" % (path.stem, number), parts)


def wanted(path):
    return not ends or path.suffix.lstrip(".") in ends


files = subprocess.run(["git", "ls-files"], cwd=package, capture_output=True, text=True).stdout.split("\n")
for name in filter(None, files):
    path = package / name
    if path.is_file() and path.suffix not in {".swift", ".py"} | ({".md"} - set(f".{end}" for end in ends)) and wanted(path):
        put(name, path.read_bytes())
# The inputs of a plugin's cases stand between lines of text: the whole file is a seed of its form.
for path in package.glob("plugins/*/Cases/*.txt"):
    if path.parts[-3].lower() == reader.replace(".", "").lower():
        put("case-" + path.name, path.read_bytes())
        if reader in ("parse.pptx", "parse.xlsx"):
            kinds, main = (PPTX, "ppt/presentation.xml") if reader == "parse.pptx" else (XLSX, "xl/workbook.xml")
            put_office_cases(path, kinds, main)
for path in tests.glob("*/*" if reader == "parse.auto" else reader + "/*"):
    put_file("test-" + path.name, path.read_bytes())
if shared.is_dir():
    for path in (shared / "data").rglob("*"):
        inner = path.with_suffix("") if path.suffix == ".gz" else path
        if path.is_file() and wanted(inner) and path.stat().st_size <= LIMIT * 2:
            content = gzip.open(path).read(LIMIT) if path.suffix == ".gz" else path.read_bytes()
            put_file(path.parent.name + "-" + inner.name, content)
    if "html" in ends:
        for path in (shared / "data/html5lib/tree-construction").glob("*.dat"):
            for number, test in enumerate(path.read_bytes().split(b"#data\n")[1:]):
                put(f"{path.stem}-{number}.html", test.split(b"\n#errors")[0])
print(f"{len(list(target.iterdir()))} inputs to begin with")
