"""`manage.py import_directory FILE`: bring a table into the directory, or say what it would do."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.base import File
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from exchange.columns import KINDS
from exchange.headings import missing
from exchange.models import Import
from exchange.planning import Outcome
from exchange.receiving import receive
from exchange.running import check, load
from portal.tables import FileRefused

SHOWN = 20


class Command(BaseCommand):
    help = "Import organisations, places or services from XLSX or CSV; --dry-run only says what would change."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=KINDS, help="what a row is; told by the headings where not named")
        parser.add_argument("--sheet", default="")
        parser.add_argument("--user", default="", help="in whose name; needed to publish")
        parser.add_argument("--publish", action="store_true", help="publish at once; otherwise drafts")
        parser.add_argument("--clear", action="store_true", help="an empty cell takes the value away")
        parser.add_argument("--skip-refused", action="store_true", help="load the other rows all the same")
        parser.add_argument("--reveal", action="store_true", help="show addresses that are hidden, where FILE says so")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args, file, dry_run, **options):
        importing = self.received(file, options)
        check(importing)
        self.say(importing)
        if importing.state != Import.State.CHECKED:
            raise CommandError(importing.message)
        if not dry_run:
            importing.may_reveal = options["reveal"]
            importing.save()
            load(importing)
            if importing.state != Import.State.DONE:
                raise CommandError(importing.message)
            self.stdout.write(_("Загружено записей: %(number)s.") % {"number": importing.to_load})

    def received(self, path: Path, options: dict) -> Import:
        user = get_user_model().objects.filter(username=options["user"]).first()
        if options["user"] and not user:
            raise CommandError(_("Нет пользователя %(name)s.") % {"name": options["user"]})
        try:
            with path.open("rb") as file:
                importing = receive(File(file), path.name, user, KINDS.get(options["kind"]), options["sheet"])
        except FileNotFoundError:
            raise CommandError(_("Файла %(name)s нет.") % {"name": path}) from None
        except FileRefused as error:
            raise CommandError(str(error)) from None
        importing.publishes, importing.clears = options["publish"], options["clear"]
        importing.skips_refused = options["skip_refused"]
        importing.save()
        return importing

    def say(self, importing: Import) -> None:
        kind = importing.exchanged
        self.stdout.write(f"{kind.label}: {importing.sheet}")
        for note in importing.notes:
            self.stdout.write(f"  {note}")
        if absent := missing(kind, importing.order.columns):
            self.stdout.write(_("  Нет столбцов: %(names)s") % {"names": ", ".join(absent)})
        for _value, label, number in importing.outcome_counts:
            self.stdout.write(f"  {label}: {number}")
        for row in importing.rows.filter(outcome=Outcome.REFUSED)[:SHOWN]:
            reasons = "; ".join(" ".join(filter(None, reason)) for reason in row.reasons)
            self.stdout.write(f"  {row.number}. {row.title}: {reasons}")
        for row in importing.rows.exclude(reveals="")[:SHOWN]:
            self.stdout.write(f"  {row.number}. {row.title}: {row.reveals}")
