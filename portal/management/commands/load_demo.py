"""Load the data that the portal is shown with."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.loading import DataError, Outcome, Report
from services_directory.models import Territory

REGION = {"providers": 60, "services": 400, "seed": 1}
FICTIONAL = "zarechny"


@dataclass(frozen=True)
class Stage:
    """A part of the demo data: its name for `--only`, its title, and what loads it."""

    name: str
    title: str
    load: Callable[[Report], None]


def loader(module: str) -> Callable[[Report], None]:
    """`load` of that app's loading module, imported when the command runs."""

    def load(report: Report) -> None:
        if find_spec(module):
            import_module(module).load(report)

    return load


def make_region(report: Report) -> None:
    """The fictional region is made once: its records are nobody's facts, so there is nothing to bring up to date."""
    exists = Territory.objects.filter(slug=FICTIONAL).exists()
    if not exists and "make_region" in get_commands():
        call_command("make_region", **REGION)
        report.count(_("вымышленный регион"), Outcome.CREATED)
    elif exists:
        report.count(_("вымышленный регион"), Outcome.UNCHANGED)


# In this order: a stage may refer to the records of those above it.
STAGES = [
    Stage("acts", "Правовые акты", loader("acts.loading")),
    Stage("directory", "Справочник", loader("services_directory.loading")),
    Stage("measures", "Программы", loader("measures.loading")),
    Stage("home", "Публикации", loader("home.loading")),
    Stage("region", "Вымышленный регион", make_region),
]


class Command(BaseCommand):
    help = "Load the demo data from the apps' data files: all of it or nothing. A second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--only", nargs="+", choices=[stage.name for stage in STAGES], help="only these stages")

    def handle(self, *args, only, **options):
        report = Report(self.stdout.write)
        try:
            with override("ru"), transaction.atomic():
                self.load(report, [stage for stage in STAGES if not only or stage.name in only])
        except DataError as error:
            raise CommandError(_("Ничего не загружено. %(error)s") % {"error": error}) from None

    def load(self, report: Report, stages: list[Stage]):
        for stage in stages:
            with report.stage(stage.title):
                stage.load(report)
        self.stdout.write(self.style.SUCCESS(report.summary()))
