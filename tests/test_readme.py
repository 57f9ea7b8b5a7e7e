import re
from pathlib import Path

from viewer.cli import _COMMANDS
from viewer.window.actions import ACTIONS

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def _table(heading: str) -> list[list[str]]:
    section = README.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def test_every_action_with_a_key_is_in_the_table_of_keys_and_nothing_else():
    told = {tuple(re.findall(r"`([^`]+)`", keys)): text.split(": ")[0] for keys, text in _table("Keys")}
    assert told == {spec.keys: spec.text for spec in ACTIONS if spec.keys}


def test_every_command_is_in_the_table_of_commands_and_nothing_else():
    told = {re.sub(r"\[--library FILE\] |\[|\]", "", row[0].strip("`")).split()[1] for row in _table("Commands")}
    assert told == set(_COMMANDS)


def test_files_the_readme_shows_are_there():
    for name in re.findall(r"\]\(([^)]+)\)", README):
        assert (Path(__file__).parent.parent / name).exists(), name
