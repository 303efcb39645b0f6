"""The first page of the portal."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from home.models.news import NewsPage
from measures.models import Programme
from portal.pages import PortalPage
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
            "categories": FamilyCategory.objects.published().only("slug", "name"),
            "kinds": HelpKind.objects.kinds().filter(branch=HelpKind.Branch.ACCOMPANIMENT),
            "programmes": programmes_with_counts(),
            "news": NewsPage.objects.published().latest_first()[:LATEST_NEWS],
        }


def programmes_with_counts():
    """Published programmes that set a term, and how many public measures and indicators each has."""
    return (
        Programme.objects.published()
        .exclude(year_to=None)
        .select_related("territory")
        .annotate(
            measure_count=Count("measures", filter=Q(measures__live=True), distinct=True),
            indicator_count=Count("indicators", filter=Q(indicators__live=True), distinct=True),
        )
    )
