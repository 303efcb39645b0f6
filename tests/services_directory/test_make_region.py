"""A made region is whole, natural, plainly fictional, and the same every time."""

import datetime
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Revision

from acts.loading import load as load_acts
from portal.loading import Report
from returns.models import Respondent, Return
from services_directory.loading import load
from services_directory.models import (
    FamilyCategory,
    HelpKind,
    Location,
    OpeningHours,
    Phone,
    Practice,
    PracticeSite,
    Provider,
    RequiredDocument,
    ScheduleException,
    Service,
    ServiceForm,
    ServiceStep,
    Settlement,
    Tariff,
    Territory,
)
from tests.factories import RegionFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 5, 3)
# As the demo has it.
DEMO = {"providers": 60, "services": 400, "seed": 1}


def make(**options):
    lines = []
    output = type("Lines", (), {"write": staticmethod(lines.append), "flush": staticmethod(lambda: None)})
    call_command("make_region", **{**DEMO, "today": TODAY, "no_index": True, **options}, stdout=output)
    return "".join(lines)


@pytest.fixture(autouse=True, scope="module")
def region(django_db_setup, django_db_blocker):
    """The directory and the demo's region, made once for all tests here and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        quiet = Report(lambda line: None)
        load_acts(quiet)
        load(quiet)
        make()
        yield
        transaction.set_rollback(True)


def of_region(model):
    path = {Service: "provider__", Location: "provider__", Practice: "", Provider: ""}[model]
    return model.objects.filter(**{f"{path}territory__is_fictional": True})


def snapshot():
    """All that is made, without the keys that the database gives."""
    services = of_region(Service)
    fields = [field.name for field in Service._meta.concrete_fields if field.name not in ("id", "provider")]
    return {
        "services": list(services.order_by("slug").values_list(*fields, "provider__slug")),
        "categories": list(services.order_by("slug", "categories").values_list("slug", "categories__slug")),
        "practices": list(services.order_by("slug", "practices__slug").values_list("slug", "practices__slug")),
        "at": list(services.order_by("slug", "locations__uuid").values_list("slug", "locations__uuid")),
        "steps": list(ServiceStep.objects.order_by("service__slug", "sort_order").values_list("service__slug", "text")),
        "papers": list(RequiredDocument.objects.order_by("service__slug", "sort_order").values_list("name")),
        "tariffs": list(Tariff.objects.order_by("service__slug", "sort_order").values_list("name", "amount", "unit")),
        "providers": list(of_region(Provider).order_by("slug").values_list("uuid", "slug", "name", "verified_on")),
        "places": list(of_region(Location).order_by("uuid").values_list("uuid", "address", "latitude", "access")),
        "phones": list(Phone.objects.order_by("location__uuid", "sort_order").values_list("number", "purpose")),
        "sites": list(PracticeSite.objects.order_by("practice__slug", "sort_order").values_list("provider__slug")),
    }


def test_has_the_asked_numbers_of_records():
    assert of_region(Provider).count() == 60
    assert of_region(Service).count() == 400
    assert Territory.objects.filter(parent__slug="zarechny").count() == 12


def test_the_same_seed_makes_the_same_region():
    before = snapshot()
    make(replace=True)
    assert snapshot() == before


def test_another_seed_makes_another_region():
    before = snapshot()
    make(replace=True, seed=2)
    assert snapshot()["services"] != before["services"]


def test_every_territory_says_that_it_is_fictional():
    made = Territory.objects.filter(slug__startswith="zarechny")
    assert made.count() == 13
    assert not made.filter(is_fictional=False).exists()


def test_no_phone_can_be_dialled():
    numbers = Phone.objects.filter(location__in=of_region(Location)).values_list("number", flat=True)
    assert numbers
    assert all(re.fullmatch(r"\+7000\d{7}", number) for number in numbers)


def test_sites_and_mail_stand_where_nobody_can_register():
    websites = of_region(Provider).exclude(website="").values_list("website", flat=True)
    emails = of_region(Location).exclude(email="").values_list("email", flat=True)
    assert websites
    assert emails
    assert all(site.endswith(".example/") for site in websites)
    assert all(email.endswith(".example") for email in emails)


def test_all_facets_are_used():
    services = of_region(Service)

    def used(path):
        return set(services.order_by().values_list(path, flat=True).distinct())

    assert used("kind__slug") == set(HelpKind.objects.kinds().values_list("slug", flat=True))
    assert used("form__slug") == set(ServiceForm.objects.values_list("slug", flat=True))
    assert used("categories__slug") == set(FamilyCategory.objects.values_list("slug", flat=True))
    assert used("price") == set(Service.Price.values)
    assert len(used("provider__territory")) == 12
    assert services.exclude(age_from=None).exists()
    assert services.filter(age_from=None).exists()
    assert services.exclude(practices=None).exists()


def test_every_kind_of_organisation_is_there():
    assert set(of_region(Provider).values_list("kind", flat=True)) == set(Provider.Kind.values)


def test_some_cards_need_care():
    """Never verified, verified long ago, without a phone: what the editors' home has to find."""
    assert of_region(Provider).without_contacts().exists()
    for model in (Provider, Service):
        assert of_region(model).filter(verified_on=None).exists()
        assert of_region(model).filter(next_review_on__lt=TODAY).exists()
        assert of_region(model).filter(next_review_on__gte=TODAY).exists()
        assert not of_region(model).filter(verified_on__gt=TODAY).exists()


def test_addresses_of_crisis_centres_are_confidential():
    crisis = of_region(Location).filter(provider__kind=Provider.Kind.CRISIS_CENTRE)
    assert crisis.exists()
    assert not crisis.filter(address_is_confidential=False).exists()


def test_addresses_have_points_inside_the_region():
    located = of_region(Location).exclude(address="")
    inside = located.filter(latitude__range=(57.5, 59.1), longitude__range=(44, 47.1))
    assert located.exists()
    assert inside.count() == located.count()


def test_some_places_are_closed_for_a_time_and_some_for_a_day():
    places = of_region(Location)
    assert places.filter(closed_from__lte=TODAY, closed_until__gte=TODAY, closed_reason="ремонт").exists()
    assert ScheduleException.objects.filter(location__in=places, starts_on=TODAY).exists()


def test_crisis_centres_serve_the_whole_region_and_some_organisations_a_neighbour():
    crisis = of_region(Provider).filter(kind=Provider.Kind.CRISIS_CENTRE)
    assert set(crisis.values_list("also_serves__slug", flat=True)) == {"zarechny"}
    assert of_region(Provider).filter(also_serves__level=Territory.Level.MUNICIPALITY).exists()


def test_every_municipality_has_its_centre_in_the_gazetteer():
    towns = Settlement.objects.filter(territory__is_fictional=True, is_centre=True)
    assert towns.count() == Territory.objects.filter(parent__slug="zarechny").count() == 12
    assert Settlement.objects.filter(key="ольховка").count() == 3


def test_hours_with_and_without_a_break():
    hours = OpeningHours.objects.filter(location__in=of_region(Location))
    assert hours.filter(break_starts=None).exists()
    assert hours.exclude(break_starts=None).exists()


def test_a_price_has_its_tariff_and_no_price_has_none():
    priced = of_region(Service).filter(price__in=["partly", "paid"])
    assert not priced.filter(tariffs=None).exists()
    assert not of_region(Service).exclude(price__in=["partly", "paid"]).exclude(tariffs=None).exists()


@pytest.mark.parametrize("model", [Provider, Location, Practice, Service])
def test_records_satisfy_their_own_rules(model):
    for record in of_region(model).order_by("pk")[::12]:
        record.full_clean()


@pytest.mark.parametrize(
    "model", [Phone, OpeningHours, ScheduleException, Settlement, ServiceStep, RequiredDocument, Tariff]
)
def test_child_rows_satisfy_their_own_rules(model):
    for record in model.objects.order_by("pk")[::12]:
        record.full_clean()


def test_titles_are_varied_and_read_as_one_phrase():
    titles = list(of_region(Service).values_list("name", flat=True))
    assert len(set(titles)) > 300
    assert all(title == " ".join(title.split()) and title.count(" для ") <= 1 for title in titles)


def test_names_of_organisations_do_not_repeat():
    assert of_region(Provider).values("name").distinct().count() == 60


def test_a_region_is_not_made_twice_by_accident():
    with pytest.raises(CommandError, match="--replace"):
        make()


def test_a_real_region_is_never_replaced():
    with pytest.raises(CommandError, match="настоящая"):
        make(slug="vladimir", replace=True)
    assert Provider.objects.filter(territory__parent__slug="vladimir").exists()


def test_replacing_leaves_real_records_alone():
    def real():
        return list(Service.objects.filter(provider__territory__is_fictional=False).order_by("pk").values_list("pk"))

    before, sites = real(), PracticeSite.objects.filter(practice__territory__slug="vladimir").count()
    make(replace=True, providers=12, services=20)
    assert real() == before
    assert PracticeSite.objects.filter(practice__territory__slug="vladimir").count() == sites == 78
    assert of_region(Service).count() == 20


def test_a_region_made_anew_keeps_its_territories():
    """News and programmes may speak of them."""
    before = list(Territory.objects.filter(is_fictional=True).order_by("pk").values_list("pk", "slug"))
    make(replace=True)
    assert list(Territory.objects.filter(is_fictional=True).order_by("pk").values_list("pk", "slug")) == before


def test_replacing_forgets_what_editors_did():
    of_region(Service).first().save_revision()
    make(replace=True)
    assert not Revision.objects.exists()


def test_replacing_takes_what_its_organisations_reported():
    """However far down the rows point at it."""
    organisation = of_region(Provider).first()
    respondent = Respondent.objects.create(
        form="novgorod-quarterly", provider=organisation, since_year=2026, since_quarter=1
    )
    Return.objects.create(respondent=respondent, year=2026, quarter=1)
    make(replace=True)
    assert not Return.objects.exists()


def test_two_regions_live_side_by_side():
    make(slug="other", providers=12, services=20)
    assert of_region(Service).count() == 420


def test_editors_can_add_after_it():
    """The keys that were set aside are not given again."""
    last = of_region(Service).order_by("-pk").first()
    added = Service.objects.create(slug="new", name="Новая услуга", provider=last.provider, kind=last.kind)
    assert added.pk > last.pk


def test_without_the_directory_says_what_to_load():
    HelpKind.objects.filter(slug="urgent").update(slug="renamed")
    with pytest.raises(CommandError, match="load_demo"):
        make(slug="other")


def test_what_lies_in_a_fictional_region_is_fictional_and_nothing_else_is():
    region = RegionFactory(is_fictional=True)
    town = TerritoryFactory(parent=region)
    other = TerritoryFactory(is_fictional=True)
    assert [town.is_fictional, other.is_fictional] == [True, False]
    region.is_fictional = False
    region.save()
    town.refresh_from_db()
    assert not town.is_fictional
