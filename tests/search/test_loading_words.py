"""Words of a new release come into a portal that an older one has filled."""

import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.log_actions import log

from portal.loading import DataError, Outcome, Report
from search.wording import loading
from search.wording.models import SynonymGroup

pytestmark = pytest.mark.django_db

OLD = """
- {code: anxiety, said: [тревожность, рыдаю], meant: [психолог]}
- {code: tears, said: [плачу], meant: [телефон доверия]}
"""
# «рыдаю» goes one way, «плачу» the other.
NEW = """
- {code: anxiety, said: [тревожность, плачу], meant: [психолог]}
- {code: tears, said: [Рыдаю], meant: [телефон доверия]}
"""


@pytest.fixture
def load(tmp_path):
    for name in loading.NAMES:
        (tmp_path / name).write_text("[]")

    def loaded(words: str) -> Report:
        (tmp_path / loading.NAMES[0]).write_text(words)
        report = Report(lambda line: None)
        loading.load(report, tmp_path)
        return report

    return loaded


def said() -> dict[str, list[str]]:
    return {group.code: group.said_phrases for group in SynonymGroup.objects.all()}


def test_phrases_that_changed_places_between_releases_are_loaded(load):
    load(OLD)
    report = load(NEW)
    assert said() == {"anxiety": ["тревожность", "плачу"], "tears": ["Рыдаю"]}
    assert (report.total(Outcome.CHANGED), report.total(Outcome.CREATED)) == (2, 0)
    assert not load(NEW).changed


def test_a_phrase_moves_into_a_group_of_the_other_kind_and_back(load):
    same = "- {code: one, same: [няня, нянька]}\n- {code: two, said: [присмотр], meant: [няня]}"
    swapped = "- {code: one, said: [присмотр], meant: [няня]}\n- {code: two, same: [няня, нянька]}"
    for words in (same, swapped, same):
        load(words)
        assert not load(words).changed


def test_a_group_that_left_the_files_keeps_what_nobody_took(load):
    load(OLD)
    report = load("- {code: tears, said: [плачу, рыдаю], meant: [телефон доверия]}")
    assert said() == {"anxiety": ["тревожность"], "tears": ["плачу", "рыдаю"]}
    assert report.total(Outcome.CHANGED) == 2


def test_a_group_that_left_the_files_with_all_its_phrases_taken_is_gone(load):
    load(OLD)
    load("- {code: anxiety, said: [тревожность, рыдаю, плачу], meant: [психолог]}")
    assert said() == {"anxiety": ["тревожность", "рыдаю", "плачу"]}


def test_a_phrase_that_an_editor_holds_is_refused_by_name(load):
    load(OLD)
    log(SynonymGroup.objects.get(code="anxiety"), "wagtail.edit")
    with pytest.raises(DataError, match=r"строка 3.*«Рыдаю» уже есть в группе «тревожность, рыдаю»"):
        load(NEW)


def test_a_phrase_of_a_group_that_an_editor_made_is_refused_and_nothing_is_loaded():
    SynonymGroup.objects.create(direction="said", said="посидеть с ребёнком", meant="бабушка")
    with pytest.raises(CommandError, match=r"Ничего не загружено.*«посидеть с ребёнком» уже есть"):
        call_command("load_demo", only=["words"], stdout=io.StringIO())
    assert SynonymGroup.objects.count() == 1
