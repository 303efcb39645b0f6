"""Every address of the back office, asked by everybody. Who is let in stands in rights.py; one outside it fails."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin.addresses import admin_patterns
from tests.admin.conftest import make_person
from tests.admin.rights import (
    APART,
    APART_PREFIXES,
    EVERYBODY,
    EXECUTORS,
    INSTITUTION,
    OPEN_TO_ALL,
    OPENED,
    REPORTERS,
    let_in,
)
from tests.admin.subjects import make_subjects


def asked() -> list[tuple[str, object]]:
    return [
        (name, pattern.pattern)
        for name, pattern in admin_patterns()
        if name not in OPEN_TO_ALL | APART and not name.startswith(APART_PREFIXES)
    ]


def address(subjects, name: str, pattern) -> str:
    arguments = subjects.arguments(name.rpartition(":")[0], list(pattern.regex.groupindex), str(pattern))
    return reverse(name, args=arguments) if isinstance(arguments, list) else reverse(name, kwargs=arguments)


def open_page(client, url: str, ask=Client.get, **data):
    """The answer, one step past a redirect to another address of the back office."""
    response = ask(client, url, data)
    goes_on = response.status_code == 302 and response.headers["Location"] != reverse("wagtailadmin_home")
    return client.get(response.headers["Location"]) if goes_on else response


def opened_by(kind: str) -> set[str]:
    """Of these kinds of records every view is opened; of the others only refusals are asked for, which cost little."""
    if kind in EXECUTORS:
        return {"report"}
    return INSTITUTION if kind in REPORTERS else set() if kind == "superuser" else OPENED


def refused(response) -> bool:
    to_home = response.status_code == 302 and response.headers["Location"] == reverse("wagtailadmin_home")
    return to_home or response.status_code in (403, 404)


@pytest.fixture
def subjects(db):
    return make_subjects(make_person("directory"))


@pytest.mark.parametrize("name", [name for name, _ in asked()])
def test_every_address_is_in_a_table(name):
    assert let_in(name) <= EVERYBODY


def test_a_stranger_is_sent_to_sign_in(subjects):
    client = Client()
    strays = []
    for name, pattern in asked():
        response = client.get(address(subjects, name, pattern))
        if not (response.status_code == 302 and reverse("wagtailadmin_login") in response.headers["Location"]):
            strays.append((name, response.status_code))
    assert strays == []


@pytest.mark.parametrize("kind", sorted(EVERYBODY))
def test_everybody_opens_what_is_theirs_and_nothing_else(kind, subjects, sign_in):
    client = sign_in(kind)
    wrong = {}
    for name, pattern in asked():
        allowed = kind in let_in(name)
        model = name.rpartition(":")[0].rpartition("_")[2]
        if allowed and name.startswith("wagtailsnippet") and model not in opened_by(kind):
            continue
        response = open_page(client, address(subjects, name, pattern))
        # A page that lacks a parameter may be absent even for those who may open it.
        # What answers only POST is asked by the test below.
        shut = refused(response) or response.status_code == 405
        right = response.status_code < 500 if allowed else shut
        if not right or (allowed and refused(response) and response.status_code != 404):
            wrong[name] = response.status_code
    assert wrong == {}


@pytest.mark.parametrize("kind", sorted(EVERYBODY - {"superuser"}))
def test_what_is_shut_stays_shut_to_a_crafted_request(kind, subjects, sign_in):
    """Who may not even look changes nothing; what a form that is open can do has tests of its own."""
    client = sign_in(kind)
    done = {}
    for name, pattern in asked():
        if kind not in let_in(name):
            response = open_page(client, address(subjects, name, pattern), Client.post, name="x", title="x")
            if not (refused(response) or response.status_code == 405):
                done[name] = response.status_code
    assert done == {}


@pytest.mark.parametrize("kind", ["publications", "directory", "programmes", "reporter_a", "executor_a"])
def test_an_editor_cannot_publish_even_by_a_crafted_request(kind, subjects, sign_in):
    client = sign_in(kind)
    for key, record in subjects.records.items():
        if not hasattr(record, "live"):
            continue
        record.unpublish()
        edit = reverse(f"wagtailsnippets_{key}:edit", args=[record.pk])
        unpublish = reverse(f"wagtailsnippets_{key}:unpublish", args=[record.pk])
        client.post(edit, {"action-publish": "1", "name": "x", "title": "x"})
        record.refresh_from_db()
        assert not record.live
        assert refused(client.post(unpublish))


@pytest.mark.parametrize("kind", ["publications", "directory", "programmes", "reporter_a", "executor_a"])
def test_an_editor_cannot_approve_by_a_crafted_request(kind, subjects, sign_in):
    client = sign_in(kind)
    provider = subjects.records["services_directory_provider"]
    state = provider.current_workflow_state
    action = reverse(
        "wagtailsnippets_services_directory_provider:workflow_action",
        args=[provider.pk, "approve", state.current_task_state_id],
    )
    assert refused(client.post(action))
    state.refresh_from_db()
    assert state.status == "in_progress"


@pytest.mark.parametrize("kind", ["publications", "directory", "programmes", "moderator", "reporter_a", "executor_a"])
def test_nobody_but_the_owner_makes_users_or_widens_a_group(kind, subjects, sign_in):
    client = sign_in(kind)
    for name, arguments in (
        ("wagtailusers_users:add", []),
        ("wagtailusers_groups:add", []),
        ("wagtailusers_groups:edit", [subjects.keys["wagtailusers_groups"]]),
        ("wagtailsites:add", []),
    ):
        assert refused(client.post(reverse(name, args=arguments), {"name": "x", "is_superuser": "on"}))


def test_live_totals_are_for_editors_of_programmes(sign_in):
    url = reverse("measures_live_totals")
    assert sign_in("programmes").post(url).status_code == 200
    assert refused(sign_in("directory").post(url))
    assert refused(sign_in("publications").post(url))
