"""Let the search know which events are over. To be run every night."""

import datetime

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventDate
from search.indexing import index
from search.models import Type
from search.sources import BY_TYPE

# Longer than any pause of a nightly timer; what is indexed anew and has not changed is not written.
BACK = datetime.timedelta(days=30)


class Command(BaseCommand):
    help = "Put events that are over below other pages in the search."

    def handle(self, *args, **options):
        now = timezone.now()
        over = EventDate.objects.filter(ends__lte=now, ends__gt=now - BACK)
        ids = sorted(set(over.values_list("page_id", flat=True)))
        index(BY_TYPE[Type.PAGE], ids)
        self.stdout.write(_("Событий, у которых прошла дата: %(number)s") % {"number": len(ids)})
