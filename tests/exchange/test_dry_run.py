"""The dry run: what every row would do, in words, and nothing is changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services_directory.models import Location, Provider, Service
from tests import factories
from tests.exchange.conftest import only_row, outcomes

HEAD = ["Название", "Вид организации", "Территория", "ИНН", "Сайт"]
KIND = "центр помощи семье и детям"


def row(name="Центр «Радуга»", kind=KIND, territory="Киржачский район", inn="", site=""):
    return [name, kind, territory, inn, site]


def test_a_row_about_nobody_known_is_new_and_nothing_is_written(checked, district):
    importing = checked([HEAD, row(inn="3301234567")])
    found = only_row(importing)
    assert (found.outcome, found.title) == ("new", "Центр «Радуга»")
    assert ["ИНН", "", "3301234567"] in found.changes
    assert not Provider.objects.exists()


def test_a_changed_row_tells_each_field_old_and_new(checked, district):
    factories.ProviderFactory(name="Центр «Радуга»", territory=district, website="https://old.example.org")
    found = only_row(checked([HEAD, row(site="https://new.example.org")]))
    assert found.outcome == "changed"
    assert found.changes == [["Сайт", "https://old.example.org", "https://new.example.org"]]


def test_a_row_that_says_what_is_known_is_unchanged(checked, district):
    factories.ProviderFactory(name="Центр «Радуга»", territory=district)
    assert outcomes(checked([HEAD, row()])) == ["same"]


def test_an_empty_cell_changes_nothing_unless_asked_to_clear(checked, district):
    factories.ProviderFactory(name="Центр", territory=district, website="https://old.example.org")
    table = [HEAD, row(name="Центр")]
    assert outcomes(checked(table)) == ["same"]
    found = only_row(checked(table, clears=True))
    assert found.changes == [["Сайт", "https://old.example.org", ""]]


@pytest.mark.parametrize(
    ("cells", "cell", "why"),
    [
        ({"name": ""}, "A2", "нет обязательного: Название"),
        ({"kind": "клуб"}, "B2", "такого значения нет"),
        ({"territory": "Тридевятое царство"}, "C2", "в справочнике нет (территория); есть: «"),
        ({"inn": "12345"}, "D2", "нужно 10 или 12 цифр"),
        ({"inn": 330123456}, "D2", "потерян первый ноль"),
        ({"site": "не адрес"}, "E2", "Сайт: "),
    ],
)
def test_a_refused_row_says_why_and_where(checked, district, cells, cell, why):
    found = only_row(checked([HEAD, row(**cells)]))
    assert found.outcome == "refused"
    assert any(place == cell and why in reason for place, reason in found.reasons)


def test_of_many_words_the_most_alike_are_named(checked, district):
    for number in range(20):
        factories.TerritoryFactory(name=f"Заозёрный район {number}")
    factories.TerritoryFactory(name="Вышневолоцкий округ")
    (reason,) = [why for cell, why in only_row(checked([HEAD, row(territory="Вышневолотский округ")])).reasons]
    assert reason.endswith("в справочнике нет (территория); похоже: «Вышневолоцкий округ»")
    (reason,) = [why for cell, why in only_row(checked([HEAD, row(territory="Кхм")])).reasons]
    assert reason.endswith("в справочнике нет (территория)")


def test_an_organisation_is_found_by_number_then_by_inn_then_by_name(checked, district):
    one = factories.ProviderFactory(name="Первый", inn="3300000001", territory=district)
    factories.ProviderFactory(name="Второй", territory=district)
    table = [["Постоянный номер", *HEAD], [str(one.uuid), *row("Переименован")], ["", *row("Иной", inn="3300000001")]]
    importing = checked(table)
    assert outcomes(importing) == ["changed", "refused"]
    assert "повторяет строку 2" in importing.rows.last().reasons[0][1]


def test_several_that_fit_are_refused_by_name(checked, district):
    factories.ProviderFactory(name="Филиал А", inn="3300000001")
    factories.ProviderFactory(name="Филиал Б", inn="3300000001")
    found = only_row(checked([HEAD, row("Головная", inn="3300000001")]))
    assert found.outcome == "refused"
    assert "Филиал А; Филиал Б" in found.reasons[0][1]


def test_of_branches_with_one_inn_the_namesake_is_meant(checked, district):
    factories.ProviderFactory(name="Филиал А", inn="3300000001", territory=district)
    factories.ProviderFactory(name="Филиал Б", inn="3300000001", territory=district)
    assert outcomes(checked([HEAD, row("Филиал Б", inn="3300000001")])) == ["same"]


def test_a_namesake_in_the_same_region_is_asked_about(checked, district):
    factories.ProviderFactory(name="Центр", territory=district)
    found = only_row(checked([HEAD, row("Центр", territory=district.parent.name)]))
    assert found.outcome == "refused"
    assert "уже есть" in found.reasons[0][1]


def test_the_same_new_record_twice_is_refused(checked, district):
    importing = checked([HEAD, row(), row()])
    assert outcomes(importing) == ["new", "refused"]


def test_a_name_of_two_districts_needs_its_region(checked, district):
    factories.TerritoryFactory(name="Киржачский район")
    assert "подходит несколько" in only_row(checked([HEAD, row()])).reasons[0][1]
    assert outcomes(checked([HEAD, row(territory=f"Киржачский район, {district.parent.name}")])) == ["new"]


def test_places_and_services_name_their_organisation(checked, district):
    provider = factories.ProviderFactory(inn="3300000001")
    place = factories.LocationFactory(provider=provider, address="ул. Лесная, 1")
    kind, family = factories.HelpKindFactory(), factories.FamilyCategoryFactory(name="Семьи, где много детей")
    table = [
        ["Организация", "Название", "Вид помощи", "Кому", "Где получить", "Возраст от", "Как получить"],
        ["3300000001", "Психолог", kind.name, family.name, "ул. Лесная, 1", "3", "Позвоните\nПриходите"],
    ]
    found = only_row(checked(table, "services"))
    assert found.outcome == "new"
    assert ["Где получить", "", place.address] in found.changes
    assert ["Кому", "", family.name] in found.changes
    assert not Service.objects.exists()


def test_hours_and_phones_are_read_as_people_write_them(checked, district):
    factories.ProviderFactory(name="Центр")
    table = [
        ["Организация", "Территория", "Адрес", "Телефоны", "Режим работы"],
        [
            "Центр",
            "Киржачский район",
            "ул. Лесная, 1",
            "+7(492)222-33-44 доб. 12, 8 800 200-01-22, 8 (49237) 3-12-34",
            "Пн-Пт с 9 до 18, обед 13.00-14.00",
        ],
    ]
    changes = {label: new for label, _old, new in only_row(checked(table, "locations")).changes}
    assert changes["Телефоны"] == "8 (492) 222-33-44 доб. 12\n8 (800) 200-01-22\n8 (49237) 3-12-34"
    assert changes["Часы работы"] == "пн–пт 9:00–18:00, перерыв 13:00–14:00; сб, вс выходной"
    assert not Location.objects.exists()


def test_the_rules_of_the_model_hold(checked, district):
    kind = factories.HelpKindFactory()
    factories.ProviderFactory(name="Центр")
    table = [
        ["Организация", "Название", "Вид помощи", "Возраст от", "Возраст до", "Мест всего"],
        ["Центр", "Кружок", kind.name, 12, 3, None],
        ["Центр", "Группа", kind.name, None, None, 5],
    ]
    importing = checked(table, "services")
    reasons = [found.reasons for found in importing.rows.all()]
    assert "«от» не больше «до»" in reasons[0][0][1]
    assert "на какую дату" in reasons[1][0][1]


def test_a_record_under_review_is_left_alone(checked, district, django_user_model):
    provider = factories.ProviderFactory(name="Центр", territory=district)
    editor = django_user_model.objects.create_user("editor")
    provider.save_revision(user=editor)
    provider.get_workflow().start(provider, editor)
    found = only_row(checked([HEAD, row("Центр", site="https://new.example.org")]))
    assert (found.outcome, "на проверке" in found.reasons[0][1]) == ("refused", True)


def test_somebodys_draft_is_not_published_along(checked, district):
    provider = factories.ProviderFactory(name="Центр", territory=district)
    provider.summary = "Правка, которую никто не одобрил"
    provider.save_revision()
    table = [HEAD, row("Центр", site="https://new.example.org")]
    assert "неопубликованные правки" in only_row(checked(table, publishes=True)).reasons[0][1]
    assert outcomes(checked(table)) == ["changed"]


def test_hundreds_of_rows_cost_the_queries_of_one(write, checked, district):
    def cost(number: int) -> int:
        table = [HEAD, *(row(f"Центр {number} {each}", inn=f"33{number:04}{each:04}") for each in range(number))]
        path = write(table)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert checked(path).counts == {"new": number}
        return len(queries)

    assert cost(200) == cost(1)
