"""The directory is loaded from its files as the documents have it, and nothing is made up."""

import pytest
from django.db import transaction

from acts.loading import load as load_acts
from portal.loading import Outcome, Report
from services_directory.loading import load
from services_directory.models import (
    CategoryWording,
    FamilyCategory,
    HelpKind,
    Location,
    Phone,
    Practice,
    PracticeSite,
    Provider,
    Service,
    SupportLevel,
    SupportRule,
    Territory,
)

pytestmark = pytest.mark.django_db


def quiet() -> Report:
    return Report(lambda text: None)


@pytest.fixture(autouse=True, scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The files, loaded once for all tests here and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_acts(quiet())
        load(quiet())
        yield
        transaction.set_rollback(True)


def test_second_load_changes_nothing():
    report = quiet()
    load(report)
    assert not report.changed
    assert report.total(Outcome.KEPT) == 0
    assert report.total(Outcome.UNCHANGED) > 250


def test_vladimir_has_seventeen_institutions_and_seventy_eight_marks():
    marks = PracticeSite.objects.filter(practice__territory__slug="vladimir")
    assert marks.count() == 78
    assert marks.values("provider").distinct().count() == 17
    per_practice = [marks.filter(practice__number=number).count() for number in range(1, 8)]
    assert per_practice == [14, 9, 17, 17, 4, 12, 5]


def test_vladimir_institutions_are_eleven_rehabilitation_and_six_complex_centres():
    named = Provider.objects.filter(practice_sites__practice__territory__slug="vladimir").distinct()
    assert named.filter(kind=Provider.Kind.REHABILITATION_CENTRE).count() == 11
    assert named.filter(kind=Provider.Kind.COMPLEX_CENTRE).count() == 6


def test_a_contract_support_service_stands_for_each_mark():
    services = Service.objects.filter(practices__slug="vladimir-contract-support")
    sites = PracticeSite.objects.filter(practice__slug="vladimir-contract-support")
    assert {each.provider_id for each in services} == {each.provider_id for each in sites}
    assert services.count() == 14


@pytest.mark.parametrize(("region", "count"), [("vladimir", 7), ("novgorod", 9), ("tatarstan", 15), ("yugra", 6)])
def test_practices_of_each_region(region, count):
    assert Practice.objects.filter(territory__slug=region).count() == count


def test_eighteen_categories_each_with_the_wording_of_an_act():
    assert FamilyCategory.objects.count() == 18
    for category in FamilyCategory.objects.prefetch_related("wordings"):
        assert category.wordings.count(), category.slug
        assert category.synonyms, category.slug
        assert category.summary.count(". ") in (1, 2), category.slug
    assert not CategoryWording.objects.filter(source_act=None).exists()


def test_forty_nine_items_in_five_kinds_of_accompaniment():
    kinds = HelpKind.objects.filter(branch=HelpKind.Branch.ACCOMPANIMENT, parent=None)
    assert {kind.slug: kind.items.count() for kind in kinds} == {
        "medical": 13,
        "psychological": 8,
        "pedagogical": 14,
        "legal": 6,
        "social": 8,
    }


def test_eight_kinds_of_social_services_are_a_branch_of_their_own():
    kinds = HelpKind.objects.filter(branch=HelpKind.Branch.SOCIAL_SERVICE)
    assert kinds.count() == 8
    assert not kinds.exclude(parent=None).exists()


def test_four_levels_with_their_months_and_caseloads():
    levels = SupportLevel.objects.values_list("slug", "months", "families_per_specialist")
    assert list(levels) == [("adaptation", 12, 24), ("basic", 12, 24), ("crisis", 6, 12), ("emergency", 3, 6)]
    assert [level.signs.count() for level in SupportLevel.objects.all()] == [4, 8, 5, 7]
    assert "критический" in SupportLevel.objects.get(slug="crisis").name_note


def test_grounds_and_stages_of_the_regions():
    def count(region, kind):
        return SupportRule.objects.filter(territory__slug=region, kind=kind).count()

    assert [count("yugra", kind) for kind in ("ground", "stage", "form")] == [3, 6, 6]
    assert [count("novgorod", kind) for kind in ("ground", "stage", "form")] == [3, 5, 9]
    plan = SupportRule.objects.get(territory__slug="novgorod", kind="stage", position=2)
    assert "30 календарных дней" in plan.deadline


def test_no_contact_is_made_up():
    """The documents give none; the one phone is the all-Russian children's helpline."""
    assert list(Phone.objects.values_list("number", "location__provider__slug")) == [
        ("+78002000122", "children-helpline")
    ]
    assert not Location.objects.exclude(address="").exists()
    assert not Location.objects.exclude(latitude=None).exists()
    assert not Provider.objects.exclude(website="", inn="", ogrn="", head="").exists()


def test_nothing_is_said_to_be_verified_and_everything_has_its_source():
    for model in (Provider, Service):
        assert not model.objects.exclude(verified_on=None).exists()
        assert not model.objects.filter(source_act=None).exists()
    assert not Practice.objects.filter(source_act=None).exists()
    assert not Territory.objects.filter(is_fictional=True).exists()


def test_no_price_is_guessed():
    assert list(Service.objects.exclude(price="").values_list("slug", flat=True)) == ["children-helpline-call"]
