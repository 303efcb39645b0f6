"""Load the data that the portal is shown with."""

from argparse import RawDescriptionHelpFormatter
from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.core.management.base import DjangoHelpFormatter
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from acts import loading as acts
from editorial import loading as editorial
from events import loading as events
from feedback import loading as feedback
from guidebook import loading as guidebook
from home import demo_english, demo_site
from home import loading as home
from measures import loading as measures
from measures.reports import loading as reports
from navigator import loading as navigator
from portal.formatting import quoted
from portal.loading import DataError, Outcome, Report
from publicity import loading as publicity
from questions import loading as questions
from returns import loading as returns
from rights import loading as rights
from screens import loading as screens
from search.precedents import loading as precedents
from search.wording import loading as wording
from services_directory import loading as directory
from services_directory.models import Territory
from services_directory.region.twin import enter_twice
from usefulness import loading as usefulness

FICTIONAL = "zarechny"
REGION = {"providers": 60, "services": 400, "seed": 1}


@dataclass(frozen=True)
class Stage:
    """A part of the demo data: its name for `--only`, its title, and what loads it."""

    name: str
    title: str
    load: Callable[[Report], None]


def make_region(report: Report) -> None:
    """Made once: its records are nobody's facts, so there is nothing to bring up to date."""
    label = _("вымышленный регион")
    if Territory.objects.filter(slug=FICTIONAL).exists():
        report.count(label, Outcome.UNCHANGED)
    elif "make_region" in get_commands():
        call_command("make_region", **REGION, stdout=report)  # whatever has `write` will do
        enter_twice(FICTIONAL)
        report.count(label, Outcome.CREATED)


# In this order: a stage may refer to the records of those above it.
STAGES = [
    Stage("acts", "Правовые акты", acts.load),
    Stage("directory", "Справочник", directory.load),
    Stage("measures", "Программы", measures.load),
    Stage("home", "Публикации", home.load),
    Stage("english", "Страницы на английском", demo_english.load),
    Stage("navigator", "Навигатор", navigator.load),
    Stage("rights", "Права семьи", rights.load),
    Stage("screens", "Экраны", screens.load),
    Stage("words", "Слова поиска", wording.load),
    Stage("precedents", "Примеры ответов поиска", precedents.load),
    Stage("region", "Вымышленный регион", make_region),
    Stage("events", "События", events.load),
    Stage("site", "Сайт вымышленного края", demo_site.load),
    Stage("reports", "Отчёты вымышленной программы", reports.load),
    Stage("feedback", "Сообщения об ошибках", feedback.load),
    Stage("questions", "Вопросы о программах", questions.load),
    Stage("returns", "Отчёты организаций", returns.load),
    Stage("publicity", "Медиаплан и публикации", publicity.load),
    Stage("usefulness", "Ответы «Страница помогла?»", usefulness.load),
    Stage("links", "Проверка ссылок", editorial.load),
    Stage("guide", "Печатный путеводитель", guidebook.load),
]


class Help(DjangoHelpFormatter, RawDescriptionHelpFormatter):
    """Leaves the list of parts as it is."""


def parts() -> str:
    return "\n".join(f"  {stage.name:<12}{stage.title}" for stage in STAGES)


class Command(BaseCommand):
    help = "Load the demo data from the apps' data files: all of it or nothing. A second run changes nothing."

    def create_parser(self, prog_name, subcommand, **kwargs):
        return super().create_parser(
            prog_name, subcommand, formatter_class=Help, epilog=f"parts, in the order of loading:\n{parts()}", **kwargs
        )

    def add_arguments(self, parser):
        parser.add_argument("--only", nargs="+", metavar="PART", help="only these parts, listed below")

    def handle(self, *args, only, **options):
        if unknown := set(only or ()) - {stage.name for stage in STAGES}:
            names = quoted(sorted(unknown))
            raise CommandError(_("Нет такой части: %(names)s. Есть:\n%(parts)s") % {"names": names, "parts": parts()})
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
