"""Phones and hours are typed as people write them."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from services_directory.models import Location, Phone
from tests import factories
from tests.admin.forms import fields_of

pytestmark = pytest.mark.django_db
NEW = {"phones-TOTAL_FORMS": "1", "phones-0-ORDER": "1", "phones-0-DELETE": "", "phones-0-number": "8 (84342) 3-12-34"}


@pytest.fixture
def edited(sign_in):
    """`edited(**changed)`: what the form of a place answers when it is published with these fields."""
    place = factories.LocationFactory(hours=[(1, "9:00", "18:00")])
    staff = sign_in("moderator")
    form = reverse("wagtailsnippets_services_directory_location:edit", args=[place.pk])

    def edit(changed: dict):
        return staff.post(form, {**fields_of(staff.get(form)), **changed, "action-publish": "action-publish"})

    edit.form = lambda: staff.get(form)
    return edit


def field(response, name: str):
    return BeautifulSoup(response.content, "html.parser").find("input", {"name": name})


def test_a_phone_is_kept_whole_and_shown_with_its_code(edited, client):
    edited(NEW)
    kept = Phone.objects.get()
    assert (kept.number, kept.code_length) == ("+78434231234", 5)
    page = client.get(Location.objects.get().provider.get_absolute_url()).content.decode()
    assert "8\xa084342\xa03-12-34" in page
    assert 'href="tel:+78434231234"' in page


def test_a_form_opened_again_shows_the_phone_so_and_keeps_it(edited):
    edited(NEW)
    assert field(edited.form(), "phones-0-number")["value"] == "8 84342 3-12-34"
    edited({"phones-0-purpose": "приёмная"})
    assert Phone.objects.get().code_length == 5
    edited({"phones-0-number": "8 (843) 423-12-34"})
    assert Phone.objects.get().code_length is None


def test_what_is_no_phone_stays_in_the_form_with_words(edited):
    answer = edited({**NEW, "phones-0-number": "8 (84342) 3-12-3"})
    assert "Это не похоже на телефон" in answer.content.decode()
    assert field(answer, "phones-0-number")["value"] == "8 (84342) 3-12-3"
    assert int(field(answer, "phones-0-number")["maxlength"]) >= 40, "a browser cuts what is longer"
    assert not Phone.objects.exists()


@pytest.mark.parametrize("typed", ["9:30", "9.30", "09-30"])
def test_an_hour_is_typed_as_a_door_has_it(edited, typed):
    edited({"hours-0-opens": typed})
    assert f"{Location.objects.get().hours.get().opens:%H:%M}" == "09:30"


def test_what_is_no_hour_is_told_how_to_write_it(edited):
    assert "Время пишется так: 9:30." in edited({"hours-0-opens": "с утра"}).content.decode()
