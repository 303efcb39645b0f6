"""The page of the guide: what may be chosen, what is ready, and what else there is."""

import re

import pytest

from guidebook import offering
from guidebook.models import Guide
from tests.factories import FamilyCategoryFactory, HelpKindFactory, LocationFactory, ServiceFactory, TerritoryFactory
from tests.guidebook.conftest import body_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    return ServiceFactory(provider=LocationFactory().provider, categories=[FamilyCategoryFactory()])


def html(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_it_offers_the_file_with_its_size_pages_and_date(client, service):
    page = html(client, "/guide/")
    guide = Guide.objects.get()
    assert 'href="/guide.pdf"' in page
    assert f"{guide.pages} страниц" in page
    assert re.search(r" \d(,\d)? МБ", page)
    assert "Данные на" in page
    # On paper its heading would stand over nothing.
    assert '<h2 id="choose" class="no-print">' in page


def test_a_choice_leads_to_its_own_file_and_lists(client, service):
    place, category = service.provider.territory, service.categories.get()
    page = html(client, f"/guide/?territory={place.slug}&kind=&category={category.slug}")
    assert f'href="/guide/{place.slug}.pdf?category={category.slug}"' in page
    assert f'href="/services/?territory={place.slug}&amp;category={category.slug}"' in page
    assert place.full_label in page
    assert 'content="noindex, follow"' in page


def test_while_it_is_made_the_page_says_so_and_is_not_kept_for_long(client, service, queue):
    response = client.get("/guide/")
    assert "готовится" in response.content.decode()
    assert "Скачать" not in response.content.decode()
    assert response["Cache-Control"] == "public, max-age=15"
    assert 'href="/guide.pdf"' in response.content.decode()
    assert "Refresh" not in response
    response = client.get("/guide.pdf")
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "60", "no-store")
    assert "готовится" in response.content.decode()


def test_whoever_waits_at_the_file_need_not_press_anything(client, service, queue):
    response = client.get("/guide.pdf")
    assert response["Refresh"] == "20"
    page = response.content.decode()
    assert "каждые 20 секунд" in page
    assert 'href="/guide/"' in page
    assert "Cookie" not in response.get("Vary", "")


def test_a_file_that_is_ready_does_not_come_again(client, service):
    response = client.get("/guide.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert "Refresh" not in response


@pytest.mark.parametrize("name", ["territory", "kind", "category"])
@pytest.mark.parametrize("value", ["no-such", "%00", "'; --", "a" * 300, "ё"])
def test_a_value_that_means_nothing_is_said_so_and_makes_nothing(client, service, name, value):
    page = html(client, f"/guide/?{name}={value}")
    assert 'aria-invalid="true"' in page
    assert "Выберите из списка" in page
    assert client.get(f"/guide.pdf?{name}={value}").status_code == 404
    assert not Guide.objects.exists()


def test_only_what_may_be_chosen_has_a_file(client, service):
    hidden, empty = FamilyCategoryFactory(live=False), TerritoryFactory()
    item = HelpKindFactory(parent=service.kind)
    for address in (f"/guide.pdf?category={hidden.slug}", f"/guide/{empty.slug}.pdf", f"/guide.pdf?kind={item.slug}"):
        assert client.get(address).status_code == 404
    assert not Guide.objects.exists()


def test_a_choice_without_anything_says_so(client, service):
    kind = HelpKindFactory()
    assert "Печатать нечего" in html(client, f"/guide/?kind={kind.slug}")
    assert client.get(f"/guide.pdf?kind={kind.slug}").status_code == 404
    assert not Guide.objects.exists()


def test_too_thick_a_book_is_not_made(client, service, monkeypatch):
    monkeypatch.setattr(offering, "MOST_SERVICES", 1)
    ServiceFactory()
    assert "слишком толстой" in html(client, "/guide/")
    assert client.get("/guide.pdf").status_code == 503
    assert not Guide.objects.exists()


def test_every_file_has_one_address(client, service):
    place, kind = service.provider.territory, service.kind
    target = f"/guide/{place.slug}.pdf?kind={kind.slug}"
    for address in (
        f"/guide.pdf?territory={place.slug}&kind={kind.slug}",
        f"/guide/{place.slug}.pdf?x=1&kind={kind.slug}",
        f"/guide.pdf?kind={kind.slug}&territory={place.slug}&category=",
    ):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, target)
    body_of(client.get(target))


def test_the_file_is_asked_for_in_parts_and_again(client, service):
    whole = client.get("/guide.pdf")
    body, etag = body_of(whole), whole["ETag"]
    assert body.startswith(b"%PDF-")
    assert whole["Content-Disposition"].startswith("inline; filename*=utf-8''%D0%A1%D0%BE%D1%86")
    assert whole["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in whole
    for asked, first, last in (("0-9", 0, 9), ("5-", 5, len(body) - 1), ("-7", len(body) - 7, len(body) - 1)):
        part = client.get("/guide.pdf", headers={"Range": f"bytes={asked}"})
        assert part.status_code == 206
        assert part["Content-Range"] == f"bytes {first}-{last}/{len(body)}"
        assert b"".join(part.streaming_content) == body[first : last + 1]
    assert client.get("/guide.pdf", headers={"Range": "bytes=99999999-"}).status_code == 416
    digits = "9" * 5000
    for asked in ("bytes=", "bytes=-", "bytes=0-1,4-5", "lines=1-2", f"bytes={digits}-", f"bytes=-{digits}"):
        assert body_of(client.get("/guide.pdf", headers={"Range": asked})) == body
    other = client.get("/guide.pdf", headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert body_of(other) == body
    assert client.get("/guide.pdf", headers={"If-None-Match": etag}).status_code == 304
    head = client.head("/guide.pdf")
    assert (head.status_code, int(head["Content-Length"])) == (200, len(body))
    packed = client.get("/guide.pdf", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in packed
    assert body_of(packed) == body


def test_only_reading_is_answered(client, service):
    assert client.post("/guide/").status_code == 405
    assert client.post("/guide.pdf").status_code == 405


def test_as_many_queries_for_twenty_territories_as_for_one(client, service, django_assert_max_num_queries):
    html(client, "/guide/")
    html(client, "/guide/")  # looked at whether it is stale, which is done once a minute
    with django_assert_max_num_queries(6) as one:
        html(client, "/guide/")
    count = len(one)
    for _n in range(20):
        ServiceFactory(provider=LocationFactory().provider, categories=[FamilyCategoryFactory()])
    html(client, "/guide/")
    with django_assert_max_num_queries(count):
        html(client, "/guide/")
