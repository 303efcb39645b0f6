"""What a very large programme costs beside a usual one, in one run: its page, and all of it as a file."""

import time

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.making import Size, make

from .bench_pages import backend_cpu

USUAL = Size(measures=24, indicators=15, years=2, sources=3, stages=1, whole_terms=True)
LARGE = Size(measures=500, indicators=40, years=5, sources=4, stages=3, whole_terms=True)
MOST_QUERIES, MOST_TIMES, MOST_SECONDS = 15, 5, 10


class Command(BaseCommand):
    help = "Measure the page and the export of 500 measures beside those of 24, uncached; nothing made is kept."

    def add_arguments(self, parser):
        parser.add_argument("--repeat", type=int, default=20)

    def handle(self, *args, repeat, **options):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        settings.ALLOWED_HOSTS = ["*"]
        self.client = Client(HTTP_HOST="localhost")
        with transaction.atomic():
            for slug, size in (("bench-usual", USUAL), ("bench-large", LARGE)):
                make(slug, size)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE measures_budgetline, measures_measure, measures_executor, measures_milestone")
            failed = [*self.page(repeat), *self.exports()]
            transaction.set_rollback(True)
        if failed:
            raise CommandError("; ".join(failed))

    def page(self, repeat: int) -> list[str]:
        usual, large = (self.measured(f"/programmes/{slug}/", repeat) for slug in ("bench-usual", "bench-large"))
        self.stdout.write(f"{'page':<12}{'queries':>8}{'cpu ms':>8}{'KB':>8}")
        for name, (queries, milliseconds, size) in (("24", usual), ("500", large)):
            self.stdout.write(f"{name:<12}{queries:>8}{milliseconds:>8.1f}{size / 1024:>8.0f}")
        ratio = large[1] / usual[1]
        self.stdout.write(f"500 measures cost {ratio:.1f} times 24")
        return [
            *([f"{large[0]} queries, not {MOST_QUERIES}"] if large[0] > MOST_QUERIES else []),
            *([f"{ratio:.1f} times, not {MOST_TIMES}"] if ratio > MOST_TIMES else []),
        ]

    def measured(self, path: str, repeat: int) -> tuple[int, float, int]:
        """Queries; CPU milliseconds of the process and of its database together; the size."""
        self.client.get(path)
        with CaptureQueriesContext(connection) as queries:
            size = len(self.client.get(path).content)
        asked = len(queries)  # counted now: the next request empties the log
        return asked, self.cpu(path, repeat), size

    def cpu(self, path: str, repeat: int) -> float:
        before, backend = time.process_time(), backend_cpu()
        for _each in range(repeat):
            self.client.get(path)
        return ((time.process_time() - before) * 1000 + backend_cpu() - backend) / repeat

    def exports(self) -> list[str]:
        failed = []
        for kind in ("json", "csv", "xlsx"):
            seconds = self.seconds(f"/programmes/bench-large/data.{kind}")
            self.stdout.write(f"all of 500 as {kind}: {seconds:.1f} s")
            failed += [f"{kind} in {seconds:.0f} s, not {MOST_SECONDS}"] if seconds > MOST_SECONDS else []
        return failed

    def seconds(self, path: str) -> float:
        """Of waiting: the process and the database together."""
        before = time.perf_counter()
        response = self.client.get(path)
        _all = response.content
        return time.perf_counter() - before
