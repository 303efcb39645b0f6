"""Lists of the back office: the same number of queries for one row and for twenty, useful filters, words found."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.snippets.models import get_snippet_models

from measures.models import Responsibility
from tests import factories
from tests.admin.subjects import made, made_report

pytestmark = pytest.mark.django_db

RECORDS = {f"{model._meta.app_label}_{model._meta.model_name}": model for model in get_snippet_models()}


def list_url(key: str, query: str = "") -> str:
    return reverse(f"wagtailsnippets_{key}:list") + query


def queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", ["wagtailsnippets_{}:list", "wagtailsnippetchoosers_{}:choose_results"])
@pytest.mark.parametrize("key", RECORDS)
def test_one_row_and_twenty_cost_the_same(key, address, sign_in):
    client, url = sign_in("superuser"), reverse(address.format(key))
    make(key, 1)
    one = queries(client, url)
    make(key, 19)
    assert queries(client, url) <= one


def test_one_report_of_ones_own_and_twenty_cost_the_same(sign_in):
    client, url = sign_in("executor_a"), list_url("measures_report")
    own_reports(1)
    one = queries(client, url)
    own_reports(19)
    assert queries(client, url) <= one
    assert len(client.get(url).context["object_list"]) == 20


def own_reports(number: int) -> None:
    person = get_user_model().objects.get(username="executor_a")
    for _ in range(number):
        Responsibility.objects.create(user=person, measure=made_report().measure)


def make(key: str, number: int) -> None:
    model = RECORDS[key]
    for record in [made(model, factories.ProviderFactory()) for _ in range(number)]:
        if hasattr(record, "save_revision"):
            record.save_revision()


def test_the_first_page_costs_the_same_whatever_waits(sign_in):
    client, url = sign_in("superuser"), reverse("wagtailadmin_home")
    factories.ServiceFactory()
    one = queries(client, url)
    factories.ServiceFactory.create_batch(19)
    assert queries(client, url) <= one


def names(response) -> set[str]:
    return {str(record) for record in response.context["object_list"]}


def test_a_word_finds_a_service_by_its_name_and_its_provider(sign_in):
    provider = factories.ProviderFactory(name="Центр «Исток»")
    own = factories.ServiceFactory(name="Присмотр", provider=provider)
    factories.ServiceFactory(name="Обед")
    client = sign_in("directory")
    for word in ("присмотр", "исток"):
        assert names(client.get(list_url("services_directory_service", f"?q={word}"))) == {own.name}


def test_providers_without_a_phone_are_found(sign_in):
    silent = factories.ProviderFactory()
    factories.LocationFactory(phones=["+79000000001"])
    assert names(sign_in("directory").get(list_url("services_directory_provider", "?contacts=missing"))) == {
        str(silent)
    }


def test_services_due_for_a_check_are_found(sign_in):
    today = timezone.localdate()
    never = factories.ServiceFactory(verified_on=None)
    late = factories.ServiceFactory(verified_on=datetime.date(2020, 1, 1), next_review_on=today - datetime.timedelta(1))
    factories.ServiceFactory(verified_on=today, next_review_on=today + datetime.timedelta(1))
    client = sign_in("directory")
    assert names(client.get(list_url("services_directory_service", "?check=never"))) == {str(never)}
    assert names(client.get(list_url("services_directory_service", "?check=overdue"))) == {str(late)}


def test_drafts_are_found(sign_in):
    draft = factories.ServiceFactory(live=False)
    factories.ServiceFactory()
    assert names(sign_in("directory").get(list_url("services_directory_service", "?state=draft"))) == {str(draft)}


def test_a_region_holds_its_municipalities(sign_in):
    place = factories.TerritoryFactory()
    own = factories.ProviderFactory(territory=place)
    factories.ProviderFactory()
    url = list_url("services_directory_provider", f"?region={place.parent_id}")
    assert names(sign_in("directory").get(url)) == {str(own)}


@pytest.mark.parametrize("key", RECORDS)
@pytest.mark.parametrize(
    "query", ["?q=%00", "?p=x", "?ordering=x", "?state=x&region=x&kind=x&check=x", f"?q={'я' * 500}"]
)
def test_garbage_in_a_filter_is_no_error(key, query, sign_in):
    assert sign_in("superuser").get(list_url(key, query)).status_code == 200
