"""News on the pages of programmes and measures: the latest, of the reader's own site and language."""

from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.functions import Cast, Left

from home.models import NewsPage
from portal.gathering import Gathering, key_at
from portal.languages import home_here
from portal.pages import HOME_DEPTH
from portal.sites import current

SHOWN = 3
TEMPLATE = "home/_news_about.html"
NUMBER = Cast(key_at(1), BigIntegerField())


def latest(about: Q) -> Gathering:
    """What is asked for by the number of the record and the path of the home page."""
    in_tree = NewsPage.objects.published().alias(home=Left("path", HOME_DEPTH * NewsPage.steplen))
    found = in_tree.filter(about, home=key_at(2)).latest_first()
    return Gathering(lambda: found.only("title", "url_path", "date")[:SHOWN])


def linked(through, **to) -> Exists:
    return Exists(through.objects.filter(newspage=OuterRef("pk"), **to))


OF_MEASURE = latest(Q(linked(NewsPage.measures.through, measure=NUMBER)))
# Of the programme itself and of any of its measures.
OF_PROGRAMME = latest(
    Q(linked(NewsPage.programmes.through, programme=NUMBER))
    | Q(linked(NewsPage.measures.through, measure__programme=NUMBER))
)


def of_measure(measure) -> tuple[str, dict]:
    return TEMPLATE, {"news": asked(OF_MEASURE, measure)}


def of_programme(programme) -> tuple[str, dict]:
    return TEMPLATE, {"news": asked(OF_PROGRAMME, programme)}


def asked(gathering: Gathering, record) -> list[NewsPage]:
    """Nothing for a draft that is not saved yet, and where the site has no pages in this language."""
    home = home_here(current())
    return gathering([str(record.pk), home.path]) if record.pk and home else []
