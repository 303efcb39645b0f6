"""Measure search pages end to end: a server with two workers, and visitors who ask it over the loopback."""

import shutil
import time
from itertools import product
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import BaseCommand
from django.db import connection

from portal.processors import database_seconds, family_seconds
from search.benching import serving, stream
from search.management.commands.bench_search import PAIRS, WORDS
from services_directory.models import HelpKind, Service

# A kept answer costs so little that there must be more of them; and a stream must last longer than a page is kept.
KEPT_TIMES, STREAM_TIMES, VISITS_TIMES = 10, 15, 5
LISTS, SITE, DATA = "/services/", "/search/", "/api/search/"
# Nothing is asked of the portal but to answer: what this machine's server and visitors can do at most.
CEILING = "/health/live"


def pages() -> dict[str, list[str]]:
    """Addresses of each kind of page: words, words with filters, filters, the second page; each address once."""
    kinds = HelpKind.objects.filter(parent=None, services__live=True).distinct().order_by("pk")
    slugs = list(kinds.values_list("slug", flat=True)[:4])
    words = [{"q": each} for each in [*WORDS, *PAIRS]]
    filtered = [{"q": each, "kind": slug} for each, slug in product(WORDS[:5], slugs[:2])]
    narrowed = [{"kind": slug, "price": price} for slug, price in product(slugs, Service.Price.values[:3]) if price]
    further = [{"q": each, "page": 2} for each in WORDS[:5]]
    return {
        "list of services": [f"{LISTS}?{urlencode(each)}" for each in [*words, *filtered, *narrowed, *further]],
        "search of the portal": [f"{SITE}?{urlencode(each)}" for each in [*words, *further]],
        "search as data": [f"{DATA}?{urlencode(each)}" for each in [*words, *further]],
    }


class Command(BaseCommand):
    help = "Requests a second of search pages, with the server, its database and the visitors on this machine."

    def add_arguments(self, parser):
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--requests", type=int, default=600, help="of each kind of page; it ends after these")

    def handle(self, *args, workers, requests, **options):
        if settings.SECURE_SSL_REDIRECT:
            self.stderr.write("With HTTPS=True every answer would be a redirect: set HTTPS=False.")
            return
        found, port = pages(), serving.free_port()
        self.stdout.write(
            f"{Service.objects.published().count()} services, {workers} workers, {serving.VISITORS} visitors at once;"
            " they and the database share this machine"
        )
        line = "{:36}{:>9}{:>9}{:>9}{:>9}{:>11}{:>11}{:>11}{:>8}"
        names = "answers", "per s", "p50 ms", "p95 ms", "server ms", "pg ms", "visitor ms", "kept"
        self.stdout.write(line.format("", *names))
        connection.close()
        with serving.server(port, workers, ANSWERS_KEPT_MB="0") as pid:
            serving.asked(port, [CEILING], requests)
            self.measure(line, "ceiling: nothing but an answer", [pid], port, [CEILING], requests, {})
            for title, paths in found.items():
                serving.asked(port, paths, len(paths) * workers)
                tags = self.measure(line, title, [pid], port, paths, requests, {})
                if all(tags.values()):
                    self.measure(line, f"{title}, known", [pid], port, paths, requests, tags)
                else:
                    self.measure(line, f"{title}, plain", [pid], port, paths, requests, {}, serving.PLAIN)
        self.stdout.write("With what the search keeps of its answers, as deployed")
        with serving.server(port, workers) as pid:
            for title, paths in found.items():
                serving.asked(port, paths, len(paths) * workers * serving.VISITORS)
                self.measure(line, f"{title}, asked before", [pid], port, paths, requests, {})
            visits = stream.visits([*WORDS, *PAIRS], requests * VISITS_TIMES)
            self.measure(line, "pages of families, uncached", [pid], port, visits, len(visits), {}, serving.PLAIN)
            self.measure_in_front(line, found, pid, port, requests)

    def measure_in_front(self, line: str, found: dict[str, list[str]], server: int, behind: int, requests: int) -> None:
        """With the page cache in front: what it answers by itself, and a stream of old and new questions."""
        if not shutil.which("nginx"):
            self.stdout.write("nginx is not installed: its page cache was not measured")
            return
        port = serving.free_port()
        with serving.front(port, behind) as pid:
            for title, paths in found.items():
                serving.asked(port, paths, len(paths))
                self.measure(line, f"{title}, kept", [pid], port, paths, requests * KEPT_TIMES, {})
        self.measure_visits(line, server, port, behind, requests * STREAM_TIMES)
        self.measure_stream(line, server, port, behind, requests * STREAM_TIMES)

    def measure_visits(self, line: str, server: int, port: int, behind: int, requests: int) -> None:
        """What families open, in the order in which they do: the first half fills the cache, the second is measured."""
        self.stdout.write(
            "Pages of families: of a hundred "
            + ", ".join(f"{share} {kind}" for kind, share in stream.VISITED.items())
            + f"; the n-th commonest of each as 1/n^{stream.POWER}"
        )
        opened = stream.visits([*WORDS, *PAIRS], requests)
        with serving.front(port, behind) as pid:
            half = len(opened) // 2
            serving.asked(port, opened[:half], half)
            self.measure(line, "pages of families, nginx in front", [pid, server], port, opened[half:], half, {})

    def measure_stream(self, line: str, server: int, port: int, behind: int, requests: int) -> None:
        """The first half of it fills the cache, the second is measured."""
        self.stdout.write(
            f"A stream of questions: {stream.ADDRESSES} addresses of words, facets and pages; the n-th commonest is"
            f" asked for as 1/n^{stream.POWER}"
        )
        for title, path in {"list of services, stream": LISTS, "search of the portal, stream": SITE}.items():
            asked = stream.requests(stream.addresses(path, [*WORDS, *PAIRS]), requests)
            with serving.front(port, behind) as pid:
                half = len(asked) // 2
                serving.asked(port, asked[:half], half)
                self.measure(line, title, [pid, server], port, asked[half:], half, {})

    def measure(
        self,
        line: str,
        title: str,
        pids: list[int],
        port: int,
        paths,
        requests: int,
        tags: dict,
        encoding=serving.PACKED,
    ) -> dict:
        """The tags of the answers, by path. `pids` are the servers whose work is counted."""
        before = sum(map(family_seconds, pids)), database_seconds(), time.process_time()
        answers = serving.asked(port, paths, requests, tags, encoding)
        after = sum(map(family_seconds, pids)), database_seconds(), time.process_time()
        costs = [(end - start) * 1000 / requests for start, end in zip(before, after, strict=True)]
        if set(answers.statuses) - {200, 304}:
            self.stderr.write(f"{title}: {answers.statuses}")
        self.stdout.write(
            line.format(
                title,
                " ".join(f"{status}" for status in sorted(answers.statuses)),
                f"{answers.rate:.0f}",
                f"{answers.median:.1f}",
                f"{answers.wait(0.95):.1f}",
                *(f"{cost:.2f}" for cost in costs),
                f"{answers.kept_share:.0%}",
            )
        )
        return answers.tags
