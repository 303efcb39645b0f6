"""What five real acts contradict in their money: all of it is found or noted, and nothing is invented.

`EXPECTED` is what a person found reading the acts; the numbers are those of that reading.
"""

from decimal import Decimal

import pytest
from django.db import transaction

from acts import loading as acts
from measures import loading
from measures.models import Programme, SourceNote
from measures.reading import ledgers
from measures.units import Written, misread
from portal.loading import Report
from services_directory import loading as directory

# Programme → what the arithmetic finds: (kind, measure, year, amount).
FOUND = {
    "yugra-2016-2017": {
        ("outside-term", "14.1", 2016, Decimal(500_000)),  # 19
        ("silent-year", "8.1", 2017, Decimal(2_000_000)),  # 20
    },
}
# Programme → numbers of what only a reader of the text can see; they stand as notes beside the money.
NOTED = {"yugra-2016-2017": {18, 19, 20}, "tatarstan-2016-2017": {34}}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Read only: the whole demo of programmes, taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        for each in (acts, directory, loading):
            each.load(Report(lambda line: None))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def by_slug(loaded, django_db_blocker):
    with django_db_blocker.unblock():
        return {
            ledger.programme.slug: ledger for ledger in ledgers(Programme.objects.filter(territory__is_fictional=False))
        }


def test_every_contradiction_of_the_money_is_found_and_none_is_invented(by_slug):
    for slug, ledger in by_slug.items():
        found = [one for one in ledger.findings if not one.agrees]
        told = {(str(one.kind), one.scope.measure, one.scope.year, one.found.amount) for one in found}
        assert told == FOUND.get(slug, set()), slug


def test_thousands_of_checks_that_agree_are_made(by_slug):
    yugra = [one for one in by_slug["yugra-2016-2017"].findings if one.agrees]
    assert {str(one.kind) for one in yugra} == {"sum", "twice", "parts"}
    axes = {(str(one.kind), str(one.axis or "")) for one in yugra}
    assert axes >= {("parts", "year"), ("parts", "source"), ("parts", "measure")}


def test_what_only_a_reader_sees_stands_as_notes(loaded, django_db_blocker):
    with django_db_blocker.unblock():
        for slug, numbers in NOTED.items():
            notes = SourceNote.objects.filter(programme__slug=slug, check_number__in=numbers)
            assert {note.check_number for note in notes} == numbers


def test_no_figure_was_misread_and_the_trap_of_units_would_be_found(by_slug):
    ledger = by_slug["yugra-2016-2017"]
    written = [
        Written(stated, row.as_written, row.amount)
        for row, stated in zip(ledger.programme.stated_totals.all(), ledger.stated, strict=True)
    ]
    assert misread(written, ledger.programme.unit) == []
    assert len(misread(written, 1)) == len([one for one in written if one.amount and "тыс" not in one.text])
