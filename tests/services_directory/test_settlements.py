"""The gazetteer understands how people write names, and offers a choice where one name is several places."""

from decimal import Decimal

import pytest

from services_directory import gazetteer
from services_directory.distance import coarse, distance_words
from services_directory.settlements import alike, found, nearest
from tests.factories import SettlementFactory, TerritoryFactory


@pytest.mark.parametrize(
    "typed",
    ["Берёзовый", "березовый", " БЕРЕЗОВЫЙ ", "п. Берёзовый", "пос Берёзовый", "посёлок Березовый", "пос.Берёзовый"],
)
def test_one_key_for_every_spelling(typed):
    assert gazetteer.key(typed) == "березовый"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Гусь-Хрустальный", "гусь хрустальный"),
        ("гусь хрустальный", "гусь хрустальный"),
        ("Городец", "городец"),
        ("Сургут", "сургут"),
        ("", ""),
        ("...", ""),
    ],
)
def test_a_name_that_begins_like_a_kind_stays_whole(typed, key):
    assert gazetteer.key(typed) == key


@pytest.mark.parametrize(
    ("km", "words"),
    [
        (0.2, "меньше 1 км по прямой"),
        (1.24, "1,2 км по прямой"),
        (9.96, "10 км по прямой"),
        (1.04, "1,0 км по прямой"),
        (34.6, "35 км по прямой"),
    ],
)
def test_distance_in_words(km, words):
    assert distance_words(km) == words


def test_a_point_is_kept_no_finer_than_a_kilometre():
    assert coarse((58.21372, 45.43899)) == (58.21, 45.44)


@pytest.mark.django_db
class TestFinding:
    def test_a_settlement_by_its_name(self):
        SettlementFactory(name="Муром")
        assert [str(each) for each in found("муром")] == ["г. Муром"]

    def test_one_name_of_several_places_gives_them_all_and_the_territory_tells_them_apart(self):
        near, far = (TerritoryFactory(name=name) for name in ("Краснобор", "Липовецкий район"))
        for territory in (near, far):
            SettlementFactory(name="Ольховка", territory=territory)
        assert len(found("Ольховка")) == 2
        assert [each.territory for each in found("Ольховка, Липовецкий район")] == [far]
        assert [each.territory for each in found(f"Ольховка, {near.full_label}")] == [near]

    def test_a_centre_stands_first(self):
        SettlementFactory(name="Новое")
        centre = SettlementFactory(name="Новое", is_centre=True)
        assert found("Новое")[0] == centre

    @pytest.mark.parametrize("typed", ["", "  ", ",", "\0", "%", "нет такого"])
    def test_what_is_no_name_finds_nothing(self, typed):
        SettlementFactory(name="Муром")
        assert found(typed.replace("\0", "")) == []

    def test_a_misspelt_name_is_offered(self):
        SettlementFactory(name="Зареченск")
        assert [each.name for each in alike("Зариченск")] == ["Зареченск"]
        assert alike("Владивосток") == []

    def test_the_nearest_speaks_for_a_point(self):
        SettlementFactory(name="Далёкий", latitude=Decimal("58.40"))
        near = SettlementFactory(name="Близкий", latitude=Decimal("58.22"))
        assert nearest((58.21, 45.43)) == near

    def test_far_from_everything_nothing_does(self):
        SettlementFactory()
        assert nearest((10.0, 10.0)) is None
