"""Institutions that report by the form of Novgorod, and people of two of them."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from cabinets.models import Membership
from portal.quarters import Quarter
from returns.forms_of_law import forms
from returns.models import Respondent, Return
from tests.admin.conftest import make_person, sign_in  # noqa: F401
from tests.factories import ProviderFactory

FORM = "novgorod-quarterly"
QUARTER = Quarter(2026, 2)
# The example of the facts: 40 + 12 = 52, 52 − 9 = 43.
SOUND = {"1.1": 40, "1.2": 12, "1.4": 52, "1.5": 52, "1.6": 52, "1.7": 9, "1.7.1": 7, "1.4.1": 52}
SOUND |= (
    {f"1.4.{n}": 0 for n in range(2, 10)} | {f"1.5.{n}": 5 for n in range(1, 6)} | {f"1.6.{n}": 3 for n in range(1, 5)}
)


def reports(name="Центр", form=FORM, **fields):
    since = {"since_year": 2026, "since_quarter": 1}
    return Respondent.objects.create(form=form, provider=ProviderFactory(name=name), **{**since, **fields})


def returned(respondent, quarter=QUARTER, state="accepted", cells=None, **fields):
    given = SOUND if cells is None else cells
    stored = {code: str(figure) for code, figure in given.items()}
    sent = {} if state == "draft" else {"sent_at": "2026-07-03T09:00:00+03:00"}
    return Return.objects.create(
        respondent=respondent, year=quarter.year, quarter=quarter.number, state=state, cells=stored, **sent, **fields
    )


def address(respondent, quarter=QUARTER) -> str:
    return reverse("returns_return", args=[respondent.pk, quarter.year, quarter.number])


def posted(cells, action="save", version=0, **fields) -> dict:
    return {
        **{f"c-{code}": str(value) for code, value in cells.items()},
        "action": action,
        "version": version,
        **fields,
    }


def figures(**values) -> dict:
    return {code: None if value is None else Decimal(value) for code, value in values.items()}


@pytest.fixture
def form():
    return forms()[FORM]


@pytest.fixture
def ours(db):
    return reports("Центр «Надежда»")


@pytest.fixture
def theirs(db):
    return reports("Приют «Исток»")


def reporter_of(respondent, kind: str) -> Client:
    person = make_person(kind)
    Membership.objects.create(user=person, provider=respondent.provider)
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def reporter(ours) -> Client:
    return reporter_of(ours, "reporter_a")


@pytest.fixture
def stranger(theirs) -> Client:
    return reporter_of(theirs, "reporter_b")
