"""Which organisations look like one: real spellings of one name, shared signs, and what only seems alike."""

import time

import pytest

from services_directory.pairing import Card, pairs

CENTRE = "Центр помощи семье и детям «Исток»"


def card(pk: int, name: str = "", **fields) -> Card:
    return Card(pk=pk, names=(name or f"Организация {pk}",), **{"territory": 1, "region": 9, **fields})


def found(*cards) -> list[tuple[int, int]]:
    return [(pair.first, pair.second) for pair in pairs(cards)]


@pytest.mark.parametrize(
    "other",
    [
        "ГБУ «Центр помощи семье и детям „Исток“»",
        "«Исток», центр помощи семье и детям",
        "Государственное бюджетное учреждение Центр помощи семье и детям Исток",
        "ЦЕНТР ПОМОЩИ СЕМЬЕ И ДЕТЯМ «ИСТОК»",
    ],
)
def test_one_name_written_differently(other):
    assert found(card(1, CENTRE), card(2, other)) == [(1, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Комплексный центр № 1"}, {"name": "Комплексный центр № 2"}),
        ({"name": CENTRE, "territory": 1}, {"name": CENTRE, "territory": 2}),
        ({"name": CENTRE, "inn": "7700000001"}, {"name": CENTRE, "inn": "7700000002"}),
        ({"name": CENTRE}, {"name": CENTRE, "part_of": 1}),
        ({"name": CENTRE, "part_of": 5}, {"name": CENTRE, "part_of": 5}),
        ({"phones": frozenset(["+79000000001"])}, {"phones": frozenset(["+79000000001"])}),
    ],
)
def test_what_only_seems_alike(one, other):
    assert found(card(1, **one), card(2, **other)) == []


def test_one_inn_is_enough():
    assert found(card(1, "Ромашка", inn="7700000001"), card(2, "Василёк", inn="7700000001", territory=2)) == [(1, 2)]


def test_a_phone_and_an_address_together_are_enough():
    shared = {"phones": frozenset(["+79000000001"]), "addresses": frozenset(["5 новая"])}
    assert found(card(1, **shared), card(2, **shared)) == [(1, 2)]


def test_a_pair_says_why_and_the_likeliest_comes_first():
    inn = {"inn": "7700000001"}
    likely, unlikely = pairs(
        [card(1, CENTRE, **inn), card(2, CENTRE, **inn), card(3, "Клуб «Ладога»"), card(4, "Клуб Ладога")]
    )
    assert likely.reasons == ("один ИНН", "одно название")
    assert (unlikely.first, unlikely.second) == (3, 4)


def test_three_thousand_organisations_cost_seconds_and_not_minutes():
    cards = [
        card(
            n,
            f"Центр помощи семье и детям «{chr(1072 + n % 30)}{chr(1072 + n // 30 % 30)}{n // 900}»",
            territory=n % 40,
        )
        for n in range(3000)
    ]
    cards.append(card(5000, "Центр помощи семье и детям «аа0»", territory=0))
    started = time.process_time()
    assert (0, 5000) in found(*cards)
    assert time.process_time() - started < 10
