"""Completions of the first letters: kinds of help, families, names of services, organisations, pages.

Each label stands under the keys by which people may start: from every telling word of it on, and its synonyms. Services
share names, so a name is suggested once and leads to the list of all that bear it.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote_plus, urlencode

from django.db import connection
from django.urls import reverse

from portal import sites
from portal.addresses import address
from search import language
from search.documents import Document, sort_name
from search.models import SearchEntry, SearchSuggestion, SearchTerm, Type
from search.within import condition
from search.wording import correcting, layouts, synonyms, vocabulary
from services_directory.models import HelpKind

MOST = 8
SHORTEST = 2
MOST_KEYS = 4
LONGEST_KEY = 255
LONGEST_TEXT = 20_000
KIND = "kind"
SAID = "said"
MOST_SAID = 3
WEIGHTS = {
    KIND: 95,
    Type.CATEGORY: 90,
    Type.SERVICE: 80,
    Type.SITUATION: 75,
    SAID: 70,
    Type.PROVIDER: 60,
    Type.PAGE: 50,
    Type.PRACTICE: 45,
    Type.PROGRAMME: 40,
}
# Of the few, the heaviest of all that match; of the many, the first by the alphabet, so that no letter costs more.
FEW = [KIND, Type.CATEGORY, Type.PAGE, Type.SITUATION, Type.PRACTICE, Type.PROGRAMME]
BRANCH = """
    (SELECT label, url, kind, weight FROM search_searchsuggestion AS suggestion
     WHERE {kinds} AND key >= %(first)s AND key < %(last)s {{here}} ORDER BY {order} LIMIT {most})
"""
# Only what the site lists; a kind of help is everybody's, names of services are looked up after.
HERE = """
    AND (kind IN ('kind', 'service') OR EXISTS (
        SELECT FROM search_searchentry AS entry
        WHERE entry.type = kind AND entry.object_id = suggestion.object_id AND terms @@ %(here)s::tsquery
    ))
"""
MOST_NAMES = 200
STORE = """
    INSERT INTO search_searchsuggestion (key, label, url, kind, object_id, weight)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[], %s::smallint[])
    ON CONFLICT DO NOTHING
"""
FIND = " UNION ALL ".join(
    [
        BRANCH.format(kinds="kind = ANY(%(few)s)", order="weight DESC, key, label", most=24),
        BRANCH.format(kinds="kind = 'service'", order="key, label", most="{names}"),
        BRANCH.format(kinds="kind = 'provider'", order="key, label", most=24),
    ]
)


def suggest(prefix: str) -> list[dict[str, str]]:
    """At most eight completions, each label once; where there are none, those of what may have been meant."""
    text = prefix.replace("\0", " ")[: language.MAX_LENGTH]
    return next(filter(None, map(completions, beginnings(text))), [])


def beginnings(text: str) -> Iterator[str]:
    """What was typed, and then in the Russian layout, in Russian letters, without an error."""
    yield text
    if layouts.is_latin(text):
        yield layouts.retyped(text)
        yield layouts.transliterated(text)
    elif respelt := correcting.beginning(text):
        yield respelt


def completions(text: str) -> list[dict[str, str]]:
    first = language.key(text)
    if len(first) < SHORTEST:
        return []
    here = condition(sites.current())
    with connection.cursor() as cursor:
        find = FIND.format(here=HERE if here else "", names=MOST_NAMES if here else 24)
        cursor.execute(find, {"first": first, "last": f"{first}\U0010ffff", "few": FEW, "here": here})
        found = [*(borne_here(cursor.fetchall(), here) if here else cursor.fetchall()), *everyday(first)]

    def place(row: tuple) -> tuple[bool, int]:
        """What begins so comes before what has it further on."""
        return not language.key(row[0]).startswith(first), -row[3]

    unique: dict[str, dict[str, str]] = {}
    for label, url, kind, _weight in sorted(found, key=place):
        unique.setdefault(label, {"label": label, "url": url, "kind": kind})
    return list(unique.values())[:MOST]


def borne_here(rows: list[tuple], here: str) -> list[tuple]:
    """Without the names that no service of the site bears."""
    names = {label: sort_name(label) for label, _url, kind, _weight in rows if kind == Type.SERVICE}
    services = SearchEntry.objects.filter(type=Type.SERVICE, sort_name__in=names.values(), terms__meets=here)
    borne = set(services.values_list("sort_name", flat=True)) if names else set()
    return [row for row in rows if row[2] != Type.SERVICE or names[row[0]] in borne]


def everyday(first: str) -> list[tuple]:
    """Everyday words that begin so, as editors keep them."""
    said = synonyms.kept().beginning(first, MOST_SAID)
    return [(text, f"{reverse('search:site')}?{urlencode({'q': text})}", SAID, WEIGHTS[SAID]) for text in said]


def keys(text: str) -> Iterator[str]:
    """The text from each telling word on: «центр помощи семье», «помощи семье», «семье»."""
    tokens = language.tokens(text)
    telling = [start for start, token in enumerate(tokens) if language.lemmas(token)]
    for start in telling[:MOST_KEYS]:
        yield " ".join(tokens[start:])[:LONGEST_KEY]


class Suggestion(NamedTuple):
    """A row of the table, its fields in the order of `STORE`."""

    key: str
    label: str
    url: str
    kind: str
    object_id: int | None
    weight: int


def rows(kind: str, label: str, url: str, synonyms: Iterable[str] = (), object_id: int | None = None):
    """The suggestions of one label."""
    found = dict.fromkeys(key for text in (label, *synonyms) for key in keys(text))
    return [Suggestion(key, label[:LONGEST_KEY], url, kind, object_id, WEIGHTS[kind]) for key in found]


def of_document(document: Document) -> list[Suggestion]:
    if document.type not in WEIGHTS:
        return []
    if document.type == Type.SERVICE:
        return rows(Type.SERVICE, document.title, asking(document.title))
    return rows(document.type, document.title, document.url, document.names, document.object_id)


def asking(name: str) -> str:
    """The list of services that bear a name."""
    words = name[: language.MAX_LENGTH].split(" ")
    return f"{address('search:directory')}?q={'+'.join(map(in_address, words))}"


@lru_cache(maxsize=20_000)
def in_address(word: str) -> str:
    """Names are made of the same words, and each letter of a Russian one takes six characters."""
    return quote_plus(word)


def store(suggestions: Iterable[Suggestion]) -> None:
    columns = [list(column) for column in zip(*suggestions, strict=True)]
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(STORE, columns)


def refresh(kind: str, ids: list[int], documents: list[Document], old_titles: list[str]) -> None:
    """Replace the suggestions of these records; a service's name goes when nobody bears it any more."""
    if kind == Type.SERVICE:
        forget_names(set(old_titles) - {document.title for document in documents})
    elif kind in WEIGHTS:
        SearchSuggestion.objects.filter(kind=kind, object_id__in=ids).delete()
    store(suggestion for document in documents for suggestion in of_document(document))
    vocabulary.learn(words_of(documents))


def words_of(documents: list[Document]) -> Iterator[str]:
    """The words of records: those that people may mean when they mistype."""
    for document in documents:
        for text in (document.title, *document.names, *document.texts):
            yield from language.words(str(text)[:LONGEST_TEXT])


def forget_names(names: set[str]) -> None:
    """Take out the names that no service bears any more."""
    if names:
        keys_of_names = [language.key(name) for name in names]
        bearers = SearchEntry.objects.filter(type=Type.SERVICE, sort_name__in=keys_of_names)
        borne = set(bearers.values_list("card__title", flat=True))
        SearchSuggestion.objects.filter(kind=Type.SERVICE, label__in=names - borne).delete()


class Names:
    """Leaves out what a bulk load has suggested already: thousands of services may bear one name."""

    def __init__(self):
        # Not the names themselves: those of a million services would not fit the memory that is promised.
        self.seen: set[int] = set()

    def new(self, document: Document) -> list[Suggestion]:
        if document.type == Type.SERVICE:
            name = hash(document.title)
            if name in self.seen:
                return []
            self.seen.add(name)
        return of_document(document)


def of_kinds() -> Iterator[Suggestion]:
    """Those of every kind of help."""
    kinds = HelpKind.objects.in_bulk()
    for term in SearchTerm.objects.filter(group=SearchTerm.Group.KIND):
        yield from of_kind(term, kinds[int(term.source)].synonyms)


def refresh_kind(term: SearchTerm, synonyms: Iterable[str]) -> None:
    forget_kind(term)
    store(of_kind(term, synonyms))


def forget_kind(term: SearchTerm) -> None:
    SearchSuggestion.objects.filter(kind=KIND, object_id=term.pk).delete()


def of_kind(term: SearchTerm, synonyms: Iterable[str]) -> list[Suggestion]:
    url = f"{reverse('search:directory')}?{urlencode({'kind': term.value})}"
    return rows(KIND, term.label, url, synonyms, term.pk)
