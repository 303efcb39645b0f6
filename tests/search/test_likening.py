"""Where little is found, what a question tells of most likely follows, though nobody has written its words."""

import pytest
from django.utils import timezone

from search import language
from search.explaining import explain
from search.question import Question
from search.wording import synonyms
from search.wording.keeping import Kept
from search.wording.likening import Likeness
from search.wording.models import SynonymGroup
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db
Direction = SynonymGroup.Direction


def said(*phrases: str, meant: str, **fields) -> SynonymGroup:
    return SynonymGroup.objects.create(direction=Direction.SAID, said="\n".join(phrases), meant=meant, **fields)


def asked(text: str) -> dict:
    return language.asked(text)


def test_a_question_in_words_that_nobody_has_written_finds_what_it_is_most_like(titles):
    said("сыплется штукатурка", "течёт крыша", meant="ремонт жилья")
    said("штукатурка на выставке", meant="экскурсия")
    ServiceFactory(name="Экскурсия")
    ServiceFactory(name="Ремонт жилья")
    assert titles("q=крыша+вся+сыплется") == ["Ремонт жилья"]


def test_what_has_the_words_comes_first(titles):
    said("течёт крыша", "сыплется штукатурка", meant="ремонт жилья")
    ServiceFactory(name="Ремонт жилья", price="free", places_free=5)
    ServiceFactory(name="Крыша над головой")
    assert titles("q=сыплется+крыша") == ["Крыша над головой", "Ремонт жилья"]


def test_where_enough_is_found_nothing_is_guessed(titles):
    said("течёт крыша", "сыплется штукатурка", meant="ремонт жилья")
    ServiceFactory(name="Ремонт жилья")
    ServiceFactory.create_batch(10, name="Крыша сыплется")
    assert "Ремонт жилья" not in titles("q=крыша+сыплется")


def test_words_that_no_group_says_find_nothing(titles):
    said("течёт крыша", meant="ремонт жилья")
    ServiceFactory(name="Ремонт жилья")
    assert titles("q=бегемот+синхрофазотрон") == []


def test_danger_is_not_guessed(client):
    said("сожитель с топором", "сожитель грозит", meant="убежище", is_urgent=True)
    ServiceFactory(name="Убежище")
    html = client.get("/services/", {"q": "сожитель храпит"}).content.decode()
    assert "Убежище" in html
    assert 'class="danger' not in html


def test_a_group_that_is_switched_off_is_like_nothing():
    group = said("течёт крыша", "сыплется штукатурка", meant="ремонт жилья")
    assert synonyms.likest(asked("крыша сыплется"))
    group.is_active = False
    group.save()
    assert synonyms.likest(asked("крыша сыплется")) == []


def test_a_rare_word_tells_more_than_one_that_many_groups_say():
    groups = [(f"долг {n}", ["долг банку", "деньги"]) for n in range(5)] + [("алименты", ["деньги отцу", "приставы"])]
    likeness = Likeness((means(meant), map(synonyms.phrase, phrases)) for meant, phrases in groups)
    assert likeness.nearest(asked("деньги и приставы")) == means("алименты")


def test_groups_that_lead_to_the_same_are_one():
    groups = [("юрист", ["суд"]), ("врач", ["рецепт врача", "боль"]), ("юрист", ["рецепт наследства", "боль утраты"])]
    likeness = Likeness((means(meant), map(synonyms.phrase, phrases)) for meant, phrases in groups)
    assert likeness.nearest(asked("суд утрата")) == means("юрист")
    assert likeness.meant == [means("юрист"), means("врач")]


def means(text: str) -> tuple:
    return (synonyms.phrase(text),)


def test_whoever_keeps_the_words_reads_what_a_question_is_like():
    said("течёт крыша", "сыплется штукатурка", meant="ремонт жилья\nматериальная помощь")
    assert explain(Question("крыша сыплется")).likest == "ремонт жилья, материальная помощь"


def test_words_that_are_old_are_read_anew_only_when_a_group_has_changed(django_assert_num_queries):
    group = said("течёт крыша", meant="ремонт жилья")
    kept = Kept(synonyms.read, mark=synonyms.changed)
    old = kept.renewed(None)
    with django_assert_num_queries(1):
        assert kept.renewed(old)[0] is old[0]
    SynonymGroup.objects.update(updated_at=timezone.now())
    changed = kept.renewed(old)
    assert changed[0] is not old[0]
    group.delete()
    assert kept.renewed(changed)[0].meanings == {}
