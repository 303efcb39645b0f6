"""Make a fictional region to show and measure the portal with."""

import datetime

from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from services_directory.region.making import NotReady, make
from services_directory.region.plan import FULL_UP_TO, Plan

INDEX_COMMAND = "rebuild_search"


class Command(BaseCommand):
    help = (
        "Make a fictional region. With the same slug, sizes, seed and day every value is the same, but for primary "
        f"keys. Above {FULL_UP_TO} services each has one step, one document and one tariff at most; titles, places, "
        "categories and all that is searched by stay as they are."
    )

    def add_arguments(self, parser):
        parser.add_argument("--providers", type=int, default=60)
        parser.add_argument("--services", type=int, default=400)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--slug", default="zarechny")
        parser.add_argument("--replace", action="store_true", help="remove the region of that slug first")
        parser.add_argument(
            "--today",
            type=datetime.date.fromisoformat,
            default=None,
            help="the day that «verified», tariffs and places are counted from, as 2026-05-03; by default this day",
        )
        parser.add_argument("--no-index", action="store_true", help="leave the search index alone")

    def handle(self, *args, providers, services, seed, slug, replace, today, no_index, **options):
        if providers < 1 or services < 0:
            raise CommandError(_("Нужна хотя бы одна организация и не меньше нуля услуг."))
        plan = Plan(slug, providers, services, seed, today or localdate())
        try:
            make(plan, self.stdout.write, replace=replace)
        except NotReady as reason:
            raise CommandError(str(reason)) from None
        # The directory knows nothing of the search but the name of its command.
        if not no_index and INDEX_COMMAND in get_commands():
            call_command(INDEX_COMMAND, stdout=self.stdout)
