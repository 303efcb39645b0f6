"""Whatever is done to the cards, in whatever order, the search tells at once what the database reads."""

import random

import pytest
from django.db import transaction

from search import bitmaps, naming
from search.bitmaps import NO_CHANGES, Changes, changes_since
from search.models import SearchChange
from search.postings import fold
from search.precedents.models import Precedent
from search.rebuilding import rebuild
from services_directory.models import Service
from tests.factories import HelpKindFactory, ServiceFactory
from tests.search.plain import assert_as_plain

pytestmark = pytest.mark.django_db
WORDS = ["психолог", "логопед", "шахматы", "юрист"]
QUESTIONS = ["q=психолог", "q=психолог+шахматы", "kind=k0&price=free", "q=логопед&kind=k1", "q=психоло", ""]
STEPS = 14


def name(dice: random.Random) -> str:
    return f"{dice.choice(WORDS)} и {dice.choice(WORDS)} для семьи {dice.randrange(1000)}"


def step(dice: random.Random, kinds: list) -> None:
    """Something that people or workers do."""
    services = list(Service.objects.order_by("pk"))
    one = dice.choice(services) if services else None
    match dice.choice(["new", "new", "rename", "rename", "move", "delete", "hide", "show", "fold", "rebuild"]):
        case "new":
            ServiceFactory(name=name(dice), kind=dice.choice(kinds), price=dice.choice(["free", "paid", ""]))
        case "rename" if one:
            one.name = name(dice)
            one.save()
        case "move" if one:
            one.kind, one.price = dice.choice(kinds), dice.choice(["free", "paid"])
            one.save()
        case "delete" if one:
            one.delete()
        case "hide" | "show" as what if one:
            one.live = what == "show"
            one.save()
        case "fold":
            fold()
        case "rebuild":
            rebuild()


@pytest.mark.parametrize("seed", range(5))
def test_every_step_shows_at_once(seed):
    go(seed)


@pytest.mark.parametrize("seed", [5, 6])
def test_it_does_where_what_is_read_is_kept(seed, monkeypatch):
    """As for all who ask outside a transaction, until the postings are written anew."""
    monkeypatch.setattr(bitmaps, "is_lasting", lambda: True)
    go(seed, undone=0)


def go(seed: int, undone: float = 0.2) -> None:
    dice = random.Random(seed)
    kinds = [HelpKindFactory(slug=f"k{n}", name=f"помощь {n}") for n in range(2)]
    Precedent.objects.create(words="логопед", best="Шахматы и юрист")
    for _step in range(STEPS):
        if dice.random() < undone:
            with transaction.atomic():
                step(dice, kinds)
                assert_as_plain(dice.choice(QUESTIONS))
                transaction.set_rollback(True)
        else:
            step(dice, kinds)
        for address in QUESTIONS:
            assert_as_plain(address, counts_sections=True)


def test_what_has_changed_again_is_read_again_and_the_rest_is_not(django_assert_num_queries):
    one, other = ServiceFactory(name="Психолог"), ServiceFactory(name="Логопед")
    before = changes_since(NO_CHANGES)
    assert {"Aпсихолог", "Aлогопед"} <= before.having.keys()
    one.name = "Юрист"
    one.save()
    with django_assert_num_queries(1):
        after = changes_since(before)
    assert not after.bits("Aпсихолог")
    assert after.bits("Aюрист") == before.bits("Aпсихолог")
    assert after.bits("Aлогопед") == before.bits("Aлогопед")
    assert after == changes_since(NO_CHANGES)._replace(having=after.having)
    other.delete()
    last = changes_since(after)
    assert not last.bits("Aлогопед")
    assert last.entries == after.entries
    assert after.bits("Aюр:*") == after.bits("Aюрист")


def test_notes_that_were_never_committed_are_forgotten():
    ServiceFactory(name="Психолог")
    with transaction.atomic():
        ServiceFactory(name="Логопед")
        inside = changes_since(NO_CHANGES)
        transaction.set_rollback(True)
    after = changes_since(inside)
    assert isinstance(after, Changes)
    assert len(after.notes) == SearchChange.objects.count()
    assert not after.bits("Aлогопед")
    assert naming.current().bitmaps.changes.notes == after.notes
