"""What search engines may find: pages and records, each by the queryset that says what is public."""

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse
from wagtail.models import Page, Site

from acts.models import LegalAct
from measures.models import Measure, Programme
from portal.pages import public
from rights.models import Situation
from services_directory.models import FamilyCategory, Practice, Provider, Service


class PageSitemap(Sitemap):
    """The narrative pages of the default site. Their addresses need no look at each page's own table."""

    def items(self):
        root = Site.objects.select_related("root_page").get(is_default_site=True).root_page
        return public(Page.objects.descendant_of(root, inclusive=True)).order_by("path")

    def location(self, item):
        return item.get_url()

    def lastmod(self, item):
        return item.last_published_at

    def get_latest_lastmod(self):
        return self.items().order_by().aggregate(latest=Max("last_published_at"))["latest"]


class RecordSitemap(Sitemap):
    """The published records of one kind."""

    limit = 10_000

    def __init__(self, records):
        self.records = records

    def items(self):
        return self.records.all()

    def lastmod(self, item):
        return item.last_published_at

    def get_latest_lastmod(self):
        """Asked of the database: the stock way would load every record to find the newest."""
        return self.records.order_by().aggregate(latest=Max("last_published_at"))["latest"]


def records(model, *fields):
    """The addresses of the model's public records, and nothing more of them."""
    return RecordSitemap(model.objects.published().order_by("pk").only("slug", "last_published_at", *fields))


class MeasureSitemap(RecordSitemap):
    def __init__(self):
        found = Measure.objects.published().select_related("programme").order_by("pk")
        super().__init__(found.only("number", "last_published_at", "programme__slug"))


class WaysSitemap(Sitemap):
    """Pages that are neither narrative nor a record's own: the doors of other apps, by the names of their views."""

    def items(self):
        return [
            *("navigator:navigator", "rights:situations", "sharing:embed", "measures:discipline_of_all"),
            *("feedback:report", "feedback:consent", "hsds:profile", "home:display", "guidebook:guide"),
        ]

    def location(self, item):
        return reverse(item)


SITEMAPS = {
    "pages": PageSitemap,
    "ways": WaysSitemap,
    "services": records(Service),
    "providers": records(Provider),
    "categories": records(FamilyCategory),
    "practices": records(Practice),
    "programmes": records(Programme),
    "measures": MeasureSitemap,
    "acts": records(LegalAct),
    "rights": records(Situation),
}
