"""For the nightly timer."""

from django.core.management import BaseCommand

from feedback.retention import forget


class Command(BaseCommand):
    help = "Delete contacts of readers whose time is over, and traces of yesterday's limits."

    def handle(self, *args, **options):
        deleted = forget()
        self.stdout.write(", ".join(f"{name}: {number}" for name, number in deleted.items()))
