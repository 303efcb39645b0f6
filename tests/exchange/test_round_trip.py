"""Export → edit → import: what comes back unchanged changes nothing, and one changed cell is one changed field."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exchange.columns import KINDS
from portal.drafts import STATE, child_relations
from services_directory.models import Disclosure, Inspection, Licence, Provider
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
        registered_on=datetime.date(2024, 2, 29), ownership="state", state_registered_on=datetime.date(1999, 12, 31),
        ogrn="1020000000001", register_number=text[:40], legal_form=text, head=text, website="https://example.org/?a=1",
        synonyms=text, also_serves=[factories.TerritoryFactory(name=text)],
        source_act=factories.LegalActFactory(title=text, number=text), source_place=text,
    )  # fmt: skip
    day = datetime.date(2026, 3, 1)
    Licence.objects.create(provider=provider, activity=text, number=text[:60], issued_on=day)
    Licence.objects.create(provider=provider, activity="Иное", valid_until=day, sort_order=1)
    Inspection.objects.create(provider=provider, date=day, body=text, result=text)
    Disclosure.objects.create(provider=provider, item="staff", note=text, changed_on=day, published_on=day)
    Disclosure.objects.create(provider=provider, item="orders", changed_on=day, sort_order=1)
    factories.ProviderFactory(name=text, part_of=provider)
    place = factories.LocationFactory(
        provider=provider, name=text, address=text, directions=text, address_is_confidential=True,
        latitude=Decimal("56.150001"), longitude=Decimal("40.4"), access=["ramp", "lift"],
        phones=[
            {"number": "+74922223344", "code_length": 4, "extension": "12", "purpose": text, "hours": text},
            "+78002000122",
        ],
        hours=[*[(each, "9:00", "18:00", "13:00", "14:00") for each in range(1, 5)], (6, "0:00", "23:59:59")],
        exceptions=[
            day,
            {"starts_on": day, "ends_on": day + datetime.timedelta(3), "reason": text},
            {"starts_on": day, "opens": "20:00", "closes": "8:00", "reason": text},
        ],
        hours_note=text, email="a@example.org", closed_from=day, closed_until=day, closed_reason=text,
    )  # fmt: skip
    factories.LocationFactory(provider=provider, address=text)
    factories.ServiceFactory(
        provider=provider, name=text, summary=text, description=f"{text}\n\n{text}", age_from=0, age_to=18,
        price="free", price_note=text, places_total=10, places_free=0, places_as_of=datetime.date(2026, 1, 1),
        categories=[factories.FamilyCategoryFactory(name=text[:160])],
        practices=[factories.PracticeFactory(name=text)],
        locations=[place], steps=[text, "шаг"], documents=[{"name": text, "note": text}, text],
        tariffs=[
            {"name": text, "amount": Decimal("1250.50"), "unit": text, "valid_from": day, "valid_until": day},
            Decimal("0"),
            {"name": "Смена", "amount": Decimal("9999999999.99"), "valid_until": day},
        ],
        eligibility=text, residence=text, term=text, places_note=text, synonyms=text, source_place=text,
        source_act=provider.source_act, also_serves=[provider.territory], closed_from=day,
        closed_until=day, closed_reason=text,
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
        (
            "services",
            "Тарифы",
            "Занятие | 1 250,5 руб. | за час | 1 марта 2026",
            "Занятие | 1250,50 | за час | 01.03.2026",
        ),
        ("services", "Акт-источник", "Приказ № 7", "Приказ № 7"),
        ("locations", "Особые дни", "с 1 января 2027 по 8.01.2027|закрыто", "01.01.2027–08.01.2027 | выходной"),
        ("providers", "Лицензии", "Медицинская | ЛО-1 | 01.02.2020", "Медицинская | ЛО-1 | 01.02.2020"),
        (
            "providers",
            "Сведения по статье 13",
            "Предписания и отчёты об их исполнении|||1.2.2026",
            "предписания и отчёты об их исполнении |  |  | 01.02.2026",
        ),
    ],
)
def test_one_changed_cell_is_one_changed_field(checked, db, kind, label, text, shown):
    everything("Центр")
    factories.FamilyCategoryFactory(name="Опекуны")
    factories.LegalActFactory(date=None, number="7")
    head, *rows = exported(kind)
    rows[0][head.index(label)] = text
    importing = checked([head, *rows], kind)
    assert outcomes(importing) == ["changed"] + ["same"] * (len(rows) - 1)
    (change,) = importing.rows.first().changes
    assert (change[0], change[2]) == (label, shown)


# What a table does not carry: a card is marked as checked by whoever has the right, in the queue, never by a file.
CHECKS = {"verified_on", "verified_by", "next_review_on"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_whatever_an_editor_fills_in_has_a_column(kind):
    own = {field.name for field in (*kind.model._meta.fields, *kind.model._meta.many_to_many) if field.editable}
    rows = {*child_relations(kind.model)}
    state = {name.removesuffix("_id") for name in STATE}
    assert (own | rows) - state - CHECKS <= {name for column in kind.columns for name in column.fields}


def test_the_table_of_all_columns_has_something_in_each(db):
    """Else the round trip would prove nothing of a column."""
    everything("Центр")
    for kind in KINDS:
        head, *rows = exported(kind)
        assert [label for label, *cells in zip(head, *rows, strict=True) if {*cells} <= {None, ""}] == []


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1, max_size=60)


@settings(max_examples=40)
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
