"""The demo's second site: a fictional region with its own name, colour, mark, phones, pages and news."""

from pathlib import Path

from django.core.files.images import ImageFile
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Collection, Site

from home.loading import DATA, PageLoader
from home.models import Hotline, PortalSettings
from home.site_making import Plan, make_site, plant
from portal.loading import Outcome, Report, read_yaml
from services_directory.models import Territory

TERRITORY = "zarechny"
TITLE = "Семьи Заречья"
HOST = "zarechny.localhost"
PAGES, MARK = DATA / "zarechny.yaml", DATA / "zarechny-mark.png"
LOOPBACK = "127.0.0.1"


def load(report: Report, pages: Path = PAGES) -> None:
    """Made once; its pages are then kept equal to their file, like those of the main site."""
    label = PortalSettings._meta.verbose_name_plural
    site = Site.objects.filter(hostname=HOST).first()
    report.count(label, Outcome.UNCHANGED if site else Outcome.CREATED)
    site = site or make()
    plant(site.root_page)
    loader = PageLoader(report, {}, site.root_page.specific)
    for row in read_yaml(pages):
        loader.load(row)


def make() -> Site:
    territory = Territory.objects.get(slug=TERRITORY)
    site = make_site(Plan(TITLE, HOST, territory, 80, PortalSettings.Accent.GREEN, copy_section=False))
    settings = PortalSettings.objects.get(site=site)
    settings.logo, settings.logo_alt = mark(site), _("Знак Заречья: солнце над рекой")
    settings.contacts = _("Сайт для показа. Такого края нет, и звонить по этим номерам некому.")
    settings.hotlines = [
        Hotline(name=_("Линия семьи Заречья (вымышленная)"), phone="+70000000000", hours=_("по будням с 9 до 18"))
    ]
    settings.save()
    return site


def mark(site: Site):
    collection = Collection.objects.get(name=site.site_name)
    with MARK.open("rb") as content:
        return get_image_model().objects.create(
            title=_("Знак Заречья"), collection=collection, file=ImageFile(content, name=MARK.name)
        )


def settle(port: int) -> str:
    """Tell both sites where the demo serves them, and give the second one's address; none where it was removed."""
    for site in Site.objects.filter(is_default_site=True).exclude(hostname=LOOPBACK, port=port):
        site.hostname, site.port = LOOPBACK, port
        site.save()
    for site in Site.objects.filter(hostname=HOST):
        site.port = port
        site.save()
        return site.root_url
    return ""
