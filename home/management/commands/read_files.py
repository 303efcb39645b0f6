from django.core.management.base import BaseCommand

from home.models import DocumentText, MaterialPage
from home.reading import read_files_of


class Command(BaseCommand):
    help = "Have the files of public materials read that were not yet: after an update, or once more with --again."

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="Also those that could not be read")

    def handle(self, *args, again=False, **options):
        if again:
            DocumentText.objects.exclude(fault="").delete()
        pages = MaterialPage.objects.published().values_list("pk", flat=True)
        for page in pages:
            read_files_of(page)
        self.stdout.write(f"{len(pages)} materials")
