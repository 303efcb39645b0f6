"""The two real annexes come through as the portal's own data has them, without a hand on any figure."""

import csv
import os
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from measures.annex.figures import figure
from measures.annex.found import Annex
from measures.annex.recognising import recognise
from measures.annex.text import read_text
from measures.annex.unit import unit_of_table

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "measures" / "data"
DOCUMENTS = Path(os.environ.get("SHARED_DOCUMENTS", ROOT.parent / "shared" / "documents"))
FILES = {"yugra-2016-2017": "000_*.txt", "tatarstan-2016-2017": "001_*.txt"}
# Directions, measures, indicators.
SIZES = {"yugra-2016-2017": (15, 20, 33), "tatarstan-2016-2017": (15, 24, 30)}
PERIODS = {"baseline": ("baseline", None), "2016": ("plan", 2016), "2017": ("plan", 2017), "end": ("end", None)}

pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the five orders (../shared/documents) are not here")


@pytest.fixture(scope="module", params=FILES)
def slug(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def annex(slug) -> Annex:
    (path,) = DOCUMENTS.glob(FILES[slug])
    return recognise(read_text(path.read_text()))


def rows(slug: str, name: str) -> list[dict]:
    with (DATA / slug / name).open(newline="") as file:
        return list(csv.DictReader(file))


def roubles(annex: Annex) -> int:
    whole = next(each.amount for each in annex.totals if each.is_total)
    return unit_of_table(annex.unit_words, whole, annex.prose).roubles


def test_every_row_is_there(slug, annex):
    assert (len(annex.directions), len(annex.measures), len(annex.indicators)) == SIZES[slug]
    assert annex.left_out == []


def test_every_sum_is_the_one_of_the_data(slug, annex):
    unit = roubles(annex)
    read = sorted((each.number, line.source, line.amount * unit) for each in annex.measures for line in each.lines)
    assert read == sorted((row["measure"], row["source"], Decimal(row["amount"])) for row in rows(slug, "budget.csv"))


def test_every_figure_of_an_indicator_is_the_one_of_the_data(slug, annex):
    for read, row in zip(annex.indicators, rows(slug, "indicators.csv"), strict=True):
        assert (read.number, read.parent, read.name) == (row["number"], row["parent"], row["official_name"].rstrip(";"))
        found = {name: read.values[key].value for name, key in PERIODS.items()}
        assert found == {name: figure(row[name]).value for name in PERIODS}


def test_the_totals_row_agrees_with_the_rows_over_it(annex):
    sums = defaultdict(Decimal)
    for measure in annex.measures:
        for line in measure.lines:
            for scope in {(line.year, line.source), (line.year, ""), (None, line.source), (None, "")}:
                sums[scope] += line.amount
    assert annex.totals
    for total in annex.totals:
        assert total.amount == sums[total.year, total.source]


def test_what_needs_a_person_is_said(slug, annex):
    """A row that a page has cut; a figure that a space has broken. Nothing else."""
    measures = [each.number for each in annex.measures if each.problems]
    indicators = [each.number for each in annex.indicators if each.problems]
    expected = {
        "yugra-2016-2017": (["11.1"], ["15"]),
        "tatarstan-2016-2017": (["1.1", "3.1", "4.1", "6.2", "8.1", "8.2", "13.1", "15.1"], []),
    }
    assert (measures, indicators) == expected[slug]


def test_the_unit_of_the_yugra_table_is_thousands_whatever_its_head_says(slug, annex):
    assert roubles(annex) == {"yugra-2016-2017": 1000, "tatarstan-2016-2017": 1}[slug]
