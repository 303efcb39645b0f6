"""Learn from all answered questions which titles a question leans to."""

from django.core.management import BaseCommand
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from search.precedents import loading
from search.precedents.answered import answered
from search.precedents.classifier import packed
from search.precedents.models import Learned, Precedent
from search.precedents.training import trained

FILE = loading.FILES / loading.LEARNED


class Command(BaseCommand):
    help = "Learn from the examples of answers that have changed since. Of a hundred thousand in a minute or two."

    def add_arguments(self, parser):
        parser.add_argument(
            "--write", action="store_true", help=f"learn anyhow, and put it in search/precedents/data/{FILE.name} too"
        )

    def handle(self, *args, write, **options):
        if not write and not have_changed():
            self.stdout.write(_("Примеры с тех пор не менялись, учиться нечему."))
            return
        read_at = timezone.now()
        questions = list(answered())
        content = packed(trained(questions))
        Learned.put(content, is_shipped=write, read_at=read_at)
        if write:
            FILE.write_bytes(content)
        self.stdout.write(_("Выучено на примерах: %(number)s.") % {"number": len(questions)})


def have_changed() -> bool:
    """Some example has been written or edited since those were read of which what is known was learned."""
    last = Precedent.objects.aggregate(last=Max("updated_at"))["last"]
    known = Learned.objects.first()
    return last is not None and (known is None or last > known.updated_at)
