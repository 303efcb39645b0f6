"""What a very large programme costs beside a usual one, in one run: its page, and all of it as a file."""

import time

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.making import Size, make
from measures.summing import KEPT
from portal import garbage

from .bench_pages import backend_cpu

USUAL = Size(measures=24, indicators=15, years=2, sources=3, stages=1, whole_terms=True)
LARGE = Size(measures=500, indicators=40, years=5, sources=4, stages=3, whole_terms=True)
MOST_QUERIES, MOST_TIMES, MOST_SECONDS = 15, 5, 10

USUAL_PAGE, LARGE_PAGE = "24", "500"
# Each request asks the database whether the sums of the large one still hold; what it costs where they do not is told.
PAGES = (
    (USUAL_PAGE, "bench-usual", True),
    (LARGE_PAGE, "bench-large", True),
    ("500, after a change", "bench-large", False),
)
REQUESTS = 4


class Page:
    """What a page costs, in CPU milliseconds of the process and of its database together."""

    def __init__(self, client: Client, path: str, again: bool):
        self.client, self.path, self.again = client, path, again
        self.spent, self.asked = 0.0, 0
        self.get()
        with CaptureQueriesContext(connection) as queries:
            self.size = len(self.get().content)
        self.queries = len(queries)  # counted now: the next request empties the log

    def get(self) -> HttpResponse:
        if not self.again:
            KEPT.clear()
        return self.client.get(self.path)

    def measure(self):
        before, backend = time.process_time(), backend_cpu()
        for _each in range(REQUESTS):
            self.get()
        self.spent += (time.process_time() - before) * 1000 + backend_cpu() - backend
        self.asked += REQUESTS

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
        pages = {name: Page(self.client, f"/programmes/{slug}/", again) for name, slug, again in PAGES}
        for _round in range(rounds):  # in turn: what else the machine does slows all of them alike
            for page in pages.values():
                page.measure()
        self.stdout.write(f"{'page':<22}{'queries':>8}{'cpu ms':>8}{'KB':>8}{'times':>7}")
        for name, page in pages.items():
            times = page.cpu / pages[USUAL_PAGE].cpu
            self.stdout.write(f"{name:<22}{page.queries:>8}{page.cpu:>8.1f}{page.size / 1024:>8.0f}{times:>7.1f}")
        large = pages[LARGE_PAGE]
        times = large.cpu / pages[USUAL_PAGE].cpu
        return [
            *([f"{large.queries} queries, not {MOST_QUERIES}"] if large.queries > MOST_QUERIES else []),
            *([f"{times:.1f} times, not {MOST_TIMES}"] if times > MOST_TIMES else []),
        ]

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
