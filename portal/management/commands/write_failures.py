"""`manage.py write_failures`: the pages that nginx shows by itself.

More sent than is taken (413), too many questions of one address (429), a portal that is down or stuck (502). They are
written where docs/deploy/nginx.conf looks for them, beside the static files, whose addresses stand in them.
"""

from django.conf import settings
from django.core.management import BaseCommand
from django.template.loader import render_to_string
from django.utils import translation

from portal.made_files import written_whole

FAILURES = (413, 429, 502)


class Command(BaseCommand):
    help = "Write the pages that nginx shows by itself; after collectstatic."

    def handle(self, *args, **options):
        for language, _name in settings.LANGUAGES:
            for status in FAILURES:
                place = settings.VAR_DIR / "failures" / language / f"{status}.html"
                with translation.override(language), written_whole(place) as page:
                    page.write(render_to_string(f"{status}.html").encode())
