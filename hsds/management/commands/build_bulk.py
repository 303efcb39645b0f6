"""Make the archive of open data now, without waiting for a worker."""

from django.core.management import BaseCommand

from hsds import bulk


class Command(BaseCommand):
    help = "Make the archive of the whole directory (/api/hsds/bulk.zip), unless nothing has changed since the last."

    def handle(self, *args, verbosity, **options):
        made = bulk.build()
        if verbosity:
            self.stdout.write(f"{bulk.path()}: {'made' if made else 'up to date, or being made'}")
