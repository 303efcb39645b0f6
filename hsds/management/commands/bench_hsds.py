"""What the open data cost: queries, CPU of the process and of PostgreSQL, bytes; and how long the archive takes."""

import resource
import statistics
import time

from django.conf import settings
from django.core.management import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hsds import bulk
from hsds.models import Site, Stamp
from hsds.terms import TAXONOMIES, Vocabulary
from portal.management.commands.bench_pages import backend_cpu
from services_directory.models import Location, Provider, Service

BASE = "/api/hsds"


class Command(BaseCommand):
    help = "Measure lists, records, filters and the archive of the open data on the services that are loaded."

    def add_arguments(self, parser):
        parser.add_argument("--repeat", type=int, default=10)
        parser.add_argument("--no-bulk", action="store_true", help="leave the archive out")

    def handle(self, *args, repeat, no_bulk, **options):
        settings.ALLOWED_HOSTS = ["*"]
        self.client = Client(HTTP_HOST="localhost")
        public = Stamp.objects.filter(kind=Stamp.Kind.SERVICE, is_public=True).count()
        self.stdout.write(f"Open data, {public} services at {Site.objects.count()} places; CPU ms")
        self.stdout.write(f"{'address':<58}{'queries':>8}{'cpu':>8}{'pg':>8}{'KB':>8}")
        for path in self.paths():
            self.measure(path, repeat)
        if not no_bulk:
            self.archive()

    def paths(self) -> list[str]:
        """The first page, a far one, a whole one, a record; then each filter."""
        service = Service.objects.published().filter(locations__isnull=False).order_by("-pk").first()
        provider = Provider.objects.published().filter(services__isnull=False).order_by("-pk").first()
        place = Location.objects.published().filter(latitude__isnull=False, address_is_confidential=False).last()
        point = f"lat={place.latitude}&lon={place.longitude}&proximity=5000" if place else "page=1"
        term = next(term for term in Vocabulary().terms if term.parent is None)
        site = Site.objects.filter(service_id=service.pk).first()
        return [
            "/services", "/services?per_page=100", "/services?page=5000", "/services?per_page=100&full=true",
            "/services?minimal=true", f"/services/{service.uuid}",
            "/services?search=психолог", "/services?search=помощь+детям", "/services?search=психолог&page=50",
            f"/services?taxonomy_term_id={term.id}", f"/services?taxonomy_id={TAXONOMIES[0].id}",
            f"/services?organization_id={provider.uuid}", "/services?minimum_age=3&maximum_age=6", "/services?day=SA",
            f"/services?{point}", "/services?modified_after=2020-01-01", "/services?modified_after=2099-01-01",
            "/organizations", "/organizations?per_page=100&full=true", f"/organizations/{provider.uuid}",
            "/service_at_locations", "/service_at_locations?page=5000", f"/service_at_locations?{point}",
            f"/service_at_locations/{site.uuid}", "/taxonomies", "/taxonomy_terms?per_page=100",
        ]  # fmt: skip

    def measure(self, path: str, repeat: int) -> None:
        self.client.get(BASE + path)
        with CaptureQueriesContext(connection) as queries:
            response = self.client.get(BASE + path)
        asked, samples, backend = len(queries), [], backend_cpu()
        for _each in range(repeat):
            before = time.process_time()
            self.client.get(BASE + path)
            samples.append((time.process_time() - before) * 1000)
        database = (backend_cpu() - backend) / repeat
        process, size = statistics.median(samples), len(response.content) / 1024
        self.stdout.write(f"{path[:56]:<58}{asked:>8}{process:>8.1f}{database:>8.1f}{size:>8.1f}")

    def archive(self) -> None:
        """Made anew, whatever there is."""
        bulk.path().unlink(missing_ok=True)
        started = time.monotonic()
        bulk.build()
        seconds, known = time.monotonic() - started, bulk.manifest()
        records = sum(part["count"] for part in known["resources"])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.stdout.write(
            f"Archive: {records} records, {known['bytes'] / 1e6:.1f} MB in {seconds:.1f} s; peak memory {peak:.0f} MB"
        )
