"""The league of gaps and the list of one organisation: what 442-FZ asks for, and what of it the portal knows."""

import csv
import datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook

from services_directory.completeness import FACTS, missing_facts, with_facts
from services_directory.models import Disclosure, Inspection, Licence, Provider
from tests.factories import WEEK, LocationFactory, ProviderFactory, ServiceFactory, ServiceFormFactory

pytestmark = pytest.mark.django_db
LEAGUE = "directory_openness"


def missing(provider) -> set[str]:
    return {fact.key for fact in missing_facts(with_facts(Provider.objects.all()).get(pk=provider.pk))}


def disclose(provider, item, published=True, days_ago=0):
    changed = localdate() - datetime.timedelta(days=days_ago)
    fields = {"published_on": changed, "address": "https://example.org/"} if published else {}
    return Disclosure.objects.create(provider=provider, item=item, changed_on=changed, **fields)


def complete_provider():
    text = dict.fromkeys(("full_name", "legal_form", "founder", "head"), "Есть")
    day = localdate()
    provider = ProviderFactory(register_number="1", state_registered_on=day, **text)
    LocationFactory(provider=provider, phones=["+79000000001"], hours=WEEK, email="office@example.org")
    ServiceFactory(
        provider=provider,
        form=ServiceFormFactory(),
        price="free",
        steps=["Позвоните"],
        places_total=5,
        places_as_of=day,
    )
    Licence.objects.create(provider=provider, activity="Медицина")
    Inspection.objects.create(provider=provider, date=day, body="Надзор")
    for item in Disclosure.Item:
        disclose(provider, item)
    return provider


def test_nothing_is_known_of_a_bare_card():
    assert missing(ProviderFactory()) == {fact.key for fact in FACTS}


def test_a_complete_card_lacks_nothing():
    assert missing(complete_provider()) == set()


@pytest.mark.parametrize(
    ("spoil", "lost"),
    [
        (lambda provider: provider.locations.update(live=False), {"address", "phone", "hours", "email"}),
        (
            lambda provider: provider.services.update(live=False),
            {"forms", "services", "conditions", "tariffs", "places"},
        ),
        (lambda provider: provider.locations.update(address=""), {"address"}),
        (lambda provider: provider.disclosures.update(published_on=None), {item.value for item in Disclosure.Item}),
        (lambda provider: provider.services.update(price=""), {"tariffs"}),
    ],
)
def test_what_the_public_cannot_read_is_missing(spoil, lost):
    provider = complete_provider()
    spoil(provider)
    assert missing(provider) == lost


def test_a_confidential_address_is_no_gap():
    provider = complete_provider()
    provider.locations.update(address="", address_is_confidential=True)
    assert missing(provider) == set()


def test_every_fact_names_its_article():
    assert all(str(fact.law).startswith("ст. ") for fact in FACTS)
    assert len({fact.key for fact in FACTS}) == len(FACTS)


def test_who_lacks_most_stands_first_and_filters_narrow(sign_in):
    bare, whole = ProviderFactory(name="Пусто"), complete_provider()
    client = sign_in("directory")

    def shown(**filters):
        return [provider.pk for provider in client.get(reverse(LEAGUE), filters).context["object_list"]]

    assert shown() == [bare.pk, whole.pk]
    assert shown(region=whole.territory.parent_id) == [whole.pk]
    assert shown(lacks="founder") == [bare.pk]
    assert shown(lacks="no-such-fact") == [bare.pk, whole.pk]


def test_a_change_that_is_not_published_within_ten_working_days_is_late(sign_in):
    late, soon = ProviderFactory(name="Опоздали"), ProviderFactory(name="Успеют")
    disclose(late, "finances", published=False, days_ago=40)
    disclose(soon, "finances", published=False, days_ago=5)
    client = sign_in("directory")
    found = client.get(reverse(LEAGUE), {"late": "true"}).context["object_list"]
    assert [provider.name for provider in found] == ["Опоздали"]
    assert "срок прошёл" in client.get(reverse("directory_openness_provider", args=[late.pk])).content.decode()
    assert "срок прошёл" not in client.get(reverse("directory_openness_provider", args=[soon.pk])).content.decode()


def test_territories_are_compared_by_their_average(sign_in):
    complete_provider()
    ProviderFactory()
    rows = sign_in("directory").get(reverse("directory_openness_territories")).context["object_list"]
    assert [(row["organisations"], row["average"]) for row in rows] == [(1, len(FACTS)), (1, 0)]


def test_an_average_is_said_with_one_digit_of_its_fraction(sign_in):
    whole = complete_provider()
    ProviderFactory.create_batch(2, territory=whole.territory)
    page = sign_in("directory").get(reverse("directory_openness_territories")).content.decode()
    said = f"{2 * len(FACTS) / 3:.1f}".replace(".", ",")
    assert f"</span>{said}</td>" in page


def test_the_league_is_exported_fact_by_fact(sign_in):
    ProviderFactory(name="=1+1")
    client = sign_in("directory")
    answer = client.get(reverse(LEAGUE), {"export": "csv"})
    heads, row = csv.reader(b"".join(answer.streaming_content).decode().splitlines())
    assert row[0] == "'=1+1"
    assert dict(zip(heads, row, strict=True))["учредитель"] == "нет"
    book = load_workbook(BytesIO(b"".join(client.get(reverse(LEAGUE), {"export": "xlsx"}).streaming_content)))
    assert book.active["A2"].value == "'=1+1"
    territories = client.get(reverse("directory_openness_territories"), {"export": "csv"})
    assert "Не хватает в среднем" in b"".join(territories.streaming_content).decode()


def test_one_organisation_and_twenty_cost_the_same(sign_in, django_assert_num_queries):
    client = sign_in("directory")
    ProviderFactory()
    client.get(reverse(LEAGUE))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(LEAGUE))
    ProviderFactory.create_batch(19)
    with django_assert_num_queries(len(one)):
        client.get(reverse(LEAGUE))
