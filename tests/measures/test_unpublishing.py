"""What is unpublished goes from everywhere at once: pages, search, feed, tables of data, sitemap; sums go with it."""

import io
import json
import re
import zipfile
from urllib.parse import quote, urlsplit

import pytest

from measures.models import Measure, Programme

from .factories import small_programme

pytestmark = pytest.mark.django_db
WORD = "Светлячковые"
OF_PROGRAMME = [
    "/programmes/small/",
    "/programmes/small/changes/",
    "/programmes/small/feed.xml",
    "/programmes/small/data.json",
    "/programmes/small/data.csv",
    "/programmes/small/data.xlsx",
]


@pytest.fixture
def measure():
    small_programme()
    found = Measure.objects.get(number="1.1")
    found.title = f"{WORD} комнаты"
    found.save_revision().publish()
    return Measure.objects.get(pk=found.pk)


def told(client, address: str) -> str:
    """What an answer says; the words of a workbook are packed. The question itself is no answer."""
    answer = client.get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    if address.endswith(".xlsx") and answer.status_code == 200:
        packed = zipfile.ZipFile(io.BytesIO(body))
        return "".join(packed.read(name).decode(errors="ignore") for name in packed.namelist())
    return body.decode()


def found(client) -> list[str]:
    hits = json.loads(told(client, f"/api/search/?q={quote(WORD)}"))
    return [hit for hit in re.findall(r"/programmes/[^\"?#]*", json.dumps(hits, ensure_ascii=False))]


def mapped(client) -> str:
    """All addresses that the sitemap names."""
    index = told(client, "/sitemap.xml")
    maps = [urlsplit(each).path for each in re.findall(r"<loc>(.*?)</loc>", index) if "sitemap" in each]
    return index + "".join(told(client, each) for each in maps)


def test_a_measure_goes_from_every_place_and_its_money_from_every_sum(client, measure):
    address = measure.get_absolute_url()
    assert all(WORD in told(client, each) for each in OF_PROGRAMME if "changes" not in each)
    assert address in found(client)
    assert address in mapped(client)
    measure.unpublish()
    assert client.get(address).status_code == 404
    assert [each for each in OF_PROGRAMME if WORD in told(client, each)] == []
    assert found(client) == []
    assert address not in mapped(client)
    data = json.loads(told(client, "/programmes/small/data.json"))
    assert data["totals"]["total"] == "200.00"


def test_the_page_says_that_what_is_left_is_less_than_the_act_states(client, measure):
    assert "Посчитано: 200" not in told(client, "/programmes/small/")
    measure.unpublish()
    page = told(client, "/programmes/small/").replace("\xa0", " ")
    assert "200 ₽" in page
    assert "500 ₽" in page
    assert "Суммы сходятся с приказом" not in page
    assert "300 ₽" in page  # the difference is named


def test_a_programme_goes_with_all_its_measures(client, measure):
    programme = Programme.objects.get(slug="small")
    assert "Малая программа" in told(client, "/programmes/")
    programme.unpublish()
    for each in [*OF_PROGRAMME, measure.get_absolute_url(), f"{measure.get_absolute_url()}feed.xml"]:
        assert client.get(each).status_code == 404, each
    assert "Малая программа" not in told(client, "/programmes/")
    assert found(client) == []
    assert "/programmes/small/" not in mapped(client)
