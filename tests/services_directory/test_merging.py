"""Two organisations become one: nothing that pointed at the other is lost, and the old address leads on."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import ModelLogEntry

from feedback.models import Report
from returns.models import Respondent, Return
from search.models import SearchEntry, Type
from services_directory.merging import merge
from services_directory.models import Disclosure, DistinctPair, Licence, Practice, Provider, Service
from services_directory.models.twins import provider_merged_from
from tests.factories import LocationFactory, MeasureFactory, PracticeFactory, ProviderFactory, ServiceFactory
from tests.feedback.conftest import Reader
from tests.feedback.factories import ReportFactory

pytestmark = pytest.mark.django_db


def test_what_pointed_at_the_other_points_at_the_one_that_stays(twins, user):
    kept, gone = twins
    place, service = LocationFactory(provider=gone), ServiceFactory(provider=gone)
    part, report = ProviderFactory(part_of=gone), ReportFactory(provider=gone)
    practice, measure = PracticeFactory(sites=[gone]), MeasureFactory(providers=[gone])
    Licence.objects.create(provider=gone, activity="Медицина")
    merge(kept.pk, gone.pk, set(), user)
    for record in (place, service, report):
        record.refresh_from_db()
        assert record.provider == kept
    part.refresh_from_db()
    assert part.part_of == kept
    assert [site.provider for site in Practice.objects.get(pk=practice.pk).sites.all()] == [kept]
    assert list(type(measure).objects.get(pk=measure.pk).providers.all()) == [kept]
    assert kept.licences.count() == 1
    assert not Provider.objects.filter(pk=gone.pk).exists()


def reported(provider, quarter):
    respondent, _new = Respondent.objects.get_or_create(
        form="novgorod-quarterly", provider=provider, defaults={"since_year": 2026, "since_quarter": 1}
    )
    return Return.objects.create(respondent=respondent, year=2026, quarter=quarter)


def test_reports_of_both_on_one_form_are_all_kept(twins, user):
    kept, gone = twins
    reported(kept, 1), reported(gone, 2)
    merge(kept.pk, gone.pk, set(), user)
    assert [each.quarter for each in Return.objects.filter(respondent__provider=kept).order_by("quarter")] == [1, 2]


def test_two_reports_on_one_quarter_stop_the_merger_in_words(twins, user):
    kept, gone = twins
    reported(kept, 1), reported(gone, 1)
    with pytest.raises(ValidationError, match="У обеих организаций есть «отчёт организации»"):
        merge(kept.pk, gone.pk, set(), user)
    assert Return.objects.count() == 2
    assert Provider.objects.filter(pk=gone.pk).exists()


def test_what_both_had_is_kept_once(twins, user):
    kept, gone = twins
    practice, measure = PracticeFactory(sites=[kept, gone]), MeasureFactory(providers=[kept, gone])
    for provider in twins:
        Disclosure.objects.create(provider=provider, item="finances", changed_on="2026-01-12")
    DistinctPair.objects.create(first=kept, second=ProviderFactory())
    merge(kept.pk, gone.pk, set(), user)
    assert Practice.objects.get(pk=practice.pk).sites.count() == 1
    assert type(measure).objects.get(pk=measure.pk).providers.count() == 1
    assert kept.disclosures.count() == 1
    assert DistinctPair.objects.count() == 1


def test_a_moderator_chooses_each_value(twins, user):
    kept, gone = twins
    merge(kept.pk, gone.pk, {"inn"}, user)
    kept.refresh_from_db()
    assert (kept.name, kept.inn) == ("Исток", "7700000001")
    assert kept.latest_revision.content["inn"] == "7700000001"


def test_a_number_of_the_register_may_move(twins, user):
    kept, gone = twins
    Provider.objects.filter(pk=gone.pk).update(register_number="77-1")
    merge(kept.pk, gone.pk, {"register_number"}, user)
    assert Provider.objects.get(pk=kept.pk).register_number == "77-1"


def test_the_old_address_leads_to_the_new_one_also_after_a_second_merger(twins, user):
    kept, gone = twins
    merge(kept.pk, gone.pk, set(), user)
    response = Client().get("/providers/gone/")
    assert (response.status_code, response["Location"]) == (301, "/providers/kept/")
    merge(ProviderFactory(slug="third").pk, kept.pk, set(), user)
    assert Client().get("/providers/gone/")["Location"] == "/providers/third/"


def test_the_history_has_both_states(twins, user):
    kept, gone = twins
    ServiceFactory(provider=gone)
    merge(kept.pk, gone.pk, {"inn"}, user)
    entry = ModelLogEntry.objects.for_instance(kept).get(action="services_directory.merge")
    assert entry.user == user
    assert (entry.data["kept"]["name"], entry.data["gone"]["name"]) == ("Исток", "ГБУ «Исток»")
    assert entry.data["moved"]["services_directory.service.provider"] == 1


def test_drafts_that_name_the_other_name_the_one_that_stays(twins, user):
    kept, gone = twins
    service, practice = ServiceFactory(provider=gone), PracticeFactory(sites=[gone])
    drafts = [service.save_revision(), practice.save_revision()]
    merge(kept.pk, gone.pk, set(), user)
    for draft in drafts:
        draft.refresh_from_db()
        draft.publish()
    assert Service.objects.get(pk=service.pk).provider == kept
    assert Practice.objects.get(pk=practice.pk).sites.get().provider == kept


@pytest.mark.parametrize("order", [1, -1])
def test_a_draft_that_names_both_names_the_one_that_stays_once(order, twins, user):
    practice = PracticeFactory(sites=twins[::order])
    (own,) = practice.sites.filter(provider=twins[0])
    draft = practice.save_revision()
    merge(*(each.pk for each in twins), set(), user)
    draft.refresh_from_db()
    draft.publish()
    assert [(site.pk, site.provider) for site in Practice.objects.get().sites.all()] == [(own.pk, twins[0])]


def test_a_pending_edit_stops_the_merger(twins, user):
    kept, gone = twins
    gone.name = "Иначе"
    gone.save_revision()
    with pytest.raises(ValidationError, match="неопубликованные правки"):
        merge(kept.pk, gone.pk, set(), user)
    assert Provider.objects.count() == 2


def test_a_failure_leaves_everything_as_it_was(twins, user, monkeypatch):
    kept, gone = twins
    service = ServiceFactory(provider=gone)
    monkeypatch.setattr("services_directory.merging.lead_on", lambda *twins: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        merge(kept.pk, gone.pk, set(), user)
    service.refresh_from_db()
    assert service.provider == gone


def test_the_search_finds_services_under_the_new_name(twins, user):
    kept, gone = twins
    service = ServiceFactory(provider=gone)
    merge(kept.pk, gone.pk, set(), user)
    assert SearchEntry.objects.get(type=Type.SERVICE, object_id=service.pk).card["facts"][0] == "Исток"
    assert not SearchEntry.objects.filter(type=Type.PROVIDER, object_id=gone.pk).exists()


def test_reports_of_the_other_follow(twins, user):
    kept, gone = twins
    ReportFactory(provider=gone)
    merge(kept.pk, gone.pk, set(), user)
    assert Report.objects.get().provider == kept


def test_a_chain_of_mergers_is_followed_to_its_end_and_no_name_is_lost(twins, user):
    kept, gone = twins
    third = ProviderFactory(slug="third", name="Третья")
    service = ServiceFactory(provider=gone)
    number = gone.pk
    merge(kept.pk, gone.pk, set(), user)
    merge(third.pk, kept.pk, set(), user)
    service.refresh_from_db()
    assert service.provider == third
    for known in ({"slug": "gone"}, {"slug": "kept"}, {"uuid": gone.uuid}, {"uuid": kept.uuid}, {"number": number}):
        assert provider_merged_from(**known) == third
    third.unpublish()
    assert provider_merged_from(slug="gone") is None


def test_what_stays_keeps_its_own_number_and_the_services_theirs(twins, user):
    kept, gone = twins
    place, service = LocationFactory(provider=gone), ServiceFactory(provider=gone)
    merge(kept.pk, gone.pk, {"name"}, user)
    assert Provider.objects.get(pk=kept.pk).uuid == kept.uuid
    assert Service.objects.get().uuid == service.uuid
    assert type(place).objects.get().uuid == place.uuid


def test_programs_that_know_the_old_number_are_led_to_the_new_one(twins, user, client):
    kept, gone = twins
    service = ServiceFactory(provider=gone)
    merge(kept.pk, gone.pk, set(), user)
    answer = client.get(f"/api/hsds/organizations/{gone.uuid}?full_service=true")
    assert answer.status_code == 301
    assert answer["Location"] == f"/api/hsds/organizations/{kept.uuid}?full_service=true"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.get(answer["Location"]).json()["services"][0]["id"] == str(service.uuid)
    assert client.get(f"/api/hsds/services?organization_id={gone.uuid}").json()["total_items"] == 1
    kept.refresh_from_db()
    kept.unpublish()
    assert client.get(f"/api/hsds/organizations/{gone.uuid}").status_code == 404


def test_a_saved_list_a_frame_and_a_sheet_keep_working(twins, user, client):
    kept, gone = twins
    number = gone.pk
    merge(kept.pk, gone.pk, set(), user)
    page = client.get(f"/saved/?s=p{number},p{kept.pk}").content.decode()
    assert "больше не публикуется" not in page
    # The browser knows it by the old number, and takes it out by that.
    assert f'data-card="p{number}"' in page
    assert "Исток" in client.get("/embed/provider/gone/").content.decode()
    for path in ("/take/provider/gone.pdf", "/take/provider/gone/text/", f"/saved.pdf?s=p{number},p{kept.pk}"):
        assert client.get(path).status_code == 200


def test_a_new_organisation_may_take_the_old_address(twins, user, client):
    kept, gone = twins
    merge(kept.pk, gone.pk, set(), user)
    ProviderFactory(slug="gone", name="Новая")
    assert "Новая" in client.get("/providers/gone/").content.decode()
    assert "Новая" in client.get("/embed/provider/gone/").content.decode()


def test_a_report_from_a_form_that_was_open_is_about_the_one_that_stays(twins, user):
    kept, gone = twins
    reader = Reader()
    token = reader.token("provider:gone")
    merge(kept.pk, gone.pk, set(), user)
    assert reader.send(token, about="provider:gone").status_code == 303
    assert Report.objects.get().provider == kept


def test_whom_moderators_called_different_from_the_other_stays_different(user):
    kept, other, gone = ProviderFactory.create_batch(3)
    DistinctPair.objects.create(first=other, second=gone, decided_by=user)
    DistinctPair.objects.create(first=kept, second=gone)
    merge(kept.pk, gone.pk, set(), user)
    pair = DistinctPair.objects.get()
    assert (pair.first, pair.second, pair.decided_by) == (kept, other, user)


def test_no_organisation_comes_to_lie_within_itself(twins, user):
    kept, gone = twins
    between = ProviderFactory(part_of=gone)
    Provider.objects.filter(pk=kept.pk).update(part_of=between)
    merge(kept.pk, gone.pk, set(), user)
    assert Provider.objects.get(pk=kept.pk).part_of is None
    assert Provider.objects.get(pk=between.pk).part_of == kept


def test_a_draft_does_not_swallow_what_is_public(user):
    draft, public = ProviderFactory(slug="draft", live=False), ProviderFactory(slug="public")
    with pytest.raises(ValidationError, match="не опубликована"):
        merge(draft.pk, public.pk, set(), user)
    merge(public.pk, draft.pk, set(), user)
    assert Client().get("/providers/public/").status_code == 200
