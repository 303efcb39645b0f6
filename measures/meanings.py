"""Which indicators of different programmes mean the same: those of one name, and those that a list of wordings joins.

The list is `data/indicator_meanings.csv`: a short name, and a wording that acts give it. What is not there and is named
otherwise is not the same, however alike it sounds: «families in danger» is not «the share of families out of it».
"""

import csv
import functools
import re
from pathlib import Path

WORDINGS = Path(__file__).parent / "data" / "indicator_meanings.csv"
TAIL = re.compile(r"[\s,.:;]*(в том числе)?[\s,.:;]*$")


def plain(text: str) -> str:
    """Without what acts write in passing: capitals, double spaces, «в том числе:» before the parts."""
    return TAIL.sub("", " ".join(text.casefold().replace("ё", "е").split()))


@functools.cache
def wordings() -> dict[str, str]:
    with WORDINGS.open(encoding="utf-8", newline="") as file:
        return {plain(row["written"]): plain(row["meaning"]) for row in csv.DictReader(file)}


def meaning_of(indicator) -> tuple[str, str]:
    """A key that indicators of the same meaning share; a number and a share are never the same."""
    name, official = plain(indicator.name), plain(indicator.official_name)
    return wordings().get(official) or wordings().get(name) or name, indicator.value_kind
