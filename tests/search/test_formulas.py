"""A condition that is taken apart says what the database reads in it."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from search.formulas import Has, Joined, Not, is_rare, parsed, written
from search.shares import Shares
from search.vector import quoted

LEXEMES = ["а", "#1", "@service", "=some", "A+семья"]
conditions = st.recursive(
    st.sampled_from(LEXEMES).map(quoted),
    lambda inner: st.one_of(
        inner.map(lambda one: f"!({one})"),
        inner.map(lambda one: f"({one})"),
        st.lists(inner, min_size=2, max_size=3).map(" & ".join),
        st.lists(inner, min_size=2, max_size=3).map(" | ".join),
    ),
    max_leaves=8,
)


def met(formula, lexemes) -> bool:
    if isinstance(formula, Has):
        return formula.lexeme in lexemes
    if isinstance(formula, Not):
        return not met(formula.of, lexemes)
    return (all if formula.sign == "&" else any)(met(part, lexemes) for part in formula.parts)


@pytest.mark.django_db
@given(condition=conditions, lexemes=st.sets(st.sampled_from(LEXEMES)))
def test_it_says_what_the_database_reads_in_it(condition, lexemes):
    vector = " ".join(map(quoted, lexemes))
    formula = parsed(condition)
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [vector, condition])
        (expected,) = cursor.fetchone()
    assert met(formula, lexemes) == expected
    assert met(parsed(written(formula)), lexemes) == expected


@given(condition=conditions, lexemes=st.sets(st.sampled_from(LEXEMES)))
def test_what_is_rare_needs_a_lexeme_that_is_not_common(condition, lexemes):
    formula, common = parsed(condition), {"а", "@service"}
    if is_rare(formula, common.__contains__) and met(formula, lexemes):
        assert lexemes - common


def test_what_is_joined_is_flat_and_stands_once():
    assert parsed("('а' | ('б' | 'а')) & (('в'))") == Joined("&", (Joined("|", (Has("а"), Has("б"))), Has("в")))


def test_it_is_expected_as_if_no_lexeme_knew_of_another():
    known = Shares(1000, {"а": 0.5, "б": 0.2})
    assert known.expected(parsed("'а' & 'б'")) == pytest.approx(100)
    assert known.expected(parsed("'а' & !'б'")) == pytest.approx(400)
    assert known.expected(parsed("'а' | 'б' | 'редкое'")) == pytest.approx(700)
    assert Shares().expected(parsed("!'а'")) == 0
