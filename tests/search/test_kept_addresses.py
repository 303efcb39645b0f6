"""What the page cache takes for one address gives one page: `docs/deploy/nginx.conf` forgets marks of advertisers."""

import re

import pytest
from django.conf import settings

from tests.factories import ServiceFactory

DEPLOYED = settings.BASE_DIR / "docs" / "deploy" / "nginx.conf"
MARKS = "utm_source=vk&utm_medium=social&yclid=12"


@pytest.fixture
def kept_address():
    """As nginx reads it."""
    expressions = re.findall(r'"~(\^.*\$)" \$own;', DEPLOYED.read_text(encoding="utf-8"))
    patterns = [re.compile(expression.replace("?<own>", "?P<own>")) for expression in expressions]

    def address(asked: str) -> str:
        return next((found["own"] for pattern in patterns if (found := pattern.match(asked))), asked)

    return address


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (f"/services/?{MARKS}", "/services/"),
        (f"/services/?q=a&page=2&{MARKS}", "/services/?q=a&page=2"),
        (f"/en/search/?q=a&{MARKS}", "/en/search/?q=a"),
        ("/services/?q=utm_source&kind=b", "/services/?q=utm_source&kind=b"),
        ("/services/?utm_source=vk&q=a", "/services/?utm_source=vk&q=a"),
        ("/services/?q=a&explain=1", "/services/?q=a&explain=1"),
        (f"/guide/?q=a&{MARKS}", f"/guide/?q=a&{MARKS}"),
        ("/services/some/?utm_source=vk", "/services/some/"),
        (f"/news/?{MARKS}", "/news/"),
        (f"/news/?page=2&{MARKS}", f"/news/?page=2&{MARKS}"),
        ("/services/%3Futm_source=vk", "/services/%3Futm_source=vk"),
    ],
)
def test_only_marks_alone_or_at_the_end_are_forgotten(kept_address, asked, kept):
    assert kept_address(asked) == kept


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/services/?q=логопед", "/search/?q=логопед", "/services/?q=логопед&kind=no&page=2"])
def test_the_page_does_not_tell_them(client, path):
    ServiceFactory(name="Логопед")
    assert client.get(f"{path}&{MARKS}").content == client.get(path).content
