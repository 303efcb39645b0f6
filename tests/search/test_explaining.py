"""Staff see why something is found where it is; visitors do not."""

import pytest

from search.wording.models import SynonymGroup
from tests.admin.conftest import sign_in  # noqa: F401, a fixture
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db
PAGE = "/admin/search/explain/?q=бебиситтер"


def test_it_names_what_the_words_mean_and_where_they_stand(sign_in):  # noqa: F811
    SynonymGroup.objects.create(direction="said", said="бебиситтер", meant="няня")
    ServiceFactory(name="Няня на час", price="free")
    page = sign_in("directory").get(PAGE).content.decode()
    assert "Няня на час" in page
    assert "название говорит то же другими словами" in page
    assert "указана цена" in page


@pytest.mark.parametrize("address", ["/search/", "/services/"])
def test_a_visitor_who_asks_is_led_to_sign_in_and_gets_no_cookie(client, address):
    answer = client.get(f"{address}?q=няня&explain=1")
    assert answer.headers["Location"].startswith("/admin/search/explain/")
    assert not answer.cookies
    assert client.get(PAGE).status_code == 302
