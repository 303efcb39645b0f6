"""The search as data: a contract that others rely on."""

import jsonschema
import pytest

from tests.factories import HelpKindFactory, LegalActFactory, ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def test_results_have_the_promised_shape(client):
    service = ServiceFactory(name="Логопед", summary="Поставит звуки", kind=HelpKindFactory(slug="speech", name="Речь"))
    answer = client.get("/api/search/?q=логопеды&type=service").json()
    assert (answer["total"], answer["page"], answer["pages"]) == (1, 1, 1)
    assert answer["results"] == [
        {
            "type": "service",
            "title": "Логопед",
            "url": f"/services/{service.slug}/",
            "summary": "Поставит звуки",
            "is_fictional": False,
            "marks": {"title": [[0, 7]], "summary": []},
        }
    ]
    assert (answer["whole"], answer["corrected"]) == (1, "")
    assert answer["facets"]["kind"] == [{"value": "speech", "label": "Речь", "count": 1}]


def test_repeated_keys_mean_any_of_them(client):
    for slug in ("a", "b", "c"):
        ServiceFactory(kind=HelpKindFactory(slug=slug))
    assert client.get("/api/search/?kind=a&kind=b").json()["total"] == 2 + 2  # services and their providers


def test_documents_are_pages_to_the_caller(client):
    LegalActFactory(title="О логопедах"), ProviderFactory(name="Логопед")
    assert {each["type"] for each in client.get("/api/search/?q=логопед").json()["results"]} == {"page", "provider"}
    assert client.get("/api/search/?q=логопед&type=page").json()["total"] == 1


def test_no_page_is_longer_than_twenty(client):
    for _n in range(25):
        ServiceFactory(name="Логопед")
    answer = client.get("/api/search/?q=логопед&page=1000").json()
    assert (answer["page"], answer["pages"], len(answer["results"])) == (2, 2, 5)


def test_an_answer_that_has_not_changed_is_not_sent_again(client):
    ServiceFactory(name="Логопед")
    first = client.get("/api/search/?q=логопед")
    assert first["Cache-Control"] == "public, max-age=60"
    assert client.get("/api/search/?q=логопед", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_suggestions_are_labels_with_addresses(client):
    ServiceFactory(name="Логопед")
    (suggestion,) = client.get("/api/suggest/?q=лог").json()["suggestions"]
    assert suggestion["label"] == "Логопед"
    assert client.get(suggestion["url"]).status_code == 200


def test_the_description_is_kept(client):
    ServiceFactory(name="Логопед")
    description = client.get("/api/openapi.json").json()
    for path, address in (("/api/search/", "/api/search/?q=логопед"), ("/api/suggest/", "/api/suggest/?q=лог")):
        content = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.validate(client.get(address).json(), {**content, "components": description["components"]})


def test_only_reading_is_allowed(client):
    for path in ("/api/search/", "/api/suggest/", "/services/", "/search/"):
        assert client.post(path).status_code == 405
