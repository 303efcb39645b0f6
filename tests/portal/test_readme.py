"""What README and the guides name is there: files, apps, targets of make, commands, variables of the environment."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from portal.management.commands.upkeep import NIGHTLY

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text()
TEXTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text()
NAMED_FILE = re.compile(r"[\w.*-]+(?:/[\w.*-]+)*/?")
READ = re.compile(r'\benv(?:\.\w+)?\("([A-Z_]+)"|\benviron\.get\("([A-Z_]+)"')
# What `portal.local` tells the tests, and nobody else.
OWN_VARIABLES = {"TEST_DATABASE_TEMPLATE"}


def in_backticks(text: str) -> set[str]:
    """What stands within a line, and the lines of commands in blocks of code."""
    blocks = {line.strip() for block in re.findall(r"```\w*\n(.*?)```", text, re.S) for line in block.splitlines()}
    return blocks | set(re.findall(r"`([^`\n]+)`", text))


def are_there(named: str, text: Path) -> bool:
    """From the root, or from where the text itself lies; «*» stands for any app."""
    return any(next(place.glob(named.rstrip("/")), None) for place in (ROOT, text.parent))


def is_of_the_tree(named: str) -> bool:
    """«portal/lanes.py», «docs/deploy/»: a path that begins with a folder of ours; addresses begin with a stroke."""
    if not NAMED_FILE.fullmatch(named) or "/" not in named:
        return False
    first = named.split("/")[0]
    return first == "*" or (ROOT / first).is_dir() or named.endswith((".py", ".md", ".sh", ".yaml", ".conf"))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: str(text.relative_to(ROOT)))
def test_every_file_that_is_named_is_there(text):
    named = {each for each in in_backticks(text.read_text()) if is_of_the_tree(each)}
    assert [each for each in sorted(named) if not are_there(each, text)] == []


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: str(text.relative_to(ROOT)))
def test_every_link_to_a_file_leads_to_one(text):
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text.read_text())
    assert [each for each in links if not each.startswith("/") and not (text.parent / each).exists()] == []


def test_the_map_has_every_app():
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert apps - set(re.findall(r"^\| `(\w+)/` \|", README, re.M)) == set()


def test_targets_of_make_are_those_of_the_makefile():
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.M))
    named = {each[1] for text in in_backticks(README) if (each := re.match(r"make ([a-z-]+)", text))}
    assert named - targets == set()
    assert targets - named == {"clean"}


def test_commands_that_are_named_exist_and_ours_are_named():
    named = {each for text in TEXTS for each in re.findall(r"manage\.py ([a-z_]+)", text.read_text())}
    commands = get_commands()
    assert named - set(commands) == set()
    ours = {name for name in commands if list(ROOT.glob(f"*/management/commands/{name}.py"))}
    of_bench = {name for name in ours if name.startswith("bench")}
    by_make = set(re.findall(r"manage\.py ([a-z_]+)", MAKEFILE))
    as_usual = {"migrate", "db_worker", "upkeep"}
    assert ours - named - set(NIGHTLY) - of_bench - by_make - as_usual == set()


def test_variables_that_are_named_are_read_and_the_other_way_round():
    code = [*(ROOT / "portal").glob("*.py"), ROOT / "gunicorn.conf.py"]
    read = {name for path in code for pair in READ.findall(path.read_text()) for name in pair if name}
    rows = re.findall(r"^ *\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|", README, re.M)
    told = {name for row in rows for name in re.findall(r"[A-Z_]+", row)}
    assert told == read - OWN_VARIABLES
