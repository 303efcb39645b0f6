"""For the nightly timer."""

from django.core.management import BaseCommand

from editorial.checking import check
from editorial.models import BrokenLink


class Command(BaseCommand):
    help = "Follow the links of all public pages. The portal's own are judged without a network."

    def add_arguments(self, parser):
        parser.add_argument(
            "--external", action="store_true", help="ask other sites too; never one of a private network"
        )

    def handle(self, *args, external, **options):
        run = check(go_outside=external)
        self.stdout.write(f"pages: {run.pages}, links: {run.links}, broken: {BrokenLink.objects.count()}")
