"""Rows by COPY are what INSERT would have made of them."""

import pytest
from django.db import IntegrityError, transaction

from exchange.copying import copy
from exchange.models import Import, ImportRow

ODD = 'кавычки " и \\ черта, табуляция\t, строка\n, пусто «\\N», {"json": [1]}'


@pytest.fixture
def importing(db):
    return Import.objects.create(kind="providers", file_name="t.xlsx")


def row(importing, number: int, **fields) -> ImportRow:
    return ImportRow(owner=importing, number=number, outcome="new", **fields)


def test_each_text_comes_through_and_each_record_gets_its_key(importing):
    rows = [
        row(importing, 1, title=ODD, changes=[[ODD, "", None]]),
        row(importing, 2, title="\\N", reasons=[["A1", ODD]]),
    ]
    copy(ImportRow, rows)
    found = ImportRow.objects.in_bulk()
    assert [found[each.pk].title for each in rows] == [ODD, "\\N"]
    assert found[rows[0].pk].changes == [[ODD, "", None]]
    assert found[rows[1].pk].reasons == [["A1", ODD]]
    assert not any(each._state.adding for each in rows)
    assert row(importing, 3).save() is None


def test_a_broken_rule_of_the_database_is_told_as_of_an_insert(importing):
    copies = [Import(kind="providers", file_name="t.xlsx", uuid=importing.uuid)]
    with pytest.raises(IntegrityError), transaction.atomic():
        copy(Import, copies)
    copy(Import, [])
    assert Import.objects.count() == 1
