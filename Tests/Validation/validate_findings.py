#!/usr/bin/env python3
"""Validates findings files (JSON Lines), reports (--format json) and run folders of sweeps against docs/schema/.

Test only; an implementation of JSON Schema that shares no code with Rollcall's writer.

    python3 validate_findings.py FILE…        (- is standard input)

Exits 0 if all is valid, 1 with one message per fault if not, 2 if it could not check.
"""
import base64
import datetime
import json
import pathlib
import re
import sys

try:
    import jsonschema
    import referencing
except ImportError as error:
    print(f"cannot validate: {error}; pip install jsonschema", file=sys.stderr)
    sys.exit(2)

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "docs" / "schema"
GAPS = {
    "unreadable", "missing-object", "corrupt-object", "corrupt-pack", "shallow", "unsupported-format", "limit-hit",
    "too-large", "cancelled",
}

# Files of a sweep's run that hold findings and no run.
FINDINGS_ALONE = {"new.jsonl", "gone.jsonl", "unconfirmed.jsonl"}
RUN_FILES = FINDINGS_ALONE | {"findings.jsonl", "findings.sarif", "summary.md"}

formats = jsonschema.FormatChecker(formats=())


@formats.checks("date-time", raises=ValueError)
def is_date_time(text):
    """RFC 3339 with a zone; the package's own check needs a package more."""
    if not isinstance(text, str):
        return True
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})", text):
        return False
    if not text.startswith("0000"):  # a year RFC 3339 has and Python has not
        datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return True


def validators():
    schemas = [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.schema.json"))]
    if not schemas:
        print(f"cannot validate: there are no schemas in {FOLDER}", file=sys.stderr)
        sys.exit(2)
    resources = [(schema["$id"], referencing.Resource.from_contents(schema)) for schema in schemas]
    registry = referencing.Registry().with_resources(resources)
    for schema in schemas:
        jsonschema.Draft202012Validator.check_schema(schema)
    return {
        schema["title"]: jsonschema.Draft202012Validator(schema, registry=registry, format_checker=formats)
        for schema in schemas
    }


def no_duplicates(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError(f"a key stands twice in {{{', '.join(keys)}}}")
    return dict(pairs)


def no_constants(name):
    raise ValueError(f"{name} is not JSON")


def parse(text):
    return json.loads(text, object_pairs_hook=no_duplicates, parse_constant=no_constants)


def schema_faults(value, validator):
    for error in sorted(validator.iter_errors(value), key=lambda error: list(map(str, error.absolute_path))):
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
        yield f"{place or 'the object'}: {error.message}"


def finding_faults(finding):
    """What a schema cannot say."""
    if finding["occurrences"] != len(finding["lines"]):
        yield f".occurrences: {finding['occurrences']} is not the number of lines, {len(finding['lines'])}"
    location = finding["location"]
    if (location["end_line"], location["end_column"]) < (location["line"], location["column"]):
        yield ".location: it ends before it begins"
    score, band = finding["confidence"]["score"], finding["confidence"]["band"]
    if band != ("high" if score >= 0.75 else "medium" if score >= 0.4 else "low"):
        yield f".confidence: a score of {score} is not {band}"
    if "path_base64" in location:
        path = base64.b64decode(location["path_base64"], validate=True)
        try:
            path.decode("utf-8")
            yield ".location.path_base64: the path is UTF-8"
        except UnicodeDecodeError:
            pass


def run_faults(run):
    coverage = run["coverage"]
    gaps = sorted(reason for reason, count in coverage["counts"].items() if reason in GAPS and count > 0)
    if coverage["complete"] == bool(gaps):
        yield f".coverage.complete: {coverage['complete']} with gaps {gaps}"
    for reason in {entry["reason"] for entry in coverage["entries"]}:
        if coverage["counts"].get(reason, 0) < 1:
            yield f".coverage.counts: {reason} has entries and is not counted"


def sweep_faults(manifest):
    for name in ("new", "gone", "unconfirmed", "ignored_markers"):
        total = sum(target[name] for target in manifest["targets"])
        if manifest["totals"][name] != total:
            yield f".totals.{name}: {manifest['totals'][name]} is not the sum of the targets', {total}"
    if manifest["totals"]["targets"] != len(manifest["targets"]):
        yield f".totals.targets: {manifest['totals']['targets']} is not {len(manifest['targets'])}"
    names = [target["name"] for target in manifest["targets"]]
    if len(names) != len(set(names)):
        yield ".targets: one stands there twice"
    if sorted(file["name"] for file in manifest["files"]) != sorted(RUN_FILES):
        yield f".files: {[file['name'] for file in manifest['files']]} are not the files of a run"


def object_faults(value, allowed, checks):
    """Of one object whose schema name must be among `allowed`."""
    name = value.get("schema") if isinstance(value, dict) else None
    if name not in allowed:
        yield f".schema: {name!r} is not {' or '.join(allowed)}"
        return
    faults = list(schema_faults(value, checks[name]))
    yield from faults
    if faults:
        return
    if name == "rollcall.finding/1":
        yield from finding_faults(value)
    elif name == "rollcall.run/1":
        yield from run_faults(value)
    elif name in ("rollcall.artefact/1", "rollcall.notification/1"):
        pass
    elif name == "rollcall.sweep/1":
        yield from sweep_faults(value)
    else:
        for position, finding in enumerate(value["findings"]):
            yield from (f".findings[{position}]{fault}" for fault in finding_faults(finding))
        yield from (f".run{fault}" for fault in run_faults(value["run"]))


def line_faults(text, checks, ends_with_run=True):
    if not text and not ends_with_run:
        return
    if not text.endswith("\n"):
        yield "the last line does not end with a newline"
    lines = text.split("\n")[:-1] if text.endswith("\n") else text.split("\n")
    ids = set()
    for number, line in enumerate(lines, 1):
        is_last = ends_with_run and number == len(lines)
        allowed = ["rollcall.run/1"] if is_last else ["rollcall.finding/1", "rollcall.artefact/1"]
        try:
            value = parse(line)
        except ValueError as error:
            yield f"line {number}: {error}"
            continue
        yield from (f"line {number}: {fault}" for fault in object_faults(value, allowed, checks))
        if not is_last and isinstance(value, dict) and "id" in value:
            if value.get("id") in ids:
                yield f"line {number}: .id: {value.get('id')} stands above already"
            ids.add(value.get("id"))


def faults(text, checks, name):
    if pathlib.PurePath(name).name in FINDINGS_ALONE:
        yield from line_faults(text, checks, ends_with_run=False)
        return
    try:
        value = parse(text)
    except ValueError:
        value = None
    if isinstance(value, dict) and value.get("schema") == "rollcall.report/1":
        yield from object_faults(value, ["rollcall.report/1"], checks)
    elif isinstance(value, dict) and value.get("schema") in ("rollcall.sweep/1", "rollcall.notification/1"):
        yield from object_faults(value, [value["schema"]], checks)
    else:
        yield from line_faults(text, checks)


def main(names):
    if not names:
        print(__doc__, file=sys.stderr)
        return 2
    checks = validators()
    status = 0
    for name in names:
        try:
            data = sys.stdin.buffer.read() if name == "-" else pathlib.Path(name).read_bytes()
            found = list(faults(data.decode("utf-8"), checks, name))
        except UnicodeDecodeError as error:
            found = [f"not UTF-8: {error}"]
        except OSError as error:
            print(f"cannot read {name}: {error}", file=sys.stderr)
            return 2
        for fault in found:
            print(f"{name}: {fault}", file=sys.stderr)
        if found:
            status = 1
        else:
            print(f"{name}: valid")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
