from django.core.management.base import BaseCommand

from acts.noting import note_all


class Command(BaseCommand):
    help = "Look through every page for the acts and articles that it names. Once, after an update of an older portal."

    def handle(self, *args, **options):
        self.stdout.write(f"{note_all()} pages")
