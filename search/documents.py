"""What an entry says of a thing, before it is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.text import Truncator
from psycopg.types.json import Jsonb

from search import calendars, language, vector
from search.models import SearchEntry, Type
from search.terms import Group, TermIds
from search.whereabouts import POINT
from services_directory.schedule import Special

COLUMNS = [
    "type",
    "object_id",
    "rank",
    "territories",
    "kinds",
    "categories",
    "traits",
    "places",
    "sort_name",
    "terms",
    "card",
]
# Which terms are counted together.
COLUMN_OF = {
    Group.TERRITORY: "territories",
    Group.KIND: "kinds",
    Group.CATEGORY: "categories",
    Group.FORM: "traits",
    Group.PRICE: "traits",
    Group.AGE: "traits",
}
LONGEST_NAME = SearchEntry._meta.get_field("sort_name").max_length
LONGEST_SUMMARY = 300
LONGEST_LINE = 500


@dataclass(slots=True)
class Document:
    """A public thing: what it is called, what is said of it, and by what it is narrowed."""

    type: Type
    object_id: int
    title: str
    url: str
    rank: int
    names: Iterable[str] = ()
    texts: Iterable[str] = ()
    summary: str = ""
    facts: Iterable[str] = ()
    facets: dict[Group, Iterable] = field(default_factory=dict)
    places: tuple[int, ...] = ()
    closing: Special | None = None
    is_for_some: bool = False

    @property
    def sources(self) -> Iterator[tuple[Group, str]]:
        return ((group, str(source)) for group, sources in self.facets.items() for source in sources)

    def row(self, terms: TermIds) -> list:
        """The values of `COLUMNS`; `terms` must have learnt the document's sources."""
        columns = {"territories": "", "kinds": "", "categories": "", "traits": ""}
        ids: list[int] = []
        for group, sources in self.facets.items():
            found = terms.of(group, sources)
            ids += found
            name = COLUMN_OF[group]
            columns[name] = " ".join([columns[name], *map(str, found)]).lstrip()
        schedules = terms.whereabouts.schedules(self.places, self.closing)
        points = terms.whereabouts.points(self.places)
        marks = [*(f"{calendars.MARK}{pk}" for pk in schedules), *(f"{POINT}{pk}" for pk in points)]
        marks += [vector.FOR_SOME.strip("'")] if self.is_for_some else []
        return [
            self.type,
            self.object_id,
            self.rank,
            *columns.values(),
            " ".join(map(str, points)),
            language.key(self.title)[:LONGEST_NAME],
            vector.vector(self.type.section, self.title, self.names, self.texts, ids, marks),
            Jsonb({**self.card, "schedules": schedules}),
        ]

    @property
    def card(self) -> dict:
        return {
            "title": self.title[:LONGEST_LINE],
            "url": self.url,
            "summary": shortened(self.summary),
            "facts": [fact[:LONGEST_LINE] for fact in self.facts if fact],
        }


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SUMMARY else Truncator(text).chars(LONGEST_SUMMARY)


def rows_of(documents: list[Document], terms: TermIds) -> list[list]:
    terms.learn(source for document in documents for source in document.sources)
    terms.whereabouts.learn(
        (place for document in documents for place in document.places),
        ((document.places, document.closing) for document in documents),
    )
    return [document.row(terms) for document in documents]
