#!/usr/bin/env python3
"""The chain that a user would write in Python for what workflows/briefing does: sentences, the best memory match of each
sentence, a LexRank summary, an HTML report from a template.

  chain.py FOLDER PAIRS.tsv OUT.html      a text file an article; Arabic and English a line, tab between
"""
import glob, os, re, sys, time

import jinja2
import rapidfuzz
from rapidfuzz import process
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer

PAGE = jinja2.Template(
    """<!doctype html><meta charset=utf-8><title>Briefing</title>
{% for d in documents %}<article><h2>{{ d.title }}</h2><ul>{% for s in d.summary %}<li>{{ s }}</li>{% endfor %}</ul>
{% for s, m in d.sentences %}<p lang=ar dir=rtl>{{ s }}</p>{% if m %}<p>{{ m[0] }} ({{ m[1]|round }})</p>{% endif %}
{% endfor %}</article>{% endfor %}""",
    autoescape=True,
)


def cut(text):
    return [s.strip() for s in re.split(r"(?<=[.!?؟۔…])\s+|\n+", text) if re.search(r"\w", s)]


class Cut:
    def to_sentences(self, text):
        return cut(text)

    def to_words(self, sentence):
        return re.findall(r"\w+", sentence)


def main(folder, pairs, out):
    sources, targets = [], []
    for line in open(pairs, encoding="utf-8"):
        columns = line.rstrip("\n").split("\t")
        sources.append(columns[0].split())
        targets.append(columns[1])
    begin = time.process_time()
    documents = []
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        title, _, text = open(path, encoding="utf-8").read().partition("\n")
        sentences = []
        for sentence in cut(text):
            best = process.extractOne(sentence.split(), sources, scorer=rapidfuzz.distance.Levenshtein.normalized_similarity,
                                      processor=None, score_cutoff=0.7)
            sentences.append((sentence, (targets[best[2]], 100 * best[1]) if best else None))
        parsed = PlaintextParser.from_string("\n".join(cut(text)), Cut()).document
        summary = [str(s) for s in LexRankSummarizer()(parsed, 5)]
        documents.append({"title": title, "sentences": sentences, "summary": summary})
    with open(out, "w", encoding="utf-8") as page:
        page.write(PAGE.render(documents=documents))
    spent = time.process_time() - begin
    print(f"{len(documents)} articles, {len(sources)} units, {spent:.1f} s of processor time, "
          f"{len(documents) / spent:.1f} articles/s (rapidfuzz {rapidfuzz.__version__}, jinja2 {jinja2.__version__})")


main(*sys.argv[1:4])
