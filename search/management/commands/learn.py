"""Learn from all answered questions which titles a question leans to."""

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search.precedents import loading
from search.precedents.answered import answered
from search.precedents.classifier import packed
from search.precedents.models import Learned
from search.precedents.training import trained

FILE = loading.FILES / loading.LEARNED


class Command(BaseCommand):
    help = "Learn anew from the examples of answers. Takes a minute or two; the portal uses it within half a minute."

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help=f"put it in search/precedents/data/{FILE.name} too")

    def handle(self, *args, write, **options):
        questions = list(answered())
        if not questions:
            raise CommandError(_("Нет ни одного действующего примера ответа: учиться не на чем."))
        content = packed(trained(questions))
        Learned.put(content, is_shipped=write)
        if write:
            FILE.write_bytes(content)
        self.stdout.write(_("Выучено на примерах: %(number)s.") % {"number": len(questions)})
