"""A key that a request names is a whole number that the database could hold, or nothing."""

import pytest

from portal.keys import key_named


@pytest.mark.parametrize(
    ("text", "key"),
    [("7", 7), (7, 7), ("007", 7), ("", None), (None, None), ("x", None), ("-1", None), ("1.5", None), ("²", None)],
)
def test_only_a_number_is_a_key(text, key):
    assert key_named(text) == key


def test_what_no_column_holds_and_python_does_not_read_is_none():
    assert [key_named("9" * digits) for digits in (18, 19, 5000)] == [10**18 - 1, None, None]
