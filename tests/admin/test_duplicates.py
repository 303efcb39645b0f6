"""Repeats of organisations: moderators see the pairs, compare, merge or call them different for good."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services_directory.models import DistinctPair, MergedProvider, Provider, Service
from tests.factories import ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db
LIST = "directory_duplicates"


@pytest.fixture
def twins():
    first = ProviderFactory(name="Центр «Исток»", head="Директор")
    return first, ProviderFactory(name="ГБУ «Исток», центр", territory=first.territory, founder="Область")


def pair(twins) -> str:
    return reverse("directory_pair", args=[each.pk for each in twins])


def shown(client) -> int:
    return client.get(reverse(LIST)).context["page_obj"].paginator.count


def test_a_moderator_sees_the_pair_side_by_side(twins, sign_in):
    client = sign_in("moderator")
    assert shown(client) == 1
    page = client.get(pair(twins)).content.decode()
    assert "ГБУ «Исток», центр" in page
    assert "Директор" in page


def test_different_organisations_are_not_asked_about_again(twins, sign_in):
    client = sign_in("moderator")
    client.post(pair(reversed(twins)), {"distinct": "1"})
    client.post(pair(twins), {"distinct": "1"})
    assert shown(client) == 0
    assert DistinctPair.objects.count() == 1


@pytest.mark.parametrize("keep", ["first", "second"])
def test_a_moderator_merges_into_the_card_that_she_chose(keep, twins, sign_in):
    first, second = twins
    service = ServiceFactory(provider=second)
    sent = {"merge": "1", "keep": keep, "name": "second", "founder": "second", "head": "first"}
    sign_in("moderator").post(pair(twins), sent)
    provider = Provider.objects.get(pk__in=[first.pk, second.pk])
    assert provider == (first if keep == "first" else second)
    assert (provider.name, provider.founder, provider.head) == ("ГБУ «Исток», центр", "Область", "Директор")
    service.refresh_from_db()
    assert service.provider == provider


def test_pressing_twice_is_told_so_and_changes_nothing_more(twins, sign_in):
    client, address = sign_in("moderator"), pair(twins)
    for _press in range(2):
        page = client.post(address, {"merge": "1", "keep": "first"}, follow=True)
        assert page.status_code == 200
    assert "Одной из организаций уже нет" in page.content.decode()
    assert Provider.objects.count() == 1


def test_a_pair_with_a_pending_edit_is_refused_in_words(twins, sign_in):
    twins[0].name = "Иначе"
    twins[0].save_revision()
    page = sign_in("moderator").post(pair(twins), {"merge": "1", "keep": "first"}, follow=True).content.decode()
    assert "неопубликованные правки" in page
    assert Provider.objects.count() == 2


def merged(twins, client) -> MergedProvider:
    client.post(pair(twins), {"merge": "1", "keep": "first", "name": "second"})
    return MergedProvider.objects.get()


def test_a_merger_is_undone_from_its_page(twins, sign_in):
    service, client = ServiceFactory(provider=twins[1]), sign_in("moderator")
    merger = merged(twins, client)
    address = reverse("directory_merger", args=[merger.pk])
    assert address in client.get(reverse("directory_mergers")).content.decode()
    page = client.get(address).content.decode()
    assert "услуги: 1" in page
    assert "которые заменило объединение: 1" in page
    done = client.post(address, follow=True).content.decode()
    assert "снова отдельная организация" in done
    assert Service.objects.get(pk=service.pk).provider == twins[1]
    assert Provider.objects.get(pk=twins[0].pk).name == "Центр «Исток»"
    assert "уже отменено" in client.post(address, follow=True).content.decode()


def test_a_merger_that_cannot_be_undone_says_why_and_has_no_button(twins, sign_in):
    client = sign_in("moderator")
    merger = merged(twins, client)
    ProviderFactory(slug=merger.slug, name="Новая")
    page = client.get(reverse("directory_merger", args=[merger.pk])).content.decode()
    assert "адрес занят: там теперь «Новая»" in page
    assert 'method="post"' not in page.split("<h1>")[1]
    client.post(reverse("directory_merger", args=[merger.pk]))
    assert MergedProvider.objects.exists()


@pytest.mark.parametrize("kind", ["directory", "publications", "programmes", "reporter_a"])
def test_nobody_else_undoes(kind, twins, sign_in):
    merger = merged(twins, sign_in("moderator"))
    sign_in(kind).post(reverse("directory_merger", args=[merger.pk]))
    assert MergedProvider.objects.exists()


@pytest.mark.parametrize("kind", ["directory", "publications", "programmes", "reporter_a"])
def test_nobody_else_merges(kind, twins, sign_in):
    client = sign_in(kind)
    client.post(pair(twins), {"merge": "1", "keep": "first"})
    client.post(pair(twins), {"distinct": "1"})
    assert Provider.objects.count() == 2
    assert not DistinctPair.objects.exists()


def test_an_organisation_is_not_merged_with_itself_or_with_nothing(twins, sign_in):
    client, first = sign_in("moderator"), twins[0].pk
    assert client.get(reverse("directory_pair", args=[first, first])).status_code == 404
    assert client.get(reverse("directory_pair", args=[first, 0])).status_code == 404


def test_one_pair_and_ten_cost_the_same(twins, sign_in, django_assert_num_queries):
    client = sign_in("moderator")
    client.get(reverse(LIST))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(LIST))
    for number in range(9):
        ProviderFactory.create_batch(2, name=f"Клуб «Ладога-{number}»", territory=twins[0].territory)
    with django_assert_num_queries(len(one)):
        client.get(reverse(LIST))
