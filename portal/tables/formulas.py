"""Texts that a spreadsheet program would run as a formula: no export lets one out. Pure."""

import re

FORMULA = re.compile(r"'*\s*[=+\-@\t\r]")
BEHIND_APOSTROPHE = re.compile(r"'+\s*[=+\-@\t\r]")


def harmless(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe before what would start a formula. `bare` takes it away."""
    return f"'{text}" if FORMULA.match(text) else text


def bare(text: str) -> str:
    return text[1:] if BEHIND_APOSTROPHE.match(text) else text
