#!/usr/bin/env python3
"""Writes Sources/RuleFormat/Anchors/GramFrequencies.swift: which short byte sequences are frequent in source code.

Tools/train_gram_frequencies.py FILE_OR_FOLDER...     text of any kind of project; a few dozen megabytes are enough

The prefilter recognises an anchor by three or four of its bytes and takes the rarest. What it takes changes how fast it
is, never what it finds. The lists in the tree were made from the files at HEAD of some thirty public projects in C,
Ruby, Go, Java, JavaScript, PHP, Python and Scala; all they keep of them is the order of frequency.

Letters are in lower case; grams with line ends, control characters or bytes above ASCII are left out.
"""

import collections
import os
import sys


def files(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for folder, _, names in os.walk(path):
            for name in names:
                yield os.path.join(folder, name)


def main():
    counts = {3: collections.Counter(), 4: collections.Counter()}
    for path in files(sys.argv[1:]):
        if os.path.islink(path):
            continue
        with open(path, "rb") as file:
            text = file.read(100_000)
        if b"\0" in text[:8000]:
            continue
        for line in text.lower().split(b"\n"):
            for size in (3, 4):
                counts[size].update(line[i : i + size] for i in range(len(line) - size + 1))
    print("/// Made by Tools/train_gram_frequencies.py; see there for the source. Not to be edited.")
    print("enum GramFrequencies {")
    for size, name, limit in ((3, "frequentOfThree", 1500), (4, "frequentOfFour", 4000)):
        grams = [gram for gram, _ in counts[size].most_common(limit * 2) if all(32 <= byte < 127 and byte != 92 for byte in gram)]
        print(f"    /// The most frequent {size}-byte sequences, one after the other, most frequent first.")
        print(f'    static let {name}: StaticString = #"""')
        text = b"".join(grams[:limit]).decode()
        step = 108 // 12 * 12
        for start in range(0, len(text), step):
            print("        " + text[start : start + step] + "\\#")
        print("        " + '"""#')
    print("}")


if __name__ == "__main__":
    main()
