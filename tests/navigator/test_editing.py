"""The navigator in the back office: drafts may be broken, what is public may not."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from navigator.models import Navigator
from tests.admin.conftest import sign_in  # noqa: F401
from tests.admin.forms import fields_of
from tests.factories import HelpKindFactory
from tests.navigator.trees import question, small

pytestmark = pytest.mark.django_db
TICKS = {"kinds", "categories", "asks"}


@pytest.fixture
def navigator():
    for slug in ("legal", "pedagogical"):
        HelpKindFactory(slug=slug)
    return small()


def edit_url(navigator) -> str:
    return reverse("wagtailsnippets_navigator_navigator:edit", args=[navigator.pk])


def broken(navigator) -> Navigator:
    """A draft whose answer leads nowhere."""
    navigator.questions = [question("start", "danger", "nowhere")]
    return navigator


def as_sent(navigator) -> dict:
    """The streams as a browser would send them: its script makes their fields."""
    streams = {
        name: streamfield([(block["type"], fields(block["value"])) for block in getattr(navigator, name).raw_data])
        for name in ("questions", "endings", "families")
    }
    return nested_form_data(streams)


def fields(value: dict) -> dict:
    return {
        name: sent(name, each)
        for name, each in value.items()
        if each not in (None, False) and not (name in TICKS and not each)
    }


def sent(name: str, value):
    """A list of rows, a set of ticks (of which one is enough here), or a text."""
    if not isinstance(value, list):
        return value
    if name in TICKS:
        return value[0]
    rows = [item["value"] for item in value]
    return streamfield([("item", fields(row) if isinstance(row, dict) else row) for row in rows])


def posted(client, navigator, action: str, **changes):
    """The form sent with these streams; the navigator given need not be saved."""
    known = Navigator.objects.get(pk=navigator.pk)
    data = fields_of(client.get(edit_url(known))) | as_sent(navigator) | changes | {action: "1"}
    return client.post(edit_url(known), data)


def test_the_form_shows_the_outline_and_says_that_all_is_well(navigator, sign_in):  # noqa: F811
    html = sign_in("directory").get(edit_url(navigator)).content.decode()
    assert "Схема: вопросов 2, итогов 3" in html
    assert "Ошибок нет" in html


def test_a_draft_with_a_fault_is_kept_and_the_fault_is_named(navigator, sign_in):  # noqa: F811
    response = posted(
        sign_in("directory"), navigator, "action-save", **{"questions-0-value-answers-1-value-goes_to": "nowhere"}
    )
    assert response.status_code == 302
    html = sign_in("directory").get(edit_url(navigator)).content.decode()
    assert "ни вопроса, ни итога «nowhere» нет" in html
    navigator.refresh_from_db()
    assert navigator.faults == []


@pytest.mark.parametrize(("kind", "action"), [("moderator", "action-publish"), ("directory", "action-submit")])
def test_a_tree_with_a_fault_is_neither_published_nor_sent(kind, action, navigator, sign_in):  # noqa: F811
    response = posted(sign_in(kind), broken(navigator), action)
    assert response.status_code == 200
    assert "Опубликовать нельзя" in response.content.decode()
    navigator.refresh_from_db()
    assert navigator.faults == []


def test_a_crafted_request_without_the_streams_publishes_nothing(navigator, sign_in):  # noqa: F811
    response = sign_in("moderator").post(edit_url(navigator), {"action-publish": "1", "title": "x"})
    assert response.status_code == 200
    navigator.refresh_from_db()
    assert navigator.faults == []


def test_a_moderator_publishes_a_whole_tree(navigator, sign_in, client):  # noqa: F811
    response = posted(sign_in("moderator"), navigator, "action-publish", title="Новое имя")
    assert response.status_code == 302
    assert "Новое имя" in client.get(reverse("navigator:navigator")).content.decode()


def test_a_broken_revision_does_not_go_public_by_any_other_way(navigator):
    revision = broken(navigator).save_revision()
    revision.publish()
    navigator = Navigator.objects.get()
    assert navigator.faults == []
    assert navigator.has_unpublished_changes


def test_there_is_one_navigator(navigator, sign_in):  # noqa: F811
    add = reverse("wagtailsnippets_navigator_navigator:add")
    client = sign_in("moderator")
    response = client.post(add, fields_of(client.get(add)) | as_sent(navigator) | {"action-save": "1"})
    assert "Навигатор уже есть" in response.content.decode()
    assert Navigator.objects.count() == 1


@pytest.mark.parametrize("mode", ["question:trouble", "ending:money", "ending:danger", "no-such"])
def test_any_question_and_any_ending_can_be_previewed(navigator, mode, rf):
    request = rf.get("/")
    response = navigator.make_preview_request(request, mode)
    assert response.status_code == 200


def test_an_empty_draft_can_be_previewed(rf):
    navigator = Navigator()
    assert navigator.make_preview_request(rf.get("/"), navigator.default_preview_mode).status_code == 200


def test_faults_of_a_draft_stand_on_the_editors_first_page(navigator, sign_in):  # noqa: F811
    broken(navigator).save_revision()
    html = sign_in("directory").get(reverse("wagtailadmin_home")).content.decode()
    assert "в черновике навигатора: на сайте прежняя версия" in html
