#!/usr/bin/env python3
"""Builds the sources of Harbour, a made-up company, in a folder: two repositories and a configuration tree.

    python3 build.py FOLDER

Everything is the same each time: names, dates, and secrets, which are made from a fixed seed and belong to nobody.
What is true of them stands in truth.json.
"""
import hashlib
import os
import pathlib
import subprocess
import sys
import zlib

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ADA = ("Ada Example", "ada@harbour.example")
GRACE = ("Grace Example", "grace@harbour.example")
LINUS = ("lin", "lin@old.harbour.example")


def letters(name, count):
    """Base62 characters from a name, without a run that a checker would take for words."""
    digest = b"".join(hashlib.sha256(f"harbour/{name}/{part}".encode()).digest() for part in range(4))
    return "".join(BASE62[byte % 62] for byte in digest)[:count]


def github(name):
    """The form GitHub documents: 30 characters and their CRC-32 as six base62 digits."""
    body = letters(name, 30)
    rest, digits = zlib.crc32(body.encode()), ""
    for _ in range(6):
        digits, rest = BASE62[rest % 62] + digits, rest // 62
    return "ghp_" + body + digits


class Repository:
    def __init__(self, folder, name):
        self.path = folder / name
        self.run("init", "--quiet", "--template=", "--initial-branch=main", str(self.path), inside=False)
        self.run("remote", "add", "origin", f"https://git.harbour.example/harbour/{name}.git")

    def run(self, *arguments, inside=True, person=ADA, date="2024-01-01"):
        environment = {
            "PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": person[0], "GIT_AUTHOR_EMAIL": person[1], "GIT_COMMITTER_NAME": person[0],
            "GIT_COMMITTER_EMAIL": person[1], "GIT_AUTHOR_DATE": f"{date}T12:00:00Z", "GIT_COMMITTER_DATE": f"{date}T12:00:00Z",
        }
        place = ["-C", str(self.path)] if inside else []
        subprocess.run(["git", *place, *arguments], check=True, env=environment)

    def commit(self, date, person, message, write=None, remove=(), move=()):
        for file, text in (write or {}).items():
            path = self.path / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        for file in remove:
            (self.path / file).unlink()
        for old, new in move:
            (self.path / new).parent.mkdir(parents=True, exist_ok=True)
            (self.path / old).rename(self.path / new)
        self.run("add", "--all", ".")
        self.run("commit", "--quiet", "--no-verify", "-m", message, person=person, date=date)


def database(password):
    return f"DATABASE_URL=postgresql://pay:{password}@db.harbour.example:5432/pay\n"


def payments(folder):
    repository = Repository(folder, "payments")
    first, second = letters("database/1", 22), letters("database/2", 22)
    repository.commit("2024-01-10", ADA, "Add payments", {
        "config/prod.env": database(first),
        "deploy.sh": f"#!/bin/sh\nexport GITHUB_TOKEN={github('deploy')}\n./release\n",
        "CODEOWNERS": "# who reviews\n*  @harbour/everyone\n/config/  @harbour/payments-team\n",
    })
    repository.commit("2024-03-01", GRACE, "Change the database password", {"config/prod.env": database(second)})
    repository.commit("2024-04-01", ADA, "Take the token from the store", {
        "deploy.sh": "#!/bin/sh\n./release\n",
        ".github/workflows/deploy.yml": (
            "name: deploy\non: push\npermissions:\n  contents: read\n  id-token: write\njobs:\n  release:\n    runs-on: ubuntu-latest\n"
            "    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n"
            "          role-to-assume: arn:aws:iam::123456789012:role/harbour-deploy\n"
            "      - run: ./deploy.sh\n        env:\n          GITHUB_TOKEN: ${{ secrets.DEPLOY_TOKEN }}\n"),
    })


def shipping(folder):
    repository = Repository(folder, "shipping")
    repository.commit("2024-02-01", LINUS, "Add shipping", {
        "test/settings.env": "DEBUG=1\n",
        ".mailmap": "Lin Example <lin@harbour.example> <lin@old.harbour.example>\n",
    })
    repository.commit("2024-03-15", LINUS, "Test against the real database", {"test/settings.env": "DEBUG=1\n" + database(letters("database/2", 22))})
    repository.commit("2024-05-01", GRACE, "Sort the tests", move=[("test/settings.env", "test/cases/settings.env")])
    repository.commit("2024-06-01", GRACE, "Run in the cluster", {
        "k8s/app.yaml": (
            "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shipper\n  namespace: shipping\n---\n"
            "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shipping\n  namespace: shipping\nspec:\n  template:\n    spec:\n"
            "      serviceAccountName: shipper\n      containers:\n        - name: app\n          env:\n            - name: DATABASE_URL\n"
            "              valueFrom:\n                secretKeyRef:\n                  name: database\n                  key: url\n"),
        "infra/main.tf": 'resource "aws_iam_user" "ci" {\n  name = "shipping-ci"\n}\n\nresource "aws_iam_access_key" "ci" {\n  user = "shipping-ci"\n}\n',
        ".mcp.json": '{\n  "mcpServers": {\n    "tickets": {\n      "command": "tickets-mcp",\n      "env": {"TICKETS_TOKEN": "${TICKETS_TOKEN}"}\n    }\n  }\n}\n',
        "charts/values.yaml": "{{- if .Values.on }}\nname: {{ .Release.Name }}\napiVersion: v1\nkind: Secret\n{{- end }}\n",
    })


def hosts(folder):
    tree = folder / "hosts"
    (tree / "web1").mkdir(parents=True)
    (tree / "web1" / ".netrc").write_text(f"machine api.harbour.example\n  login deploy\n  password {letters('netrc', 20)}\n", "utf-8")
    (tree / "web1" / "app.service").write_text("[Service]\nUser=harbour\nLoadCredential=db:/etc/harbour/db\n", "utf-8")


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    payments(folder)
    shipping(folder)
    hosts(folder)


main()
