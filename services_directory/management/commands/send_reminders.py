"""For the daily timer."""

from django.core.management import BaseCommand

from services_directory.reminding import remind


class Command(BaseCommand):
    help = "Remind institutions of cards that are due to be checked. Safe to run again: each reminder goes once."

    def handle(self, *args, **options):
        outcome = remind()
        self.stdout.write(
            f"letters: {outcome.sent}, cards: {outcome.told}, failed: {outcome.failed}, no address: {outcome.nobody}"
        )
