from django.core.management.base import BaseCommand

from acts.models import LegalAct
from home.models import DocumentText, MaterialPage
from home.reading import read_files_of, read_files_of_act


class Command(BaseCommand):
    help = "Have files of public materials and acts read that were not yet: after an update, or once more with --again."

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="Also those that could not be read")

    def handle(self, *args, again=False, **options):
        if again:
            DocumentText.objects.exclude(fault="").delete()
        pages = MaterialPage.objects.published().values_list("pk", flat=True)
        for page in pages:
            read_files_of(page)
        acts = LegalAct.objects.published().values_list("pk", flat=True)
        for act in acts:
            read_files_of_act(act)
        self.stdout.write(f"{len(pages)} materials, {len(acts)} acts")
