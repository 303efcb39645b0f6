"""What an entry says of a thing, before it is written."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.text import Truncator
from psycopg.types.json import Jsonb

from search import language, ranks, vector
from search.models import SearchEntry, Section, Type
from search.terms import NO_TERRITORY, Group, TermIds
from services_directory.schedule import Special

COLUMNS = [
    "type",
    "object_id",
    "rank",
    "territories",
    "traits",
    "places",
    "sort_name",
    "terms",
    "card",
]
# Terms that a card shows.
TRAITS = {Group.FORM, Group.PRICE, Group.AGE}
LONGEST_NAME = SearchEntry._meta.get_field("sort_name").max_length
LONGEST_SUMMARY = 300
# In the section of pages, what is none.
RECORD = "#r"
LONGEST_LINE = 500
# Letters as they are: a Russian one would otherwise be written, sent and read as six characters.
encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def distinct_words(texts: Iterable[str]) -> list[str]:
    """Of files, each word once: a file says the same things many times over."""
    return [" ".join(dict.fromkeys(language.tokens(text))) for text in texts]


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
    site: int | None = None
    # Those for whom the title says it is, its last words.
    audience: str = ""
    # The page or act whose file is read too: an answer may show where the file says it.
    file_of: int | None = None

    @property
    def borne(self) -> Iterator[tuple[Group, tuple]]:
        """What it is narrowed by, as `TermIds` takes it."""
        return ((group, tuple(sources)) for group, sources in self.facets.items())

    def row(self, terms: TermIds) -> list:
        """The values of `COLUMNS`; `terms` must have learnt what the document bears."""
        own = [ranks.lexeme(self.rank), *([vector.FOR_SOME] if self.is_for_some else []), *self.shown_on]
        lexemes = list(map(vector.quoted, own))
        borne = {group: terms.borne(group, sources) for group, sources in self.borne}
        lexemes += [found.lexemes for found in borne.values()]
        traits = " ".join(found.ids for group, found in borne.items() if group in TRAITS and found.ids)
        where = terms.whereabouts.of(self.places, self.closing)
        return [
            self.type,
            self.object_id,
            self.rank,
            borne[Group.TERRITORY].ids if Group.TERRITORY in borne else "",
            traits,
            where.points,
            sort_name(self.title),
            self.vector([*lexemes, where.lexemes]),
            Jsonb({**self.card, "schedules": where.schedules}, encoded),
        ]

    def vector(self, lexemes: Iterable[str]) -> str:
        return vector.vector(self.type.section, self.title, self.names, self.texts, lexemes, self.audience)

    @property
    def shown_on(self) -> list[str]:
        """Which sites list it, beside what its territories say (search.within)."""
        if self.type == Type.PAGE:
            return [of_site(self.site)]
        return [
            *([] if self.facets.get(Group.TERRITORY) else [NO_TERRITORY]),
            *([RECORD] if self.type.section == Section.PAGE else []),
        ]

    @property
    def card_title(self) -> str:
        return self.title[:LONGEST_LINE]

    @property
    def card(self) -> dict:
        return {
            "title": self.card_title,
            "url": self.url,
            "summary": shortened(self.summary),
            "facts": [fact[:LONGEST_LINE] for fact in self.facts if fact],
            **({"file_of": self.file_of} if self.file_of else {}),
        }


def sort_name(title: str) -> str:
    return language.key(title)[:LONGEST_NAME]


def of_site(site: int | None) -> str:
    """The lexeme of the pages of a site."""
    return f"#s{site or 0}"


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SUMMARY else Truncator(text).chars(LONGEST_SUMMARY)


def rows_of(documents: list[Document], terms: TermIds) -> Iterator[list]:
    """Nothing is asked of the database once the first row is there, so a COPY may take them as they are made."""
    terms.learn(borne for document in documents for borne in document.borne)
    terms.whereabouts.learn(
        (place for document in documents for place in document.places),
        ((document.places, document.closing) for document in documents),
    )
    return (document.row(terms) for document in documents)
