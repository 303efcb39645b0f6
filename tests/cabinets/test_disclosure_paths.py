"""Whichever way a hidden address could become public, somebody must say so: by each of them, with a canary."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localtime, now
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import ModelLogEntry

from portal.revealing import ACTION, NotAgreed
from services_directory.merging import merge
from services_directory.merging.unmerging import unmerge
from services_directory.models import Location, MergedProvider
from tests import factories
from tests.admin.conftest import make_person
from tests.admin.forms import fields_of
from tests.cabinets.addresses import edit_url, review_url, url

pytestmark = pytest.mark.django_db
SECRET = "ул. Тайная, 7"
WARNING = "Правка открывает адрес, который скрыт от всех: «ул. Тайная, 7»"

POINT = {"latitude": "56.150000", "longitude": "38.870000"}
BESIDE = {"latitude": "56.150600", "longitude": "38.870800"}
POINTED = "Точка на карте ведёт к месту, адрес которого скрыт от всех"


@pytest.fixture
def place(ours):
    return factories.LocationFactory(provider=ours, address=SECRET, address_is_confidential=True)


@pytest.fixture
def moderator(sign_in):
    return sign_in("moderator")


def opened(client, address: str, **more) -> dict:
    fields = {**fields_of(client.get(address)), **more}
    fields.pop("address_is_confidential", None)
    return fields


def page_of(client, place) -> str:
    return client.get(place.provider.get_absolute_url()).content.decode()


def agreed_to(place) -> bool:
    return ModelLogEntry.objects.for_instance(place).filter(action=ACTION).exists()


def draft_of(place, **changes):
    draft = Location.objects.get(pk=place.pk)
    for name, value in {"address_is_confidential": False, **changes}.items():
        setattr(draft, name, value)
    return draft.save_revision()


def test_publication_from_the_form_asks(moderator, place, client):
    fields = opened(moderator, edit_url(place), email="mail@example.org")
    page = moderator.post(edit_url(place), {**fields, "action-publish": "1"}).content.decode()
    assert WARNING in page
    assert "Отметьте, что скрытое можно показать всем" in page
    assert 'value="mail@example.org"' in page
    assert SECRET not in page_of(client, place)
    assert not Location.objects.get(pk=place.pk).latest_revision_id
    moderator.post(edit_url(place), {**fields, "action-publish": "1", "reveal": "on"})
    assert SECRET in page_of(client, place)
    assert agreed_to(place)


def test_a_draft_is_kept_without_asking(moderator, place, client):
    page = moderator.post(edit_url(place), opened(moderator, edit_url(place)), follow=True).content.decode()
    assert WARNING not in page
    assert not Location.objects.get(pk=place.pk).get_latest_revision_as_object().address_is_confidential
    assert SECRET not in page_of(client, place)


def test_publication_of_a_waiting_edit_from_the_form_asks(client_of_reporter, moderator, place, client):
    client_of_reporter.post(edit_url(place), {**opened(client_of_reporter, edit_url(place)), "action-submit": "1"})
    for action in ({"action-publish": "1"}, {"action-workflow-action": "1", "workflow-action-name": "approve"}):
        page = moderator.post(edit_url(place), {**fields_of(moderator.get(edit_url(place))), **action})
        assert WARNING in page.content.decode()
        assert SECRET not in page_of(client, place)


def test_approval_by_one_press_leads_to_the_page_that_asks(client_of_reporter, moderator, place, client):
    client_of_reporter.post(edit_url(place), {**opened(client_of_reporter, edit_url(place)), "action-submit": "1"})
    state = Location.objects.get(pk=place.pk).current_workflow_task_state
    address = url(place, "workflow_action", place.pk, "approve", state.pk)
    answer = moderator.post(address, {"comment": ""})
    assert answer.url == review_url(place)
    assert SECRET not in page_of(client, place)
    in_modal = moderator.post(address, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
    assert in_modal.json()["redirect"] == review_url(place)
    moderator.post(url(place, "workflow_action", place.pk, "reject", state.pk), {"comment": "Почему?"})
    assert Location.objects.get(pk=place.pk).current_workflow_state.status == "needs_changes"


def test_a_day_set_for_it_asks_when_it_is_set(moderator, place, client, monkeypatch):
    day = localtime(now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    fields = opened(moderator, edit_url(place), go_live_at=day, **{"action-publish": "1"})
    assert WARNING in moderator.post(edit_url(place), fields).content.decode()
    assert not Location.objects.get(pk=place.pk).latest_revision_id
    moderator.post(edit_url(place), {**fields, "reveal": "on"})
    assert SECRET not in page_of(client, place)
    the_day_comes(monkeypatch)
    assert SECRET in page_of(client, place)


def the_day_comes(monkeypatch):
    later = now() + timedelta(days=2)
    with monkeypatch.context() as patch:
        patch.setattr("wagtail.management.commands.publish_scheduled.timezone.now", lambda: later)
        patch.setattr("wagtail.actions.publish_revision.timezone.now", lambda: later)
        call_command("publish_scheduled")


def schedule(moderator, place, **more):
    day = localtime(now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    fields = {**fields_of(moderator.get(edit_url(place))), "go_live_at": day, "action-publish": "1"}
    moderator.post(edit_url(place), {**fields, **more})


@pytest.fixture
def scheduled(ours, moderator):
    """A card that will show itself tomorrow; nothing of it is hidden yet."""
    place = factories.LocationFactory(provider=ours, address=SECRET, live=False)
    schedule(moderator, place)
    assert Location.objects.get(pk=place.pk).latest_revision.approved_go_live_at
    return place


def test_a_day_set_before_the_address_was_hidden_shows_nothing(
    scheduled, theirs, moderator, client, monkeypatch, mailoutbox, django_capture_on_commit_callbacks
):
    other = factories.LocationFactory(provider=scheduled.provider, address="ул. Мира, 1", live=False)
    factories.LocationFactory(provider=theirs, address=SECRET, address_is_confidential=True)
    draft_of(other, go_live_at=now() + timedelta(days=1)).publish()
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        the_day_comes(monkeypatch)
    page = page_of(client, scheduled)
    assert SECRET not in page
    assert "ул. Мира, 1" in page
    scheduled.refresh_from_db()
    assert (scheduled.live, scheduled.has_unpublished_changes) == (False, True)
    assert not scheduled.latest_revision.approved_go_live_at
    assert review_url(scheduled) in " ".join(letter.body for letter in mailoutbox)
    assert review_url(scheduled) in moderator.get("/admin/").content.decode()
    review = moderator.get(review_url(scheduled)).content.decode()
    assert "Этот адрес скрыт от всех на карточке «Приют" in review
    assert "К этому дню её адрес скрыли на сайте, и портал её не показал" in review
    the_day_comes(monkeypatch)
    assert SECRET not in page_of(client, scheduled)


def test_what_was_stopped_on_its_day_goes_out_by_a_word(scheduled, theirs, moderator, client, monkeypatch):
    factories.LocationFactory(provider=theirs, address=SECRET, address_is_confidential=True)
    the_day_comes(monkeypatch)
    fields = {**fields_of(moderator.get(review_url(scheduled))), "action": "approve"}
    moderator.post(review_url(scheduled), fields)
    assert SECRET not in page_of(client, scheduled)
    moderator.post(review_url(scheduled), {**fields, "reveal": "on"})
    # By the clock of this test the day is still to come.
    the_day_comes(monkeypatch)
    assert SECRET in page_of(client, scheduled)


def test_a_day_agreed_to_of_one_card_is_not_agreed_to_of_another(scheduled, theirs, moderator, client, monkeypatch):
    """The word was given of what was known then."""
    hidden = factories.LocationFactory(provider=theirs, address=SECRET, address_is_confidential=True)
    schedule(moderator, scheduled, reveal="on")
    assert agreed_to(scheduled)
    hidden.delete()
    newcomer = factories.ProviderFactory(name="Убежище «Дом»")
    factories.LocationFactory(provider=newcomer, address=SECRET, address_is_confidential=True)
    the_day_comes(monkeypatch)
    assert SECRET not in page_of(client, scheduled)


TOLD = "Этот адрес показывает всем ещё 1 карточка"


@pytest.mark.parametrize("action", ["action-publish", "action-submit", "ignored"])
def test_whoever_hides_a_place_is_told_which_cards_still_show_it(moderator, ours, theirs, action):
    place = factories.LocationFactory(provider=ours, address=SECRET)
    other = factories.LocationFactory(provider=theirs, address="Тайная, д.7", name="Приёмная")
    factories.LocationFactory(provider=theirs, address=SECRET, live=False)
    fields = {**fields_of(moderator.get(edit_url(place))), "address_is_confidential": "on", action: "1"}
    page = moderator.post(edit_url(place), fields, follow=True).content.decode()
    assert TOLD in page
    assert edit_url(other) in page
    assert "Приют «Исток», Приёмная" in page


def test_a_new_hidden_card_is_told_of_the_same_point_too(moderator, ours, theirs):
    factories.LocationFactory(provider=theirs, address="ул. Мира, 1", **POINT)
    address = url(Location, "add")
    fields = {**fields_of(moderator.get(address)), "provider": ours.pk, "territory": ours.territory_id, **POINT}
    fields |= {"address_is_confidential": "on", "action-publish": "1"}
    assert TOLD in moderator.post(address, fields, follow=True).content.decode()


def test_a_cabinet_is_led_to_the_public_page_of_another_institution(client_of_reporter, ours, theirs):
    place = factories.LocationFactory(provider=ours, address=SECRET)
    other = factories.LocationFactory(provider=theirs, address=SECRET)
    fields = {**fields_of(client_of_reporter.get(edit_url(place))), "address_is_confidential": "on"}
    page = client_of_reporter.post(edit_url(place), fields, follow=True).content.decode()
    assert TOLD in page
    assert other.provider.get_absolute_url() in page
    assert edit_url(other) not in page


def test_whoever_hides_nothing_is_told_nothing(moderator, place, theirs):
    factories.LocationFactory(provider=theirs, address="ул. Мира, 1")
    other = factories.LocationFactory(provider=theirs, address="ул. Мира, 1")
    for each in (place, other):
        fields = {**fields_of(moderator.get(edit_url(each))), "action-publish": "1"}
        assert TOLD not in moderator.post(edit_url(each), fields, follow=True).content.decode()


def test_an_earlier_version_that_showed_it_asks(moderator, place, client):
    Location.objects.update(address_is_confidential=False)
    moderator.post(edit_url(place), {**fields_of(moderator.get(edit_url(place))), "action-publish": "1"})
    shown = Location.objects.get(pk=place.pk).latest_revision
    hides = {**fields_of(moderator.get(edit_url(place))), "address_is_confidential": "on", "action-publish": "1"}
    moderator.post(edit_url(place), hides)
    assert SECRET not in page_of(client, place)
    back = url(place, "revisions_revert", place.pk, shown.pk)
    page = moderator.post(back, {**fields_of(moderator.get(back)), "action-publish": "1"}).content.decode()
    assert WARNING in page
    assert SECRET not in page_of(client, place)


@pytest.mark.parametrize("first_saves", [True, False])
def test_a_place_taken_from_the_site_stays_hidden_too(moderator, place, client, first_saves):
    place.unpublish()
    if first_saves:
        moderator.post(edit_url(place), opened(moderator, edit_url(place)))
    fields = opened(moderator, edit_url(place), **{"action-publish": "1"})
    assert WARNING in moderator.post(edit_url(place), fields).content.decode()
    assert SECRET not in page_of(client, place)
    moderator.post(edit_url(place), {**fields, "reveal": "on"})
    assert SECRET in page_of(client, place)


@pytest.mark.parametrize("view", ["add", "copy"])
def test_a_card_anew_with_the_same_address_asks(moderator, place, client, view):
    address = url(place, view, *([place.pk] if view == "copy" else []))
    fields = opened(moderator, address, provider=place.provider_id, territory=place.territory_id)
    fields |= {"address": "Тайная улица, д. 7", "action-publish": "1"}
    page = moderator.post(address, fields).content.decode()
    said = {"add": "Этот адрес скрыт от всех на карточке «Центр „Надежда“»", "copy": "Правка открывает адрес"}
    assert said[view] in page
    assert Location.objects.count() == 1
    moderator.post(address, {**fields, "reveal": "on"})
    assert "Тайная улица, д. 7" in page_of(client, place)


@pytest.fixture
def mapped(place):
    Location.objects.filter(pk=place.pk).update(**POINT)
    return place


def test_a_point_that_leads_to_a_hidden_place_asks(moderator, mapped, client):
    other = factories.LocationFactory(provider=mapped.provider, address="ул. Мира, 1")
    fields = {**fields_of(moderator.get(edit_url(other))), **BESIDE, "action-publish": "1"}
    assert POINTED in moderator.post(edit_url(other), fields).content.decode()
    assert Location.objects.get(pk=other.pk).latitude is None
    moderator.post(edit_url(other), {**fields, "reveal": "on"})
    assert Location.objects.get(pk=other.pk).latitude is not None
    assert agreed_to(other)
    fields = {**fields_of(moderator.get(edit_url(other))), "email": "new@example.org", "action-publish": "1"}
    moderator.post(edit_url(other), fields)
    assert Location.objects.get(pk=other.pk).email == "new@example.org"


def test_the_moderator_is_asked_of_a_point_from_a_cabinet(client_of_reporter, moderator, mapped, ours):
    other = factories.LocationFactory(provider=ours, address="ул. Мира, 1")
    fields = {**fields_of(client_of_reporter.get(edit_url(other))), **BESIDE, "action-submit": "1"}
    client_of_reporter.post(edit_url(other), fields)
    page = moderator.get(review_url(other)).content.decode()
    assert POINTED in page
    assert "можно показать всем" in page


@pytest.mark.parametrize(
    ("latitude", "longitude", "leads"),
    [
        ("56.150890", "38.870000", True),
        ("56.150910", "38.870000", False),
        # A degree of longitude is shorter there: 0.0016 of it are 99 metres.
        ("56.150000", "38.871600", True),
        ("56.150000", "38.871640", False),
    ],
)
def test_a_hundred_metres_lead_there(mapped, latitude, longitude, leads):
    other = factories.LocationFactory.build(provider=mapped.provider, latitude=latitude, longitude=longitude)
    assert bool(other.reveals()) == leads


def test_where_the_degrees_turn_over_near_is_still_near(mapped):
    Location.objects.filter(pk=mapped.pk).update(latitude="66.000000", longitude="179.999900")
    other = factories.LocationFactory.build(provider=mapped.provider, latitude="66.000000", longitude="-179.999900")
    assert POINTED in other.reveals()


def test_a_place_without_an_address_keeps_its_point_hidden(moderator, mapped, client):
    Location.objects.update(address="")
    fields = opened(moderator, edit_url(mapped), **{"action-publish": "1"})
    page = moderator.post(edit_url(mapped), fields).content.decode()
    assert "Правка открывает точку на карте, которая скрыта от всех" in page


def test_an_edit_beside_a_hidden_place_asks_nothing(moderator, place, client):
    other = factories.LocationFactory(provider=place.provider, address="ул. Мира, 1")
    fields = {**fields_of(moderator.get(edit_url(other))), "email": "new@example.org", "action-publish": "1"}
    moderator.post(edit_url(other), fields)
    assert Location.objects.get(pk=other.pk).email == "new@example.org"


def test_a_way_that_does_not_ask_publishes_nothing(place, client):
    """Code that knows of no screens: Wagtail's own, or tomorrow's."""
    with pytest.raises(NotAgreed, match=re.escape(SECRET)):
        draft_of(place).publish(user=make_person("moderator"))
    assert SECRET not in page_of(client, place)


def test_many_at_once_are_only_deleted():
    """Were there a way to publish many at once, it would have to ask."""
    actions = bulk_action_registry.get_bulk_actions_for_model("services_directory", "location")
    assert {action.action_type for action in actions} == {"delete"}


def test_a_merger_and_its_undoing_keep_it_hidden(ours, theirs, place, client):
    person = make_person("moderator")
    kept = merge(theirs.pk, ours.pk, {"name"}, person)
    assert SECRET not in client.get(kept.get_absolute_url()).content.decode()
    unmerge(MergedProvider.objects.get().pk, person)
    place.refresh_from_db()
    assert place.address_is_confidential
    assert SECRET not in page_of(client, place)


def test_the_queue_of_reports_and_the_check_of_the_card_show_nothing(moderator, place, client):
    draft_of(place)
    moderator.post(reverse("directory_checked_today", args=["provider"]), {"ids": [place.provider_id]})
    assert SECRET not in page_of(client, place)


def test_the_moderators_page_asks_of_an_unpublished_place_too(client_of_reporter, moderator, place):
    place.unpublish()
    client_of_reporter.post(edit_url(place), {**opened(client_of_reporter, edit_url(place)), "action-submit": "1"})
    assert WARNING in moderator.get(review_url(place)).content.decode()


def test_what_asks_costs_a_steady_number_of_queries(place, django_assert_num_queries):
    shown = factories.LocationFactory.create_batch(20, address_is_confidential=False)
    with django_assert_num_queries(2):
        assert set(Location.revealed(shown)) == {""}
