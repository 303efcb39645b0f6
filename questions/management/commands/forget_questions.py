"""For the nightly timer."""

from django.core.management import BaseCommand

from questions.retention import forget


class Command(BaseCommand):
    help = "Erase what askers wrote, where the question was decided long enough ago. What is published stays."

    def handle(self, *args, **options):
        self.stdout.write(f"originals: {forget()}")
