"""The checker: does a document keep to Human Services Data Specification 3.1, formats and all?

The schemas are the standard's own, carried in hsds/schema (CC BY-SA 4.0); the strict OpenAPI beside them also wants
every field of a page and of the root.
"""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

import hsds

SCHEMA = Path(hsds.__file__).parent / "schema"
# The OpenAPI document names its schemas «../hsds-3.1/schema/service.json».
DOCUMENT = "https://standard.example/derived/openapi.json"
FILES = "https://standard.example/hsds-3.1/schema/"
FORMATS = FormatChecker()
DAYS = {"assured_date", "valid_from", "valid_to"}
# What was given to the project: schemas, fixtures and examples. It need not be there.
GIVEN = Path(os.environ.get("HSDS_SCHEMAS", Path(__file__).resolve().parents[3] / "shared" / "hsds"))


@cache
def document() -> dict:
    return json.loads((SCHEMA / "openapi.json").read_text())


@cache
def registry(closed: bool = False) -> Registry:
    """`closed`: a record has no field that the standard does not name."""
    files = [file for file in SCHEMA.rglob("*.json") if file.name != "openapi.json"]
    resources = {f"{FILES}{file.relative_to(SCHEMA)}": json.loads(file.read_text()) for file in files}
    resources = {name: shut(schema) if closed else schema for name, schema in resources.items()}
    resources[DOCUMENT] = document()
    return Registry().with_resources(
        (name, Resource.from_contents(contents, default_specification=DRAFT202012))
        for name, contents in resources.items()
    )


def shut(schema):
    """Every object in it with the fields that it names, and no other."""
    if isinstance(schema, list):
        return [shut(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: shut(value) for name, value in schema.items()}
    is_object = inner.get("type") == "object" and isinstance(inner.get("properties"), dict)
    return inner | {"additionalProperties": False} if is_object else inner


@cache
def checker(path: str, closed: bool = False) -> Draft202012Validator:
    """Of the answer that the document promises at an address: «/services/{id}»."""
    steps = ("paths", path, "get", "responses", "200", "content", "application/json", "schema")
    pointer = "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)
    return Draft202012Validator({"$ref": f"{DOCUMENT}#/{pointer}"}, registry=registry(closed), format_checker=FORMATS)


def mistakes(path: str, body, closed: bool = False) -> list[str]:
    """Where a document strays from the standard, in words."""
    strays = [f"{error.json_path}: {error.message}" for error in checker(path, closed).iter_errors(body)]
    return [*strays, *wrong_days(body, "$")]


def wrong_days(body, path: str) -> Iterator[str]:
    """The standard calls these dates in words only, so no schema checks them."""
    if isinstance(body, list):
        for place, each in enumerate(body):
            yield from wrong_days(each, f"{path}[{place}]")
    elif isinstance(body, dict):
        for name, value in body.items():
            yield from wrong_days(value, f"{path}.{name}")
            if name in DAYS and isinstance(value, str) and not FORMATS.conforms(value, "date"):
                yield f"{path}.{name}: {value!r} is not a day"
