"""What editors have written is heard in any word of the same family; the first line of what is meant comes first."""

import pytest

from search import language
from search.explaining import explain
from search.question import Question
from search.wording.models import SynonymGroup
from search.wording.synonyms import heard
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db
Direction = SynonymGroup.Direction


def said(*phrases: str, meant: str) -> SynonymGroup:
    return SynonymGroup.objects.create(direction=Direction.SAID, said="\n".join(phrases), meant=meant)


def needs(question: str) -> list[str]:
    return [word.token for word in heard(language.asked(question)) if word.is_need]


@pytest.mark.parametrize("question", ["муж бьёт", "супруг избил", "сожитель избивает"])
def test_a_phrase_is_heard_in_words_of_the_same_families(question):
    said("муж бьёт", meant="убежище")
    assert needs(question)


def test_a_verb_is_heard_with_and_without_its_reflexive_ending():
    said("ругаем друг друга", meant="примирение")
    assert needs("ругаемся друг с другом")


def test_to_be_refused_is_not_to_give_up_a_child():
    said("отказаться от ребёнка", meant="ждёте ребёнка")
    assert needs("отказываюсь от ребёнка")
    assert needs("отказ от ребёнка")
    assert not needs("ребёнку отказали")


def test_a_fight_is_heard_where_somebody_fights():
    said("дерётся с детьми", meant="детский психолог")
    assert needs("драка с детьми")


def test_a_single_word_is_not_heard_in_a_verb_that_means_something_else():
    said("восстановиться", meant="курс реабилитации")
    assert needs("восстановиться")
    assert not needs("восстановить паспорт")


def test_of_a_child_a_phrase_speaks_whoever_the_child_is():
    said("ребёнок ворует", meant="детский психолог")
    assert needs("внук стал воровать")
    assert not needs("сосед стал воровать")


def test_a_single_general_word_stands_for_nobody_else():
    said("детские", meant="пособие")
    assert needs("детские")
    assert not needs("ребёнок")


def test_a_phrase_in_its_very_words_is_heard_before_one_of_the_same_family():
    said("напьётся", meant="убежище")
    said("пьёт", meant="нарколог")
    (word,) = heard(language.asked("пьёт"))
    assert word.meant == ((("нарколог",),),)


def test_what_tells_little_is_heard_only_where_nothing_else_is_needed():
    said("не знаю что делать", meant="сопровождение")
    said("родила", meant="клуб мам")
    assert needs("не знаю что делать") == ["знаю делать"]
    assert needs("родила и не знаю что делать") == ["родила"]


def test_in_a_long_question_a_turn_of_speech_tells_what_it_is_about_and_a_single_word_only_what_is_named():
    said("посадили в тюрьму", meant="консультация юриста")
    said("хлеб", meant="продуктовый набор")
    assert needs("мужа посадили в тюрьму, он украл хлеб") == ["посадили тюрьму"]
    assert needs("посадили в тюрьму, хлеб") == ["посадили тюрьму", "хлеб"]
    assert needs("хлеб на каждый день для большой семьи") == ["хлеб"]


def test_danger_is_heard_in_a_single_word_of_a_long_question_too():
    said("посадили в тюрьму", meant="консультация юриста")
    SynonymGroup.objects.create(direction=Direction.SAID, said="избивает", meant="убежище", is_urgent=True)
    assert needs("брата посадили в тюрьму, отец избивает мать") == ["посадили тюрьму", "избивает"]


def test_the_scene_of_what_is_told_is_not_searched_for_beside_a_need():
    said("запил", meant="нарколога")
    assert [word.token for word in heard(language.asked("муж запил в апреле, стоял под окном"))] == ["муж", "запил"]
    assert [word.token for word in heard(language.asked("окно в апреле"))] == ["окно", "апреле"]


def test_the_years_of_a_child_are_no_scene():
    said("запил", meant="нарколога")
    assert "лет" in [word.token for word in heard(language.asked("сын запил в 12 лет"))]


def test_a_long_number_names_an_act_and_is_searched_for():
    said("закон", meant="ваши права")
    assert [word.token for word in heard(language.asked("по закону 442"))] == ["закону", "442"]
    assert [word.token for word in heard(language.asked("по закону мне 17"))] == ["закону"]


def test_what_is_meant_first_comes_before_what_helps_too(titles):
    said("дома беда", meant="убежище\nпсихолог")
    ServiceFactory(name="Психолог", places_free=5, price="free")
    ServiceFactory(name="Убежище")
    ServiceFactory(name="Психолог и кошка", price="free")
    assert titles("q=беда+дома") == ["Убежище", "Психолог", "Психолог и кошка"]
    assert titles("q=беда+дома+кошка")[:2] == ["Психолог и кошка", "Убежище"]


def test_several_words_in_a_title_come_before_titles_with_the_need_alone(titles):
    said("сопровождение", meant="куратор")
    ServiceFactory(name="Куратор", price="free")
    ServiceFactory(name="План сопровождения")
    assert titles("q=образец+плана+сопровождения") == ["План сопровождения", "Куратор"]


def test_whoever_keeps_the_words_reads_why(db):
    said("беда", meant="убежище\nпсихолог")
    ServiceFactory(name="Психолог")
    ServiceFactory(name="Убежище")
    reasons = [str(row.place) for row in explain(Question("беда")).rows]
    assert reasons == ["название говорит то же другими словами", "название говорит о том, что тоже поможет"]


def test_families_of_words_are_read_from_data():
    families = language.load("heard_alike")
    assert all(len(family) > 1 and len(set(family)) == len(family) for family in families)
    assert language.family("супруга") == language.family("жена")
    assert language.alike(f"{language.DENIED}оплатить") == language.alike(f"{language.DENIED}платить")
