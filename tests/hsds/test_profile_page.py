"""People find the open data from the page for developers, and read there how to ask and what there is."""

import re
from urllib.parse import unquote

import pytest
from django.core.cache import cache

from hsds import bulk
from hsds.openapi import PARAMETERS
from tests.factories import ServiceFactory

PAGE = "/api/hsds/profile/"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.delete(bulk.CHECKED)
    yield
    cache.delete(bulk.CHECKED)


def text_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def test_the_page_for_developers_leads_there(client, db):
    assert f'href="{PAGE}"' in text_of(client, "/api/")


def test_it_names_every_parameter_and_the_terms(client, db):
    page = text_of(client, PAGE)
    assert [name for name in PARAMETERS if f"<code>{name}</code>" not in page] == []
    assert "CC BY 4.0" in page
    assert "CC BY-SA 4.0" in page


def test_its_examples_work(client, db):
    ServiceFactory()
    examples = re.findall(r'href="(/api/hsds/[^"]*\?[^"]*)"', text_of(client, PAGE))
    assert len(examples) >= 5
    for address in examples:
        assert client.get(unquote(address.replace("&amp;", "&"))).status_code == 200


def test_it_tells_of_the_archive_that_is_ready(client, db, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    ServiceFactory()
    assert "Архив готовится" in text_of(client, PAGE)
    bulk.build()
    page = text_of(client, PAGE)
    assert "Скачать архив" in page
    assert "услуги — 1" in page


def test_the_whole_document_of_the_portal_names_every_address(client, db):
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/hsds/services", "/api/hsds/services/{id}", "/api/hsds/bulk.zip", "/api/hsds/openapi.json"} <= set(
        paths
    )
    named = {each["name"] for each in paths["/api/hsds/services"]["get"]["parameters"]}
    assert {"search", "taxonomy_term_id", "modified_after", "minimum_age", "day", "proximity"} <= named
