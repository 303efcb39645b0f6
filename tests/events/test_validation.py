"""What cannot be true together is told at once; what a visitor would lack, before publishing."""

import pytest
from django.core.exceptions import ValidationError

from events.models import EventMaterial
from tests.events import factories as make
from tests.factories import LocationFactory, RegionFactory
from tests.home.factories import image, material

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"moved_from": make.in_days(1)}, "moved_from"),
        ({"registration_until": make.in_days(1)}, "registration_until"),
    ],
)
def test_contradictions_are_told_where_they_stand(fields, where):
    with pytest.raises(ValidationError) as refused:
        make.event(**fields)
    assert list(refused.value.message_dict) == [where]


def test_a_picture_must_be_described():
    with pytest.raises(ValidationError, match="Опишите снимок"):
        make.event(image=image())
    make.event(image=image(), image_alt="Круг стульев")


def test_a_place_belongs_to_whoever_holds_the_event():
    place, other = LocationFactory(), LocationFactory()
    with pytest.raises(ValidationError, match="другой организации"):
        make.event(provider=other.provider, location=place)


def test_a_place_brings_its_organisation():
    place = LocationFactory()
    assert make.event(location=place).provider == place.provider


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"place": ""}, {"place"}),
        ({"place": "", "online_link": "https://example.org/"}, set()),
        ({"needs_registration": True}, {"registration_link"}),
        ({"needs_registration": True, "phone": "+79000000001"}, set()),
        ({"needs_registration": True, "registration_link": "https://example.org/"}, set()),
        ({}, set()),
    ],
)
def test_a_visitor_must_learn_where_it_is_and_how_to_come(fields, lacks):
    assert set(make.event(**fields).lacking()) == lacks


def test_the_phone_of_the_place_will_do():
    assert make.event(needs_registration=True, location=LocationFactory(phones=["+79000000001"])).lacking() == {}


@pytest.mark.parametrize("phone", ["89001112233", "+7 900 111-22-33", "позвоните"])
def test_a_phone_is_kept_as_it_is_dialled(phone):
    with pytest.raises(ValidationError):
        make.event(phone=phone)


def test_what_is_left_is_one_thing_and_a_link_has_a_name():
    with pytest.raises(ValidationError, match="что-то одно"):
        EventMaterial(title="Всё").clean()
    with pytest.raises(ValidationError, match="что-то одно"):
        EventMaterial(material=material(), link="https://example.org/", title="Запись").clean()
    with pytest.raises(ValidationError, match="Назовите"):
        EventMaterial(link="https://example.org/").clean()


def form_data(**fields):
    prefix = {f"{name}-TOTAL_FORMS": 0 for name in ("dates", "materials")}
    prefix |= {f"{name}-INITIAL_FORMS": 0 for name in ("dates", "materials")}
    row = {"dates-0-day": "2030-05-05", "dates-0-starts_at": "10:00", "dates-0-ends_at": "12:00", "dates-0-DELETE": ""}
    return {
        "title": "Встреча", "kind": "meeting", "audience": "families", "status": "planned", "price": "free",
        "place": "Библиотека", "slug": "", "body-count": 0, "practices": "", "measures": "", **prefix,
        "dates-TOTAL_FORMS": 1, **row, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, **fields,
    }  # fmt: skip


def bound(**fields):
    parent = make.index()
    event = make.EventPage(title="")
    form_class = make.EventPage.get_edit_handler().get_form_class()
    return form_class(form_data(**fields), instance=event, parent_page=parent)


def test_a_whole_form_is_accepted_and_makes_an_address():
    form = bound()
    assert form.is_valid(), (form.errors, [each.errors for each in form.formsets.values()])
    assert form.cleaned_data["slug"] == "vstrecha"


def test_registration_may_not_end_after_the_event_began():
    form = bound(needs_registration="on", phone="+79000000001", registration_until="2030-05-06")
    assert not form.is_valid()
    assert "позже, чем начинается" in str(form.errors["registration_until"])
    assert bound(needs_registration="on", phone="+79000000001", registration_until="2030-05-05").is_valid()


def test_a_draft_may_lack_what_a_published_event_may_not():
    form = bound(place="")
    assert not form.is_valid()
    assert "Скажите, где" in str(form.errors["place"])
    draft = bound(place="")
    draft.defer_required_fields()
    assert draft.is_valid(), draft.errors


def test_what_was_typed_stays_when_the_end_is_before_the_start():
    form = bound(**{"dates-0-ends_at": "09:00"})
    assert not form.is_valid()
    row = form.formsets["dates"].forms[0]
    assert "позже начала" in str(row.errors["ends_at"])
    assert row["day"].value() == "2030-05-05"


def test_an_event_without_a_date_is_not_published():
    form = bound(**{"dates-TOTAL_FORMS": 0})
    assert not form.is_valid()


def test_a_territory_in_use_stays():
    region = RegionFactory()
    make.event(territory=region)
    with pytest.raises(Exception, match="protected"):
        region.delete()
