"""A process that is killed while it publishes an amendment leaves the old plan whole: no half of an edition."""

import signal

from tests.apart import apart, told  # noqa: F401

# Publishes measure 1.1 changed by edition 1, then stops where its entry has been written and nothing is committed.
CHILD = """
import sys, time
import django; django.setup()
from django.db import connection
from measures.amendments import recording
from measures.models import Measure, PlanEntry
from tests.measures.amendments.plans import amend, edition, published_plan

programme = published_plan()
measure, changing = programme.measures.get(number="1.1"), edition(programme)
print("PLANNED", flush=True)
write = recording.write

def write_and_wait(*args):
    write(*args)
    print("WRITTEN", PlanEntry.objects.filter(edition=changing).count(), flush=True)
    time.sleep(120)

recording.write = write_and_wait
amend(measure, changing, title="Наполовину", money={(2025, "fund"): 999})
"""


def test_kill_nine_in_a_publication_leaves_a_whole_plan(apart):  # noqa: F811
    child = apart.start("-c", CHILD)
    try:
        assert told(child, "WRITTEN").split()[1] == "1"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait(10)
    assert apart.one("SELECT title FROM measures_measure WHERE number = '1.1'") == "Дело 1.1"
    assert apart.one("SELECT amount FROM measures_budgetline WHERE year = 2025 ORDER BY id LIMIT 1") == 100
    assert apart.one("SELECT count(*) FROM measures_planentry") == 2
    edition = "JOIN measures_planedition e ON e.id = edition_id WHERE e.number > 0"
    assert apart.one(f"SELECT count(*) FROM measures_planentry {edition}") == 0
