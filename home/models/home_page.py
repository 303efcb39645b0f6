"""The first page of the portal."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce, Left
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission, WorkflowPage

from home.models.news import NewsPage
from measures.models import Indicator, Measure, Programme
from portal.gathering import KEY, Gathering
from portal.pages import CARD, HOME_DEPTH, PortalPage
from portal.sites import forget_sites, shown
from services_directory.models import FamilyCategory, HelpKind

LATEST_NEWS = 3


class HomePage(PortalPage):
    """Three tasks: find help, learn how it works, see what is done."""

    content_panels = PortalPage.title_panels
    parent_page_types = ["wagtailcore.Page"]
    # `manage.py make_site` makes one with its site, settings and groups.
    is_creatable = False
    subpage_types = [
        *("home.SectionPage", "home.NewsIndexPage", "home.MaterialIndexPage"),
        *("events.EventIndexPage", "events.ResourceCentrePage"),
    ]

    class Meta:
        verbose_name = _("главная страница")
        verbose_name_plural = _("главные страницы")

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        forget_sites()

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "categories": CATEGORIES(),
            "kinds": KINDS(),
            "programmes": shown(PROGRAMMES()),
            "news": NEWS(self.path),
        }


@receiver(post_save, sender=HomePage)
def share_rights(instance: HomePage, created: bool, **signal) -> None:
    """A translated home page is kept by those who keep the original."""
    original = instance.get_translations().order_by("pk").first() if created else None
    if original is None:
        return
    for right in GroupPagePermission.objects.filter(page=original.page_ptr):
        GroupPagePermission.objects.create(group=right.group, page=instance.page_ptr, permission=right.permission)
    for own in WorkflowPage.objects.filter(page=original.page_ptr):
        WorkflowPage.objects.create(page=instance.page_ptr, workflow=own.workflow)


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
# Those of one tree, by the path of its home page.
NEWS = Gathering(
    lambda: (
        NewsPage.objects.published()
        .alias(home=Left("path", HOME_DEPTH * NewsPage.steplen))
        .filter(home=KEY)
        .pinned_first()
        .only(*CARD, "date")[:LATEST_NEWS]
    )
)
