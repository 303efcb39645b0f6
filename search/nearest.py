"""The SQL of a page that is sorted by distance: what serves the territory first, each part the nearest first."""

from search.conditions import Conditions
from search.formulas import Formula, Has, Not, all_of
from search.near import DISTANCE, PLACES, Near
from search.question import Question

PLACE = f"place AS MATERIALIZED (SELECT id::text AS id, {DISTANCE} AS distance {PLACES})"
# Services share their sets of places, so a distance is worked out once for a set, not for a service.
FOUND = """
    found{n} AS MATERIALIZED (
        SELECT id, rank, object_id, type, places FROM search_searchentry WHERE terms @@ %s::tsquery
    ),
    reach{n} AS MATERIALIZED (
        SELECT places, min(distance) AS distance
        FROM (SELECT DISTINCT places FROM found{n} WHERE places <> '') AS sets, string_to_table(places, ' ') AS one
        JOIN place ON place.id = one GROUP BY places
    )
"""
BRANCH = """
    (SELECT {n} AS part, id, distance, rank, object_id, type FROM found{n} LEFT JOIN reach{n} USING (places)
     ORDER BY distance NULLS LAST, rank DESC, object_id LIMIT %s)
"""
PAGE = """
    WITH {place}, {sets}
    SELECT entry.type, entry.card::text, entry.territories, entry.traits, page.distance
    FROM (SELECT * FROM ({branches}) AS found LIMIT %s OFFSET %s) AS page
    JOIN search_searchentry AS entry USING (id)
    ORDER BY page.part, page.distance NULLS LAST, page.rank DESC, page.object_id
"""


def divided(parts: list[Formula], some: Formula) -> list[Formula]:
    """Each part in two: what meets the condition, and the rest."""
    return [all_of(part, half) for part in parts for half in (some, Not(some))]


def nearest_statement(question: Question, conditions: Conditions, near: Near):
    """Cards of one page: (type, card, territories, traits, distance). A part is read when those before it end.

    What is asked for comes before what only has to do with it; then who serves those who live here, then the nearest.
    """
    parts = [conditions.whole()]
    for some in (conditions.titled, *(Has(lexemes) for lexemes in (near.serving, near.close) if lexemes)):
        parts = divided(parts, some) if some else parts
    sql = PAGE.format(
        place=PLACE,
        sets=", ".join(FOUND.format(n=n) for n in range(len(parts))),
        branches=" UNION ALL ".join(BRANCH.format(n=n) for n in range(len(parts))),
    )
    return sql, [*near.arguments, *map(str, parts), *[question.reach] * len(parts), question.per_page, question.offset]
