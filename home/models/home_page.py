"""The first page of the portal."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from home.models.news import NewsPage
from measures.models import Indicator, Measure, Programme
from portal.gathering import Gathering
from portal.pages import CARD, PortalPage
from portal.routing import forget_site
from services_directory.models import FamilyCategory, HelpKind

LATEST_NEWS = 3


class HomePage(PortalPage):
    """Three tasks: find help, learn how it works, see what is done."""

    content_panels = PortalPage.title_panels
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.SectionPage", "home.NewsIndexPage", "home.MaterialIndexPage"]
    max_count = 1

    class Meta:
        verbose_name = _("главная страница")
        verbose_name_plural = _("главные страницы")

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        forget_site()

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "categories": CATEGORIES(),
            "kinds": KINDS(),
            "programmes": PROGRAMMES(),
            "news": NEWS(),
        }


def programmes_with_counts():
    """Published programmes that set a term, and how many public measures and indicators each has."""
    return (
        Programme.objects.published()
        .exclude(year_to=None)
        .only("slug", "title", "year_from", "year_to", "territory")
        .annotate(measure_count=count_of(Measure), indicator_count=count_of(Indicator))
    )


def count_of(model) -> Coalesce:
    """How many public rows of the model the outer programme has."""
    rows = model.objects.published().filter(programme=OuterRef("pk")).order_by().values("programme")
    return Coalesce(Subquery(rows.values(number=Count("pk")), output_field=IntegerField()), 0)


CATEGORIES = Gathering(lambda: FamilyCategory.objects.published().only("slug", "name"))
KINDS = Gathering(lambda: HelpKind.objects.kinds().filter(branch=HelpKind.Branch.ACCOMPANIMENT).only("slug", "name"))
PROGRAMMES = Gathering(programmes_with_counts, one={"territory": "name"})
NEWS = Gathering(lambda: NewsPage.objects.published().pinned_first().only(*CARD, "date")[:LATEST_NEWS])
