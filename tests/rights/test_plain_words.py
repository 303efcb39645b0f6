"""What the portal says of rights is said for those who are tired and afraid: in short words and short sentences."""

import pytest
import yaml

from home.readability import AIM, read
from rights.loading import DATA

SITUATIONS = yaml.safe_load((DATA / "situations.yaml").read_text())
# A law's own words, which cannot be exchanged, cost a year of school.
HARDEST = AIM + 1


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each["slug"])
def test_a_child_of_twelve_reads_it(situation):
    parts = [each["text"] for name in ("rights", "asks") for each in situation.get(name, [])]
    reading = read([situation["title"], situation["lead"], *parts, situation.get("where_to_go", "")])
    assert reading.is_enough
    assert reading.grade <= HARDEST, reading.hardest
