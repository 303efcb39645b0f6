"""The drill: the database's server is gone, and the page cache of `docs/deploy/nginx.conf` answers for it."""

import shutil
import time
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest

from portal.middleware import KEPT
from search.benching import serving
from tests.apart import apart  # noqa: F401
from tests.clusters import address, filled
from tests.portal.test_overload import served

pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
WORDS = quote("няня")
CARD = "/providers/centre/"
PAGES = ["/", "/services/", "/programmes/", f"/search/?q={WORDS}", CARD]
# The same pages, as they come from letters, messengers and advertisements.
MARKED = {"/?utm_source=x": "/", "/?foo": "/", "/services/?foo=1&utm_source=x": "/services/", f"{CARD}?from=chat": CARD}
OTHER_QUESTIONS = ["/services/?q=x", f"/services/?foo=1&q={WORDS}", "/search/?q=x", "/services/?page=2&foo=1"]
FOREIGN = {"Cookie": 'sessionid=x; csrftoken="; _ym_uid=1', "Authorization": "Basic eDp4"}
# A copy is shown as it is for so long; then it is old.
OLD = KEPT["s_maxage"] + KEPT["stale_while_revalidate"] + 2
MAKE = "from tests.factories import ProviderFactory; ProviderFactory(slug='centre')"
TAKE_DOWN = "from services_directory.models import Provider; Provider.objects.get(slug='centre').delete()"


def asked(port: int, path: str, **headers: str) -> tuple[int, str]:
    """The status and the page."""
    request = urllib.request.Request(f"http://{serving.HOST}:{port}{path}", headers=headers)
    try:
        answer = urllib.request.urlopen(request, timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, answer.read().decode()


def test_pages_are_answered_while_the_database_is_gone_and_what_is_withdrawn_is_not_afterwards(apart):  # noqa: F811
    with filled(apart) as cluster:
        apart.environment["DATABASE_URL"] = address(cluster)
        apart.run("manage.py", "shell", "-c", MAKE)
        port = serving.free_port()
        with served(apart) as behind, serving.front(port, behind):
            before = {path: asked(port, path) for path in PAGES}
            assert {status for status, _page in before.values()} == {200}
            cluster.end()
            time.sleep(OLD)
            for path in PAGES:
                assert asked(port, path, **FOREIGN) == before[path], path
            for path, bare in MARKED.items():
                assert asked(port, path, **FOREIGN) == before[bare], path
            for path in OTHER_QUESTIONS:
                status, page = asked(port, path)
                assert (status, "tel:+78002000122" in page) == (500, True), path
            cluster.server.ensure_postgres_running()
            apart.run("manage.py", "shell", "-c", TAKE_DOWN)
            assert [asked(port, path)[0] for path in (CARD, f"{CARD}?from=chat", "/services/")] == [404, 404, 200]
