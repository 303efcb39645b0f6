"""The first page of the portal."""

from django.utils.translation import gettext_lazy as _

from home.models.news import NewsPage
from measures.models import Programme
from portal.pages import PortalPage
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

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "categories": FamilyCategory.objects.published().only("slug", "name"),
            "kinds": HelpKind.objects.kinds().filter(branch=HelpKind.Branch.ACCOMPANIMENT),
            "programmes": Programme.objects.published().select_related("territory"),
            "news": NewsPage.objects.published().latest_first()[:LATEST_NEWS],
        }
