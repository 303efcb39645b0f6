"""Questions that somebody has answered: those like them are answered with the same."""

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.guarding import SEEN
from portal.loading import Outcome, Report
from search import language, warming
from search.explaining import explain
from search.indexing import index
from search.precedents import likeness, loading
from search.precedents import titles as titles_of
from search.precedents.likeness import MOST, VOTERS, Precedents
from search.precedents.models import BEST, GOOD, RELATED, Precedent, Renaming
from search.precedents.sounds import heard_as
from search.query import counted, search
from search.question import Question
from search.sources import BY_TYPE
from search.wording.keeping import forget_all
from services_directory.models import Service
from tests.factories import ProviderFactory, ServiceFactory
from tests.search.plain import assert_as_plain
from tests.search.test_hearing import said

pytestmark = pytest.mark.django_db


def answered(words: str, best: str = "", good: str = "", related: str = "") -> Precedent:
    return Precedent.objects.create(words=words, best=best, good=good, related=related)


def votes(question: str, *precedents: tuple[str, dict[str, int]]) -> dict[str, float]:
    return dict(Precedents(precedents).verdict(language.asked(question)).votes)


# Likeness, without a database.


def test_the_question_that_shares_more_and_rarer_words_is_likest():
    known = Precedents(
        [("муж пьёт", {"а": 1}), ("муж ушёл", {"б": 1}), ("сосед пьёт пиво", {"в": 1}), ("няня", {"г": 1})]
    )
    assert known.verdict(language.asked("муж запил и пьёт")).questions[0] == "муж пьёт"
    assert "няня" not in known.verdict(language.asked("муж запил и пьёт")).questions
    assert known.likest(heard_as(language.asked("муж пьёт")))[0] == (pytest.approx(1), 0)


def test_words_of_one_family_are_heard_alike():
    assert votes("супруг избил", ("муж бьёт", {"убежище": BEST})) == {"убежище": 1}


def test_answers_are_voted_for_by_their_worth_and_the_first_has_all_of_the_votes():
    found = votes("муж пьёт", ("муж пьёт", {"нарколог": BEST, "группа": GOOD, "шахматы": RELATED}))
    assert found == {"нарколог": 1, "группа": pytest.approx(GOOD / BEST), "шахматы": pytest.approx(RELATED / BEST)}


def test_the_likest_outvotes_many_that_are_less_like_it():
    others = [(f"муж сын {word}", {"другое": BEST}) for word in ("чай", "хлеб", "дом")]
    found = votes("муж пьёт водку", ("муж пьёт водку", {"нарколог": BEST}), *others)
    assert found["нарколог"] == 1 > found.get("другое", 0)


def test_a_title_that_answers_everything_is_looked_for_after_one_that_answers_this():
    asked = [(f"вопрос {word}", {"кому звонить": BEST}) for word in ("чай", "хлеб", "дом", "лес", "сад")]
    asked += [("шахматы", {"кому звонить": BEST, "кружок": BEST})]
    assert list(votes("шахматы", *asked)) == ["кружок", "кому звонить"]


def test_so_many_vote_and_so_many_are_looked_for():
    known = Precedents((f"шахматы {n}", {f"кружок {n}": GOOD}) for n in range(VOTERS + 20))
    verdict = known.verdict(language.asked("шахматы"))
    assert len(verdict.voters) == VOTERS
    assert len(verdict.votes) == MOST


def test_a_common_word_brings_in_nobody_where_a_rarer_one_has(monkeypatch):
    monkeypatch.setattr(likeness, "COMMON", 2)
    known = Precedents([(f"муж {word}", {word: 1}) for word in ("чай", "хлеб", "дом")] + [("муж пьёт", {"пьёт": 1})])
    assert known.verdict(language.asked("муж пьёт")).questions == ["муж пьёт"]
    assert len(known.verdict(language.asked("муж")).questions) == 4


@pytest.mark.parametrize("question", ["", "щщъ", "12345"])
def test_what_is_like_nothing_gets_no_votes(question):
    assert votes(question, ("муж пьёт", {"нарколог": BEST})) == {}
    assert votes(question) == {}


# In the answers of the search.


def test_a_question_like_one_that_was_answered_finds_what_it_was_answered_with(titles):
    answered("муж пропадает на рыбалке", best="Семейный психолог")
    ServiceFactory(name="Семейный психолог", summary="")
    ServiceFactory(name="Кружок", summary="Рыбалка с отцом", price="free", places_free=3)
    assert titles("q=супруг+всё+время+на+рыбалке") == ["Семейный психолог", "Кружок"]


def test_what_is_called_as_was_asked_stays_before_what_is_voted_for(titles):
    answered("шахматы", best="Кружок логики")
    answered("где играть в шахматы", best="Кружок логики", related="Шахматы")
    for name in ("Шахматы", "Кружок логики"):
        ServiceFactory(name=name, summary="")
    assert titles("q=шахматы") == ["Шахматы", "Кружок логики"]


def test_a_title_with_all_of_the_words_and_others_goes_by_answers_as_soon_as_there_are_some(titles):
    answered("шахматы для сына", best="Кружок логики")
    for name in ("Шахматы по переписке", "Кружок логики"):
        ServiceFactory(name=name, summary="")
    assert titles("q=шахматы") == ["Шахматы по переписке", "Кружок логики"]
    answered("играть почтой", best="Шахматы по переписке")
    assert titles("q=шахматы") == ["Кружок логики", "Шахматы по переписке"]


def test_a_card_that_is_asked_for_by_its_whole_name_comes_first_whatever_is_heard_in_it(titles):
    said("временное жильё", meant="социальная гостиница")
    answered(
        "временное жильё для семей", best="Социальная гостиница", related="Временное жильё для семей, ждущих ребёнка"
    )
    for name in ("Социальная гостиница", "Временное жильё для семей, ждущих ребёнка"):
        ServiceFactory(name=name, summary="")
    whole = ["Временное жильё для семей, ждущих ребёнка", "Социальная гостиница"]
    assert titles("q=временное+жильё+для+семей+ждущих+ребёнка") == whole
    assert titles("q=временное+жильё+для+семей") == whole[::-1]


def test_what_is_called_as_was_asked_comes_before_an_institution_with_those_words_in_its_name(titles):
    answered("новая жизнь", best="Служба «Новая жизнь»", related="Новая жизнь")
    ServiceFactory(name="Новая жизнь", summary="", provider__name="Центр семьи")
    ProviderFactory(name="Служба «Новая жизнь»")
    assert titles("q=новая+жизнь") == ["Новая жизнь", "Служба «Новая жизнь»"]


def test_an_institution_is_found_by_a_part_of_its_name_whatever_such_words_were_answered_with(titles):
    answered("новая жизнь после развода", best="Семейный психолог")
    answered("куда после роддома", best="Семейный психолог", good="Служба «Новая жизнь»")
    ServiceFactory(name="Семейный психолог", summary="", provider__name="Центр семьи")
    ProviderFactory(name="Служба «Новая жизнь»")
    assert titles("q=новая+жизнь") == ["Служба «Новая жизнь»", "Семейный психолог"]
    assert titles("q=новая+жизнь+после+развода") == ["Семейный психолог", "Служба «Новая жизнь»"]


def test_what_is_chosen_is_counted_narrowed_and_paged_as_all_else(ask):
    answered("сын прогуливает", best="Детский психолог", good="Школа родителей")
    for n in range(30):
        ServiceFactory(name="Детский психолог" if n % 2 else "Школа родителей", price="free" if n < 10 else "paid")
    ServiceFactory(name="Беседа", summary="Сын прогуливает", price="paid")
    pages = [ask(f"q=сын+прогуливает&page={page}") for page in (1, 2)]
    assert {page.total for page in pages} == {31}
    urls = [row.url for page in pages for row in page.rows]
    assert len(urls) == len(set(urls)) == 31
    assert ask("q=сын+прогуливает&price=free").total == 10
    assert counted(Question("сын прогуливает")).total == 31
    assert ask("q=сын+прогуливает&order=name").rows[0].title == "Беседа"
    assert assert_as_plain("q=сын+прогуливает").total == 31
    assert_as_plain("q=сын+прогуливает&price=free&page=2")


def test_a_new_example_works_at_once_and_one_that_is_switched_off_does_not(titles):
    ServiceFactory(name="Детский психолог", summary="")
    assert titles("q=прогуливает+уроки") == []
    precedent = answered("прогуливает школу", best="Детский психолог")
    assert titles("q=прогуливает+уроки") == ["Детский психолог"]
    precedent.is_active = False
    precedent.save()
    assert titles("q=прогуливает+уроки") == []
    precedent.delete()
    assert titles("q=прогуливает+уроки") == []


def test_a_draft_is_not_found_though_it_is_named_as_an_answer(titles):
    answered("прогуливает школу", best="Детский психолог")
    ServiceFactory(name="Детский психолог", live=False)
    assert titles("q=прогуливает+школу") == []


def test_what_is_chosen_elsewhere_comes_after_what_is_here(ask):
    answered("прогуливает школу", best="Детский психолог")
    ServiceFactory(name="Детский психолог")
    here = ServiceFactory(name="Беседа о школе", summary="Прогуливает школу")
    place = here.provider.territory.name
    assert ask(urlencode({"q": f"прогуливает школу {place}"})).rows[0].title == "Беседа о школе"


def test_the_number_of_queries_does_not_grow_with_examples():
    def asked(number: int) -> int:
        for n in range(Precedent.objects.count(), number):
            answered(f"прогуливает {n}", best=f"Психолог {n}")
            ServiceFactory(name=f"Психолог {n}")
        search(Question("прогуливает"))
        with CaptureQueriesContext(connection) as queries:
            search(Question("прогуливает школу"))
        return len(queries)

    assert asked(1) >= asked(20)


def test_staff_see_which_questions_it_is_like_and_what_that_gave(admin_client):
    answered("прогуливает школу", best="Детский психолог")
    ServiceFactory(name="Детский психолог", summary="")
    explanation = explain(Question("прогуливает уроки"))
    assert explanation.like == ["прогуливает школу"]
    (row,) = explanation.rows
    assert row.place == "так отвечали на похожие вопросы"
    assert "ответ на похожие вопросы" in dict(row.weighed)
    text = admin_client.get(reverse("search_explain"), {"q": "прогуливает уроки"}).content.decode()
    assert "«прогуливает школу»" in text


# Kept by editors.


def test_an_answer_is_the_title_of_something_public_in_whatever_letters(admin_client):
    ServiceFactory(name="Приём семьёй ребёнка")
    add = reverse(Precedent.snippet_viewset.get_url_name("add"))
    text = admin_client.post(add, {"words": "сирота", "good": "Приём семьёй\nПриём психолога"}).content.decode()
    assert "«Приём семьёй»: такой карточки на сайте нет. Похожие: «Приём семьёй ребёнка»." in text
    assert "«Приём психолога»: такой карточки на сайте нет." in text
    assert "хотя бы одну карточку" not in text
    admin_client.post(add, {"words": "сирота", "best": "приём  СЕМЬЕЙ ребенка"})
    assert Precedent.objects.get().answers == {"прием семьей ребенка": BEST}


def test_an_old_title_becomes_the_new_one_as_an_editor_saves_the_example(admin_client):
    card = ServiceFactory(name="Детский психолог")
    precedent = answered("прогуливает школу", best="Детский психолог")
    card.name = "Сказкотерапия"
    card.save()
    edit = reverse(Precedent.snippet_viewset.get_url_name("edit"), args=[precedent.pk])
    page = BeautifulSoup(admin_client.get(edit).content, "html.parser")
    sent = {"words": precedent.words, "best": precedent.best, "is_active": "on"}
    sent[SEEN] = page.find(attrs={"name": SEEN})["value"]
    admin_client.post(edit, sent)
    precedent.refresh_from_db()
    assert precedent.best == "Сказкотерапия"


@pytest.mark.parametrize(
    ("words", "best", "said"),
    [("куда", "Няня", "хотя бы одно слово"), ("няня", "", "хотя бы одну карточку")],
)
def test_what_is_wrong_is_said(words, best, said):
    ServiceFactory(name="Няня")
    with pytest.raises(ValidationError, match=said):
        Precedent(words=words, best=best).full_clean()


def test_one_question_is_answered_once_and_no_longer_than_a_page():
    ServiceFactory(name="Няня")
    answered("няня", best="Няня")
    with pytest.raises(ValidationError, match="уже существует"):
        Precedent(words="няня", best="Няня").full_clean()
    with pytest.raises(ValidationError, match="Не больше 20"):
        Precedent(words="другое", best="\n".join(f"Няня {n}" for n in range(21))).full_clean()


def test_the_best_grade_of_a_title_counts():
    assert Precedent(best="А\nБ", good="б\nВ", related="а").answers == {"а": BEST, "б": BEST, "в": GOOD}


def test_a_wrong_form_keeps_what_was_typed(admin_client):
    response = admin_client.post(
        reverse(Precedent.snippet_viewset.get_url_name("add")),
        {"words": "няня вечером", "best": "Няни нет", "good": ""},
    )
    text = response.content.decode()
    assert "такой карточки на сайте нет" in text
    assert "няня вечером" in text
    assert not Precedent.objects.exists()


# Cards that are renamed.


def test_a_card_that_is_renamed_is_still_what_examples_lead_to(titles):
    answered("прогуливает школу", best="Детский психолог")
    card = ServiceFactory(name="Детский психолог", summary="")
    for name in ("Психолог для школьника", "Беседы с ребёнком"):
        card.name = name
        card.save()
        assert titles("q=прогуливает+уроки") == [name]
    assert {each.old: each.new for each in Renaming.objects.all()} == {
        "детский психолог": "Беседы с ребёнком",
        "психолог для школьника": "Беседы с ребёнком",
    }
    card.name = "Детский психолог"
    card.save()
    assert titles("q=прогуливает+уроки") == ["Детский психолог"]


def test_a_title_that_others_bear_too_is_no_old_one(titles):
    answered("прогуливает школу", best="Детский психолог")
    one, _other = (ServiceFactory(name="Детский психолог", summary="") for _ in range(2))
    one.name = "Сказкотерапия"
    one.save()
    assert not Renaming.objects.exists()
    assert titles("q=прогуливает+уроки") == ["Детский психолог"]


def test_a_name_given_in_a_draft_renames_nothing(titles):
    answered("прогуливает школу", best="Детский психолог")
    card = ServiceFactory(name="Детский психолог", summary="")
    card.name = "Сказкотерапия"
    card.save_revision()
    assert not Renaming.objects.exists()
    assert titles("q=прогуливает+уроки") == ["Детский психолог"]


def test_what_leads_nowhere_is_listed_the_most_often_named_first(admin_client):
    ServiceFactory(name="Юрист")
    answered("суд", best="Юрист", good="Адвокат")
    answered("развод", best="Адвокат", related="Медиатор")
    assert titles_of.dead(likeness.kept()) == [("адвокат", 2, "развод"), ("медиатор", 1, "развод")]
    text = admin_client.get(reverse("search_leading_nowhere")).content.decode()
    assert text.index("адвокат") < text.index("медиатор")
    add = reverse(Renaming.snippet_viewset.get_url_name("add"))
    assert 'value="адвокат"' in admin_client.get(add, {"old": "адвокат"}).content.decode()
    admin_client.post(add, {"old": "Адвокат", "new": "юрист"})
    assert Renaming.objects.get().old == "адвокат"
    assert [each.title for each in titles_of.dead(likeness.kept())] == ["медиатор"]
    Renaming.objects.all().delete()
    Precedent.objects.all().delete()
    assert "ведут к карточкам" in admin_client.get(reverse("search_leading_nowhere")).content.decode()


def test_an_old_name_that_is_borne_and_a_new_one_that_is_not_are_refused(admin_client):
    ServiceFactory(name="Юрист")
    add = reverse(Renaming.snippet_viewset.get_url_name("add"))
    text = admin_client.post(add, {"old": "Юрист", "new": "Адвокат"}).content.decode()
    assert "Карточка с таким названием есть на сайте" in text
    assert "«Адвокат»: такой карточки на сайте нет" in text
    assert 'value="Адвокат"' in text
    assert not Renaming.objects.exists()


def test_many_renamed_at_once_cost_the_same_number_of_queries(monkeypatch):
    # Else a lot of writes looks now and then whether postings are stale.
    monkeypatch.setattr("search.indexing.random.random", lambda: 1)

    def asked(number: int) -> int:
        cards = [ServiceFactory(summary="") for n in range(number)]
        for card in cards:
            Service.objects.filter(pk=card.pk).update(name=f"{card.name} вечером")
        with CaptureQueriesContext(connection) as queries:
            index(BY_TYPE["service"], [card.pk for card in cards])
        return len(queries)

    asked(1)
    assert asked(1) == asked(20)
    assert Renaming.objects.count() == 22


def test_many_old_titles_of_an_example_cost_the_same_number_of_queries():
    titles = [f"Кружок {n}" for n in range(20)]
    for title in titles:
        ServiceFactory(name=title)
        Renaming.objects.create(old=f"прежний {title.lower()}", new=title)

    def filled(number: int) -> tuple[int, str]:
        old = "\n".join(f"Прежний {title}" for title in titles[:number])
        form = Precedent.snippet_viewset.get_form_class()({"words": "шахматы", "best": old}, instance=Precedent())
        with CaptureQueriesContext(connection) as queries:
            assert form.is_valid(), form.errors
        return len(queries), form.cleaned_data["best"]

    assert filled(1)[0] == filled(20)[0]
    assert filled(20)[1] == "\n".join(titles)


# Loaded.


@pytest.fixture
def load(tmp_path):
    (tmp_path / "titles.txt").write_text("# titles\n1 | Няня на час\n2 | Юрист\n")

    def loaded(questions: str) -> Report:
        (tmp_path / "questions.txt").write_text(questions)
        report = Report(lambda line: None)
        loading.load(report, tmp_path)
        return report

    return loaded


def test_files_are_loaded_brought_up_to_date_and_loaded_again_without_a_change(load):
    load("не с кем оставить | 1 | 2 |\nсуд | 2 | | 1\n")
    assert {each.words: each.answers for each in Precedent.objects.all()} == {
        "не с кем оставить": {"няня на час": BEST, "юрист": GOOD},
        "суд": {"юрист": BEST, "няня на час": RELATED},
    }
    report = load("не с кем оставить | 2 | |\nразвод | 2 | |\n")
    assert (report.total(Outcome.CREATED), report.total(Outcome.CHANGED)) == (1, 2)
    assert {each.words for each in Precedent.objects.all()} == {"не с кем оставить", "развод"}
    assert not load("не с кем оставить | 2 | |\nразвод | 2 | |\n").changed


def test_what_an_editor_has_changed_or_written_is_left_alone(load):
    load("суд | 2 | |\nнекому посидеть | 1 | |\n")
    for name in ("Няня на час", "Юрист"):
        ServiceFactory(name=name)
    own = Precedent.objects.get(words="суд")
    own.best = "Няня на час"
    own.full_clean()
    own.save()
    answered("развод", best="Юрист")
    report = load("суд | 2 | |\nразвод | 1 | |\n")
    assert report.total(Outcome.KEPT) == 2
    assert {each.words: each.best for each in Precedent.objects.all()} == {"суд": "Няня на час", "развод": "Юрист"}


def test_the_files_of_the_portal_can_be_read_and_every_question_has_an_answer():
    found = list(loading.read(loading.FILES))
    assert len(found) > 10_000
    assert len({each.words for each in found}) == len(found)
    assert [each.words for each in found if not each.answers or not language.asked(each.words)] == []
    longest = Precedent._meta.get_field("words").max_length
    assert max(len(each.words) for each in found) <= longest


def test_while_one_reads_what_has_changed_others_go_on_with_what_they_have():
    answered("прогуливает школу", best="Детский психолог")
    known = likeness.kept()
    answered("прогуливает уроки", best="Беседа")
    with likeness.kept.lock:
        assert likeness.kept() is known
    assert len(likeness.kept()) == 2


def test_a_worker_reads_them_before_the_first_question(monkeypatch):
    answered("прогуливает школу", best="Детский психолог")
    forget_all()
    monkeypatch.setattr(warming.connections, "close_all", lambda: None)
    warming.warm()
    with CaptureQueriesContext(connection) as queries:
        assert len(likeness.kept()) == 1
    assert len(queries) == 0


def test_a_worker_begins_though_the_database_does_not_answer(monkeypatch, caplog):
    def fail():
        raise OperationalError

    forget_all()
    monkeypatch.setattr(warming.connections, "close_all", lambda: None)
    monkeypatch.setattr(warming.likeness.kept, "read", fail)
    warming.warm()
    assert "cold" in caplog.text
    forget_all()
