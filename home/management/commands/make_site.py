"""Make a site of a region or an institution beside the main one, or make the main one theirs."""

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from home.models import PortalSettings
from home.site_making import CannotMake, Plan, make_main, make_site
from services_directory.models import Territory


class Command(BaseCommand):
    help = "Make a site: its tree of pages, its settings, groups, collection and approval. See docs/sites.md."

    def add_arguments(self, parser):
        parser.add_argument("title", help="as its header says it: «Семьи Заречья»")
        parser.add_argument("host", help="help.region.example")
        parser.add_argument("--port", type=int, default=443)
        parser.add_argument("--territory", help="the slug of what it serves; without one it shows everything")
        parser.add_argument("--accent", choices=PortalSettings.Accent.values, default=PortalSettings.Accent.PLUM)
        parser.add_argument(
            "--bare", action="store_true", help="with an empty section instead of a copy of the main one"
        )

        parser.add_argument(
            "--main", action="store_true", help="make no second site: the main one gets this name, host and territory"
        )

    def handle(self, *args, title, host, port, territory, accent, bare, main, **options):
        with override("ru"):
            try:
                place = self.place(territory)
                plan = Plan(title, host, place, port, accent, copy_section=not bare)
                site = make_main(plan) if main else make_site(plan)
            except CannotMake as reason:
                raise CommandError(str(reason)) from None
            self.stdout.write(
                _("Сайт %(address)s готов. Добавьте его имя в ALLOWED_HOSTS.") % {"address": site.root_url}
            )

    def place(self, slug: str | None) -> Territory | None:
        found = Territory.objects.filter(slug=slug).first() if slug else None
        if slug and found is None:
            raise CannotMake(_("Территории «%(slug)s» нет в справочнике.") % {"slug": slug})
        return found
