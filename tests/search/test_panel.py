"""Judges who read every card, and what is made of their grades."""

import pytest

from portal.datafiles import read_bars
from search.relevance import panel
from search.relevance.judging import Judged, Rule, questions
from search.relevance.records import Record


def record(title: str, place: str = "", type_: str = "service", number: int = 1) -> Record:
    return Record(type=type_, object_id=number, url="/", title=title, slug="", place=place)


@pytest.fixture
def opinions(monkeypatch):
    """What three judges say of any question."""

    def said(*grades: int, title: str = "няня на час") -> None:
        monkeypatch.setattr(panel, "cards", lambda: {"1": ("service", title)})
        monkeypatch.setattr(panel, "opinions", lambda _words: tuple({("service", title): each} for each in grades))

    return said


@pytest.mark.parametrize(
    ("by_rules", "by_judges", "agreed"),
    [(0, (3, 3, 0), 3), (3, (0, 0, 0), 0), (3, (2, 2, 0), 2), (3, (3, 0, 0), 3), (0, (2, 1, 0), 1), (0, (0, 0, 3), 0)],
)
def test_a_card_is_worth_what_two_of_four_give_it(opinions, by_rules, by_judges, agreed):
    opinions(*by_judges)
    judged = Judged("няня", "parent", {by_rules: (Rule(title="няня"),)} if by_rules else {})
    assert judged.grades([record("няня на час")]) == ({("service", 1): agreed} if agreed else {})


def test_what_the_judges_have_not_read_is_graded_by_the_rules(opinions):
    opinions(0, 0, 0)
    judged = Judged("няня", "parent", {3: (Rule(title="няня"),)})
    assert judged.grades([record("няня на дом"), record("няня на час", number=2)]) == {("service", 1): 3}
    assert judged.grades([record("няня на час", type_="practice")]) == {("practice", 1): 3}


def test_what_the_rules_tell_apart_by_the_place_stays_apart(opinions):
    opinions(3, 3, 3)
    judged = Judged("няня в сургуте", "parent", {3: (Rule(title="няня", place="сургут"),)})
    here, there = record("няня на час", "сургут"), record("няня на час", "урай", number=2)
    assert judged.grades([here, there]) == {("service", 1): 3}
    assert judged.grades([there]) == {("service", 2): 3}


def test_a_question_that_no_judge_has_seen_is_graded_by_the_rules(monkeypatch):
    assert panel.opinions("щщъ") == ()
    assert Judged("щщъ", "parent", {2: (Rule(title="няня"),)}).grades([record("няня")]) == {("service", 1): 2}


def test_every_judge_has_read_every_question_and_names_known_cards_once():
    asked = {judged.words for judged in questions()}
    for judge in panel.judges():
        assert judge.keys() == asked
    for file in sorted(panel.FILES.glob("*.txt")):
        for words, *parts in read_bars(file) if file.name != "cards.txt" else ():
            numbers = [number for part in parts for number in part.split()]
            assert len(numbers) == len(set(numbers)), (file.name, words)
            assert panel.cards().keys() >= set(numbers)


def test_a_judge_who_names_nothing_has_no_opinion(monkeypatch):
    monkeypatch.setattr(panel, "judges", lambda: [{"7.1": {}}, {"7.1": {("measure", "школа"): 2}}, {}])
    assert panel.opinions("7.1") == ({("measure", "школа"): 2},)


def test_the_questions_held_out_stand_in_files_of_their_own():
    held = {judged.words for judged in questions() if judged.is_held_out}
    for name in panel.JUDGES:
        assert {words for words, *_parts in read_bars(panel.FILES / f"held_{name}.txt")} == held
