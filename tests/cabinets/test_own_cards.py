"""Whoever works for an institution sees and edits its cards, and only them."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from services_directory.models import Location, Provider, Service
from tests import factories
from tests.admin.forms import fields_of
from tests.cabinets.addresses import edit, edit_url, url

pytestmark = pytest.mark.django_db

EMPTY = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}


def listed(client, model) -> set[str]:
    return {record.pk for record in client.get(url(model, "list")).context["object_list"]}


def latest(record):
    return type(record).objects.get(pk=record.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("make", [factories.LocationFactory, factories.ServiceFactory])
def test_lists_hold_only_own_cards(make, client_of_reporter, ours, theirs):
    own, _ = make(provider=ours), make(provider=theirs)
    assert listed(client_of_reporter, type(own)) == {own.pk}
    assert listed(client_of_reporter, Provider) == {ours.pk}


def test_lists_of_what_is_due_name_no_others(client_of_reporter, ours, theirs):
    for provider in (ours, theirs):
        factories.ServiceFactory(provider=provider)
    for kind in ("provider", "service"):
        page = client_of_reporter.get(reverse(f"directory_review_{kind}")).content.decode()
        assert ours.name in page
        assert theirs.name not in page


def test_what_the_law_asks_for_is_listed_of_ones_own_institution_only(client_of_reporter, ours, theirs):
    found = client_of_reporter.get(reverse("directory_openness"))
    assert [provider.pk for provider in found.context["object_list"]] == [ours.pk]
    table = client_of_reporter.get(reverse("directory_openness"), {"export": "csv"})
    rows = b"".join(table.streaming_content).decode()
    assert ours.name in rows
    assert theirs.name not in rows
    page = client_of_reporter.get(reverse("directory_openness_provider", args=[ours.pk]))
    assert "ст. 13 ч. 2 п. 1" in page.content.decode()
    assert client_of_reporter.get(reverse("directory_openness_provider", args=[theirs.pk])).status_code == 404


def test_search_in_a_list_finds_no_others(client_of_reporter, theirs):
    answer = client_of_reporter.get(url(Provider, "list"), {"q": theirs.name})
    assert list(answer.context["object_list"]) == []


def test_parts_of_the_institution_are_its_own_down_to_the_last(client_of_reporter, ours):
    branch = factories.ProviderFactory(part_of=ours)
    office = factories.ProviderFactory(part_of=branch)
    service = factories.ServiceFactory(provider=office)
    assert listed(client_of_reporter, Provider) == {ours.pk, branch.pk, office.pk}
    assert client_of_reporter.get(edit_url(service)).status_code == 200


def test_a_part_does_not_open_the_whole(client_of_reporter, ours):
    whole = factories.ProviderFactory()
    Provider.objects.filter(pk=ours.pk).update(part_of=whole)
    assert client_of_reporter.get(edit_url(whole)).status_code == 404


@pytest.mark.parametrize("view", ["choose", "choose_results"])
def test_windows_of_choice_offer_only_own(view, client_of_reporter, ours, theirs):
    own, other = factories.LocationFactory(provider=ours), factories.LocationFactory(provider=theirs)
    answer = client_of_reporter.get(reverse(f"wagtailsnippetchoosers_services_directory_location:{view}"))
    text = answer.json()["html"] if view == "choose" else answer.content.decode()
    assert own.address in text
    assert other.address not in text


def test_chosen_several_at_once_are_own(client_of_reporter, ours, theirs):
    own, other = factories.LocationFactory(provider=ours), factories.LocationFactory(provider=theirs)
    address = reverse("wagtailsnippetchoosers_services_directory_location:chosen_multiple")
    answer = client_of_reporter.get(address, {"id": [own.pk, other.pk], "multiple": 1}).json()
    assert [item["id"] for item in answer["result"]] == [str(own.pk)]


def test_drafts_of_practices_are_not_offered(client_of_reporter):
    public, draft = factories.PracticeFactory(), factories.PracticeFactory(live=False)
    text = client_of_reporter.get(
        reverse("wagtailsnippetchoosers_services_directory_practice:choose_results")
    ).content.decode()
    assert public.name in text
    assert draft.name not in text


def test_an_editor_of_programmes_still_chooses_any(sign_in, ours, theirs):
    text = (
        sign_in("programmes")
        .get(reverse("wagtailsnippetchoosers_services_directory_provider:choose_results"))
        .content.decode()
    )
    assert ours.name in text
    assert theirs.name in text


PROTECTED = {
    "slug": "krasivo",
    "register_number": "999",
    "registered_on": "2020-01-01",
    "founder": "Мы сами",
    "source_place": "пункт 1",
    "note": "примечание",
    "verified_on": "2026-01-01",
    "verified_by": "мы сами",
    "next_review_on": "2099-01-01",
    "go_live_at": "2099-01-01 00:00",
    "expire_at": "2099-01-01 00:00",
    "live": "",
}


def test_a_crafted_form_changes_no_protected_field(client_of_reporter, ours, theirs):
    act = factories.LegalActFactory()
    before = {name: getattr(ours, name) for name in (*PROTECTED, "part_of_id", "source_act_id")}
    edit(client_of_reporter, ours, **PROTECTED, part_of=theirs.pk, source_act=act.pk, summary="Правка")
    draft = latest(ours)
    assert draft.summary == "Правка"
    assert {name: getattr(draft, name) for name in before} == before


@pytest.mark.parametrize("make", [factories.LocationFactory, factories.ServiceFactory])
def test_a_card_is_handed_to_nobody(make, client_of_reporter, ours, theirs):
    card = make(provider=ours)
    edit(client_of_reporter, card, provider=theirs.pk, name="Новое")
    assert latest(card).name == "Новое"
    assert latest(card).provider_id == ours.pk


def test_a_place_of_another_institution_cannot_be_named(client_of_reporter, ours, theirs):
    service, place = factories.ServiceFactory(provider=ours), factories.LocationFactory(provider=theirs)
    answer = edit(client_of_reporter, service, locations=place.pk)
    assert not latest(service).locations.exists()
    assert place.address not in answer.content.decode()


def empty_sets(*names: str) -> dict:
    return {f"{name}-{field}": value for name in names for field, value in EMPTY.items()}


def new_place(client, provider, **fields):
    form = fields_of(client.get(url(Location, "add")))
    data = {**form, "provider": provider.pk, "territory": provider.territory_id, "address": "ул. Мира, 2", **fields}
    return client.post(url(Location, "add"), data)


def test_a_place_may_be_added_to_the_own_institution(client_of_reporter, ours):
    new_place(client_of_reporter, ours)
    place = Location.objects.get()
    assert place.provider == ours
    assert not place.live


def test_a_place_cannot_be_added_to_another(client_of_reporter, theirs):
    answer = new_place(client_of_reporter, theirs)
    assert not Location.objects.exists()
    assert theirs.name not in answer.content.decode()


def test_a_link_does_not_widen_the_choice_of_institutions(client_of_reporter, theirs):
    address = f"{url(Location, 'add')}?provider={theirs.pk}"
    assert theirs.name not in client_of_reporter.get(address).content.decode()
    form = {"provider": theirs.pk, "territory": theirs.territory_id, "address": "ул. Мира, 2"}
    client_of_reporter.post(address, {**fields_of(client_of_reporter.get(address)), **form})
    assert not Location.objects.exists()


def test_a_new_service_cannot_name_a_place_of_another(client_of_reporter, ours, theirs):
    place = factories.LocationFactory(provider=theirs)
    kind = factories.HelpKindFactory()
    form = fields_of(client_of_reporter.get(url(Service, "add")))
    data = {**form, "name": "Новая", "provider": ours.pk, "kind": kind.pk, "locations": place.pk}
    client_of_reporter.post(url(Service, "add"), data)
    assert not Service.objects.exists()


def test_no_institution_is_added(client_of_reporter):
    assert client_of_reporter.get(url(Provider, "add")).status_code == 302


def test_a_copy_is_a_new_draft_that_nobody_checked(client_of_reporter, ours):
    service = factories.ServiceFactory(provider=ours, verified_on="2026-01-01", verified_by="отдел", steps=["Звонок"])
    form = fields_of(client_of_reporter.get(url(service, "copy", service.pk)))
    client_of_reporter.post(url(Service, "add"), {**form, "provider": ours.pk})
    copy = Service.objects.exclude(pk=service.pk).get()
    assert (copy.verified_on, copy.verified_by, copy.live) == (None, "", False)
    assert copy.uuid != service.uuid
    assert copy.slug != service.slug
    assert Service.objects.get(pk=service.pk).steps.count() == 1


def test_an_editor_of_publications_who_is_a_member_keeps_to_her_institution_too(
    client_of_reporter, reporter, ours, theirs
):
    reporter.groups.set(Group.objects.filter(name="Редакторы публикаций"))
    own, other = factories.ServiceFactory(provider=ours), factories.ServiceFactory(provider=theirs)
    assert client_of_reporter.get(edit_url(other)).status_code == 404
    edit(client_of_reporter, own, provider=theirs.pk, slug="inoe")
    assert (latest(own).provider_id, latest(own).slug) == (ours.pk, own.slug)
    new_place(client_of_reporter, theirs)
    assert not Location.objects.exists()


def test_nothing_is_told_of_who_edits_anothers_card(client_of_reporter, ours, theirs):
    def ping(provider):
        named = ["services_directory", "provider", provider.pk, 0]
        return client_of_reporter.post(reverse("wagtailadmin_editing_sessions:ping", args=named)).status_code

    assert (ping(ours), ping(theirs)) == (200, 404)


def test_nothing_is_done_to_many_cards_at_once(client_of_reporter, ours):
    address = reverse("wagtail_bulk_action", args=["services_directory", "provider", "delete"])
    assert client_of_reporter.post(f"{address}?id={ours.pk}").status_code == 302
    assert Provider.objects.filter(pk=ours.pk).exists()


def test_whoever_is_an_editor_too_keeps_an_editors_rights(client_of_reporter, reporter, theirs):
    reporter.groups.add(Group.objects.get(name="Редакторы справочника"))
    assert client_of_reporter.get(edit_url(theirs)).status_code == 200


def test_lists_cost_the_same_for_one_card_and_for_twenty(client_of_reporter, ours, django_assert_max_num_queries):
    factories.ServiceFactory(provider=ours)
    with django_assert_max_num_queries(60) as few:
        client_of_reporter.get(url(Service, "list"))
    factories.ServiceFactory.create_batch(19, provider=ours)
    with django_assert_max_num_queries(len(few)):
        client_of_reporter.get(url(Service, "list"))
