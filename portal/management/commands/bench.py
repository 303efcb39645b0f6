"""`make bench`: search, pages, open data and the server, measured on generated regions of the given sizes."""

import time

from django.core.management import BaseCommand, call_command

from portal.processors import database_seconds

SERVICES_PER_PROVIDER = 20
# Above it Wagtail's own search takes minutes a question and is left out.
MOST_FOR_STOCK = 100_000


class Command(BaseCommand):
    help = "Load the demo data and measure the pages; then measure search on a generated region of each size in turn."

    def add_arguments(self, parser):
        parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])

    def handle(self, *args, sizes, **options):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_demo", stdout=self.stdout)
        call_command("bench_pages", stdout=self.stdout)
        for size in sizes:
            self.stdout.write(f"\n== {size} services ==")
            region = {"providers": size // SERVICES_PER_PROVIDER, "seed": 1, "replace": True}
            call_command("make_region", **region, services=0, no_index=True, stdout=self.stdout)
            wall, cpu = time.perf_counter(), time.process_time() + database_seconds()
            call_command("make_region", **region, services=size, no_index=True, stdout=self.stdout)
            took = f"{time.perf_counter() - wall}/{time.process_time() + database_seconds() - cpu}"
            call_command("rebuild_search", stdout=self.stdout)
            call_command("bench_search", no_stock=size > MOST_FOR_STOCK, rows_took=took, stdout=self.stdout)
            call_command("bench_hsds", no_bulk=size > MOST_FOR_STOCK // 10, stdout=self.stdout)
            call_command("bench_http", stdout=self.stdout)
