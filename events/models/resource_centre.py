"""A resource centre: who teaches those who work with families, when, and by what."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from events import panels
from events.gathering import ON_CARD, TERRITORY
from events.models.event import SHOWN_DATES, EventPage
from home.models import MaterialPage
from portal.blocks import BodyBlock
from portal.gathering import KEY, Gathering
from portal.pages import PortalPage
from services_directory.models import Practice
from services_directory.models.location import LOCATIONS_OF_PROVIDER

MOST_PAST, MOST_MATERIALS = 5, 12


class ResourceCentrePage(PortalPage):
    """Its words are its editor's; plan, contacts, practices and materials come live from where they are kept."""

    provider = models.ForeignKey(
        "services_directory.Provider",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("организация"),
        help_text=_("Её места и телефоны покажутся сами"),
    )
    territory = models.ForeignKey(
        "services_directory.Territory",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("территория"),
        help_text=_("Её практики и материалы покажутся сами"),
    )
    body = StreamField(BodyBlock(), verbose_name=_("чем занимается"), blank=True)
    methods = StreamField(BodyBlock(), verbose_name=_("методическая помощь"), blank=True)
    internships = StreamField(
        BodyBlock(),
        verbose_name=_("о стажировках"),
        blank=True,
        help_text=_("Кому и как попасть. Сами стажировки — события вида «стажировка»"),
    )

    content_panels = [*PortalPage.title_panels, *panels.CENTRE, *PortalPage.source_panels]
    shown_with = {
        **PortalPage.shown_with,
        "provider": "slug name full_name summary live website",
        "territory": "slug name short_name is_fictional",
    }
    parent_page_types = ["home.HomePage", "events.EventIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("ресурсный центр")
        verbose_name_plural = _("ресурсные центры")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **self.live_parts()}

    def live_parts(self) -> dict:
        """Plan, contacts, practices and materials, as they are now where they are kept."""
        provider = self.provider if self.provider and self.provider.live else None
        coming = PLAN(self.pk) if self.pk else []
        internship = EventPage.Kind.INTERNSHIP
        return {
            "provider": provider,
            "locations": LOCATIONS_OF_PROVIDER(provider.pk) if provider else [],
            "plan": [event for event in coming if event.kind != internship],
            "places_to_learn": [event for event in coming if event.kind == internship],
            "held": HELD(self.pk) if self.pk else [],
            "practices_of_region": PRACTICES(self.territory_id) if self.territory_id else [],
            "materials": MATERIALS(self.pk) if self.pk else [],
        }


def events_of_centre():
    return EventPage.objects.published().filter(centre=KEY).only(*ON_CARD)


def materials_of_centre():
    """Those on the practices of its territory, and those that rest on the same act."""
    centre = ResourceCentrePage.objects.filter(pk=KEY)
    local = Practice.objects.filter(materials=models.OuterRef("pk"), territory__in=centre.values("territory"))
    near = models.Exists(local) | models.Q(source_act__in=centre.values("source_act"))
    return MaterialPage.objects.published().filter(near).in_order().for_list()[:MOST_MATERIALS]


PLAN = Gathering(lambda: events_of_centre().coming(), one=TERRITORY, rows={"dates": SHOWN_DATES})
HELD = Gathering(lambda: events_of_centre().past()[:MOST_PAST], one=TERRITORY, rows={"dates": SHOWN_DATES})
PRACTICES = Gathering(
    lambda: (
        Practice.objects.published().filter(territory=KEY).only("slug", "name", "summary").order_by("number", "name")
    )
)
MATERIALS = Gathering(materials_of_centre)
