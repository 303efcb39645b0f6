"""What a very large programme costs beside a usual one, in one run: its page, and all of it as a file."""

import time
from collections.abc import Callable
from functools import cached_property

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures import programme_text, summing
from measures.making import Size, make
from portal import garbage
from portal.processors import backend_nanoseconds

from .bench_pages import backend_cpu

USUAL = Size(measures=24, indicators=15, years=2, sources=3, stages=1, whole_terms=True)
LARGE = Size(measures=500, indicators=40, years=5, sources=4, stages=3, whole_terms=True)
MOST_QUERIES, MOST_TIMES, MOST_SECONDS = 15, 5, 10

CHANGE = """
UPDATE measures_budgetline SET amount = amount + 1 WHERE id = (
    SELECT max(line.id) FROM measures_budgetline line
    JOIN measures_measure measure ON measure.id = line.measure_id
    JOIN measures_programme programme ON programme.id = measure.programme_id
    WHERE programme.slug = %s AND amount IS NOT NULL
)
"""


def nothing(slug: str) -> None:
    """As most views are: the database is asked whether the page still holds, and it does."""


def another_text(slug: str) -> None:
    """As a view by a filter, or the first of a day: the sums of a large programme still hold."""
    programme_text.KEPT.clear()


def another_sum(slug: str) -> None:
    """As the first view after an editor has changed a sum."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, [slug])


def another_process(slug: str) -> None:
    """As the first view in a process that has summed nothing yet."""
    programme_text.KEPT.clear()
    summing.KEPT.clear()


# What has happened before each view.
BEFORE = {
    "": nothing,
    ", written anew": another_text,
    ", after a change": another_sum,
    ", in a new process": another_process,
}
SLUGS = {"24": "bench-usual", "500": "bench-large"}
HELD = ("", ", written anew", ", after a change")  # what is held to MOST_TIMES; the rest is told
REQUESTS = 4


class Page:
    """What a page costs, in CPU milliseconds of the process and of its database together."""

    def __init__(self, client: Client, slug: str, before: Callable[[str], None]):
        self.client, self.slug, self.before = client, slug, before
        self.spent, self.asked = 0.0, 0
        self.get()
        self.before(slug)
        with CaptureQueriesContext(connection) as queries:
            self.size = len(self.get().content)
        self.queries = len(queries)  # counted now: the next request empties the log

    def get(self) -> HttpResponse:
        return self.client.get(f"/programmes/{self.slug}/")

    def measure(self):
        for _each in range(REQUESTS):
            self.before(self.slug)
            before, backend = time.process_time(), backend_nanoseconds(self.pid)
            self.get()
            self.spent += (time.process_time() - before) * 1000 + (backend_nanoseconds(self.pid) - backend) / 1e6
        self.asked += REQUESTS

    @cached_property
    def pid(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return cursor.fetchone()[0]

    @property
    def cpu(self) -> float:
        return self.spent / self.asked


class Command(BaseCommand):
    help = "Measure the page and the export of 500 measures beside those of 24, uncached; nothing made is kept."

    def add_arguments(self, parser):
        parser.add_argument("--rounds", type=int, default=10)

    def handle(self, *args, rounds, **options):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        settings.ALLOWED_HOSTS = ["*"]
        self.client = Client(HTTP_HOST="localhost")
        self.client.get("/programmes/")  # what is loaded once is loaded
        garbage.settle()  # as a server does
        with transaction.atomic():
            for slug, size in (("bench-usual", USUAL), ("bench-large", LARGE)):
                make(slug, size)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE measures_budgetline, measures_measure, measures_executor, measures_milestone")
            failed = [*self.page(rounds), *self.exports()]
            transaction.set_rollback(True)
        if failed:
            raise CommandError("; ".join(failed))

    def page(self, rounds: int) -> list[str]:
        pages = {
            (number, when): Page(self.client, slug, before)
            for number, slug in SLUGS.items()
            for when, before in BEFORE.items()
        }
        for _round in range(rounds):  # in turn: what else the machine does slows all of them alike
            for page in pages.values():
                page.measure()
        self.stdout.write(f"{'page':<22}{'queries':>8}{'cpu ms':>8}{'KB':>8}{'times':>7}")
        failed = []
        for (number, when), page in pages.items():
            times = page.cpu / pages["24", when].cpu
            self.stdout.write(
                f"{number + when:<22}{page.queries:>8}{page.cpu:>8.1f}{page.size / 1024:>8.0f}{times:>7.1f}"
            )
            failed += [f"{number}{when}: {page.queries} queries, not {MOST_QUERIES}"] * (page.queries > MOST_QUERIES)
            failed += [f"{number}{when}: {times:.1f} times, not {MOST_TIMES}"] * (when in HELD and times > MOST_TIMES)
        return failed

    def exports(self) -> list[str]:
        failed = []
        for kind in ("json", "csv", "xlsx"):
            seconds = self.seconds(f"/programmes/bench-large/data.{kind}")
            self.stdout.write(f"all of 500 as {kind}: {seconds:.1f} s of CPU")
            failed += [f"{kind} in {seconds:.0f} s, not {MOST_SECONDS}"] if seconds > MOST_SECONDS else []
        return failed

    def seconds(self, path: str) -> float:
        """Of CPU, the process and the database together: what one would wait on a machine with nothing else to do."""
        before, backend = time.process_time(), backend_cpu()
        _all = self.client.get(path).content
        return time.process_time() - before + (backend_cpu() - backend) / 1000
