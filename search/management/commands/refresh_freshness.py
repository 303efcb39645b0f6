"""For the nightly timer."""

from django.core.management import BaseCommand

from search.stale import refresh


class Command(BaseCommand):
    help = "Take cards that nobody has checked for too long out of the lists, and put those that were checked back."

    def handle(self, *args, **options):
        self.stdout.write(f"cards: {refresh()}")
