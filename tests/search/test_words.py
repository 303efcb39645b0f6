"""What people say finds what editors say they mean."""

import pytest
from django.core.exceptions import ValidationError

from search import language
from search.wording.models import SynonymGroup
from search.wording.synonyms import heard, phrase
from search.wording.whom import says_whom
from tests.factories import FamilyCategoryFactory, ServiceFactory

pytestmark = pytest.mark.django_db
Direction = SynonymGroup.Direction


def said(*phrases: str, meant: str) -> SynonymGroup:
    return SynonymGroup.objects.create(direction=Direction.SAID, said="\n".join(phrases), meant=meant)


def test_words_that_mean_the_same_find_each_other(titles):
    SynonymGroup.objects.create(said="няня\nбебиситтер")
    ServiceFactory(name="Няня на час")
    ServiceFactory(name="Бебиситтер")
    assert set(titles("q=бебиситтера")) == set(titles("q=няню")) == {"Няня на час", "Бебиситтер"}
    assert titles("q=няню")[0] == "Няня на час"


def test_everyday_words_find_what_is_meant_and_not_the_other_way_round(titles):
    said("бьёт муж", meant="убежище")
    ServiceFactory(name="Безопасное убежище")
    ServiceFactory(name="Разговор о том, почему муж бьёт посуду")
    assert "Безопасное убежище" in titles("q=бьет+муж")
    assert titles("q=убежище") == ["Безопасное убежище"]


def test_the_words_of_a_phrase_may_stand_in_any_order_and_form(titles):
    said("посидеть с ребёнком", meant="няня")
    ServiceFactory(name="Няня на час")
    assert titles("q=с+детьми+кто+посидит") == ["Няня на час"]


def test_the_longest_phrase_is_heard(titles):
    said("школа", meant="подготовка к школе")
    said("обижают в школе", meant="телефон доверия")
    ServiceFactory(name="Телефон доверия")
    ServiceFactory(name="Подготовка к школе")
    assert titles("q=в+школе+обижают")[0] == "Телефон доверия"


def test_a_title_with_what_is_needed_comes_before_a_text_with_the_words(titles):
    said("травят", meant="телефон доверия")
    ServiceFactory(name="Разговор по телефону доверия")
    ServiceFactory(name="Экскурсия", description="Смотрим, как травят узоры на стекле, и рассказываем в классе")
    assert titles("q=травят+в+классе")[0] == "Разговор по телефону доверия"


def test_the_help_that_is_asked_for_comes_before_the_family_it_is_asked_for(titles):
    large = FamilyCategoryFactory(name="Многодетные семьи")
    ServiceFactory(name="Пособия", categories=[large])
    ServiceFactory(name="Психолог")
    ServiceFactory(name="Психолог для усыновителей")
    ServiceFactory(name="Праздник для многодетных семей", categories=[large])
    found = titles("q=психолог+многодетной+семье")
    assert found[:2] == ["Психолог", "Психолог для усыновителей"]
    assert "Пособия" not in found


def test_what_a_family_may_need_is_no_name_of_all_that_is_for_it(titles):
    single = FamilyCategoryFactory(name="Один родитель с детьми", synonyms=["алименты"])
    ServiceFactory(name="Лагерь", places_free=5, categories=[single])
    ServiceFactory(name="Разговор с юристом", synonyms="алименты")
    assert titles("q=алименты")[:3] == ["Один родитель с детьми", "Разговор с юристом", "Лагерь"]


def test_a_thing_that_a_category_names_is_not_whom_it_names():
    label = ["Родители, ограниченные в правах"]
    assert says_whom([phrase("родители")], label)
    assert not says_whom([phrase("права")], label)
    assert says_whom([phrase("низкий доход")], ["Семьи с низким доходом"])


def test_what_is_for_every_family_comes_before_what_is_for_some(titles):
    SynonymGroup.objects.create(said="психолог\nпсихотерапевт")
    ServiceFactory(name="Психолог для усыновителей")
    ServiceFactory(name="Психотерапевт")
    ServiceFactory(name="Психолог для родителей")
    assert titles("q=психолог") == ["Психолог для родителей", "Психотерапевт", "Психолог для усыновителей"]
    assert titles("q=психолог+усыновителям")[0] == "Психолог для усыновителей"


def test_one_need_said_twice_is_one(titles):
    said("устала", "нет сил", meant="передышка")
    ServiceFactory(name="Передышка")
    assert titles("q=устала+нет+сил") == ["Передышка"]
    words = heard(language.asked("устала нет сил"))
    assert [word.token for word in words] == ["устала"]


def test_of_two_needs_one_in_the_title_is_enough(titles):
    said("уволили", meant="трудовые права")
    said("нечем платить", meant="долги")
    ServiceFactory(name="Защита трудовых прав")
    ServiceFactory(name="Помощь при долгах")
    assert set(titles("q=уволили+нечем+платить")) == {"Защита трудовых прав", "Помощь при долгах"}


@pytest.mark.parametrize("url", ["/services/", "/search/"])
def test_words_of_danger_bring_the_phones_before_what_is_found(url, client):
    said("муж бьёт", meant="убежище")
    SynonymGroup.objects.update(is_urgent=True)
    ServiceFactory(name="Убежище")
    html = client.get(url, {"q": "бьёт муж"}).content.decode()
    assert html.index('class="danger') < html.index('class="card-title"')
    assert 'href="tel:112"' in html
    assert 'class="danger' not in client.get(url, {"q": "убежище"}).content.decode()


def test_a_group_that_is_switched_off_or_gone_works_no_more(titles):
    group = said("бебиситтер", meant="няня")
    ServiceFactory(name="Няня на час")
    assert titles("q=бебиситтер")
    group.is_active = False
    group.save()
    assert titles("q=бебиситтер") == []
    group.is_active = True
    group.save()
    group.delete()
    assert titles("q=бебиситтер") == []


def test_words_that_only_put_the_question_are_not_searched_for(titles):
    ServiceFactory(name="Психолог")
    assert titles("q=куда+обратиться+подскажите+нужен+психолог") == ["Психолог"]


@pytest.mark.parametrize(
    ("direction", "texts", "meant", "field"),
    [
        (Direction.SAME, "няня", "", "said"),
        (Direction.SAME, "няня\nнянька", "присмотр", "meant"),
        (Direction.SAID, "няня", "", "meant"),
        (Direction.SAID, "и\nно", "няня", "said"),
        (Direction.SAID, "один два три четыре пять шесть", "няня", "said"),
    ],
)
def test_a_group_that_cannot_work_is_refused_in_words(direction, texts, meant, field):
    with pytest.raises(ValidationError) as refused:
        SynonymGroup(direction=direction, said=texts, meant=meant).full_clean()
    assert list(refused.value.message_dict) == [field]


def test_a_phrase_belongs_to_one_group_of_a_kind():
    said("няня", meant="присмотр")
    with pytest.raises(ValidationError, match="уже есть в группе"):
        SynonymGroup(direction=Direction.SAID, said="Няня", meant="передышка").full_clean()


def test_a_hundred_groups_cost_no_query_more(client, django_assert_max_num_queries):
    ServiceFactory(name="Няня на час")
    for n in range(100):
        said(f"слово{n}", meant="няня")
    client.get("/search/?q=слово7")
    with django_assert_max_num_queries(5):
        assert "Няня</mark> на час" in client.get("/search/?q=слово7").content.decode()


def test_what_editors_look_for_beside_a_trouble_is_found_and_not_put_before_the_eyes(client):
    said("беременна одна", meant="отказаться от ребёнка\nубежище")
    FamilyCategoryFactory(name="Мамы, которые думают отказаться от ребёнка")
    ServiceFactory(name="Убежище для беременных")
    page = client.get("/search/?q=беременна+и+одна").content.decode()
    assert "<mark>Убежище</mark> для <mark>беременных</mark>" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "думают отказаться от ребёнка" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_denied_is_heard_only_where_it_is_denied(titles):
    said("не платит", meant="алименты")
    ServiceFactory(name="Консультация по алиментам")
    assert titles("q=бывший+не+платит") == ["Консультация по алиментам"]
    assert titles("q=отец+не+хочет+платить") == ["Консультация по алиментам"]
    assert titles("q=кто+платит+няне") == []


def test_danger_comes_before_whatever_else_is_said(titles):
    said("кричит", meant="спокойное общение")
    said("бьёт", meant="убежище")
    SynonymGroup.objects.filter(said="бьёт").update(is_urgent=True)
    ServiceFactory(name="Тренинг спокойного общения", price="free")
    ServiceFactory(name="Безопасное убежище")
    assert titles("q=кричит+и+бьёт")[0] == "Безопасное убежище"


def test_a_single_word_that_is_meant_is_no_word_for_whom_a_service_is(titles):
    said("запой", meant="пить")
    ServiceFactory(name="Бросить пить")
    ServiceFactory(name="Школа для родителей, которые хотят бросить пить", price="free")
    assert titles("q=запой")[0] == "Бросить пить"


def test_where_no_word_that_tells_is_known_a_general_one_is_better_than_nothing(titles):
    ServiceFactory(name="Если дома опасно")
    assert titles("q=меня+недолюбливают+дома") == ["Если дома опасно"]


def test_verbs_and_adverbs_that_nobody_explains_are_left_aside_beside_a_need():
    said("кричит по ночам", meant="психолог")
    words = heard(language.asked("муж пропадал потом стал кричать по ночам"))
    assert [word.token for word in words] == ["муж", "кричать ночам"]
    assert [word.token for word in heard(language.asked("муж пропал"))] == ["муж", "пропал"]


def test_a_denial_is_heard_after_its_word_too():
    said("нечего есть", meant="продукты")
    assert [word.token for word in heard(language.asked("дома есть нечего")) if word.is_need] == ["есть"]
    assert not [word for word in heard(language.asked("дома есть дети")) if word.is_need]


def test_of_phrases_that_tell_as_much_danger_is_heard_first():
    said("ударила ребёнка", meant="школа родителей")
    said("муж ударил", meant="убежище")
    SynonymGroup.objects.filter(said="муж ударил").update(is_urgent=True)
    assert [word.token for word in heard(language.asked("муж ударил при ребёнке")) if word.is_need] == ["муж ударил"]
