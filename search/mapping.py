"""Where on a map the services of a question are: their public places, with how many of them each has."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.urls import reverse

from search import language
from search.naming import named_terms
from search.near import DISTANCE, Near, resolve
from search.query import corrected, heard, titles_chosen, understood
from search.question import Question
from search.statements import execute

MOST = 500
# A place is shown only if the public may see its point now, whatever the index says.
PLACES = f"""
    WITH found AS MATERIALIZED (
        SELECT one::bigint AS place, count(*) AS services, {{listed}} AS listed
        FROM search_searchentry, string_to_table(places, ' ') AS one
        WHERE terms @@ %s::tsquery AND places <> '' GROUP BY one
    )
    SELECT provider.name, provider.slug, location.name, location.address, location.latitude, location.longitude,
        found.services, {DISTANCE} AS distance, location.id, found.listed
    FROM found
    JOIN services_directory_location AS location ON location.id = found.place
    JOIN services_directory_provider AS provider ON provider.id = location.provider_id
    WHERE location.live AND provider.live AND NOT location.address_is_confidential AND location.latitude IS NOT NULL
    ORDER BY {{order}}, location.id LIMIT {MOST}
"""  # noqa: S608
# Of each place its first services, by their entries.
LISTED = "(array_agg(id ORDER BY rank DESC, id))[:10]"
BY_DISTANCE, BY_SERVICES = "distance", "found.services DESC"


@dataclass(frozen=True)
class Place:
    """A point of the map. `km` is the distance, where one was asked for; `listed` are entries of services."""

    provider: str
    slug: str
    name: str
    address: str
    latitude: str
    longitude: str
    services: int
    km: float | None
    pk: int
    listed: tuple[int, ...] = ()

    @property
    def url(self) -> str:
        return reverse("directory:provider", args=[self.slug])


def places(question: Question, *, lists_services: bool = False) -> tuple[list[Place], Near | None]:
    """At most `MOST`: the nearest, else those with the most services."""
    question = corrected(question)
    words = heard(asked := language.asked(question.words))
    near = resolve(question.near)
    if question.words and not words:
        return [], near
    conditions = understood(question, words, named_terms(question, words), near, titles_chosen(asked))
    is_near = bool(near and near.point)
    sql = PLACES.format(
        order=BY_DISTANCE if is_near else BY_SERVICES, listed=LISTED if lists_services else "NULL::bigint[]"
    )
    with connection.cursor() as cursor:
        (rows,) = execute(cursor, (sql, [str(conditions.whole()), *(near.arguments if is_near else [0.0, 0.0, 0.0])]))
    return [place(row, is_near=is_near) for row in rows], near


def place(row: tuple, *, is_near: bool) -> Place:
    provider, slug, name, address, latitude, longitude, services, km, pk, listed = row
    point = f"{latitude:.6f}", f"{longitude:.6f}"
    return Place(provider, slug, name, address, *point, services, km if is_near else None, pk, tuple(listed or ()))


def tiles_origin() -> str:
    """Whom the map page may ask for pictures; nobody where no source of tiles is named."""
    parts = urlsplit(settings.MAP_TILES_URL)
    host = parts.netloc.replace("{s}", "*")
    return f"{parts.scheme}://{host}" if host else ""
