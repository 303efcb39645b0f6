"""`manage.py forget_imports`: delete imported files whose time is over."""

from django.core.management import BaseCommand
from django.utils.translation import gettext as _

from exchange.receiving import forget_old


class Command(BaseCommand):
    help = "Delete imported tables older than IMPORTED_FILES_DAYS; what was loaded from them stays."

    def handle(self, *args, **options):
        self.stdout.write(_("Удалено файлов: %(number)s.") % {"number": forget_old()})
