#!/usr/bin/env python3
"""Writes Sources/RuleFormat/Anchors/GramFrequencies.swift: how frequent short byte sequences are in source code.

Tools/train_gram_frequencies.py FILE_OR_FOLDER...     text of any kind of project; a few dozen megabytes are enough

The prefilter recognises an anchor by three or four of its bytes and takes what is rarest. What it takes changes how fast
it is, never what it finds. The lists in the tree were made from some 13,000 files at HEAD of ninety public projects of
all kinds; all they keep of them is which sequences are about how frequent.

Letters are in lower case; grams with line ends, control characters or bytes above ASCII are left out.
"""

import collections
import os
import sys

WIDTH = 108


def files(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for folder, _, names in os.walk(path):
            for name in names:
                yield os.path.join(folder, name)


def main():
    counts = {3: collections.Counter(), 4: collections.Counter()}
    total = 0
    for path in files(sys.argv[1:]):
        if os.path.islink(path):
            continue
        with open(path, "rb") as file:
            text = file.read(100_000)
        if b"\0" in text[:8000]:
            continue
        total += len(text)
        for line in text.lower().split(b"\n"):
            for size in (3, 4):
                counts[size].update(line[i : i + size] for i in range(len(line) - size + 1))
    print("// swift-format-ignore")
    print("/// Made by Tools/train_gram_frequencies.py; see there for the source. Not to be edited.")
    print("enum GramFrequencies {")
    print("    /// Byte sequences of one length, one after the other, that come about as often: once in `distance` bytes.")
    print("    typealias Class = (distance: Int, grams: StaticString)")
    for size, name, limit in ((3, "ofThree", 4000), (4, "ofFour", 16000)):
        grams = [
            (gram, count)
            for gram, count in counts[size].most_common(limit * 2)
            if all(32 <= byte < 127 and byte != 92 for byte in gram)
        ]
        classes = collections.defaultdict(list)
        for gram, count in grams[:limit]:
            classes[1 << (total // count).bit_length() - 1].append(gram)
        print()
        print(f"    static let {name}: [Class] = [")
        for distance, members in sorted(classes.items()):
            text = b"".join(sorted(members)).decode()
            if '"""##' in text:
                sys.exit("a text would end its own literal: sort it otherwise")
            print(f"        (\n            {distance},\n" + '            ##"""')
            for start in range(0, len(text), WIDTH):
                print("            " + text[start : start + WIDTH] + "\\##")
            print("            " + '"""##\n        ),')
        print("    ]")
    print("}")


if __name__ == "__main__":
    main()
