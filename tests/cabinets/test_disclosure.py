"""An address that is hidden from everybody is shown by no slip of a hand: its approval takes a word of its own."""

import pytest

from tests import factories
from tests.admin.forms import fields_of
from tests.cabinets.addresses import edit_url, review_url, submit

pytestmark = pytest.mark.django_db
SECRET = "ул. Тайная, 7"


@pytest.fixture
def place(ours):
    return factories.LocationFactory(provider=ours, address=SECRET, address_is_confidential=True)


def open_up(client, place):
    fields = fields_of(client.get(edit_url(place)))
    fields.pop("address_is_confidential")
    return client.post(edit_url(place), {**fields, "action-submit": "1"}, follow=True)


def decide(client, place, action: str, **more):
    address = review_url(place)
    revision = fields_of(client.get(address))["revision"]
    return client.post(address, {"action": action, "revision": revision, **more}, follow=True)


def page_of(client, place) -> str:
    return client.get(place.provider.get_absolute_url()).content.decode()


def test_approval_without_that_word_publishes_nothing(client_of_reporter, sign_in, place, client):
    open_up(client_of_reporter, place)
    moderator = sign_in("moderator")
    page = moderator.get(review_url(place)).content.decode()
    assert f"открывает адрес, который скрыт от всех: «{SECRET}»" in page
    assert "Отметьте, что скрытое можно показать всем" in decide(moderator, place, "approve").content.decode()
    assert SECRET not in page_of(client, place)
    decide(moderator, place, "approve", reveal="on")
    assert SECRET in page_of(client, place)


def test_it_is_returned_without_that_word(client_of_reporter, sign_in, place):
    open_up(client_of_reporter, place)
    decide(sign_in("moderator"), place, "reject", comment="Почему?")
    place.refresh_from_db()
    assert place.current_workflow_state.status == "needs_changes"


@pytest.mark.parametrize("hides", [True, False])
def test_another_edit_asks_for_no_such_word(client_of_reporter, sign_in, place, hides):
    type(place).objects.update(address_is_confidential=hides)
    submit(client_of_reporter, place, email="mail@example.org")
    moderator = sign_in("moderator")
    assert "можно показать всем" not in moderator.get(review_url(place)).content.decode()
    decide(moderator, place, "approve")
    place.refresh_from_db()
    assert place.email == "mail@example.org"


def test_a_new_place_reveals_nothing_that_was_hidden(client_of_reporter, sign_in, ours):
    place = factories.LocationFactory(provider=ours, live=False)
    submit(client_of_reporter, place, address="ул. Мира, 1")
    assert "можно показать всем" not in sign_in("moderator").get(review_url(place)).content.decode()


def test_the_cabinet_says_which_address_is_hidden(client_of_reporter, place):
    assert "адрес скрыт от всех" in client_of_reporter.get("/admin/").content.decode()
