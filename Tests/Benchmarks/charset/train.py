#!/usr/bin/env python3
"""Prints Sources/Markup/CharsetModels.swift: how often letters follow each other in the languages of legacy charsets.

Counted are the message catalogues of the Debian packages on the machine (/usr/share/locale), and for Arabic, Persian, Urdu and
Russian also the sentences of ntrex (argument 1: sentences.tsv). Nothing of the charset test files is looked at.
"""
import collections, gettext, glob, math, re, sys

LATIN = "cs sk pl hu hr sl ro sq tr lt lv et fr de es pt it nl sv da nb fi is ca vi".split()
CYRILLIC = "ru uk bg sr mk be".split()
OTHER = "el he ar fa ur th".split()
IDEOGRAPHS = {"zh_CN": 1400, "zh_TW": 1400, "ja": 1000, "ko": 1000}
SAME = {"pt": ["pt", "pt_BR"], "nb": ["nb", "no"], "hr": ["hr", "bs", "sr@latin"]}
# Marks that texts of any language have between and beside words.
MARKS = "„“”‘’‚–—…«»€°§№‹›·•\u00a0\u200c\u200d\u200e\u200f،؛؟۔ـ"


def catalogues(language):
    texts = []
    for name in SAME.get(language, [language]):
        for path in sorted(glob.glob(f"/usr/share/locale/{name}/LC_MESSAGES/*.mo")):
            try:
                with open(path, "rb") as file:
                    messages = gettext.GNUTranslations(file)._catalog
            except Exception:
                continue
            texts += [text for key, text in messages.items() if key and isinstance(text, str) and text != key]
    text = "\n".join(texts)[:4_000_000]
    text = re.sub(r"<[^>]*>|&\w+;|%[-#0-9.$ ]*[a-zA-Z]+|\{[^}]*\}|https?://\S+|\\.", " ", text)
    return text.replace("_", "").replace("\u0340", "")


def sentences(path):
    found = collections.defaultdict(list)
    with open(path, encoding="utf-8") as file:
        head = file.readline().rstrip("\n").split("\t")
        for line in file:
            for name, cell in zip(head, line.rstrip("\n").split("\t")):
                found[name].append(cell)
    names = {"arb": "ar", "fas": "fa", "urd": "ur", "rus": "ru"}
    return {names[name]: "\n".join(cells) for name, cells in found.items() if name in names}


def lower(character):
    folded = character.lower()
    return folded if len(folded) == 1 else character


def model(text, isLatin):
    """Alphabet and costs: class 0 is what parts words, 1 a typographic mark, 2 any other letter, then the alphabet."""
    text = [lower(character) for character in text]
    count = collections.Counter(c for c in text if c.isalpha() or 0x300 <= ord(c) < 0x370 or 0xE31 <= ord(c) < 0xE4F or 0x64B <= ord(c) < 0x653)
    total = sum(count.values())
    plain = "abcdefghijklmnopqrstuvwxyz" if isLatin else ""
    rest = [c for c, n in count.most_common(70) if ord(c) > 127 and n > total / 20000]
    alphabet = plain + "".join(sorted(rest))
    index = {c: at + 3 for at, c in enumerate(alphabet)}

    def classOf(c):
        if c in index:
            return index[c]
        if c in MARKS:
            return 1
        return 2 if c.isalpha() else 0

    size = len(alphabet) + 3
    pairs = [[0.02] * size for _ in range(size)]
    before = 0
    for c in text:
        at = classOf(c)
        pairs[before][at] += 1
        before = at
    costs = []
    low = len(plain) + 3
    for a in range(size):
        row = sum(pairs[a]) + 1
        for b in range(size):
            # Pairs of nothing but ASCII say nothing.
            if (a < low and a != 1) and (b < low and b != 1):
                continue
            cost = -math.log2(pairs[a][b] / row)
            costs.append(min(int(cost * 4 + 0.5), 90))
    return alphabet, costs


def main():
    extra = sentences(sys.argv[1]) if len(sys.argv) > 1 else {}
    print("// Printed by Tests/Benchmarks/charset/train.py; do not edit.\n// swift-format-ignore-file\n")
    print("/// How often letters follow each other, counted in Debian's message catalogues and in ntrex.")
    print("enum CharsetModels {")
    print("  /// Language, letters, and what each pair costs in quarters of a bit: from `#` on, without the backslash.")
    print("  static let letters: [(language: String, alphabet: String, costs: String)] = [")
    for language in LATIN + CYRILLIC + OTHER:
        text = catalogues(language)
        if language in extra:
            text = (extra[language] + "\n") * 4 + text[:1_000_000]
        if language in ("fa", "ur"):
            text = text.replace("ی", "ي")  # windows-1256 has no other
        alphabet, costs = model(text, language in LATIN)
        print(f"    // {len(text)} characters", file=sys.stderr)
        table = "".join(chr(35 + cost + (cost >= 57)) for cost in costs)
        print(f'    (\n      "{language}", "{alphabet}",\n      #"{table}"#\n    ),')
    print("  ]\n")
    print("  /// Language, and its commonest characters, the commonest first.")
    print("  static let ideographs: [(language: String, characters: String)] = [")
    for language, most in IDEOGRAPHS.items():
        count = collections.Counter(c for c in catalogues(language) if ord(c) > 0x2E80)
        print(f'    ("{language}", "{"".join(c for c, _ in count.most_common(most))}"),')
    print("  ]\n}")


main()
