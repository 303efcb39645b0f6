"""The arithmetic of what moved: states add up from differences, absent is never zero, order says nothing."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from measures.amendments.content import MONEY, corrected, flat, moved, total_of
from measures.amendments.moves import amendments, histories, move_of, side_by_side, state_at
from measures.arithmetic import State


@dataclass(frozen=True)
class Edition:
    number: int


@dataclass(frozen=True)
class Entry:
    edition: Edition
    number: str
    content: dict | None

    @property
    def measure_id(self):
        return int(self.number.split(".")[1])


cells = st.dictionaries(
    st.sampled_from(["2025:fund", "2026:fund", "2025:region", ":fund"]),
    st.none() | st.sampled_from(["0.00", "100.00", "250.50"]),
)
days = st.none() | st.sampled_from(["2025-06-30", "2025-12-31", "2026-06-30"])
contents = st.builds(
    lambda title, money, ends, executors: {
        "number": "1.1",
        "title": title,
        "official_title": "",
        "term": "",
        "direction": {"number": "1", "title": "Помощь"},
        "executors": [{"name": name, "role": "lead", "by_agreement": False} for name in executors],
        "starts_on": None,
        "ends_on": ends,
        "money": money,
        "stated": None,
    },
    st.sampled_from(["Школа", "Клуб"]),
    cells,
    days,
    st.lists(st.sampled_from(["Центр", "Школа"]), unique=True),
)


# The first draw of a run builds Hypothesis's tables; on a busy machine that alone looks slow.
patient = settings(max_examples=60)


def history(*states, number="1.1"):
    return [Entry(Edition(at), number, state) for at, state in enumerate(states) if at == 0 or state != states[at - 1]]


@patient
@given(st.lists(contents | st.none(), min_size=1, max_size=4), st.randoms())
def test_the_order_of_entries_says_nothing(states, random):
    entries = history(*states)
    shuffled = random.sample(entries, len(entries))
    editions = [Edition(at) for at in range(len(states))]
    assert amendments(editions, entries) == amendments(editions, shuffled)
    for at in range(len(states)):
        assert state_at(entries, at) == state_at(shuffled, at)


@patient
@given(st.lists(contents | st.none(), min_size=1, max_size=4))
def test_the_state_at_an_edition_is_what_that_edition_left(states):
    entries = history(*states)
    for at, state in enumerate(states):
        assert list(state_at(entries, at).values()) == ([state] if state is not None else [])


@patient
@given(contents, contents)
def test_a_move_names_each_cell_that_differs_and_no_other(old, new):
    move = move_of(history(old, new), 1) if old != new else None
    differing = {key for key in moved(old, new)}
    assert {("money", f"{one.year or ''}:{one.source}") for one in (move.money if move else ())} == {
        key for key in differing if key[0] == MONEY
    }
    assert {
        key for key in {**flat(old), **flat(new)} if flat(old).get(key, "∅") != flat(new).get(key, "∅")
    } == differing


@patient
@given(contents, contents)
def test_absent_money_never_becomes_zero(old, new):
    for move in [move_of(history(old, new), 1)] if old != new else []:
        for one in move.money if move else ():
            cell = f"{one.year or ''}:{one.source}"
            assert (one.old.state is State.ABSENT) == (cell not in old[MONEY])
            assert (one.new.state is State.NOT_REQUIRED) == (cell in new[MONEY] and new[MONEY][cell] is None)
            if one.difference is not None:
                assert one.difference == Decimal(new[MONEY][cell]) - Decimal(old[MONEY][cell])
    if not old[MONEY]:
        assert total_of(old).amount is None


@patient
@given(contents, contents)
def test_differences_of_cells_add_up_to_that_of_the_whole(old, new):
    pair = side_by_side(history(old, new), 0, 1)[0]
    known = [
        Decimal(new[MONEY].get(cell) or 0) - Decimal(old[MONEY].get(cell) or 0) for cell in {**old[MONEY], **new[MONEY]}
    ]
    if pair.total.difference is not None:
        assert pair.total.difference == sum(known)


@patient
@given(contents, contents)
def test_a_correction_makes_the_corrected_edition_equal_and_the_rest_untouched(old, new):
    assert moved(corrected(old, old, new), new) == []
    other = {**old, "title": "Ничей"}
    assert corrected(other, old, new)["title"] == ("Ничей" if old["title"] != "Ничей" else new["title"])


def test_a_delay_is_counted_against_the_first_plan_not_the_last():
    plans = [{**EMPTY, "ends_on": day} for day in ("2025-06-30", "2025-12-31", "2025-09-30")]
    (date,) = move_of(history(*plans), 2).dates
    assert (date.days, date.delay) == (-92, 92)
    assert date.first == datetime.date(2025, 6, 30)


def test_a_measure_comes_goes_and_comes_back():
    entries = history(EMPTY, None, EMPTY)
    kinds = [move_of(entries, at).kind for at in (1, 2)]
    assert kinds == ["removed", "added"]
    assert len(histories(entries)) == 1


EMPTY = {
    "number": "1.1",
    "title": "Школа",
    "official_title": "",
    "term": "",
    "direction": None,
    "executors": [],
    "starts_on": None,
    "ends_on": None,
    "money": {},
    "stated": None,
}
