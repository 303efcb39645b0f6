"""For the daily timer."""

from django.core.management import BaseCommand

from measures.reports.opening import open_due
from measures.reports.reminding import remind


class Command(BaseCommand):
    help = "Open reporting periods that are due and remind of reports. Safe to run again: each reminder goes once."

    def handle(self, *args, **options):
        opened, outcome = open_due(), remind()
        self.stdout.write(f"periods: {opened.periods}, reports: {opened.reports}, deadlines moved: {opened.moved}")
        sent = f"letters: {outcome.sent}, of reports: {outcome.told}"
        self.stdout.write(f"{sent}, failed: {outcome.failed}, no address: {outcome.nobody}")
