"""Every address of the back office, asked by everybody. Who is let in stands in tables; one outside them fails."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin.addresses import admin_patterns
from tests.admin.conftest import make_person
from tests.admin.subjects import make_subjects

STAFF = {"publications", "directory", "programmes", "moderator", "superuser"}
MODERATORS = {"moderator", "superuser"}
WRITERS = {"publications", *MODERATORS}
OWNER = {"superuser"}

# Signing in and out, and what a page of the back office needs before anybody has signed in.
OPEN_TO_ALL = {
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
}
# Whose answer depends on more than rights; each has tests of its own.
APART = {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_error_test"}
APART_PREFIXES = ("mfa_", "account_")

# Views by the name of their namespace, or by their own name where they have none.
SECTIONS = {
    "wagtailadmin_home": STAFF,
    "wagtailadmin_account": STAFF,
    "wagtailadmin_dismissibles": STAFF,
    "wagtailadmin_block_preview": STAFF,
    "wagtailadmin_tag_autocomplete": STAFF,
    "wagtailadmin_tag_model_autocomplete": STAFF,
    "wagtail_bulk_action": STAFF,
    "wagtailadmin_editing_sessions": STAFF,
    "wagtailadmin_api": STAFF,
    "wagtailembeds": STAFF,
    "wagtailimages_chooser": STAFF,
    "wagtaildocs_chooser": STAFF,
    "measures_live_totals": STAFF,
    "portal_overdue_pages": WRITERS,
    "portal_overdue_pages_results": WRITERS,
    "home_news": WRITERS,
    "home_materials": WRITERS,
    "home_section": WRITERS,
    "wagtailadmin_pages": WRITERS,
    "wagtailadmin_reports": WRITERS,
    "wagtailadmin_explore_root": WRITERS,
    "wagtailadmin_explore": WRITERS,
    "wagtailadmin_explore_results": WRITERS,
    "wagtailredirects": MODERATORS,
    "wagtailsettings": MODERATORS,
    "wagtailimages": MODERATORS,
    "wagtaildocs": MODERATORS,
    "wagtailadmin_collections": OWNER,
    "wagtailadmin_workflows": OWNER,
    "wagtailsites": OWNER,
    "wagtailusers_users": OWNER,
    "wagtailusers_groups": OWNER,
    "wagtailsnippets": set(),
}
SECTIONS |= {
    f"wagtailadmin_choose_page{rest}": STAFF
    for rest in (
        "",
        "_child",
        "_search",
        "_chosen_multiple",
        "_external_link",
        "_email_link",
        "_phone_link",
        "_anchor_link",
    )
}
EXCEPTIONS = {
    "wagtailadmin_pages:delete": MODERATORS,
    "wagtailadmin_pages:unpublish": MODERATORS,
    "wagtailadmin_pages:move": MODERATORS,
    "wagtailadmin_pages:set_page_position": MODERATORS,
    "wagtailadmin_pages:workflow_action": MODERATORS,
    "wagtailadmin_pages:collect_workflow_action_data": MODERATORS,
    "wagtailadmin_pages:workflow_preview": MODERATORS,
    "wagtailadmin_pages:set_privacy": MODERATORS,
    "wagtailadmin_pages:revisions_unschedule": MODERATORS,
    # There is one home page; nobody adds another.
    "wagtailadmin_pages:add": set(),
    # These answer only POST, or say nothing of the page before they are asked to act.
    **dict.fromkeys(
        (
            "wagtailadmin_pages:lock",
            "wagtailadmin_pages:unlock",
            "wagtailadmin_pages:move_confirm",
            "wagtailadmin_pages:confirm_workflow_cancellation",
            "wagtailadmin_pages:choose_parent",
            "wagtailadmin_pages:convert_alias",
            "wagtailadmin_workflows:enable",
            "wagtailadmin_workflows:enable_task",
            "wagtailadmin_workflows:remove",
            "wagtailadmin_workflows:task_chooser",
            "wagtailadmin_workflows:task_chooser_results",
            "wagtailadmin_workflows:task_chooser_create",
            "wagtailadmin_workflows:task_chosen",
            "wagtailimages:url_generator",
            "wagtailimages:url_generator_output",
        ),
        STAFF,
    ),
    "wagtailadmin_reports:locked_pages": MODERATORS,
    "wagtailadmin_reports:locked_pages_results": MODERATORS,
    "wagtailadmin_reports:site_history": STAFF,
    "wagtailadmin_reports:site_history_results": STAFF,
    **{
        f"wagtail{library}:{view}": STAFF
        for library, kind in (("images", "image"), ("docs", "document"))
        for view in (
            "index",
            "index_results",
            "add",
            "add_multiple",
            "edit_multiple",
            "delete_multiple",
            "delete_upload_multiple",
            f"create_multiple_from_uploaded_{kind}",
        )
    },
}

# Records: who reads and who writes each kind; a moderator does both.
DIRECTORY = {"provider", "location", "service", "practice", "familycategory", "settlement"}
DIRECTORY_WORDS = {"helpkind", "serviceform", "supportlevel", "supportrule", "territory"}
PROGRAMMES = {"programme", "measure", "indicator"}
READ = {"list", "list_results", "inspect"}
MODERATE = {
    "delete",
    "unpublish",
    "revisions_unschedule",
    "workflow_action",
    "collect_workflow_action_data",
    "workflow_preview",
}
WRITE = {
    "add",
    "create",
    "copy",
    "edit",
    "history",
    "history_results",
    "usage",
    "preview_on_add",
    "preview_on_edit",
    "revisions_compare",
    "revisions_revert",
    "revisions_view",
    "workflow_history",
    "workflow_history_detail",
}
CHOOSE = {"choose", "choose_results", "chosen", "chosen_multiple", "confirm_workflow_cancellation"}
# Pages of these kinds are opened by those who may; of the others only refusals are asked for, which cost little.
OPENED = {"provider", "measure", "legalact", "helpkind"}


def readers_of(model: str) -> set[str]:
    extra = {"programmes"} if model == "fundingsource" else {"directory"} if model in DIRECTORY_WORDS else set()
    extra |= {"directory"} if model == "legalact" else set()
    return writers_of(model) | extra


def writers_of(model: str) -> set[str]:
    if model in DIRECTORY:
        return {"directory", *MODERATORS}
    return {"programmes", *MODERATORS} if model in PROGRAMMES | {"legalact"} else MODERATORS


def let_in_to_record(model: str, view: str) -> set[str]:
    if view in CHOOSE:
        return STAFF
    if view in MODERATE:
        return MODERATORS
    if view in READ:
        return readers_of(model)
    return writers_of(model) if view in WRITE else unknown(view)


def unknown(view: str):
    raise LookupError(f"«{view}» is in no table: say who may open it")


def let_in(name: str) -> set[str]:
    namespace, _, view = name.rpartition(":")
    if namespace.startswith(("wagtailsnippets_", "wagtailsnippetchoosers_")):
        return let_in_to_record(namespace.rpartition("_")[2], view)
    if name in EXCEPTIONS:
        return EXCEPTIONS[name]
    section = (namespace or view).partition(":")[0]
    return SECTIONS[section] if section in SECTIONS else unknown(name)


def asked() -> list[tuple[str, object]]:
    return [
        (name, pattern.pattern)
        for name, pattern in admin_patterns()
        if name not in OPEN_TO_ALL | APART and not name.startswith(APART_PREFIXES)
    ]


def address(subjects, name: str, pattern) -> str:
    arguments = subjects.arguments(name.rpartition(":")[0], list(pattern.regex.groupindex), str(pattern))
    return reverse(name, args=arguments) if isinstance(arguments, list) else reverse(name, kwargs=arguments)


def open_page(client, url: str):
    """The answer, one step past a redirect to another address of the back office."""
    response = client.get(url)
    goes_on = response.status_code == 302 and response.headers["Location"] != reverse("wagtailadmin_home")
    return client.get(response.headers["Location"]) if goes_on else response


def refused(response) -> bool:
    to_home = response.status_code == 302 and response.headers["Location"] == reverse("wagtailadmin_home")
    return to_home or response.status_code in (403, 404)


@pytest.fixture
def subjects(db):
    return make_subjects(make_person("directory"))


@pytest.mark.parametrize("name", [name for name, _ in asked()])
def test_every_address_is_in_a_table(name):
    assert let_in(name) <= STAFF


def test_a_stranger_is_sent_to_sign_in(subjects):
    client = Client()
    strays = []
    for name, pattern in asked():
        response = client.get(address(subjects, name, pattern))
        if not (response.status_code == 302 and reverse("wagtailadmin_login") in response.headers["Location"]):
            strays.append((name, response.status_code))
    assert strays == []


@pytest.mark.parametrize("kind", sorted(STAFF))
def test_everybody_opens_what_is_theirs_and_nothing_else(kind, subjects, sign_in):
    client = sign_in(kind)
    wrong = {}
    for name, pattern in asked():
        allowed = kind in let_in(name)
        model = name.rpartition(":")[0].rpartition("_")[2]
        if allowed and name.startswith("wagtailsnippet") and (model not in OPENED or kind == "superuser"):
            continue
        response = open_page(client, address(subjects, name, pattern))
        # A page that lacks a parameter may be absent even for those who may open it.
        right = response.status_code < 500 if allowed else refused(response)
        if not right or (allowed and refused(response) and response.status_code != 404):
            wrong[name] = response.status_code
    assert wrong == {}


@pytest.mark.parametrize("kind", ["publications", "directory", "programmes"])
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


@pytest.mark.parametrize("kind", ["publications", "directory", "programmes"])
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


@pytest.mark.parametrize("kind", ["publications", "directory", "programmes", "moderator"])
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
