#!/usr/bin/env python3
"""Writes a findings file for tests of the roll's reports: many identities, and some whose names attack the reader.

    python3 sample_roll.py COUNT > findings.jsonl

The same count gives the same bytes. Nothing in it is a secret: fingerprints and redacted forms are made up.
"""
import datetime
import hashlib
import json
import sys

HOSTILE = [
    "<script>document.title='run'</script>", "</script><script>document.title='run'</script>", "<!--<script>",
    "<img src=x onerror=document.title='run'>", "\u202egnp.exe\u2066", "=HYPERLINK(\"http://evil.example\")",
    "javascript:alert(1)", "'\"><svg onload=document.title='run'>", "]]>&amp;{{data}}{{{script}}}\u2028x", "a|b`c`[d](http://e)@f",
]
PEOPLE = ["Ada Example", "Grace Example", "Linus Example", "Barbara Example", "Edsger Example"]
KINDS = [
    ("postgres-connection-uri", "database-credential", "postgres", {"type": "login", "scheme": "postgres", "database": "app"}),
    ("github-personal-access-token", "access-token", "github", {}),
    ("aws-secret-access-key", "access-token", "aws", {"type": "aws-access-key", "key_type": "long-lived"}),
    ("slack-webhook", "webhook-url", "slack", {"type": "webhook", "host": "hooks.slack.com"}),
    ("generic-password", "password", "generic", {}),
    ("jwt", "jwt", "jwt", {"type": "jwt", "issuer": "https://login.example.org"}),
]
START = datetime.datetime(2019, 3, 1, tzinfo=datetime.timezone.utc)
END = datetime.datetime(2026, 1, 10, tzinfo=datetime.timezone.utc)


def digest(*parts):
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()


def number(limit, *parts):
    return int(digest(*parts)[:8], 16) % limit


def time(day):
    return min(START + datetime.timedelta(days=day), END).strftime("%Y-%m-%dT%H:%M:%SZ")


def commit(day, *parts, replaced_by=...):
    name = PEOPLE[number(len(PEOPLE), "person", *parts)]
    person = {"name": name, "email": name.split()[0].lower() + "@example.org", "date": time(day)}
    value = {"commit": digest("commit", *parts)[:40], "author": person, "committer": person, "summary": "Change", "merge": False}
    return value if replaced_by is ... else {**value, "replaced_by": replaced_by}


def finding(index, place, source, hostile):
    rule, kind, provider, facts = KINDS[number(len(KINDS), "kind", index)]
    facts = dict(facts)
    name = HOSTILE[index % len(HOSTILE)] if hostile else f"svc-{digest('name', index)[:6]}"
    if facts.get("type") == "login":
        facts |= {"user": name, "host": f"db{number(40, 'host', index)}.example.org"}
    elif facts.get("type") == "aws-access-key":
        facts |= {"account": f"{number(10**9, 'account', number(60, 'a', index)):012d}", "key_tag": digest("tag", index)[:12]}
    elif facts.get("type") == "webhook":
        facts |= {"workspace": f"T{digest('w', index)[:8].upper()}", "webhook_id": f"B{digest('b', index)[:8].upper()}"}
    elif facts.get("type") == "jwt":
        facts |= {"subject": name, "algorithm": "RS256"}
    elif hostile:
        facts = {"type": "login", "scheme": "https", "user": name, "host": "evil.example"}
    born = number(2400, "born", index) + place * 40
    fate = number(10, "fate", index)
    removed = []
    at_head = fate < 4
    if not at_head:
        fresh = digest("fingerprint", index + 1) if fate < 7 else None
        removed = [commit(born + 30 + number(500, "life", index), "removed", index, place, replaced_by=fresh)]
    area = ["prod", "test", "src", "deploy", "ops"][number(5, "area", index, place)]
    path = f"{area}/{name if hostile else digest('file', index)[:4]}/settings{place}.env"
    value = {
        "schema": "rollcall.finding/1", "id": digest("id", index, place, source)[:32],
        "rule": {"id": rule, "name": rule.replace("-", " "), "revision": 1},
        "credential": {"fingerprint": digest("fingerprint", index), "kind": kind, "provider": provider,
                       "redacted": f"{digest('r', index)[:3]}…{digest('r', index)[-2:]}", "length": 40, "entropy": 4.2},
        "public": facts, "confidence": {"score": 0.9, "band": "high", "reasons": ["made up"]},
        "location": {"source": source, "carrier": "blob", "path": path, "blob": digest("blob", index)[:40], "line": 1 + index % 90,
                     "column": 7, "end_line": 1 + index % 90, "end_column": 47},
        "lines": [{"line": 1 + index % 90, "column": 7}], "occurrences": 1, "versions": 1,
        "provenance": {"introduced": [commit(born, "introduced", index, place)], "removed": removed,
                       "present_in": ["refs/heads/main"] if at_head else [], "at_head": at_head, "in_worktree": None},
        "suppressed": False,
    }
    if not facts:
        del value["public"]
    return value


def main(count):
    names = [f"repo-{index:02d}" for index in range(30)] + ["</script><script>document.title='run'</script>"]
    findings = []
    for index in range(count):
        hostile = index < 3 * len(HOSTILE)
        for place in range(1 + number(3, "places", index)):
            source = names[-1] if hostile and place else names[number(30, "source", index, place)]
            findings.append(finding(index, place, source, hostile))
    targets = [
        {"source": name, "kind": "repository", "head": digest("head", name)[:40], "head_ref": "refs/heads/main",
         "refs_digest": digest("refs", name), "refs": 3, "remote": None} for name in names
    ]
    run = {
        "schema": "rollcall.run/1", "tool": {"name": "rollcall", "version": "0.1.0"}, "rules": {"digest": digest("rules"), "count": 1},
        "targets": targets, "counts": {"findings": len(findings)}, "coverage": {"complete": True, "counts": {}, "entries": []},
        "started": time(10**4), "finished": time(10**4), "duration_seconds": 1, "notices": [],
    }
    for value in [*findings, run]:
        print(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


main(int(sys.argv[1]))
