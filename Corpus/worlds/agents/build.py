#!/usr/bin/env python3
"""Builds the sources of Lighthouse, a made-up company whose work is done by AI agents.

    python3 build.py FOLDER

Everything is the same each time. What is true of it stands in truth.json.
"""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from scripted import Repository, github, letters  # noqa: E402

ADA = ("Ada Example", "ada@lighthouse.example")
GRACE = ("Grace Example", "grace@lighthouse.example")


def text(value):
    return json.dumps(value, indent=2) + "\n"


def servers(token):
    return text({"mcpServers": {
        "github": {"command": "npx", "args": ["-y", "server-github"], "env": {"GITHUB_TOKEN": token}},
        "docs": {"url": "https://docs.lighthouse.example/mcp"},
    }})


def assistants(folder):
    """A token that is rotated, then taken from the environment; inputs; a card."""
    repository = Repository(folder / "assistants", "https://git.lighthouse.example/lighthouse/assistants.git")
    repository.commit("2024-01-05", ADA, "Add assistants", {
        ".mcp.json": servers(github("lighthouse/1")),
        ".cursor/mcp.json": text({"mcpServers": {"search": {"command": "search-mcp", "env": {"SEARCH_API_KEY": "${env:SEARCH_API_KEY}"}}}}),
        "CODEOWNERS": "*  @lighthouse/agents\n",
    })
    repository.commit("2024-02-10", GRACE, "Rotate the token", {".mcp.json": servers(github("lighthouse/2"))})
    repository.commit("2024-03-15", ADA, "Take the token from the environment", {".mcp.json": servers("${GITHUB_TOKEN}")})
    repository.commit("2024-04-01", GRACE, "Add a planner", {
        ".vscode/mcp.json": text({"servers": {"tickets": {"type": "http", "url": "https://tickets.lighthouse.example/mcp", "headers": {"Authorization": "Bearer ${input:tickets}"}}}}),
        ".well-known/agent-card.json": text({
            "name": "planner", "url": "https://planner.lighthouse.example/", "skills": [{"id": "plan"}],
            "securitySchemes": {"oauth": {"type": "oauth2"}},
        }),
    })
    repository.commit("2024-05-01", ADA, "Search is gone", remove=[".cursor/mcp.json"])
    repository.finish()


def summaries(folder):
    """The key of a provider beside the server that uses it, and in the settings of production."""
    key = "sk-proj-" + letters("lighthouse/openai/1", 74) + "T3BlbkFJ" + letters("lighthouse/openai/2", 74)
    repository = Repository(folder / "summaries", "https://git.lighthouse.example/lighthouse/summaries.git")
    repository.commit("2024-02-01", GRACE, "Add summaries", {
        "agents/.mcp.json": text({"mcpServers": {"summariser": {"command": "summariser", "env": {"OPENAI_API_KEY": key}}}}),
    })
    repository.commit("2024-02-20", ADA, "Run in production", {"deploy/production/app.env": f"OPENAI_API_KEY={key}\n"})
    repository.finish()


def laptop(folder):
    """A person's own configuration, in no repository."""
    place = folder / "laptop" / "Claude"
    place.mkdir(parents=True)
    (place / "claude_desktop_config.json").write_text(text({"mcpServers": {
        "files": {"command": "files-mcp", "env": {"FILES_TOKEN": letters("lighthouse/files", 40)}},
        "mail": {"command": "mail-mcp", "env": {"MAIL_PASSWORD": "op://private/mail/password"}},
    }}), "utf-8")


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    assistants(folder)
    summaries(folder)
    laptop(folder)


main()
