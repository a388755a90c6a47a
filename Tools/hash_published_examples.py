#!/usr/bin/env python3
"""Hash values that documentation publishes, for Sources/Detection/Checks/PublishedExamples.swift.

    hash_published_examples.py FILE…

A file has one value a line. `// …` begins a group (where the values stand); empty lines are passed over. A PEM block
may stand over its lines as it is, or in one line with `\\n`: what counts is the base64 between its dashes, without line
breaks and padding, so that indented and escaped forms are the same. Prints Swift: no value leaves this program."""
import re
import sys

WIDTH = 120
PEM = re.compile(r"-----BEGIN [A-Z0-9 ]+-----(.*?)-----END", re.S)


def fnv1a(text: str) -> int:
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def body(block: str) -> str:
    return re.sub(r"[^A-Za-z0-9+/]", "", re.sub(r"\\+[nrt]", "", block))


def values(text: str) -> list[str]:
    """The blocks become lines of their own, so that the rest can be read line by line."""
    text = PEM.sub(lambda match: "\n" + body(match.group(1)) + "\n", text)
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not re.match(r"^[A-Z0-9 ]*-----$", line)]


def main() -> None:
    row: list[str] = []

    def flush() -> None:
        line = "       "
        for item in row:
            if len(line) + len(item) + 2 > WIDTH:
                print(line)
                line = "       "
            line += f" {item},"
        if row:
            print(line)
        row.clear()

    seen: set[int] = set()
    for file in sys.argv[1:]:
        with open(file, encoding="utf-8") as source:
            for value in values(source.read()):
                if value.startswith("// "):
                    flush()
                    print("        " + value)
                elif (hashed := fnv1a(value)) not in seen:
                    seen.add(hashed)
                    row.append(f"0x{hashed:016x}")
    flush()


if __name__ == "__main__":
    main()
