"""What a page of the navigator asks of the database: the same, however much the directory holds."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import HelpKindFactory, LocationFactory, RegionFactory, ServiceFactory
from tests.navigator.trees import ending, make_navigator, question, small, urgent

pytestmark = pytest.mark.django_db
URL = reverse("navigator:navigator")
ENDED = {"start": "trouble", "trouble": "school", "age": "", "territory": "kray"}


def queries(answers: dict) -> int:
    Client().get(URL, answers)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert Client().get(URL, answers).status_code == 200
    return len(captured)


def test_a_tree_of_one_question_costs_what_a_tree_of_twenty_does():
    navigator = make_navigator([question("start", "danger", "one")], [urgent(), ending("one")])
    few = queries({})
    codes = [f"more-{number}" for number in range(20)]
    navigator.questions = [question("start", "danger", codes[0]), *chain(codes)]
    navigator.save()
    assert queries({}) == few <= 3


def chain(codes: list[str]) -> list[tuple]:
    return [question(code, "danger", following) for code, following in zip(codes, [*codes[1:], "one"], strict=True)]


def test_an_ending_with_one_service_costs_what_one_with_twenty_does():
    small()
    region, kind = RegionFactory(slug="kray"), HelpKindFactory(slug="pedagogical")

    def add():
        service = ServiceFactory(kind=kind, provider__territory=region)
        LocationFactory(provider=service.provider, territory=region, phones=["+79000000001"])

    add()
    one = queries(ENDED)
    for _ in range(19):
        add()
    assert queries(ENDED) == one <= 8
