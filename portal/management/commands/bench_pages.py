"""What each public page costs: queries, CPU of the process and of PostgreSQL, bytes over the wire."""

import gzip
import statistics
import time
from collections.abc import Callable

from django.conf import settings
from django.core.management import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from acts.models import LegalAct
from home.models import GuidePage, MaterialPage, NewsPage
from measures import programme_text
from measures.models import Measure, Programme
from portal import garbage
from portal.processors import backend_nanoseconds
from search import kept_answers
from services_directory.models import FamilyCategory, Practice, Provider, Service

# What a process keeps of answers and texts.
STORES = programme_text.KEPT, kept_answers.KEPT


def nothing() -> None:
    """As most views are."""


def forget() -> None:
    """As where nobody has asked before."""
    for store in STORES:
        store.clear()


class Command(BaseCommand):
    help = "Measure every kind of public page on the data that is loaded, and anew what keeps its own text."

    def add_arguments(self, parser):
        parser.add_argument("--repeat", type=int, default=30)

    def handle(self, *args, repeat, **options):
        settings.ALLOWED_HOSTS = ["*"]
        self.client = Client(HTTP_HOST="localhost")
        garbage.settle()  # as a server does
        self.stdout.write(
            f"{'page':<46}{'queries':>8}{'cpu ms':>8}{'pg ms':>7}{'anew: cpu':>11}{'pg':>6}{'html KB':>9}{'gzip KB':>9}"
        )
        for path in self.paths():
            self.measure(path, repeat)

    def paths(self) -> list[str]:
        """One address of each kind, the fullest of its kind where kinds differ."""
        programme = Programme.objects.published().get(slug="tatarstan-2016-2017")
        measure = Measure.objects.published().filter(programme=programme).first()
        services = Service.objects.published()
        return [
            "/", "/support/", GuidePage.objects.published().first().url,
            "/news/", NewsPage.objects.published().latest_first().first().url,
            "/materials/", MaterialPage.objects.published().in_order().first().url,
            "/acts/", LegalAct.objects.published().in_order().first().get_absolute_url(),
            "/services/", "/services/?q=психолог", "/services/?q=помощь+семье&price=free",
            "/search/?q=многодетная+семья", "/api/search/?q=психолог", "/api/suggest/?q=пси",
            services.filter(provider__territory__parent__slug="zarechny").first().get_absolute_url(),
            "/providers/", Provider.objects.published().filter(services__isnull=False).first().get_absolute_url(),
            "/categories/", FamilyCategory.objects.published().first().get_absolute_url(),
            "/practices/", Practice.objects.published().first().get_absolute_url(),
            "/programmes/", programme.get_absolute_url(), f"{programme.get_absolute_url()}indicators/",
            measure.get_absolute_url(), f"{programme.get_absolute_url()}data.json",
        ]  # fmt: skip

    def measure(self, path: str, repeat: int):
        self.client.get(path)
        with CaptureQueriesContext(connection) as queries:
            response = self.client.get(path)
        asked = len(queries)  # counted now: the next request empties the log
        if response.status_code != 200:
            self.stdout.write(f"{path:<46}{response.status_code:>8}")
            return
        process, database = self.cpu(path, repeat, nothing)
        kept = any(store.entries for store in STORES)
        anew = [f"{cost:.1f}" for cost in self.cpu(path, repeat, forget)] if kept else ["", ""]
        size, packed = len(response.content), len(gzip.compress(response.content, 6))
        self.stdout.write(
            f"{path:<46}{asked:>8}{process:>8.1f}{database:>7.1f}{anew[0]:>11}{anew[1]:>6}"
            f"{size / 1024:>9.1f}{packed / 1024:>9.1f}"
        )
        forget()

    def cpu(self, path: str, repeat: int, before: Callable[[], None]) -> tuple[float, float]:
        """Median CPU ms of this process, mean CPU ms of its PostgreSQL backend."""
        samples = []
        backend = backend_cpu()
        for _ in range(repeat):
            before()
            started = time.process_time()
            self.client.get(path)
            samples.append((time.process_time() - started) * 1000)
        return statistics.median(samples), (backend_cpu() - backend) / repeat


def backend_cpu() -> float:
    """CPU ms that the PostgreSQL backend of this connection has used; 0 where it runs elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    try:
        return backend_nanoseconds(pid) / 1e6
    except OSError:
        return 0.0
