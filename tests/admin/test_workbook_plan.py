"""A table that changes an approved plan asks by which act, once for the whole file."""

import datetime

import pytest

from measures.amendments.page import context as changes
from measures.models import Measure, WorkbookReading
from tests.admin.test_workbook import Book, upload
from tests.factories import LegalActFactory
from tests.measures.amendments.plans import edition, published_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return published_plan()


@pytest.fixture
def address(sign_in, programme):
    """A file that makes the first measure later and renames the second, waiting for a moderator's word."""
    book = Book(programme)
    book.type("Мероприятия", "1.1", "Конец", "30.09.2025")
    book.type("Мероприятия", "1.2", "Название", "Дело по-новому")
    client = sign_in("moderator")
    return client, upload(client, book)[0]


def answer(address, how="publish", **said):
    client, path = address
    digest = client.get(path).context["plan"].digest
    return client.post(path, {"how": how, "digest": digest, "save": "1", **said})


def test_it_names_what_of_the_plan_the_file_changes(address):
    client, path = address
    page = client.get(path).content.decode()
    assert "Файл меняет утверждённый план" in page
    assert [(each.measure.number, each.what) for each in client.get(path).context["moved"]] == [
        ("1.1", "окончание"),
        ("1.2", "название"),
    ]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "Скажите, на каком основании"),
        ({"plan_basis": "act"}, "Назовите акт"),
        ({"plan_basis": "correction", "plan_reason": "!"}, "Напишите, что исправлено"),
        ({"plan_basis": "first"}, "Выберите корректный вариант"),
    ],
)
def test_without_a_ground_nothing_is_loaded_and_the_file_stays(address, said, why):
    response = answer(address, **said)
    assert response.status_code == 200
    assert why in response.content.decode()
    assert WorkbookReading.objects.exists()
    assert not Measure.objects.filter(title="Дело по-новому").exists()


def test_one_act_answers_for_the_whole_file(address, programme):
    act = LegalActFactory(number="77-п")
    response = answer(address, plan_basis="act", plan_act=act.pk, plan_from="2025-05-01")
    assert response.status_code == 302
    (amendment,) = changes(programme, {})["amendments"]
    assert amendment.edition.act == act
    assert amendment.edition.effective_on == datetime.date(2025, 5, 1)
    assert [move.number for move in amendment.moves] == ["1.1", "1.2"]


def test_an_edition_that_is_there_already_can_be_chosen(address, programme):
    known = edition(programme)
    assert answer(address, plan_basis="act", plan_edition=known.pk).status_code == 302
    assert [each.edition for each in changes(programme, {})["amendments"]] == [known]


def test_a_correction_shows_no_change_of_the_plan(address, programme):
    assert answer(address, plan_basis="correction", plan_reason="Опечатка в сроке: п. 3 приказа").status_code == 302
    assert changes(programme, {})["amendments"] == []
    assert Measure.objects.get(number="1.2").title == "Дело по-новому"


def test_a_draft_remembers_the_ground_until_it_is_published(address, programme):
    known = edition(programme)
    assert answer(address, how="draft", plan_basis="act", plan_edition=known.pk).status_code == 302
    assert changes(programme, {})["amendments"] == []
    Measure.objects.get(number="1.1").get_latest_revision().publish()
    (amendment,) = changes(programme, {})["amendments"]
    assert (amendment.edition, [move.number for move in amendment.moves]) == (known, ["1.1"])


def test_a_file_that_leaves_the_plan_alone_asks_nothing(sign_in, programme):
    book, client = Book(programme), sign_in("moderator")
    book.type("Мероприятия", "1.1", "Что обещано", "Семьям проще")
    path = upload(client, book)[0]
    assert "Файл меняет утверждённый план" not in client.get(path).content.decode()
    assert answer((client, path)).status_code == 302
    assert changes(programme, {})["amendments"] == []
