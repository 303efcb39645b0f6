"""The search says when an event is, and the dates of a page are saved after it; a new site has a list of events."""

from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext as _

from events.models import EventDate, EventIndexPage
from home.site_making import planted, put
from search.indexing import index
from search.models import Type
from search.sources import BY_TYPE


def date_changed(sender, instance, raw=False, **kwargs) -> None:
    if not raw:
        index(BY_TYPE[Type.PAGE], [instance.page_id])


def site_planted(sender, home, **kwargs) -> None:
    put(home, EventIndexPage(title=_("События"), slug="events"))


def connect() -> None:
    post_save.connect(date_changed, sender=EventDate)
    post_delete.connect(date_changed, sender=EventDate)
    planted.connect(site_planted)
