"""A condition is met by the same entries whether the database reads it or the process answers it from bits."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from search.bitmaps import Bitmaps, Store, bits_of, positions
from search.formulas import All, Any, Begins, Has, Not, leaves
from search.postings import EVERYTHING
from search.vector import quoted

LEXEMES = ["а", "аб", "#1", "@service", "@page", "=some", "A+семья"]
leaf = st.lists(st.sampled_from(LEXEMES), min_size=1, max_size=3, unique=True).map(tuple).map(Has)
beginning = st.sampled_from(["а", "A+", "я"]).map(lambda start: Begins((start,)))
formulas = st.recursive(
    st.one_of(leaf, beginning),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=1, max_size=3).map(tuple).map(All),
        st.lists(inner, min_size=1, max_size=3).map(tuple).map(Any),
    ),
    max_leaves=8,
)
# Everything stands in a section.
vectors = st.lists(st.sets(st.sampled_from(LEXEMES)).map(lambda found: found | {"@service"}), min_size=1, max_size=20)


def bitmaps_of(entries: list[set[str]]) -> Bitmaps:
    """Of entries that are numbered as they stand."""
    store = Store(frozenset([EVERYTHING]))
    keys = [*LEXEMES, "@provider", "@measure", "а:*", "A+:*", "я:*"]
    for key in keys:
        start = key.removesuffix(":*")
        met = [start == lexeme or (key != start and lexeme.startswith(start)) for lexeme in LEXEMES]
        having = {lexeme for lexeme, is_met in zip(LEXEMES, met, strict=True) if is_met}
        store.bits[key] = bits_of(n for n, lexemes in enumerate(entries) if lexemes & having)
    return Bitmaps(store)


@pytest.mark.django_db
@given(formula=formulas, entries=vectors)
def test_the_database_and_the_process_read_the_same_in_it(formula, entries):
    told = bitmaps_of(entries).answering([formula]).entries(formula)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n - 1 FROM unnest(%s::text[]) WITH ORDINALITY AS entry (terms, n)"
            " WHERE terms::tsvector @@ %s::tsquery ORDER BY n",
            [[" ".join(map(quoted, lexemes)) for lexemes in entries], str(formula)],
        )
        assert list(positions(told)) == [n for (n,) in cursor.fetchall()]


@given(st.sets(st.integers(0, 300)))
def test_bits_are_numbers_of_entries(entries):
    assert list(positions(bits_of(entries))) == sorted(entries)


@given(formula=formulas)
def test_what_stands_in_several_parts_is_looked_through_once(formula):
    assert list(leaves([formula, formula, Not(formula)])) == list(leaves([Not(formula)]))
