"""What the worlds' scripts share: secrets from a name, and repositories with fixed names, dates and contents."""
import hashlib
import os
import pathlib
import subprocess
import zlib

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ENVIRONMENT = {
    "PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
}


def letters(name, count):
    """Base62 characters that follow from a name."""
    digest = b"".join(hashlib.sha256(f"{name}/{part}".encode()).digest() for part in range(1 + count // 32))
    return "".join(BASE62[byte % 62] for byte in digest)[:count]


def github(name):
    """The form GitHub documents: 30 characters and their CRC-32 as six base62 digits."""
    body = letters(name, 30)
    rest, digits = zlib.crc32(body.encode()), ""
    for _ in range(6):
        digits, rest = BASE62[rest % 62] + digits, rest // 62
    return "ghp_" + body + digits


def seconds(date):
    """Noon of a day, UTC."""
    year, month, day = map(int, date.split("-"))
    days = (year - 1970) * 365 + (year - 1969) // 4 + sum([31, 28 + (year % 4 == 0), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][:month - 1]) + day - 1
    return days * 86400 + 43200


class Repository:
    """A bare repository whose whole history is written at once, which is many times faster than commit by commit."""

    def __init__(self, path, remote):
        self.path = pathlib.Path(path)
        self.remote = remote
        self.stream = []
        self.mark = 0

    def _data(self, text):
        body = text.encode()
        return b"data %d\n%s\n" % (len(body), body)

    def commit(self, date, person, message, write=None, remove=(), branch="main", parents=None):
        """`parents` are marks that earlier commits returned; None goes on from the branch's tip."""
        self.mark += 1
        who = f"{person[0]} <{person[1]}> {seconds(date)} +0000\n".encode()
        lines = [b"commit refs/heads/%s\nmark :%d\n" % (branch.encode(), self.mark), b"author " + who, b"committer " + who, self._data(message)]
        if parents:
            lines.append(b"from :%d\n" % parents[0])
            lines += [b"merge :%d\n" % parent for parent in parents[1:]]
        for path in remove:
            lines.append(b"D %s\n" % path.encode())
        for path, text in (write or {}).items():
            lines.append(b"M 100644 inline %s\n%s" % (path.encode(), self._data(text)))
        self.stream.append(b"".join(lines) + b"\n")
        return self.mark

    def reset(self, mark, branch="main"):
        self.stream.append(b"reset refs/heads/%s\nfrom :%d\n\n" % (branch.encode(), mark))

    def finish(self):
        run = lambda *arguments, **more: subprocess.run(["git", *arguments], check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
        run("init", "--quiet", "--bare", "--template=", "--initial-branch=main", str(self.path))
        with open(self.path / "config", "a", encoding="utf-8") as config:
            config.write(f'[remote "origin"]\n\turl = {self.remote}\n')
        run("-C", str(self.path), "fast-import", "--quiet", "--force", input=b"".join(self.stream))
