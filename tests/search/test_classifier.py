"""What is learned of all answered questions: which titles a question leans to by all its parts."""

import io

import numpy as np
import pytest
from django.core.management import call_command

from portal.loading import Outcome, Report
from search import language
from search.explaining import explain
from search.management.commands import learn
from search.precedents import classifier, likeness, loading, meaning
from search.precedents.classifier import NOTHING, Classifier, is_run, packed, signs, unpacked
from search.precedents.likeness import Precedents
from search.precedents.meaning import Meanings
from search.precedents.models import BEST, GOOD, Learned, Precedent, Renaming
from search.precedents.sounds import heard_as
from search.precedents.training import trained
from search.question import Question
from search.relevance.unheard import unlearned
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db

WORDS = ["вечером", "дома", "опять", "деревня", "третий", "работа", "летом", "дети", "весной", "лес", "гость", "город"]
ANSWERED = [
    *((f"муж пьёт {each}", {"нарколог": BEST, "группа": GOOD}) for each in WORDS),
    *((f"кружок шахматы {each}", {"шахматы": BEST}) for each in WORDS),
]


@pytest.fixture(scope="module")
def learned() -> Classifier:
    return trained(ANSWERED, times=80)


def leanings(known: Classifier, question: str) -> dict[str, float]:
    placed = known.placed(heard_as(language.asked(question)))
    return {} if placed is None else known.leanings(placed)


def parts(question: str) -> set[str]:
    return signs(heard_as(language.asked(question)))


def test_a_question_has_words_pairs_and_runs_of_letters():
    found = parts("муж пьёт")
    words = {each for each in found if not is_run(each)}
    assert words == {"муж", "пить", "муж пить"}
    assert {"-<му", "-муж", "-уж>", "-<муж", "-муж>"} <= found
    assert parts("") == set()


def test_a_question_leans_to_what_questions_with_its_words_were_answered_with(learned):
    found = leanings(learned, "муж пьёт в гараже")
    assert found["нарколог"] == 1 > found["группа"] > found.get("шахматы", 0)
    assert max(found := leanings(learned, "шахматы"), key=found.get) == "шахматы"


def test_a_form_of_a_word_that_nobody_has_used_tells_by_its_letters(learned):
    assert not {"шахматист", "кружковой"} & learned.numbers.keys()
    with_known = "дома шахматист"
    assert leanings(learned, with_known)["шахматы"] == 1
    assert leanings(learned, "дома")["шахматы"] < 1


def test_where_no_word_is_known_letters_alone_lean_to_nothing(learned):
    assert leanings(learned, "шахматист") == leanings(learned, "щщъ") == leanings(NOTHING, "муж пьёт") == {}


def test_what_is_hardly_likely_is_not_told(learned, monkeypatch):
    monkeypatch.setattr(classifier, "LEAST_LIKELY", 1)
    assert leanings(learned, "муж пьёт") == {"нарколог": 1}


def test_learning_twice_gives_the_same_and_it_is_kept_with_a_byte_for_a_number(learned):
    assert packed(trained(ANSWERED, times=3)) == packed(trained(ANSWERED, times=3))
    read = unpacked(packed(learned))
    assert packed(read) == packed(learned)
    assert leanings(read, "муж пьёт") == leanings(learned, "муж пьёт")


def test_many_questions_stand_where_each_of_them_does(learned):
    asked = ["муж пьёт в гараже", "щщъ", "шахматы", "кружок шахматы летом"]
    heard = [heard_as(language.asked(each)) for each in asked]
    rows = learned.places(heard)
    assert rows.shape == (4, learned.table.shape[1])
    assert not rows[1].any()
    assert learned.placed(heard[1]) is None
    for n in (0, 2, 3):
        alone = learned.placed(heard[n])
        assert np.linalg.norm(rows[n]) == pytest.approx(1)
        assert rows[n] @ alone / np.linalg.norm(alone) == pytest.approx(1, abs=0.02)
    assert rows[2] @ rows[3] > 0.9 > rows[2] @ rows[0]


def test_of_questions_that_share_no_word_those_that_mean_the_same_vote(learned):
    known = Precedents([("муж пьёт", {"нарколог": BEST}), ("шахматы", {"школа логики": BEST})], learned)
    verdict = known.verdict(language.asked("кружок"))
    assert (verdict.questions, verdict.shares) == ([], {})
    assert max(verdict.meanings, key=verdict.meanings.get) == "школа логики"
    assert "школа логики" in verdict.votes
    assert verdict.vote("Школа логики").meaning == 1
    assert Precedents([("шахматы", {"школа логики": BEST})]).verdict(language.asked("кружок")).meanings == {}


def test_so_many_of_the_nearest_vote(learned, monkeypatch):
    monkeypatch.setattr(likeness, "NEAREST", 5)
    known = Precedents([(f"шахматы {each}", {each: BEST}) for each in WORDS], learned)
    assert len(known.verdict(language.asked("кружок")).meanings) == 5


def test_the_nearest_are_looked_for_among_those_that_lean_to_the_same_titles(learned, monkeypatch):
    heard = [heard_as(language.asked(words)) for words, _answers in ANSWERED]
    known, rows = Meanings(learned, heard), learned.places(heard)
    placed = learned.placed(heard_as(language.asked("муж пьёт в лесу")))
    near = rows @ placed / np.linalg.norm(placed)
    found = known.nearest(placed, len(heard))
    assert [nearness for nearness, _number in found] == pytest.approx(sorted(near[near > 0], reverse=True))
    assert all(near[number] == pytest.approx(nearness) for nearness, number in found)
    monkeypatch.setattr(meaning, "TITLES", 1)
    assert {number for _nearness, number in known.nearest(placed, len(heard))} <= set(range(len(WORDS)))
    assert known.nearest(placed, 3) == found[:3]


def test_a_rare_sign_is_not_learned():
    known = trained([*ANSWERED, ("няня", {"няня": BEST})], times=1).numbers
    assert "няня" not in known
    assert "муж" in known


def teach() -> None:
    Precedent.objects.bulk_create(
        Precedent(words=words, best="\n".join(title for title, worth in answers.items() if worth == BEST))
        for words, answers in ANSWERED
    )


def test_a_portal_learns_and_uses_it_at_once():
    teach()
    assert likeness.kept().learned is NOTHING
    call_command("learn", stdout=(said := io.StringIO()))
    assert said.getvalue().strip() == f"Выучено на примерах: {len(ANSWERED)}."
    assert leanings(likeness.kept().learned, "шахматы")["шахматы"] == 1
    assert not Learned.objects.get().is_shipped


def test_what_is_learned_is_looked_for_though_no_question_is_like_it(learned, titles):
    Learned.put(packed(learned), is_shipped=False)
    Precedent.objects.create(words="муж пьёт", best="Нарколог")
    ServiceFactory(name="Шахматы", summary="")
    ServiceFactory(name="Нарколог", summary="")
    assert titles("q=кружок") == ["Шахматы"]


def test_it_learns_again_only_when_an_example_has_changed():
    def said() -> str:
        call_command("learn", stdout=(out := io.StringIO()))
        return out.getvalue()

    assert "учиться нечему" in said()
    assert not Learned.objects.exists()
    teach()
    assert str(len(ANSWERED)) in said()
    assert "учиться нечему" in said()
    Precedent.objects.first().save()
    assert str(len(ANSWERED)) in said()


def test_what_is_edited_while_it_learns_is_learned_the_next_time(monkeypatch):
    teach()

    def edited_meanwhile(questions):
        Precedent.objects.first().save()
        return NOTHING

    monkeypatch.setattr(learn, "trained", edited_meanwhile)
    call_command("learn", stdout=io.StringIO())
    assert learn.have_changed()


def test_of_a_few_examples_nothing_can_be_learned_and_that_is_kept_too():
    answered = [("муж пьёт", {"нарколог": BEST}), ("шахматы", {"кружок": BEST})]
    assert trained(answered) is trained([]) is NOTHING
    assert leanings(unpacked(packed(NOTHING)), "муж пьёт") == {}


def test_a_card_is_known_by_its_new_title():
    teach()
    call_command("learn", stdout=io.StringIO())
    Renaming.objects.create(old="нарколог", new="Помощь при зависимости")
    found = leanings(likeness.kept().learned, "муж пьёт")
    assert found["помощь при зависимости"] == 1
    assert "нарколог" not in found


def test_what_was_learned_here_is_not_overwritten_by_a_release(tmp_path):
    for name, text in (("titles.txt", "1 | Шахматы"), ("questions.txt", "кружок | 1 | |")):
        (tmp_path / name).write_text(text, encoding="utf-8")

    def load(content: bytes) -> Outcome:
        (tmp_path / loading.LEARNED).write_bytes(content)
        report = Report(lambda _line: None)
        loading.load_learned(report, tmp_path / loading.LEARNED)
        ((_label, outcome),) = report.counts
        return outcome

    assert [load(b"1"), load(b"1"), load(b"2")] == [Outcome.CREATED, Outcome.UNCHANGED, Outcome.CHANGED]
    Learned.put(b"3", is_shipped=False)
    assert load(b"4") == Outcome.KEPT
    assert bytes(Learned.objects.get().content) == b"3"


def test_staff_see_what_leaning_gave():
    teach()
    call_command("learn", stdout=io.StringIO())
    for name in ("Нарколог", "Шахматы"):
        ServiceFactory(name=name, summary="муж пьёт")
    first = explain(Question("муж пьёт")).rows[0]
    assert first.title == "Нарколог"
    assert "чему научили все примеры" in dict(first.weighed)


def test_questions_are_asked_as_though_nothing_had_been_learned_of_them():
    teach()
    before = likeness.kept()
    with unlearned([words for words, _answers in ANSWERED if "муж" in words]):
        assert leanings(likeness.kept().learned, "муж пьёт") == {}
        assert leanings(likeness.kept().learned, "шахматы") == {"шахматы": 1}
        assert len(likeness.kept()) == len(before)
    assert likeness.kept().learned is NOTHING
