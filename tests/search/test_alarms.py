"""Who may be in danger sees whom to call, whatever else is asked; who shares the words by chance does not."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from portal.loading import read_yaml
from search.explaining import explain
from search.question import Question
from search.relevance import alarms
from search.relevance.judging import HELD_OUT, TUNING
from search.wording import loading
from search.wording.alarm import danger_in
from search.wording.models import SynonymGroup
from search.wording.synonyms import heard as needs_heard
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db
Direction = SynonymGroup.Direction
LEAST_RECALL = {TUNING: 0.99, HELD_OUT: 0.95, alarms.UNSEEN: 0.5}
MOST_FALSE = {TUNING: 0.01, HELD_OUT: 0.06, alarms.UNSEEN: 0.1}


def danger(*phrases: str, unless: tuple[str, ...] = ()) -> SynonymGroup:
    group = SynonymGroup(direction=Direction.DANGER, said="\n".join(phrases), unless="\n".join(unless))
    group.full_clean()
    group.save()
    return group


def heard_in(question: str) -> str:
    return danger_in(question, question)


def test_danger_is_heard_in_the_judged_utterances_and_seldom_elsewhere():
    rows = [row for name in loading.NAMES for row in read_yaml(loading.FILES / name)]
    SynonymGroup.objects.bulk_create(SynonymGroup(code=row.text("code"), **loading.values(row)) for row in rows)
    for part in alarms.FILES:
        heard = alarms.heard(part)
        assert heard.missed_gravest == []
        assert heard.recall >= LEAST_RECALL[part], [each.words for each in heard.missed]
        assert heard.false_alarms <= MOST_FALSE[part], [each.words for each in heard.false]
    ServiceFactory()
    output = io.StringIO()
    call_command("relevance", "--alarms", stdout=output)
    assert [line.split()[0] for line in output.getvalue().splitlines()][:4] == ["alarms", "tuning", "held", "unseen"]


def test_there_are_enough_utterances_and_none_is_judged_twice():
    said = [each for part in alarms.FILES for each in alarms.utterances(part)]
    for must_alarm in (True, False):
        assert sum(each.must_alarm == must_alarm for each in said) >= 225
    assert len({each.words for each in said}) == len(said)
    assert {each.kind for each in said if each.must_alarm} >= alarms.GRAVEST


def test_what_is_misheard_is_counted():
    heard = alarms.heard(TUNING, ask=lambda words: words in {"муж пьет", "не хочу жить"})
    assert [each.words for each in heard.false] == ["муж пьет"]
    assert len(heard.missed) == heard.dangers - 1
    assert "хочу умереть помогите" in heard.missed_gravest
    assert 0 < heard.recall < 0.01 < 1 > heard.false_alarms > 0


def test_danger_is_heard_beside_any_other_need():
    SynonymGroup.objects.create(direction=Direction.SAID, said="не хочет бросил школу", meant="детский психолог")
    danger("не хочет жить")
    assert heard_in("сын не хочет жить и бросил школу") == "не хочет жить"
    assert heard_in("бросил школу") == ""


def test_words_that_stand_far_apart_tell_of_no_danger():
    danger("не хочет жить")
    assert heard_in("жить больше он не хочет")
    assert not heard_in("не хочет учиться в техникуме после девятого класса где жить")


def test_what_is_denied_is_no_danger():
    danger("бьёт")
    assert heard_in("муж бьет")
    assert not heard_in("муж не бьет")


@pytest.mark.parametrize(
    ("question", "is_danger"),
    [("муж бьёт", True), ("сын бьёт рекорды", False), ("бьёт и рекордов не ставит", False), ("бьёт кулаком", True)],
)
def test_another_object_makes_it_harmless(question, is_danger):
    danger("бьёт", unless=("рекорд",))
    assert bool(heard_in(question)) is is_danger


def test_a_harmless_turn_is_taken_word_for_word_with_its_prepositions():
    danger("не хочет жить", unless=("жить с",))
    assert not heard_in("сын не хочет жить с отчимом")
    assert heard_in("с сыном беда, не хочет жить")


def test_a_harmless_turn_silences_its_own_group_alone():
    danger("бьёт", unless=("рекорд",))
    danger("муж бьёт меня")
    assert heard_in("муж бьёт меня за разбитую пластинку с рекордами") == "муж бьёт меня"


def test_a_single_word_is_heard_in_no_other_of_its_family_and_a_phrase_is():
    danger("избил")
    assert heard_in("вчера избили")
    assert not heard_in("бьёт")
    danger("муж избил")
    assert heard_in("супруг бьёт")


def test_oneself_and_me_tell():
    danger("порезала себя", "ударил меня")
    assert heard_in("дочь порезала себя")
    assert not heard_in("дочь порезала ткань")
    assert not heard_in("ударил по мячу")


def test_of_a_child_danger_is_told_whoever_the_child_is():
    danger("пропал ребёнок", unless=("аппетит",))
    assert heard_in("внучка пропала")
    assert not heard_in("у внучки пропал аппетит")


@pytest.mark.parametrize("question", ["муж избевает", "ve; bp,bdftn", "muzh izbivaet", "муж избиваит"])
def test_danger_is_heard_however_it_is_typed(question):
    danger("муж избивает")
    assert danger_in(question, "муж избегает")


def test_words_of_danger_alone_change_nothing_in_what_is_needed():
    danger("бьёт")
    assert not any(word.is_need or word.is_urgent for word in needs_heard({"бьет": ("бить",)}))


def test_groups_with_a_need_alarm_too_unless_they_are_silenced():
    SynonymGroup.objects.create(
        direction=Direction.SAID, said="поднимает руку", meant="убежище", is_urgent=True, unless="на уроке"
    )
    assert heard_in("муж поднимает руку")
    assert not heard_in("сын поднимает руку на уроке")


def test_only_words_of_danger_may_have_harmless_turns():
    group = SynonymGroup(direction=Direction.SAID, said="няня", meant="няня", unless="рекорд")
    assert "unless" in errors_of(group)
    group.is_urgent = True
    assert errors_of(group) == {}
    group.unless = "с"
    assert "unless" in errors_of(group)
    group.unless = "\n".join(f"рекорд {n}" for n in range(101))
    assert "unless" in errors_of(group)


def test_words_of_danger_alone_mean_nothing_to_look_for():
    assert "meant" in errors_of(SynonymGroup(direction=Direction.DANGER, said="бьёт", meant="убежище"))


def errors_of(group: SynonymGroup) -> dict:
    try:
        group.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_editors_are_told_which_phrase_brings_the_phones():
    danger("муж бьёт")
    assert explain(Question("супруг бьёт")).danger == "муж бьёт"
    assert explain(Question("няня")).danger == ""


@pytest.mark.parametrize("url", ["/services/", "/search/"])
def test_the_phones_stand_before_what_is_found_and_also_where_nothing_is(url, client):
    danger("не хочет жить")
    html = client.get(url, {"q": "сын не хочет жить"}).content.decode()
    assert html.index('class="danger') < html.index('href="tel:112"')
    assert 'class="danger' not in client.get(url, {"q": "сын хочет учиться"}).content.decode()
