"""Pages that an editor has marked can be left at once; on the others nothing of it is loaded."""

import pytest

from tests.home import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", [make.section, make.guide, make.material])
def test_a_marked_page_has_the_way_out(client, kind):
    plain, marked = kind(slug="plain"), kind(slug="marked", quick_exit=True)
    said = client.get(marked.url).content.decode()
    assert "<quick-exit" in said
    assert "останется в истории браузера" in said
    assert "quick-exit.js" in said
    assert said.index('href="tel:112"') < said.index("<h1")
    unsaid = client.get(plain.url).content.decode()
    assert "quick-exit" not in unsaid
    assert unsaid.index("<h1") < unsaid.index('href="tel:112"')
