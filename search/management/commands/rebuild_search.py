"""Write the search index anew."""

import time

from django.core.management import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from search.models import Type
from search.rebuilding import rebuild


class Command(BaseCommand):
    help = "Write the search index anew from the public records. Visitors read the old one until it is done."

    def add_arguments(self, parser):
        parser.add_argument("--type", nargs="+", choices=Type.values, default=Type.values, help="only these types")

    def handle(self, *args, **options):
        start = time.monotonic()
        with override("ru"):
            written = rebuild([Type(each) for each in options["type"]], self.progress)
            seconds = time.monotonic() - start
            done = _("Готово: записей %(written)s за %(seconds).1f с") % {"written": written, "seconds": seconds}
        self.stdout.write(self.style.SUCCESS(done))

    def progress(self, label: str, done: int) -> None:
        self.stdout.write(f"{label}: {done}")
