"""What differs between two versions, told in words: a test per sort of field."""

import datetime
from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from portal.differences import Version, differences
from portal.marking import marked
from services_directory.models import Phone, Provider, Service
from tests import factories

pytestmark = pytest.mark.django_db


def edited(record, **changes):
    """The record with changes, as its next revision would have it."""
    record.refresh_from_db()
    draft = record.save_revision().as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    return draft


def told(record, **changes) -> dict[str, tuple[str, str]]:
    """Label → what was and what is, without marks."""
    fields, _ = differences(Version(record), Version(edited(record, **changes)))
    return {change.label: (strip_tags(change.old), strip_tags(change.new)) for change in fields}


def rows(old, new):
    relations = differences(Version(old) if old else None, Version(new))[1]
    return [
        (relation.label, row.kind, row.name, {change.label: strip_tags(change.new) for change in row.changes})
        for relation in relations
        for row in relation.rows
    ]


def test_an_unchanged_record_differs_in_nothing():
    place = factories.LocationFactory(phones=["+79000000001"], hours=factories.WEEK, access=["ramp"])
    service = factories.ServiceFactory(locations=[place], steps=["Позвоните"], tariffs=[Decimal("100.50")])
    for record in (place, service, place.provider):
        assert differences(Version(record), Version(edited(record))) == ([], [])


def test_text_is_shown_with_the_changed_words_marked():
    assert marked("Приём по средам", "Приём по пятницам") == (
        "Приём по <del>средам</del>",
        "Приём по <ins>пятницам</ins>",
    )


def test_text_is_escaped():
    old, new = marked("<b>1</b>", "<script>1</script>")
    assert "<b>" not in old
    assert "<script>" not in new


def test_a_sum_is_marked_whole():
    assert marked("1\u00a0000\u00a0000,50 ₽", "350\u00a0000,50 ₽") == (
        "<del>1\u00a0000\u00a0000,50</del> ₽",
        "<ins>350\u00a0000,50</ins> ₽",
    )


def test_a_very_long_text_is_marked_whole():
    old, new = marked("слово " * 4000, "иное " * 4000)
    assert old.startswith("<del>слово")
    assert new.startswith("<ins>иное")


def test_a_choice_is_told_by_its_label():
    provider = factories.ProviderFactory(kind=Provider.Kind.FAMILY_CENTRE)
    assert told(provider, kind=Provider.Kind.HELPLINE) == {"Вид": ("центр помощи семье и детям", "телефон доверия")}


def test_a_choice_without_a_value_is_empty():
    service = factories.ServiceFactory(price=Service.Price.FREE)
    assert told(service, price="") == {"Цена": ("бесплатно", "")}


def test_a_date_is_told_in_words():
    assert told(factories.ProviderFactory(), registered_on=datetime.date(2026, 5, 3)) == {
        "Внесён в реестр": ("", "3 мая 2026")
    }


def test_yes_and_no_are_told():
    place = factories.LocationFactory()
    assert told(place, address_is_confidential=True) == {"Адрес не публикуется": ("нет", "да")}


def test_a_number_is_told_as_people_write_it():
    place = factories.LocationFactory(latitude=Decimal("61.25"), longitude=Decimal("73.4"))
    assert told(place, latitude=Decimal("61.5"))["Широта"] == ("61,25", "61,5")


def test_a_record_named_is_told_by_its_name():
    provider, territory = factories.ProviderFactory(), factories.TerritoryFactory(name="Сургутский район")
    assert told(provider, territory=territory)["Территория"] == (provider.territory.name, "Сургутский район")


def test_a_list_of_choices_is_told_by_labels():
    place = factories.LocationFactory(access=["ramp"])
    assert told(place, access=["ramp", "lift"]) == {"Доступность": ("пандус", "пандус\nлифт или подъёмник")}


def test_records_chosen_are_told_by_their_names():
    large, single = (factories.FamilyCategoryFactory(name=name) for name in ("Многодетные", "Одинокие"))
    service = factories.ServiceFactory(categories=[large])
    draft = edited(service)
    draft.categories = [large, single]
    fields, _ = differences(Version(service), Version(draft))
    assert [(change.label, strip_tags(change.old), strip_tags(change.new)) for change in fields] == [
        ("Кому", "Многодетные", "Многодетные\nОдинокие")
    ]


def test_a_phone_added_removed_and_changed():
    place = factories.LocationFactory(phones=["+79000000001", "+79000000002"])
    draft = edited(place)
    first, _removed = draft.phones.all()
    first.purpose = "Запись"
    draft.phones = [first, Phone(number="+79000000003", sort_order=3)]
    assert rows(place, draft) == [
        ("Телефоны", "changed", "8\xa0900\xa0000-00-01", {"По каким вопросам": "Запись"}),
        ("Телефоны", "added", "8\xa0900\xa0000-00-03", {"Телефон": "8\xa0900\xa0000-00-03"}),
        ("Телефоны", "removed", "8\xa0900\xa0000-00-02", {"Телефон": ""}),
    ]


def test_hours_are_told_with_the_day_by_its_name():
    place = factories.LocationFactory(hours=factories.WEEK[:1])
    draft = edited(place)
    day = draft.hours.get()
    day.closes = datetime.time(20)
    draft.hours = [day]
    assert rows(place, draft) == [("Часы работы", "changed", "понедельник 09:00–18:00", {"До": "20:00"})]


def test_steps_documents_and_tariffs_are_compared():
    service = factories.ServiceFactory(steps=["Позвоните"], documents=["Паспорт"], tariffs=[Decimal(100)])
    draft = edited(service)
    draft.steps, draft.documents = [], []
    tariff = draft.tariffs.get()
    tariff.amount = Decimal("150.50")
    draft.tariffs = [tariff]
    assert sorted(row[:3] for row in rows(service, draft)) == [
        ("Документы", "removed", "Паспорт"),
        ("Как получить", "removed", "Позвоните"),
        ("Тарифы", "changed", "Занятие"),
    ]


def test_rows_that_only_change_places_are_told_as_an_order():
    service = factories.ServiceFactory(steps=["Позвоните", "Приходите"])
    draft = edited(service)
    first, second = draft.steps.all()
    first.sort_order, second.sort_order = 1, 0
    draft.steps = [second, first]
    (relation,) = differences(Version(service), Version(draft))[1]
    assert not relation.rows
    assert strip_tags(relation.order.new) == "Приходите\nПозвоните"


def test_of_a_new_record_all_that_is_filled_in_is_told():
    place = factories.LocationFactory(address="ул. Новая, 1", phones=["+79000000001"])
    fields, relations = differences(None, Version(place))
    assert ("Адрес", "ул. Новая, 1") in [(change.label, strip_tags(change.new)) for change in fields]
    assert [row.kind for row in relations[0].rows] == ["added"]


def test_rows_of_two_drafts_that_have_no_keys_yet_are_told_apart():
    place, numbers = factories.LocationFactory(), ("+79000000001", "+79000000002")
    theirs, mine = edited(place), edited(place)
    for draft in (theirs, mine):
        draft.phones = [Phone(number=number, sort_order=order) for order, number in enumerate(numbers)]
    assert rows(theirs, mine) == []
    mine.phones = [*mine.phones.all()[:1], Phone(number=numbers[1], purpose="дежурный", sort_order=1)]
    assert [(kind, changes) for _label, kind, _name, changes in rows(theirs, mine)] == [
        ("changed", {"По каким вопросам": "дежурный"})
    ]


def test_ticks_in_another_order_are_no_change():
    place = factories.LocationFactory(access=["lift", "ramp"])
    assert told(place, access=["ramp", "lift"]) == {}


def test_a_phone_is_said_with_the_code_of_its_town():
    place = factories.LocationFactory(phones=[{"number": "+78434231234", "code_length": 5}])
    assert rows(None, place) == [("Телефоны", "added", "8\xa084342\xa03-12-34", {"Телефон": "8\xa084342\xa03-12-34"})]


def test_a_row_made_anew_that_says_the_same_is_no_change():
    place = factories.LocationFactory(phones=["+79000000001"])
    draft = edited(place)
    draft.phones = [Phone(number="+79000000001", sort_order=0)]
    assert rows(place, draft) == []


def test_a_chosen_record_that_is_gone_since_is_left_out():
    practice = factories.PracticeFactory()
    service = factories.ServiceFactory(practices=[practice])
    revision = service.save_revision()
    practice.delete()
    assert differences(Version(Service.objects.get()), Version(revision.as_object())) == ([], [])


def test_every_kind_of_record_can_be_compared_with_itself():
    for make in (factories.PracticeFactory, factories.FamilyCategoryFactory, factories.LegalActFactory):
        record = make()
        assert differences(Version(record), Version(edited(record))) == ([], [])
