"""No parameter and no name in an address breaks a page or a feed of events."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.events import factories as make
from tests.factories import RegionFactory
from tests.portal.test_bad_input import SLUGS, VALUES, sound

KEYS = ["q", "month", "kind", "territory", "audience", "page", "другое"]
ODD = ["2026-12", "2026-99", "0000-00", "9999-12", "families", "seminar", "kray", "kray\0", "2026-12-01", "-1-1"]
QUERIES = st.dictionaries(st.sampled_from(KEYS), st.lists(VALUES | st.sampled_from(ODD), max_size=3), max_size=5)
PLACES = ["/events/", "/events/calendar/", "/events/calendar/2026-12/", "/events/past/"]
FEEDS = ["/events/feed.ics", "/events/feed.xml", "/events/data.json", "/events/one/event.ics", "/events/one/"]


@pytest.fixture
def events(db):
    make.event(3, slug="one", territory=RegionFactory(slug="kray"))
    make.event(-3)


@pytest.mark.parametrize("path", [*PLACES, *FEEDS])
def test_no_parameter_breaks_it(client, events, path):
    @settings(max_examples=25)
    @given(query=QUERIES)
    def answers(query):
        assert sound(client, path, query) == 200

    answers()


@pytest.mark.parametrize("slug", [*SLUGS, "2026-1", "20261", "٢٠٢٦-١٢"])
@pytest.mark.parametrize("place", ["/events/{}/", "/events/{}/event.ics", "/events/calendar/{}/"])
def test_no_name_breaks_an_address(client, events, place, slug):
    assert sound(client, place.format(slug)) in (301, 302, 400, 404)


@pytest.mark.parametrize("path", ["/events/calendar/", "/events/past/", "/events/feed.ics", "/events/one/event.ics"])
def test_nothing_is_changed_by_asking(client, events, path):
    assert client.post(path).status_code in (403, 405)
