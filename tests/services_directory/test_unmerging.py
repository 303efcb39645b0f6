"""A merger undone: exactly what went over comes back, what came later stays, and what cannot come back is named."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Revision

from cabinets.models import Membership
from returns.models import Respondent, Return
from search.models import SearchEntry, Type
from services_directory.merging import merge
from services_directory.merging.undoing import undoing
from services_directory.merging.unmerging import unmerge
from services_directory.models import Disclosure, DistinctPair, Licence, MergedProvider, Practice, Provider, Service
from tests.factories import (
    LocationFactory,
    MeasureFactory,
    PracticeFactory,
    ProviderFactory,
    ServiceFactory,
    TerritoryFactory,
)
from tests.feedback.factories import ReportFactory
from tests.snapshots import changed, everything

pytestmark = pytest.mark.django_db


def undo(user) -> tuple[Provider, list[str]]:
    return unmerge(MergedProvider.objects.first().pk, user)


def furnished(kept, gone):
    """Everything that can point at an organisation, much of it at both."""
    LocationFactory(provider=gone), ServiceFactory(provider=gone), ReportFactory(provider=gone)
    ProviderFactory(part_of=gone), MeasureFactory(providers=[gone]), MeasureFactory(providers=[kept, gone])
    PracticeFactory(sites=[kept, gone]), PracticeFactory(sites=[gone])
    Licence.objects.create(provider=gone, activity="Медицина")
    for provider in (kept, gone):
        Disclosure.objects.create(provider=provider, item="finances", changed_on="2026-01-12")
        respondent = Respondent.objects.create(
            form="novgorod-quarterly", provider=provider, since_year=2026, since_quarter=1
        )
        Return.objects.create(respondent=respondent, year=2026, quarter=1 if provider == kept else 2)
        Membership.objects.create(user=get_user_model().objects.get(), provider=provider)
    gone.also_serves.set([TerritoryFactory()])
    gone.save()
    DistinctPair.objects.create(first=gone, second=ProviderFactory())
    DistinctPair.objects.create(first=kept, second=gone)
    Redirect.objects.create(old_path="/old", redirect_link="/providers/gone/")
    Redirect.objects.create(old_path="/providers/gone", redirect_link="/elsewhere/")
    Redirect.objects.create(old_path="/providers/kept", redirect_link="/providers/gone/")


def test_everything_is_as_it_was_before(twins, user):
    kept, gone = twins
    furnished(kept, gone)
    before = everything()
    merge(kept.pk, gone.pk, {"name", "inn"}, user)
    assert everything() != before
    provider, left = undo(user)
    assert (provider.pk, left) == (gone.pk, [])
    assert changed(before) == {}


def test_a_part_of_the_other_is_its_part_again(twins, user):
    kept, gone = twins
    Provider.objects.filter(pk=kept.pk).update(part_of=gone)
    merge(kept.pk, gone.pk, set(), user)
    undo(user)
    assert Provider.objects.get(pk=kept.pk).part_of == gone


def test_its_versions_and_its_history_come_back(twins, user):
    kept, gone = twins
    gone.head = "Директор"
    gone.save_revision(user=user).publish()
    old = list(Revision.objects.for_instance(gone).values_list("pk", flat=True))
    merge(kept.pk, gone.pk, set(), user)
    provider, _left = undo(user)
    assert set(old) < set(Revision.objects.for_instance(provider).values_list("pk", flat=True))
    assert provider.latest_revision.content["head"] == "Директор"
    for each in (provider, kept):
        assert ModelLogEntry.objects.for_instance(each).filter(action="services_directory.unmerge", user=user).exists()


def test_families_find_both_again(twins, user):
    kept, gone = twins
    service = ServiceFactory(provider=gone)
    merge(kept.pk, gone.pk, set(), user)
    undo(user)
    client = Client()
    assert "ГБУ «Исток»" in client.get("/providers/gone/").content.decode()
    assert client.get(f"/api/hsds/organizations/{gone.uuid}").json()["id"] == str(gone.uuid)
    assert SearchEntry.objects.get(type=Type.SERVICE, object_id=service.pk).card["facts"][0] == "ГБУ «Исток»"
    assert SearchEntry.objects.filter(type=Type.PROVIDER).count() == 2


def test_the_way_to_the_other_is_not_kept_for_ever(twins, user):
    """A browser that was told nothing of time goes by a permanent redirection without asking."""
    kept, gone = twins
    merge(kept.pk, gone.pk, set(), user)
    client = Client()
    for address in ("/providers/gone/", f"/api/hsds/organizations/{gone.uuid}"):
        led = client.get(address)
        assert (led.status_code, "max-age=10" in led["Cache-Control"]) == (301, True)
    undo(user)
    assert client.get("/providers/gone/").status_code == 200


def test_what_came_later_stays(twins, user):
    kept, gone = twins
    early = ServiceFactory(provider=gone)
    merge(kept.pk, gone.pk, set(), user)
    late = ServiceFactory(provider=kept)
    undo(user)
    assert Service.objects.get(pk=early.pk).provider == gone
    assert Service.objects.get(pk=late.pk).provider == kept


def test_what_has_gone_elsewhere_since_is_left_there_and_named(twins, user):
    kept, gone = twins
    elsewhere, removed, third = ServiceFactory(provider=gone), LocationFactory(provider=gone), ProviderFactory()
    merge(kept.pk, gone.pk, set(), user)
    Service.objects.filter(pk=elsewhere.pk).update(provider=third)
    removed.delete()
    _provider, left = undo(user)
    assert Service.objects.get(pk=elsewhere.pk).provider == third
    assert sorted(left) == [
        "места приёма: 1 — с тех пор перенесены или удалены",
        "услуги: 1 — с тех пор перенесены или удалены",
    ]


def test_a_value_that_somebody_changed_since_is_kept(twins, user):
    kept, gone = twins
    merge(kept.pk, gone.pk, {"name", "inn"}, user)
    kept = Provider.objects.get(pk=kept.pk)
    kept.name = "Исток и семья"
    kept.save_revision(user=user).publish()
    _provider, left = undo(user)
    kept.refresh_from_db()
    assert (kept.name, kept.inn) == ("Исток и семья", "")
    assert left == ["«короткое название» — с тех пор изменено, останется новое"]


def test_drafts_from_before_and_after_name_the_one_that_came_back(twins, user):
    kept, gone = twins
    service, practice, shared = (
        ServiceFactory(provider=gone),
        PracticeFactory(sites=[gone]),
        PracticeFactory(sites=twins),
    )
    old = service.save_revision()
    merge(kept.pk, gone.pk, set(), user)
    for record in (Service.objects.get(), *Practice.objects.all()):
        record.save_revision(user=user)
    undo(user)
    old.refresh_from_db()
    assert old.content["provider"] == gone.pk
    for record in (Service.objects.get(), *Practice.objects.all()):
        record.latest_revision.publish()
    assert Service.objects.get().provider == gone
    assert [site.provider for site in Practice.objects.get(pk=practice.pk).sites.all()] == [gone]
    assert {site.provider for site in Practice.objects.get(pk=shared.pk).sites.all()} == {kept, gone}


def test_the_latter_of_two_mergers_in_a_row_is_undone_first(twins, user):
    kept, gone = twins
    third = ProviderFactory(slug="third", name="Третья")
    service = ServiceFactory(provider=gone)
    merge(kept.pk, gone.pk, set(), user)
    first = MergedProvider.objects.get()
    merge(third.pk, kept.pk, set(), user)
    with pytest.raises(ValidationError, match="вошла в «Третья»: сначала отмените то"):
        unmerge(first.pk, user)
    undo(user)
    assert Service.objects.get(pk=service.pk).provider == kept
    assert Client().get("/providers/gone/")["Location"] == "/providers/kept/"
    undo(user)
    assert Service.objects.get(pk=service.pk).provider == gone
    assert not MergedProvider.objects.exists()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_that_went_into_one_come_back_in_any_order(order, twins, user):
    kept, gone = twins
    other = ProviderFactory(slug="other")
    measure, practice = MeasureFactory(providers=[gone, other]), PracticeFactory(sites=[gone, other])
    before = everything()
    merge(kept.pk, gone.pk, set(), user)
    merge(kept.pk, other.pk, set(), user)
    made = list(MergedProvider.objects.order_by("pk").values_list("pk", flat=True))
    for place in order:
        assert unmerge(made[place], user)[1] == []
    assert changed(before) == {}
    assert set(type(measure).objects.get(pk=measure.pk).providers.all()) == {gone, other}
    assert practice.sites.count() == 2


def test_an_address_or_a_number_taken_since_stops_the_undoing_in_words(twins, user):
    kept, gone = twins
    Provider.objects.filter(pk=gone.pk).update(register_number="77-1")
    merge(kept.pk, gone.pk, set(), user)
    new = ProviderFactory(slug="gone", name="Новая")
    with pytest.raises(ValidationError, match="адрес занят: там теперь «Новая»"):
        undo(user)
    Provider.objects.filter(pk=new.pk).update(slug="new", register_number="77-1")
    with pytest.raises(ValidationError, match="номер в реестре теперь у «Новая»"):
        undo(user)
    assert MergedProvider.objects.exists()


def test_a_number_that_the_merger_moved_goes_back(twins, user):
    kept, gone = twins
    Provider.objects.filter(pk=gone.pk).update(register_number="77-1")
    merge(kept.pk, gone.pk, {"register_number"}, user)
    undo(user)
    numbers = Provider.objects.in_bulk([kept.pk, gone.pk])
    assert (numbers[kept.pk].register_number, numbers[gone.pk].register_number) == ("", "77-1")


def test_an_edit_that_waits_stops_the_undoing(twins, user):
    kept, gone = twins
    kept = merge(kept.pk, gone.pk, set(), user)
    kept.name = "Иначе"
    kept.save_revision()
    with pytest.raises(ValidationError, match="неопубликованные правки"):
        undo(user)


def test_what_a_row_was_about_may_be_no_more(twins, user):
    kept, gone = twins
    practice = PracticeFactory(sites=[kept, gone])
    merge(kept.pk, gone.pk, set(), user)
    practice.delete()
    _provider, left = undo(user)
    assert left == ["записи, которые были у обеих: 1 — с тех пор перенесены или удалены"]


def test_a_merger_from_before_it_was_noted_says_so(twins, user):
    kept, gone = twins
    merge(kept.pk, gone.pk, set(), user)
    MergedProvider.objects.update(traces={}, merged_at=None)
    assert "ещё не запоминал" in undoing(MergedProvider.objects.get()).obstacle


def test_a_failure_in_the_middle_leaves_the_merger(twins, user, monkeypatch):
    kept, gone = twins
    service = ServiceFactory(provider=gone)
    merge(kept.pk, gone.pk, set(), user)
    monkeypatch.setattr("services_directory.merging.unmerging.lead_back", lambda found: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        undo(user)
    assert Service.objects.get(pk=service.pk).provider == kept
    assert not Provider.objects.filter(pk=gone.pk).exists()
