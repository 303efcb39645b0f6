"""The checker: does a document keep to Human Services Data Specification 3.1, formats and all?

The schemas are the standard's own, carried in hsds/schema (CC BY-SA 4.0); the strict OpenAPI beside them also wants
every field of a page and of the root.
"""

import json
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


@cache
def document() -> dict:
    return json.loads((SCHEMA / "openapi.json").read_text())


@cache
def registry() -> Registry:
    files = [file for file in SCHEMA.rglob("*.json") if file.name != "openapi.json"]
    resources = {f"{FILES}{file.relative_to(SCHEMA)}": json.loads(file.read_text()) for file in files}
    resources[DOCUMENT] = document()
    return Registry().with_resources(
        (name, Resource.from_contents(contents, default_specification=DRAFT202012))
        for name, contents in resources.items()
    )


@cache
def checker(path: str) -> Draft202012Validator:
    """Of the answer that the document promises at an address: «/services/{id}»."""
    steps = ("paths", path, "get", "responses", "200", "content", "application/json", "schema")
    pointer = "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)
    return Draft202012Validator({"$ref": f"{DOCUMENT}#/{pointer}"}, registry=registry(), format_checker=FORMATS)


def mistakes(path: str, body) -> list[str]:
    """Where a document strays from the standard, in words."""
    return [f"{error.json_path}: {error.message}" for error in checker(path).iter_errors(body)]
