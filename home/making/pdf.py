"""A paper as tagged PDF."""

import json
from pathlib import Path

from portal.typesetting import ACCESSIBLE, compiled

TEMPLATE = Path(__file__).parent / "typst" / "paper.typ"


def pdf(paper: dict) -> bytes:
    """Without the second chance of `typesetting.pdf`: a paper of ours that is not accessible is a fault."""
    return compiled(TEMPLATE, json.dumps(paper, ensure_ascii=False, sort_keys=True), ACCESSIBLE)
