#!/usr/bin/env python3
"""Validates a CycloneDX 1.6 file against the official schema (Tests/Validation/cyclonedx), formats of dates included.

    python3 validate_cyclonedx.py FILE

Beyond the schema: every bom-ref is unique, and every reference has one. Exits 1 with a message for each fault.
"""
import json
import pathlib
import re
import sys

import jsonschema
import referencing

FOLDER = pathlib.Path(__file__).resolve().parent / "cyclonedx"
formats = jsonschema.FormatChecker(formats=())


@formats.checks("date-time")
def is_date_time(text):
    return not isinstance(text, str) or bool(
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", text))


def objects(value):
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from objects(one)
    elif isinstance(value, list):
        for one in value:
            yield from objects(one)


def faults(document):
    resources = [
        (name, referencing.Resource.from_contents(json.loads((FOLDER / name).read_text("utf-8"))))
        for name in ("spdx.schema.json", "jsf-0.82.schema.json")
    ]
    schema = json.loads((FOLDER / "bom-1.6.schema.json").read_text("utf-8"))
    base = schema["$id"].rsplit("/", 1)[0]
    registry = referencing.Registry().with_resources(resources + [(f"{base}/{name}", one) for name, one in resources])
    validator = jsonschema.Draft7Validator(schema, registry=registry, format_checker=formats)
    for error in validator.iter_errors(document):
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
    names = [one["bom-ref"] for one in objects(document) if "bom-ref" in one]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"the bom-ref {name} stands twice"
    for one in document.get("dependencies", []):
        for name in [one["ref"], *one.get("dependsOn", [])]:
            if name not in names:
                yield f"nothing has the bom-ref {name}"


found = list(faults(json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))))
print("\n".join(found), file=sys.stderr)
sys.exit(1 if found else 0)
