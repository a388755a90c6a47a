#!/usr/bin/env python3
"""Trains the letter-trigram model that tells words from random letters, and writes it as Swift.

usage: Tools/train_word_model.py WORDS... > Sources/Detection/Text/WordModelTable.swift

WORDS are text files whose licence allows counts of them to be shipped. The checked-in table was made from
  /usr/share/dict/american-english   SCOWL, Debian package wamerican 2020.12.07-2 (free to use, modify and sell)
  the names in the standard library  of the running Python (PSF licence), weighed like the words

Every word counts once for each of its appearances; letters are folded to lower case, everything else is a
boundary. The table holds two bits for each of 27 x 27 x 27 trigrams (a boundary and 26 letters): how much
likelier the third is after the first two than by chance. Three of them make one printable byte.
"""
import ast, collections, math, pathlib, re, sys, sysconfig

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def words_of(text):
    return (match.group().lower() for match in WORD.finditer(text))


def standard_library_names():
    """Identifiers that the standard library's top-level modules use, once for each file they stand in."""
    for path in sorted(pathlib.Path(sysconfig.get_path("stdlib")).glob("*.py")):
        try:
            tree = ast.parse(path.read_text(encoding="utf-8", errors="replace"))
        except SyntaxError:
            continue
        names = set()
        for node in ast.walk(tree):
            for field in ("id", "attr", "name", "arg"):
                if isinstance(getattr(node, field, None), str):
                    names.add(getattr(node, field))
        yield from sorted(names)


def level(count, context, letters):
    """0 hardly ever, 1 seldom, 2 more than by chance, 3 common."""
    if context == 0:
        return 0
    likelihood = (count + 0.02) / (context + 0.02 * letters) * letters
    gain = math.log2(likelihood)
    return 3 if gain > 1.4 else 2 if gain > 0 else 1 if gain > -2.2 else 0


def main():
    counts = collections.Counter()
    words = [word for path in sys.argv[1:] for word in words_of(pathlib.Path(path).read_text(errors="ignore"))]
    words += [word for name in standard_library_names() for word in words_of(name)]
    for word in words:
        if len(word) < 2:
            continue
        codes = [0, 0] + [ord(letter) - 96 for letter in word] + [0]
        for triple in zip(codes, codes[1:], codes[2:]):
            counts[triple] += 1
    contexts = collections.Counter()
    for (a, b, _), count in counts.items():
        contexts[a, b] += count
    levels = [
        level(counts[a, b, c], contexts[a, b], 27) for a in range(27) for b in range(27) for c in range(27)
    ]
    packed = "".join(
        chr(48 + levels[i] + 4 * levels[i + 1] + 16 * levels[i + 2]) for i in range(0, len(levels), 3)
    )
    print("/// Made by Tools/train_word_model.py; see there for the source and the format. Not to be edited.")
    print("enum WordModelTable {")
    print('    static let levels: StaticString = #"""')
    for start in range(0, len(packed), 100):
        end = "\\#" if start + 100 < len(packed) else ""
        print("        " + packed[start:start + 100] + end)
    print('        """#')
    print("}")


main()
