"""Export → edit → import: what comes back unchanged changes nothing, and one changed cell is one changed field."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from exchange.columns import KINDS
from services_directory.models import Provider
from tests import factories
from tests.exchange.conftest import exported, only_row, outcomes

TRICKY = [
    "=1+1",
    "+7 900",
    "-минус",
    "@домен",
    "'апостроф",
    "'=и формула",
    "''=дважды",
    '"кавычки"; и; точки с запятой',
    "запятая, ещё запятая",
    "черта | и \\ обратная",
    "_x0041_ не буква",
    "неразрывный\u00a0пробел",
    "  пробелы  внутри  ",
    "эмодзи 👪 и ёлка",
    "<b>разметка</b> & амперсанд",
    "\ttab",
    "sep=;",
    "1.10",
    "007",
    "да",
]


def everything(text: str) -> None:
    """A record of each kind with that text wherever a text may stand."""
    provider = factories.ProviderFactory(
        name=text, full_name=text, summary=f"{text}\n{text}", founder=text, inn="0300000001", note=text,
        registered_on=datetime.date(2024, 2, 29), ownership="state",
    )  # fmt: skip
    factories.ProviderFactory(name=text, part_of=provider)
    place = factories.LocationFactory(
        provider=provider, name=text, address=text, directions=text, address_is_confidential=True,
        latitude=Decimal("56.150001"), longitude=Decimal("40.4"), access=["ramp", "lift"],
        phones=[{"number": "+74922223344", "extension": "12", "purpose": text, "hours": text}, "+78002000122"],
        hours=[*[(day, "9:00", "18:00", "13:00", "14:00") for day in range(1, 5)], (6, "0:00", "23:59:59")],
    )  # fmt: skip
    factories.LocationFactory(provider=provider, address=text)
    factories.ServiceFactory(
        provider=provider, name=text, summary=text, description=f"{text}\n\n{text}", age_from=0, age_to=18,
        price="free", price_note=text, places_total=10, places_free=0, places_as_of=datetime.date(2026, 1, 1),
        categories=[factories.FamilyCategoryFactory(name=text[:160])],
        practices=[factories.PracticeFactory(name=text)],
        locations=[place], steps=[text, "шаг"], documents=[{"name": text, "note": text}, text],
    )  # fmt: skip


@pytest.mark.parametrize("name", ["table.xlsx", "table.csv"])
@pytest.mark.parametrize("text", TRICKY)
def test_what_is_exported_comes_back_unchanged(checked, text, name):
    everything(text)
    for kind in KINDS:
        importing = checked(exported(kind), kind, name)
        assert outcomes(importing) == ["same"] * importing.total, [
            row.changes or row.reasons for row in importing.rows.all()
        ]


@pytest.mark.parametrize(
    ("kind", "label", "text", "shown"),
    [
        ("providers", "Сайт", "https://new.example.org", "https://new.example.org"),
        ("providers", "ИНН", "0300000002", "0300000002"),
        ("providers", "Внесён в реестр", "1 марта 2024", "01.03.2024"),
        ("locations", "Часы работы", "пн–пт 9–17", "пн–пт 9:00–17:00; сб, вс выходной"),
        ("locations", "Адрес не публикуется", "нет", "нет"),
        ("services", "Возраст до", "14", "14"),
        ("services", "Документы", "Паспорт | подлинник", "Паспорт | подлинник"),
        ("services", "Кому", "Опекуны", "Опекуны"),
        ("services", "Цена", "платно", "платно"),
    ],
)
def test_one_changed_cell_is_one_changed_field(checked, db, kind, label, text, shown):
    everything("Центр")
    factories.FamilyCategoryFactory(name="Опекуны")
    head, *rows = exported(kind)
    rows[0][head.index(label)] = text
    importing = checked([head, *rows], kind)
    assert outcomes(importing) == ["changed"] + ["same"] * (len(rows) - 1)
    (change,) = importing.rows.first().changes
    assert (change[0], change[2]) == (label, shown)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1, max_size=60)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=WORDS, text=WORDS)
@example(name="А", text="'\t=x")
@example(name="\u00a0", text="\u2028строка\u0085ещё")
@pytest.mark.parametrize("file", ["table.xlsx", "table.csv"])
def test_any_text_comes_back_as_it_went(checked, district, file, name, text):
    Provider.objects.filter(pk=district.pk).update(name=name, summary=text, founder=text)
    found = only_row(checked(exported("providers"), "providers", file))
    assert found.outcome == "same" or (not name.strip() and found.outcome == "refused"), (found.changes, found.reasons)


@pytest.fixture
def district(db):
    return factories.ProviderFactory(inn="3300000001")
