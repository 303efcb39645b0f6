"""Which version of an act was in force on a day; what no source tells is never made up."""

import datetime

import pytest

from acts.models import ActEdition, LegalAct
from acts.standing import Answer, Doubt, day_asked, standing

DAY = datetime.date(2020, 6, 1)


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def act(**fields) -> LegalAct:
    return LegalAct(**{"date": day("2016-08-02"), "status": "unknown", **fields})


def edition(since: str | None = None, until: str | None = None, by: int | None = None) -> ActEdition:
    return ActEdition(in_force_from=day(since), in_force_until=day(until), amended_by_id=by)


def amending(pk: int, date: str) -> LegalAct:
    return LegalAct(pk=pk, date=day(date))


def answer(of: LegalAct, editions=(), amendments=(), on: str = "2020-06-01") -> Answer:
    return standing(of, editions, amendments, day(on)).answer


def test_before_it_was_adopted():
    assert answer(act(), on="2016-08-01") == Answer.NOT_ADOPTED


def test_between_adoption_and_the_first_day():
    assert answer(act(in_force_from=day("2016-09-01")), on="2016-08-15") == Answer.NOT_YET


def test_the_first_wording_tells_the_first_day_where_the_act_does_not():
    assert answer(act(), [edition("2016-09-01")], on="2016-08-15") == Answer.NOT_YET


@pytest.mark.parametrize(("on", "expected"), [("2019-12-31", Answer.UNKNOWN), ("2020-01-01", Answer.NO_LONGER)])
def test_the_last_day_is_still_in_force(on, expected):
    assert answer(act(in_force_until=day("2019-12-31")), on=on) == expected


def test_the_latest_edition_that_has_begun():
    first, second, later = edition("2016-09-01"), edition("2018-01-01", by=7), edition("2021-01-01", by=8)
    found = standing(act(), [later, first, second], [amending(7, "2017-12-01"), amending(8, "2020-12-01")], DAY)
    assert (found.answer, found.edition) == (Answer.EDITION, second)


def test_an_edition_that_has_ended_is_not_in_force():
    found = standing(act(), [edition("2016-09-01", "2017-12-31")], [], DAY)
    assert (found.answer, found.edition) == (Answer.UNKNOWN, None)


def test_a_change_whose_wording_is_not_here_leaves_it_unknown():
    change = amending(7, "2017-01-13")
    found = standing(act(), [edition("2016-09-01")], [change], DAY)
    assert found.answer == Answer.UNKNOWN
    assert found.unseen == [change]
    assert Doubt.AMENDED_UNSEEN in found.doubts


def test_a_change_after_that_day_does_not_matter():
    assert answer(act(), [edition("2016-09-01")], [amending(7, "2021-01-13")]) == Answer.EDITION


def test_an_edition_without_a_day_is_a_doubt_and_no_answer():
    found = standing(act(), [edition(None)], [], DAY)
    assert (found.answer, found.edition) == (Answer.UNKNOWN, None)
    assert {Doubt.START_UNKNOWN, Doubt.EDITION_UNDATED} <= set(found.doubts)


def test_lost_force_without_a_day_says_so():
    assert Doubt.LOSS_UNDATED in standing(act(status="lost-force"), [], [], DAY).doubts


def test_an_act_without_a_date_has_no_day_of_adoption():
    assert answer(act(date=None), on="1990-01-01") == Answer.UNKNOWN


@pytest.mark.parametrize("text", ["", "вчера", "2020-13-01", "2020-06", "0000-00-00", "9" * 40])
def test_what_is_no_day_is_none(text):
    assert day_asked(text) is None


def test_a_day_is_read():
    assert day_asked(" 2020-06-01 ") == DAY
