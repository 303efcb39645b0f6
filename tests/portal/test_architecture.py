"""Who may import whom, kept by reading the code."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = tuple(sorted(path.parent.name for path in ROOT.glob("*/apps.py") if path.parent.name != "portal"))
# Beside itself, an app imports only these. `search` reads the others; `home` lists records of two; records know no app.
MAY_IMPORT = {
    "acts": {"portal"},
    "staff": {"portal"},
    "services_directory": {"portal", "acts"},
    "measures": {"portal", "acts"},
    "manual": {"portal"},
    "editorial": {"portal"},
    "home": {"portal", "acts", "services_directory", "measures", "questions", "rights"},
    "search": {"portal", "acts", "home", "services_directory", "measures", "rights"},
    "navigator": {"portal", "services_directory", "search", "home"},
    "exchange": {"portal", "acts", "services_directory", "search"},
    "hsds": {"portal", "services_directory", "search"},
    "guidebook": {"portal", "services_directory", "home", "sharing", "hsds"},
    "cabinets": {"portal", "services_directory"},
    "feedback": {"portal", "services_directory", "cabinets"},
    "publicity": {"portal", "services_directory", "measures"},
    "questions": {"portal", "measures", "feedback"},
    "usefulness": {"portal", "feedback", "questions"},
    "returns": {"portal", "services_directory"},
    "sharing": {"portal", "services_directory", "search", "home"},
    "screens": {"portal", "home", "sharing"},
    "rights": {"portal", "acts", "services_directory"},
    "events": {"portal", "services_directory", "measures", "home", "search", "sharing"},
}
BASES = ("records.py", "pages.py", "blocks.py", "formatting.py", "local.py", "settings.py")
VAGUE_NAMES = {"utils", "helpers", "common", "core", "misc", "services"}


def modules(app: str) -> list[Path]:
    return [path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


def imported_apps(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.split(".")[0] for name in names} & {*APPS, "portal"}


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_only_what_it_may(app):
    strays = {
        str(path.relative_to(ROOT)): sorted(extra)
        for path in modules(app)
        if (extra := imported_apps(path) - MAY_IMPORT[app] - {app})
    }
    assert strays == {}


def test_the_bases_import_no_app():
    strays = {name: apps for name in BASES if (apps := imported_apps(ROOT / "portal" / name) - {"portal"})}
    assert strays == {}


def test_no_import_hides_in_a_function():
    """Such an import dodges a circle; the one exception is what a workstation may lack."""
    hidden = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for app in (*APPS, "portal")
        for path in modules(app)
        if path.name != "local.py"
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef) and function.name != "ready"
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in {*APPS, "portal"}
    ]
    assert hidden == []


def test_modules_are_named_by_their_domain():
    vague = [
        str(path.relative_to(ROOT)) for app in (*APPS, "portal") for path in modules(app) if path.stem in VAGUE_NAMES
    ]
    assert vague == []
