"""The portal describes its interfaces, and answers as it describes them."""

from uuid import UUID

import pytest
from django.urls import resolve

from portal.openapi import description
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db


def resolved(schema: dict, schemas: dict) -> dict:
    return schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def mismatches(value, schema: dict, schemas: dict, where="") -> list[str]:
    """Where a value strays from a schema, in the part of JSON Schema that the document uses."""
    schema = resolved(schema, schemas)
    kinds = {
        **{"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)},
        "number": float,
    }
    allowed = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not isinstance(value, tuple(kinds[name] for name in allowed)):
        return [f"{where}: {value!r} is not {allowed}"]
    if isinstance(value, list):
        return [wrong for item in value for wrong in mismatches(item, schema["items"], schemas, f"{where}[]")]
    if isinstance(value, dict):
        missing = [f"{where}.{name} is missing" for name in schema.get("required", ()) if name not in value]
        known = schema.get("properties", {})
        rest = schema.get("additionalProperties")
        return (
            missing
            + [
                wrong
                for name, item in value.items()
                if (inner := known.get(name, rest))
                for wrong in mismatches(item, inner, schemas, f"{where}.{name}")
            ]
            + [f"{where}.{name} is not described" for name in value if name not in known and not rest]
        )
    return [f"{where}: {value!r} is none of the enum"] if "enum" in schema and value not in schema["enum"] else []


@pytest.mark.parametrize(
    ("path", "schema"), [("/api/search/?q=психолог", "SearchAnswer"), ("/api/suggest/?q=пси", "Suggestions")]
)
def test_the_search_answers_as_described(client, path, schema):
    ServiceFactory(name="Консультация психолога")
    schemas = description()["components"]["schemas"]
    answer = client.get(path).json()
    assert answer.get("total", 1) == 1
    assert mismatches(answer, schemas[schema], schemas) == []


def test_every_described_address_leads_somewhere():
    for path in description()["paths"]:
        filled = path.replace("{slug}", "some-programme").replace("{number}", "1.1")
        assert resolve(filled.replace("{uuid}", str(UUID(int=1))))


def test_every_reference_in_the_document_is_there(client):
    document = client.get("/api/openapi.json").json()
    text = client.get("/api/openapi.json").content.decode()
    names = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert names <= set(document["components"]["schemas"])


def test_people_can_read_of_it_too(client):
    page = client.get("/api/").content.decode()
    assert "/api/search/" in page
    assert "/programmes/{slug}/data.json" in page


def test_a_page_shows_the_codes_of_descriptions_as_code(client):
    html = client.get("/api/").content.decode()
    assert "Кому: <code>families</code> — семьям" in html
    assert "<code>free</code> — бесплатно; <code>partly</code>" in html
    assert "`" not in html
