"""Tables to import, and the people who do it."""

from pathlib import Path

import pytest
from django.core.files.base import File
from django.utils import translation

from exchange.columns import KINDS
from exchange.exporting import rows
from exchange.models import Import
from exchange.receiving import receive
from exchange.running import check, load
from portal.tables.writing import SheetOf, csv_lines, xlsx_pieces
from tests import factories
from tests.admin.conftest import make_person, sign_in  # noqa: F401
from tests.apart import apart  # noqa: F401


@pytest.fixture
def district(db):
    return factories.TerritoryFactory(name="Киржачский район")


@pytest.fixture
def moderator(db):
    return make_person("moderator")


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture
def write(tmp_path):
    """`write(rows)`: a file with these rows, XLSX or CSV by its name."""

    def written(table, name: str = "table.xlsx") -> Path:
        path = tmp_path / name
        if name.endswith(".csv"):
            path.write_text("".join(csv_lines(table)), encoding="utf-8", newline="")
        else:
            path.write_bytes(b"".join(xlsx_pieces([SheetOf("Лист1", [], table)])))
        return path

    return written


def take(path: Path, kind: str | None = "providers", **options) -> Import:
    """The file, received as if from a form."""
    with path.open("rb") as file:
        importing = receive(File(file), path.name, options.pop("user", None), KINDS.get(kind), options.pop("sheet", ""))
    for name, value in options.items():
        setattr(importing, name, value)
    importing.save()
    return importing


@pytest.fixture
def checked(db, write):
    """`checked(rows)`: the import after its dry run."""

    def run(table, kind: str = "providers", name: str = "table.xlsx", **options) -> Import:
        importing = take(table if isinstance(table, Path) else write(table, name), kind, **options)
        check(importing)
        return importing

    return run


@pytest.fixture
def loaded(checked):
    """`loaded(rows)`: the import after all of it was loaded."""

    def run(table, kind: str = "providers", **options) -> Import:
        importing = checked(table, kind, **{"publishes": True, **options})
        load(importing)
        return importing

    return run


def exported(kind: str, records=None) -> list[list]:
    exchanged = KINDS[kind]
    found = exchanged.model.objects.all() if records is None else records
    with translation.override("ru"):
        return list(rows(exchanged, found.order_by("pk").values_list("pk", flat=True)))


def outcomes(importing: Import) -> list[str]:
    return [row.outcome for row in importing.rows.all()]


def only_row(importing: Import):
    (row,) = importing.rows.all()
    return row
