#!/usr/bin/env python3
"""Builds Fleet, a made-up company of 200 repositories, and writes down what is true of it.

    python3 build.py FOLDER              the repositories
    python3 build.py --truth             truth.json, from what this script does and not from what the program says

Every repository has one story of ten; persons, dates and secrets follow from its number.
"""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from scripted import Repository, github, letters  # noqa: E402

PEOPLE = [(f"Person {number}", f"p{number}@fleet.example") for number in range(7)]
COUNT = 200
MAIN = "git.fleet.example/fleet/"


def day(number, step):
    """A day of 2023 for each repository's story, the steps four months apart; no two repositories share one."""
    year, rest = 2015 + step, number
    return f"{year}-{1 + rest // 20:02d}-{1 + rest % 20:02d}"


def login(user, host, password):
    return f"DATABASE_URL=postgresql://{user}:{password}@{host}:5432/app\n"


class Ledger:
    """What is true, as tests compare it."""

    def __init__(self):
        self.identities = {}
        self.unresolved = []

    def identity(self, key, kind, state, owner, credentials=1, sources=1, mix=False):
        made = {
            "key": key, "kind": kind, "state": state, "credentials": credentials, "sources": sources, "mix": mix, "owner": owner,
            "places": [], "artefacts": [], "events": [],
        }
        if key == "credential:":
            self.unresolved.append(made)
            return made
        return self.identities.setdefault(key, made)


def place(identity, source, path, status, came, left=None):
    identity["places"].append([source, path, status, came, left])


def event(identity, date, kind, source, path, who):
    identity["events"].append([date, kind, source, path, f"{who[0]} <{who[1]}>"])


def story(number, repository, ledger):
    """Writes one repository's commits into `repository` and what follows from them into `ledger`."""
    source = f"{MAIN}svc-{number:03d}"
    author, other = PEOPLE[number % 7], PEOPLE[(number + 3) % 7]
    name = f"{author[0]} <{author[1]}>"
    first, second, third = (day(number, step) for step in range(3))
    token = f"GITHUB_TOKEN={github(f'fleet/{number}')}\n"
    host, user = f"db-{number}.fleet.example", f"svc{number}"
    password = letters(f"fleet/password/{number}", 22)
    kind = number % 10
    key = f"login:postgres:{user}@{host}/app"

    if kind == 0:  # stands there since the beginning
        repository.commit(first, author, "Add a token", {"deploy/token.env": token})
        repository.commit(second, other, "Add a readme", {"README.md": "A service.\n"})
        identity = ledger.identity("credential:", "token", "exposed", name)
        place(identity, source, "deploy/token.env", "at HEAD", first)
        event(identity, first, "introduced", source, "deploy/token.env", author)
    elif kind == 1:  # one log-in for many
        pool = number // 10 % 4
        shared = f"login:postgres:shared@pool-{pool}.fleet.example/app"
        repository.commit(first, author, "Use the pool", {"config/db.env": login("shared", f"pool-{pool}.fleet.example", letters(f"fleet/pool/{pool}", 22))})
        isFirst = shared not in ledger.identities
        identity = ledger.identity(shared, "login", "exposed", name, sources=0)
        identity["sources"] += 1
        place(identity, source, "config/db.env", "at HEAD", first)
        event(identity, first, "introduced" if isFirst else "reused", source, "config/db.env", author)
    elif kind == 2:  # rotated by somebody else
        repository.commit(first, author, "Add a log-in", {"app.env": login(user, host, password)})
        repository.commit(second, other, "Rotate it", {"app.env": login(user, host, letters(f"fleet/rotated/{number}", 22))})
        identity = ledger.identity(key, "login", "exposed", name, credentials=2)
        place(identity, source, "app.env", "in history", first, second)
        place(identity, source, "app.env", "at HEAD", second)
        event(identity, first, "introduced", source, "app.env", author)
        event(identity, second, "introduced", source, "app.env", other)
        event(identity, second, "rotated", source, "app.env", other)
    elif kind == 3:  # taken out, history keeps it; a merge that carries this on takes nothing out
        root = repository.commit(first, author, "Add a token", {"run.sh": "#!/bin/sh\nexport " + token})
        side = repository.commit(second, author, "Add a readme", {"README.md": "A service.\n"}, branch="feature", parents=[root])
        out = repository.commit(third, other, "Take it out", {"run.sh": "#!/bin/sh\n"}, parents=[root])
        repository.commit(day(number, 3), author, "Merge feature", {"README.md": "A service.\n"}, parents=[out, side])
        identity = ledger.identity("credential:", "token", "in-history", name)
        place(identity, source, "run.sh", "in history", first, third)
        event(identity, first, "introduced", source, "run.sh", author)
        event(identity, third, "removed", source, "run.sh", other)
    elif kind == 4:  # moved
        repository.commit(first, author, "Add a token", {"a.env": token})
        repository.commit(second, other, "Sort files", {"config/b.env": token}, remove=["a.env"])
        identity = ledger.identity("credential:", "token", "exposed", name)
        place(identity, source, "a.env", "in history", first, second)
        place(identity, source, "config/b.env", "at HEAD", second)
        event(identity, first, "introduced", source, "a.env", author)
        event(identity, second, "moved", source, "config/b.env", other)
    elif kind == 5:  # removed, and the removal reverted
        repository.commit(first, author, "Add a token", {"ci.env": token})
        repository.commit(second, other, "Remove it", remove=["ci.env"])
        repository.commit(third, author, 'Revert "Remove it"', {"ci.env": token})
        identity = ledger.identity("credential:", "token", "exposed", name)
        place(identity, source, "ci.env", "at HEAD", first, second)
        event(identity, first, "introduced", source, "ci.env", author)
        event(identity, second, "removed", source, "ci.env", other)
        event(identity, third, "reintroduced", source, "ci.env", author)
    elif kind == 6:  # came with a merge; who merged did not bring it in
        root = repository.commit(first, other, "Begin", {"README.md": "A service.\n"})
        side = repository.commit(second, author, "Add a log-in", {"app.env": login(user, host, password)}, branch="feature", parents=[root])
        repository.commit(third, other, "Merge feature", {"app.env": login(user, host, password)}, parents=[root, side])
        identity = ledger.identity(key, "login", "exposed", name)
        place(identity, source, "app.env", "at HEAD", second)
        event(identity, second, "introduced", source, "app.env", author)
    elif kind == 7:  # pushed over, so that no ref leads to it
        root = repository.commit(first, other, "Begin", {"README.md": "A service.\n"})
        repository.commit(second, author, "Add a log-in", {"app.env": login(user, host, password)})
        repository.reset(root)
        identity = ledger.identity(key, "login", "in-history", name)
        place(identity, source, "app.env", "in history", second)
        event(identity, second, "introduced", source, "app.env", author)
    elif kind == 8:  # the literal became a reference
        def settings(value):
            return f"database:\n  adapter: postgresql\n  host: {host}\n  username: {user}\n  database: app\n  password: {value}\n"
        repository.commit(first, author, "Add settings", {"settings.yml": settings(password)})
        repository.commit(second, other, "Take the password from the environment", {"settings.yml": settings("${DB_PASSWORD}")})
        identity = ledger.identity(key, "login", "in-history", name)
        place(identity, source, "settings.yml", "in history", first, second)
        event(identity, first, "introduced", source, "settings.yml", author)
        event(identity, second, "vaulted", source, "settings.yml", other)
        reference = ledger.identity(
            f"secret:environment:{source}:DB_PASSWORD", "secret", "vaulted", f"{other[0]} <{other[1]}>", credentials=0)
        reference["artefacts"].append(["reference", "settings", "settings.yml", 6])
    else:  # one log-in in production and in tests; owners are listed, authors have other names
        team = f"@fleet/team-{number % 3}"
        repository.commit(first, author, "Add settings", {
            "prod/app.env": login(user, host, password),
            ".github/CODEOWNERS": f"*  @fleet/everyone\n/prod/  {team}\n",
            ".mailmap": f"Real Name <real{number}@fleet.example> <{author[1]}>\n",
        })
        repository.commit(second, other, "Test against it", {"test/app.env": login(user, host, password)})
        identity = ledger.identity(key, "login", "exposed", min(team, "@fleet/everyone"), mix=True)
        place(identity, source, "prod/app.env", "at HEAD", first)
        place(identity, source, "test/app.env", "at HEAD", second)
        event(identity, first, "introduced", source, "prod/app.env", author)
        event(identity, second, "introduced", source, "test/app.env", other)


class Nothing:
    """Takes commits and makes nothing of them."""

    def commit(self, *_, **__):
        return 0

    def reset(self, *_):
        pass


def main():
    ledger = Ledger()
    if sys.argv[1] == "--truth":
        for number in range(COUNT):
            story(number, Nothing(), ledger)
        identities = sorted(ledger.identities.values(), key=lambda identity: identity["key"]) + ledger.unresolved
        truth = {"about": "Written by build.py --truth from its own stories.", "identities": identities, "unparsed": []}
        rows = ",\n".join("    " + json.dumps(identity) for identity in identities)
        pathlib.Path(__file__).with_name("truth.json").write_text(
            '{\n  "about": "%s",\n  "identities": [\n%s\n  ],\n  "unparsed": []\n}\n' % (truth["about"], rows), "utf-8")
        return
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(COUNT):
        repository = Repository(folder / f"svc-{number:03d}", f"https://{MAIN}svc-{number:03d}.git")
        story(number, repository, ledger)
        repository.finish()


main()
