"""The file of the tree: refused when it is wrong, left alone when people have edited the navigator."""

import pytest

from navigator.loading import load
from navigator.models import Navigator
from portal.loading import DataError, Outcome, Report
from tests.factories import FamilyCategoryFactory, HelpKindFactory
from tests.navigator.trees import small

pytestmark = pytest.mark.django_db
WHOLE = """
title: Подобрать помощь
lead: Коротко
family_question: Кто?
age_question: Сколько?
place_question: Где?
phones:
- {id: emergency, number: '112', name: Спасатели}
questions:
- code: start
  text: Опасно?
  answers:
  - {text: Да, to: danger}
  - {text: Нет, to: law}
endings:
- {code: danger, title: Опасно, urgent: 'true', phones: [emergency], kinds: [legal]}
- {code: law, title: Юрист, phones: [emergency], kinds: [legal]}
families:
- {text: Трое детей, category: large}
"""


@pytest.fixture
def written(tmp_path):
    """Load a file with this text."""
    HelpKindFactory(slug="legal")
    FamilyCategoryFactory(slug="large")

    def loaded(text: str) -> Report:
        file = tmp_path / "navigator.yaml"
        file.write_text(text)
        report = Report(lambda line: None)
        load(report, file)
        return report

    return loaded


def test_a_changed_file_changes_the_navigator(written):
    assert written(WHOLE).total(Outcome.CREATED) == 1
    assert written(WHOLE).total(Outcome.UNCHANGED) == 1
    assert written(WHOLE.replace("Опасно?", "Кому-то плохо?")).total(Outcome.CHANGED) == 1
    assert Navigator.objects.get().tree.first.text == "Кому-то плохо?"


def test_a_phone_is_kept_as_a_form_would_keep_it(written):
    office = "- {id: office, number: 8 (84342) 3-12-34, name: Отдел}\nquestions:"
    file = WHOLE.replace("questions:", office).replace("Юрист, phones: [emergency]", "Юрист, phones: [office]")
    assert written(file).total(Outcome.CREATED) == 1
    assert written(file).total(Outcome.UNCHANGED) == 1
    assert Navigator.objects.get().endings[1].value["phones"][0]["number"] == "+78434231234"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("to: law", "to: nowhere", "nowhere"),
        ("phones: [emergency], kinds: [legal]}\nfam", "phones: [], kinds: [legal]}\nfam", "нет телефона"),
        ("number: '112'", "number: '12'", "не похоже на телефон"),
        ("kinds: [legal]}\nfam", "kinds: [magic]}\nfam", "magic"),
        ("phones: [emergency], kinds", "phones: [whoever], kinds", "whoever"),
        ("lead: Коротко", "led: Коротко", "lead"),
    ],
)
def test_a_wrong_file_loads_nothing_and_says_what_is_wrong(written, old, new, said):
    assert old in WHOLE
    with pytest.raises(DataError, match=said):
        written(WHOLE.replace(old, new))
    assert not Navigator.objects.exists()


def test_what_people_have_edited_stays(written):
    navigator = small()
    navigator.save_revision()
    assert written(WHOLE).total(Outcome.KEPT) == 1
    assert Navigator.objects.get().tree == navigator.tree


def test_without_the_lists_that_it_rests_on_it_says_what_comes_first():
    with pytest.raises(DataError, match=r"сначала загрузите справочник: manage\.py load_demo --only acts directory"):
        load(Report(lambda line: None))
