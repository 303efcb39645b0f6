"""What search engines may find: pages and records, each by the queryset that says what is public."""

from collections import defaultdict
from urllib.parse import urljoin
from uuid import UUID

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from wagtail.models import Page

from acts.models import LegalAct
from measures.models import Indicator, Measure, MediaPlanItem, PlanEdition, Programme, ReportingRule
from portal.languages import language_in
from portal.pages import public
from portal.sites import address_of, current, trees_here
from questions.models import Question
from rights.models import Situation
from services_directory.models import FamilyCategory, Practice, Provider, Service


class PageSitemap(Sitemap):
    """The narrative pages of the site. Their addresses need no look at each page's own table."""

    def items(self):
        return public(Page.objects.filter(trees_here())).order_by("path")

    def location(self, item):
        return address_of(item)

    def get_urls(self, *args, **options):
        """Each with the same page in other languages, its own among them."""
        urls = super().get_urls(*args, **options)
        known = self.languages()
        for url in urls:
            url["alternates"] = [
                {"lang_code": code, "location": urljoin(url["location"], address)}
                for code, address in known.get(url["item"].translation_key, ())
            ]
        return urls

    def languages(self) -> dict[UUID, list[tuple[str, str]]]:
        """(language, address) of the pages that stand in several."""
        site, found = current(), defaultdict(list)
        for page in self.items() if site and len(site.homes) > 1 else ():
            found[page.translation_key].append((language_in(page.url_path, site), address_of(page)))
        return {key: pages for key, pages in found.items() if len(pages) > 1}

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
        return self.records.here()

    def lastmod(self, item):
        return item.last_published_at

    def get_latest_lastmod(self):
        """Asked of the database: the stock way would load every record to find the newest."""
        return self.records.here().order_by().aggregate(latest=Max("last_published_at"))["latest"]


def records(model, *fields):
    """The addresses of the model's public records, and nothing more of them."""
    return RecordSitemap(model.objects.published().order_by("pk").only("slug", "last_published_at", *fields))


class MeasureSitemap(RecordSitemap):
    def __init__(self):
        found = Measure.objects.published().select_related("programme").order_by("pk")
        super().__init__(found.only("number", "last_published_at", "programme__slug"))


class ProgrammePagesSitemap(Sitemap):
    """The pages beside a programme's own, where they have something to say."""

    def items(self):
        programmes, this = Programme.objects.published().here().order_by("pk"), OuterRef("pk")
        said = {
            "measures:indicators": Indicator.objects.filter(programme=this, live=True),
            "measures:changes": PlanEdition.objects.filter(programme=this, number__gt=0),
            "measures:discipline": ReportingRule.objects.filter(programme=this),
            "publicity:media-plan": MediaPlanItem.objects.filter(programme=this),
            "questions:answers": Question.objects.published().filter(measure__programme=this),
        }
        return [
            (view, slug)
            for view, records in said.items()
            for slug in programmes.filter(Exists(records)).values_list("slug", flat=True)
        ]

    def location(self, item):
        view, slug = item
        return reverse(view, args=[slug])


class WaysSitemap(Sitemap):
    """Pages that are neither narrative nor a record's own: the doors of other apps, by the names of their views."""

    def items(self):
        return [
            *(
                "navigator:navigator",
                "rights:situations",
                "sharing:embed",
                "measures:discipline_of_all",
                "publicity:coverage",
            ),
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
    "programme-pages": ProgrammePagesSitemap,
    "measures": MeasureSitemap,
    "acts": records(LegalAct),
    "rights": records(Situation),
}
