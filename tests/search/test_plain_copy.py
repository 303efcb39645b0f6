"""The plain COPY beside which the bench tells how long loading takes (search.benching.loading)."""

import io

import pytest
from django.db import IntegrityError, connection, transaction

from search import swapping
from search.benching import loading
from services_directory.models import Location, Service
from tests.factories import LocationFactory, ServiceFactory

TABLE = Location._meta.db_table
# Which service is for which families.
MARKS = Service.categories.through._meta.db_table


@pytest.fixture
def cursor(db):
    with connection.cursor() as cursor:
        yield cursor


def test_tables_as_they_stand_have_the_same_foreign_keys(cursor):
    new = swapping.twin(cursor, TABLE)
    swapping.add_foreign_keys(cursor, TABLE, new)
    definitions = [sorted(sql for _name, sql in swapping.constraints(cursor, each, "f")) for each in (TABLE, new)]
    assert definitions[0] == definitions[1] != []


def test_what_they_refer_to_is_looked_up_within_what_is_measured(cursor):
    service, missing = ServiceFactory().pk, 0
    new, columns = swapping.twin(cursor, MARKS), "id, service_id, familycategory_id"
    with pytest.raises(IntegrityError, match="foreign key"), transaction.atomic():
        loading.copy_to_standing(cursor, MARKS, new, columns, io.BytesIO(f"1\t{service}\t{missing}\n".encode()))


def test_nothing_of_the_copies_is_left(cursor):
    LocationFactory()
    copied = loading.directory_copied()
    cursor.execute("SELECT count(*) FROM pg_class WHERE starts_with(relname, %s)", [swapping.PREFIX])
    assert cursor.fetchone() == (0,)
    assert copied.standing.wall > 0 < copied.bare.wall
    assert Location.objects.count() == 1
