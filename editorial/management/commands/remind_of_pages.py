"""For the nightly timer."""

from django.core.management import BaseCommand

from editorial.reminding import remind


class Command(BaseCommand):
    help = "Remind the keepers of pages whose review is due. Safe to run again: each reminder goes once."

    def handle(self, *args, **options):
        done = remind()
        self.stdout.write(f"letters: {done.sent}, pages: {done.told}, failed: {done.failed}, nobody: {done.nobody}")
