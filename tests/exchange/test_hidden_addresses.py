"""A table opens no hidden address by the way: the dry run says so in words, and somebody must agree."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import ModelLogEntry

from exchange.drafts import digest, publish, publishable
from exchange.models import Import
from exchange.running import load
from exchange.undoing import undo
from portal.revealing import ACTION
from services_directory.models import Location
from tests import factories

pytestmark = pytest.mark.django_db
SECRET = "ул. Тайная, 7"
HEAD = ["Организация", "Территория", "Адрес", "Адрес не публикуется"]
WARNING = "Правка открывает адрес, который скрыт от всех: «ул. Тайная, 7»"


@pytest.fixture
def shelter(district):
    return factories.ProviderFactory(name="Приют", territory=district)


@pytest.fixture
def place(shelter, district):
    hidden = {"address": SECRET, "address_is_confidential": True}
    return factories.LocationFactory(provider=shelter, territory=district, **hidden)


@pytest.fixture
def opening(place):
    return [HEAD, ["Приют", "Киржачский район", SECRET, "нет"]]


def is_seen(client, place) -> bool:
    return SECRET in client.get(place.provider.get_absolute_url()).content.decode()


def address(view: str) -> str:
    return reverse(f"exchange_{view}", args=[Import.objects.get().uuid])


def test_the_dry_run_says_so_and_loading_takes_a_tick(checked, opening, place, moderator, sign_in, client):
    checked(opening, "locations", publishes=True, user=moderator)
    staff = sign_in("moderator")
    page = staff.get(address("import")).content.decode()
    assert WARNING in page
    assert "1 строка открывает адрес, который скрыт от всех" in page
    assert WARNING in staff.get(address("import") + "?outcome=reveals").content.decode()
    assert "Отметьте, что скрытое можно показать всем" in staff.post(address("start"), follow=True).content.decode()
    assert not is_seen(client, place)
    staff.post(address("start"), {"reveal": "on"})
    assert is_seen(client, place)
    assert ModelLogEntry.objects.for_instance(place).filter(action=ACTION, user=moderator).exists()


def test_a_loading_that_nobody_was_asked_about_changes_nothing(checked, opening, place, moderator, client):
    importing = checked(opening, "locations", publishes=True, user=moderator)
    load(importing)
    assert importing.state == "checked"
    assert "никто не разрешил открыть скрытое" in importing.message
    assert not is_seen(client, place)


def test_an_empty_cell_that_clears_asks_too(checked, place, moderator):
    table = [HEAD, ["Приют", "Киржачский район", SECRET, ""]]
    assert checked(table, "locations", publishes=True, clears=True, user=moderator).reveals == 1


def test_a_new_row_with_a_hidden_address_asks_too(checked, place, moderator):
    table = [["Организация", "Территория", "Название места", "Адрес"]]
    table += [["Приют", "Киржачский район", "Приёмная", "Тайная ул., д.7"]]
    importing = checked(table, "locations", publishes=True, user=moderator)
    assert "Этот адрес скрыт от всех на карточке «Приют»" in importing.rows.get().reveals


def test_a_row_that_hides_or_says_nothing_of_it_asks_nothing(checked, place, district, moderator):
    factories.LocationFactory(provider=place.provider, territory=district, address="ул. Мира, 1")
    table = [HEAD, ["Приют", "Киржачский район", "ул. Мира, 1", "да"], ["Приют", "Киржачский район", SECRET, ""]]
    assert checked(table, "locations", publishes=True, user=moderator).reveals == 0


def point_row(latitude: str, longitude: str, name: str = "Приёмная") -> list:
    head = ["Организация", "Территория", "Название места", "Адрес", "Широта", "Долгота"]
    return [head, ["Приют", "Киржачский район", name, "ул. Мира, 1", latitude, longitude]]


@pytest.mark.parametrize(("latitude", "asks"), [("56.150500", True), ("56.152000", False)])
def test_a_point_that_leads_to_a_hidden_place_asks(checked, place, moderator, client, latitude, asks):
    Location.objects.update(latitude="56.150000", longitude="38.870000")
    importing = checked(point_row(latitude, "38.870000"), "locations", publishes=True, user=moderator)
    assert bool(importing.reveals) == asks
    load(importing)
    assert (importing.state == "done") != asks


@pytest.fixture
def contradicting():
    """One row hides what another of the table shows."""
    head = ["Организация", "Территория", "Название места", "Адрес", "Адрес не публикуется"]
    rows = [["Приют", "Киржачский район", "Приёмная", "Тайная ул., д.7", ""]]
    return [head, *rows, ["Приют", "Киржачский район", "Убежище", SECRET, "да"]]


@pytest.mark.parametrize("order", [1, -1])
def test_rows_that_contradict_each_other_ask(checked, shelter, contradicting, order, moderator, sign_in, client):
    table = [contradicting[0], *contradicting[1:][::order]]
    importing = checked(table, "locations", publishes=True, user=moderator)
    assert importing.reveals == 1
    hiding, showing = (3, 2) if order == 1 else (2, 3)
    said = f"Строка {hiding} прячет этот адрес, а эта показывает: «Тайная ул., д.7»"
    assert said in importing.rows.get(number=showing).reveals
    load(importing)
    assert said in importing.message
    assert not Location.objects.exists()
    staff = sign_in("moderator")
    assert said in staff.get(address("import")).content.decode()
    assert "Отметьте, что скрытое можно показать всем" in staff.post(address("start"), follow=True).content.decode()
    staff.post(address("start"), {"reveal": "on"})
    shown = Location.objects.get(address_is_confidential=False)
    assert ModelLogEntry.objects.for_instance(shown).filter(action=ACTION, user=moderator).exists()


def test_rows_far_from_each_other_contradict_too(checked, shelter, contradicting, moderator, monkeypatch):
    """The table is read by parts; what an earlier part has hidden is no news to the loading."""
    monkeypatch.setattr("exchange.planning.BATCH", 1)
    for table in (contradicting, [contradicting[0], *contradicting[:0:-1]]):
        importing = checked(table, "locations", publishes=True, user=moderator)
        assert importing.reveals == 1
    importing.may_reveal = True
    load(importing)
    assert importing.state == "done", importing.message


def test_a_row_that_stays_as_it_is_contradicts_too(checked, shelter, district, moderator, sign_in):
    for name in ("Убежище", "Приёмная"):
        factories.LocationFactory(provider=shelter, territory=district, name=name, address=SECRET)
    head = ["Организация", "Территория", "Название места", "Адрес", "Адрес не публикуется"]
    rows = [["Приют", "Киржачский район", name, SECRET, says] for name, says in (("Убежище", "да"), ("Приёмная", ""))]
    importing = checked([head, *rows], "locations", publishes=True, user=moderator)
    assert importing.counts["same"] == 1
    assert "Строка 2 прячет этот адрес" in importing.rows.get(number=3).reveals
    load(importing)
    assert "никто не разрешил открыть скрытое" in importing.message


def test_a_point_beside_what_another_row_hides_asks(checked, shelter, moderator):
    head = ["Организация", "Территория", "Название места", "Адрес", "Адрес не публикуется", "Широта", "Долгота"]
    rows = [
        ["Приют", "Киржачский район", "Убежище", SECRET, "да", "56.15", "38.87"],
        ["Приют", "Киржачский район", "Приёмная", "ул. Мира, 1", "", "56.1501", "38.8701"],
        ["Приют", "Киржачский район", "Склад", "ул. Мира, 9", "", "56.16", "38.87"],
    ]
    importing = checked([head, *rows], "locations", publishes=True, user=moderator)
    assert [row.number for row in importing.rows.exclude(reveals="")] == [3]


def shown_elsewhere(district, **changed):
    other = factories.ProviderFactory(name="Дом семьи", territory=district)
    return factories.LocationFactory(provider=other, territory=district, **{"address": "Тайная ул., д.7", **changed})


HIDING = [HEAD, ["Приют", "Киржачский район", SECRET, "да"]]


def test_a_row_that_hides_what_a_card_outside_of_the_table_shows_names_that_card(
    checked, shelter, district, moderator, sign_in
):
    other = shown_elsewhere(district)
    importing = checked(HIDING, "locations", publishes=True, user=moderator)
    staff = sign_in("moderator")
    page = staff.get(address("import")).content.decode()
    assert "1 строка прячет адрес, который показывает всем карточка не из этой таблицы" in page
    link = reverse("wagtailsnippets_services_directory_location:edit", args=[other.pk])
    assert f'<a href="{link}">Дом семьи</a>' in staff.get(address("import") + "?outcome=elsewhere").content.decode()
    assert importing.reveals == 0
    load(importing)
    assert importing.state == "done", "it warns and stops nobody"
    assert link in staff.get(address("import")).content.decode()


def test_a_point_at_the_very_door_is_named_too(checked, shelter, district, moderator):
    shown_elsewhere(district, address="", latitude="56.150050", longitude="38.870000")
    table = [[*HEAD, "Широта", "Долгота"], [*HIDING[1], "56.15", "38.87"]]
    assert checked(table, "locations", user=moderator).rows.get().also_shown


@pytest.mark.parametrize("changed", [{"address": "ул. Мира, 1"}, {"address_is_confidential": True}, {"live": False}])
def test_a_card_that_does_not_show_it_is_not_named(checked, shelter, district, moderator, changed):
    shown_elsewhere(district, **changed)
    assert checked(HIDING, "locations", user=moderator).rows.get().also_shown == []


def test_a_card_that_the_table_speaks_of_is_not_outside_of_it(checked, shelter, district, moderator):
    shown_elsewhere(district)
    table = [*HIDING, ["Дом семьи", "Киржачский район", "Тайная ул., д.7", "да"]]
    importing = checked(table, "locations", publishes=True, user=moderator)
    assert [row.also_shown for row in importing.rows.all()] == [[], []]


def test_what_was_hidden_before_the_table_is_no_news(checked, place, district, moderator):
    shown_elsewhere(district)
    assert checked(HIDING, "locations", user=moderator).rows.get().also_shown == []


def test_a_table_brought_again_asks_nothing_anew(checked, place, shelter, district, moderator):
    """Somebody has agreed to that before."""
    factories.LocationFactory(provider=shelter, territory=district, name="Приёмная", address=SECRET)
    head = ["Организация", "Территория", "Название места", "Адрес", "Адрес не публикуется"]
    rows = [["Приют", "Киржачский район", place.name, SECRET, "да"], ["Приют", "Киржачский район", "Приёмная", SECRET]]
    assert checked([head, *rows], "locations", publishes=True, user=moderator).reveals == 0


def test_drafts_that_contradict_each_other_are_published_one_by_one(loaded, contradicting, shelter, moderator, sign_in):
    loaded(contradicting, "locations", publishes=False, user=moderator)
    staff = sign_in("moderator")
    shown = {"shown": digest(publishable(Import.objects.get()))}
    staff.post(address("publish"), shown)
    assert not Location.objects.published().exists()
    staff.post(address("publish"), {**shown, "reveal": "on"})
    opened = Location.objects.get(live=True, address_is_confidential=False)
    assert ModelLogEntry.objects.for_instance(opened).filter(action=ACTION).exists()


def test_drafts_of_it_ask_when_they_are_published(loaded, opening, place, moderator, sign_in, client):
    loaded(opening, "locations", publishes=False, user=moderator)
    staff = sign_in("moderator")
    shown = {"shown": digest(publishable(Import.objects.get()))}
    assert WARNING in staff.get(address("publish")).content.decode()
    answer = staff.post(address("publish"), shown)
    assert answer.url == address("publish")
    page = staff.get(answer.url).content.decode()
    assert "Отметьте, что скрытое можно показать всем" in page
    assert not is_seen(client, place)
    staff.post(address("publish"), {**shown, "reveal": "on"})
    assert is_seen(client, place)


def test_drafts_whose_address_was_hidden_since_are_refused_by_name(loaded, opening, place, moderator, client):
    Location.objects.update(address_is_confidential=False)
    opening[1] += ["вход со двора"]
    importing = loaded([[*HEAD, "Как добраться"], opening[1]], "locations", publishes=False, user=moderator)
    Location.objects.update(address_is_confidential=True)
    publish(importing, moderator, digest(publishable(importing)))
    assert WARNING in importing.message
    assert not is_seen(client, place)


def test_undoing_what_hid_an_address_asks(loaded, shelter, district, moderator, sign_in, client):
    place = factories.LocationFactory(provider=shelter, territory=district, address=SECRET)
    importing = loaded([HEAD, ["Приют", "Киржачский район", SECRET, "да"]], "locations", user=moderator)
    assert not is_seen(client, place)
    undo(importing, moderator)
    assert "никто не разрешил открыть скрытое" in importing.message
    staff = sign_in("moderator")
    assert WARNING in staff.get(address("undo")).content.decode()
    answer = staff.post(address("undo"))
    assert answer.url == address("undo"), "a page that answers a form is sent again by «Back»"
    assert "Отметьте, что скрытое можно показать всем" in staff.get(answer.url).content.decode()
    assert not is_seen(client, place)
    staff.post(address("undo"), {"reveal": "on"})
    assert is_seen(client, place)


def test_the_command_asks_for_a_word_of_its_own(write, opening, place, moderator, client, capsys):
    path = str(write(opening))
    said = {"kind": "locations", "user": moderator.username, "publish": True}
    with pytest.raises(CommandError, match="никто не разрешил"):
        call_command("import_directory", path, **said)
    assert WARNING in capsys.readouterr().out
    assert not is_seen(client, place)
    call_command("import_directory", path, **said, reveal=True)
    assert is_seen(client, place)
