"""For the nightly timer."""

from django.core.management import BaseCommand

from usefulness.retention import forget


class Command(BaseCommand):
    help = "Delete what readers said of pages, when its time is over."

    def handle(self, *args, **options):
        deleted = forget()
        self.stdout.write(", ".join(f"{name}: {number}" for name, number in deleted.items()))
