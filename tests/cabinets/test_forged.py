"""Numbers of another institution put into requests of one's own: nothing is read and nothing is written by them."""

import datetime

import pytest
from django.urls import reverse
from wagtail.images import get_image_model

from services_directory.models import Phone, Service, ServiceStep, Tariff
from tests import factories
from tests.admin.forms import fields_of
from tests.cabinets.addresses import edit, edit_url, submit, url

pytestmark = pytest.mark.django_db
SECRET = "Чужая тайна"


@pytest.fixture
def own(ours):
    return factories.ServiceFactory(provider=ours, steps=["Свой шаг"], tariffs=["300"])


@pytest.fixture
def alien(theirs):
    return factories.ServiceFactory(provider=theirs, name=SECRET, steps=[SECRET], tariffs=["900"])


def latest(record):
    return type(record).objects.get(pk=record.pk).get_latest_revision_as_object()


@pytest.mark.parametrize(("rows", "model", "field"), [("steps", ServiceStep, "text"), ("tariffs", Tariff, "name")])
def test_a_row_of_anothers_card_cannot_be_taken_over(rows, model, field, client_of_reporter, own, alien):
    row = model.objects.get(service=alien)
    before = getattr(row, field)
    answer = submit(client_of_reporter, own, **{f"{rows}-0-id": row.pk, f"{rows}-0-{field}": "Моё"})
    row.refresh_from_db()
    assert (row.service, getattr(row, field)) == (alien, before)
    assert row.pk not in {each.pk for each in getattr(latest(own), rows).all()}
    assert SECRET not in answer.content.decode()


def test_a_phone_of_anothers_place_cannot_be_moved(client_of_reporter, ours, theirs):
    mine = factories.LocationFactory(provider=ours, phones=["+79000000001"])
    place = factories.LocationFactory(provider=theirs, phones=["+79000000002"])
    phone = Phone.objects.get(location=place)
    edit(client_of_reporter, mine, **{"phones-0-id": phone.pk, "phones-0-number": "+79000000003"})
    phone.refresh_from_db()
    assert (phone.location, phone.number) == (place, "+79000000002")


@pytest.mark.parametrize("sent", ["one", "ids"])
def test_anothers_card_is_not_confirmed_as_checked(sent, client_of_reporter, own, alien):
    due = datetime.date(2021, 1, 1)
    Service.objects.update(next_review_on=due)
    address = reverse("directory_checked_today", args=["service"])
    client_of_reporter.post(address, {sent: [own.pk, alien.pk] if sent == "ids" else alien.pk})
    assert Service.objects.get(pk=alien.pk).next_review_on == due


def test_a_workflow_of_another_is_not_read_through_ones_own_card(client_of_reporter, sign_in, own, alien):
    submit(sign_in("directory"), alien, summary=SECRET)
    state = Service.objects.get(pk=alien.pk).current_workflow_state
    submit(client_of_reporter, own, summary="Своё")
    for record in (own, alien):
        answer = client_of_reporter.get(url(record, "workflow_history_detail", record.pk, state.pk))
        assert answer.status_code == 404
    assert client_of_reporter.get(url(own, "workflow_history", own.pk)).status_code == 200


def test_the_preview_of_ones_own_card_shows_nothing_of_anothers(client_of_reporter, own, alien):
    address = url(own, "preview_on_edit", own.pk)
    from_form = {
        **fields_of(client_of_reporter.get(edit_url(own))),
        "provider": alien.provider_id,
        "steps-0-id": alien.steps.get().pk,
    }
    client_of_reporter.post(address, from_form)
    assert SECRET not in client_of_reporter.get(address).content.decode()
    assert client_of_reporter.get(url(alien, "preview_on_edit", alien.pk)).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_explore_root",
        "wagtailadmin_choose_page",
        "wagtailimages_chooser:choose",
        "wagtailimages_chooser:choose_results",
        "wagtaildocs_chooser:choose",
        "wagtailimages:index",
        "wagtaildocs:index",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:aging_pages",
        "exchange_imports",
        "directory_duplicates",
        "directory_mergers",
        "feedback_queue",
        "search_explain",
    ],
)
def test_libraries_pages_and_reports_are_shut(name, client_of_reporter):
    assert client_of_reporter.get(reverse(name)).status_code == 302


def test_a_picture_of_another_cannot_be_taken_by_its_number(client_of_reporter):
    picture = get_image_model()(title=SECRET, width=1, height=1)
    picture.save()
    for name in ("wagtailimages_chooser:chosen", "wagtailimages:edit", "wagtailimages:delete"):
        answer = client_of_reporter.get(reverse(name, args=[picture.pk]))
        assert answer.status_code == 302
        assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("view", ["usage", "delete", "unpublish"])
def test_even_of_ones_own_card_this_is_shut(view, client_of_reporter, own):
    assert client_of_reporter.get(url(own, view, own.pk)).status_code == 302
    assert client_of_reporter.post(url(own, view, own.pk)).status_code == 302
    assert Service.objects.get(pk=own.pk).live
