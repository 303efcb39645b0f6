"""What the cards of an answer show."""

import functools
from itertools import repeat
from typing import NamedTuple

from markupsafe import Markup

from portal.speaking import gettext as _
from portal.speaking import label, language
from search import calendars
from search.highlighting import highlighted
from search.models import SearchTerm
from search.query import Result, Row, sentence
from search.terms import PRICE_LABELS
from search.wording.keeping import Kept
from services_directory.distance import distance_words
from services_directory.models import Service, Territory
from services_directory.schedule_words import Line

Group = SearchTerm.Group
# Text and tone.
Badge = tuple[str, str]


class Card(NamedTuple):
    """The words that were asked for are marked. A list of one kind of things says of each when and where, others say of
    which kind it is."""

    url: str
    title: Markup
    summary: Markup
    facts: list[Markup]
    badges: list[Badge]
    kind: str = ""
    hours: Line | None = None
    distance: str = ""


def cards(result: Result) -> list[Card]:
    """In their order."""
    rows, marks, is_list = result.rows, result.marks, result.question.sections_are_fixed
    hours = calendars.lines(row.schedules for row in rows) if is_list else repeat(None)
    return [
        Card(
            row.url,
            highlighted(row.title, marks),
            highlighted(row.summary, marks),
            [highlighted(fact, marks) for fact in row.facts],
            badges,
            kind="" if is_list else label(row.type),
            hours=line,
            distance=distance(row) if is_list else "",
        )
        for row, badges, line in zip(rows, badges_of(rows), hours, strict=False)
    ]


def distance(row: Row) -> str:
    return "" if row.km is None else distance_words(row.km)


def read_badges() -> dict[int, tuple[str, str, str]]:
    """Of every price and form its name and tone."""
    terms = SearchTerm.objects.filter(group__in=[Group.PRICE, Group.FORM], is_public=True)
    terms = terms.order_by("-group", "position", "label")
    return {
        term.pk: (term.value, sentence(term.label), "good" if term.value == Service.Price.FREE else "neutral")
        for term in terms
    }


kept_badges = Kept(read_badges)


def badges_of(rows: list[Row]) -> list[list[Badge]]:
    """Price and form of each; and that what it tells of is made up."""
    spoken, made_up = language(), (_("Вымышленный регион"), "fictional")
    known = [
        (pk, (price_in(spoken, value) if value in PRICE_LABELS else name, tone))
        for pk, (value, name, tone) in kept_badges().items()
    ]
    return [
        [badge for pk, badge in known if pk in row.terms] + ([made_up] if is_fictional(row) else []) for row in rows
    ]


@functools.cache
def price_in(_language: str | None, value: str) -> str:
    """Of the language of the moment, as `portal.speaking` keeps texts."""
    return sentence(str(PRICE_LABELS[value]))


def read_fictional() -> tuple[frozenset[int], frozenset[int]]:
    """Terms of the territories of fictional regions, and of all that are smaller than the country."""
    known = {
        slug: own or bool(region)
        for slug, own, region in Territory.objects.exclude(level=Territory.Level.COUNTRY).values_list(
            "slug", "is_fictional", "parent__is_fictional"
        )
    }
    terms = dict(SearchTerm.objects.filter(group=Group.TERRITORY, value__in=known).values_list("pk", "value"))
    return frozenset(pk for pk, slug in terms.items() if known[slug]), frozenset(terms)


kept_fictional = Kept(read_fictional)


def is_fictional(row: Row) -> bool:
    """All its territories are: what serves the whole country serves a fictional region too, and is none of it."""
    fictional, territories = kept_fictional()
    own = row.terms & territories
    return bool(own) and own <= fictional
