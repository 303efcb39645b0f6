"""Every way through the tree that the portal comes with, over the data that it comes with."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from navigator.loading import load
from navigator.models import Navigator
from navigator.tree import Ending, Tree
from portal.loading import Outcome, Report
from services_directory.models import FamilyCategory, HelpKind, SupportLevel

URL = reverse("navigator:navigator")
# Where the demo has services of every kind; where it has a few; a town of a region; where it has next to none.
PLACES = ["zarechny", "vladimir", "vladimir-murom", "yugra"]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The whole demo, once: other tests of this module only read it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=Report(lambda line: None))
        yield Navigator.objects.get()
        transaction.set_rollback(True)


def ways(tree: Tree) -> list[dict[str, str]]:
    """The answers of every way from the first question to an ending."""
    found, waiting = [], [(tree.first, {})]
    while waiting:
        node, answers = waiting.pop()
        if isinstance(node, Ending):
            found.append(answers)
            continue
        waiting += [(tree.nodes[each.goes_to], {**answers, node.code: each.value}) for each in node.answers]
    return found


def main_of(answers: dict) -> BeautifulSoup:
    response = Client().get(URL, answers)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def test_the_tree_is_whole(loaded):
    assert loaded.faults == []
    assert len(loaded.tree.endings) >= 35


def test_no_comma_has_cut_a_paper_in_two(loaded):
    papers = [paper for ending in loaded.tree.endings for paper in ending.documents]
    assert [paper for paper in papers if paper[0].islower()] == []


def test_it_names_only_words_of_the_directory(loaded):
    tree = loaded.tree
    known = [set(model.objects.values_list("slug", flat=True)) for model in (HelpKind, FamilyCategory, SupportLevel)]
    kinds, categories, levels = known
    assert {slug for ending in tree.endings for slug in ending.kinds} <= kinds
    assert {slug for ending in tree.endings for slug in ending.categories} <= categories
    assert {family.category for family in tree.families} <= categories
    assert {ending.level for ending in tree.endings} - {""} <= levels


@pytest.mark.parametrize("place", PLACES)
def test_every_way_ends_with_phones_steps_and_services(place, loaded):
    useless = {}
    for answers in ways(loaded.tree):
        main = main_of({**answers, "now": "1", "territory": place})
        found = {
            "phones": len(main.select(".walk-calls a[href^='tel:']")),
            "services": len(main.select(".card")),
            "steps": len(main.select(".steps li")),
        }
        if not all(found.values()):
            useless[main.h1.text] = found
    assert useless == {}


def test_no_way_takes_more_than_three_questions_before_help_is_shown(loaded):
    assert max(len(answers) for answers in ways(loaded.tree)) <= 3


def test_every_link_of_an_ending_leads_somewhere(loaded):
    links = {link.url for ending in loaded.tree.endings for link in ending.links}
    assert {url: status for url in links if (status := Client().get(url).status_code) != 200} == {}


def test_loading_again_changes_nothing(loaded):
    report = Report(lambda line: None)
    load(report)
    assert report.total(Outcome.UNCHANGED) == 1
    assert not report.changed
