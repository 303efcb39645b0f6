"""The best titles of a page from bits: however many say what is asked for, only those of the highest ranks are read.

«Дети» stands in the titles of twenty thousand services, of which a hundred have a rank by which they could come on the
first page; the others are only counted. Ranks are lexemes, and have postings like any common word.
"""

from collections.abc import Sequence

from search.models import CHUNK
from search.ranks import AFTER, MARK
from search.sets import Sets, Statement

TIERED = "SELECT {n} AS tier, chunk, bits FROM hits{n} WHERE bit_count(bits) > 0"
# Entries by tier and rank, the best first, until they are enough. The text of bits is cut at every 1: the pieces tell
# how far it is from one to the next.
BEST = f"""
    tiered AS MATERIALIZED ({{tiered}}),
    counted AS (
        SELECT tier, lexeme, substr(lexeme, 2)::integer AS rank, sum(n) AS n
        FROM (
            SELECT tier, lexeme, bit_count(tiered.bits & posting.bits) AS n
            FROM tiered JOIN search_searchposting AS posting ON posting.chunk + 0 = tiered.chunk
            WHERE lexeme > '{MARK}{MARK}' AND lexeme < '{AFTER}' OFFSET 0
        ) AS each GROUP BY tier, lexeme
    ),
    enough AS MATERIALIZED (
        SELECT tier, lexeme FROM (
            SELECT tier, lexeme, n, sum(n) OVER (ORDER BY tier, rank DESC) - n AS before FROM counted
        ) AS summed WHERE n > 0 AND before < %s
    ),
    chosen AS (
        SELECT tier, chunk, tiered.bits & bit_or(posting.bits) AS bits
        FROM enough JOIN search_searchposting AS posting USING (lexeme) JOIN tiered USING (tier, chunk)
        GROUP BY tier, chunk, tiered.bits
    ),
    placed AS (
        SELECT tier, chunk, sum(octet_length(gap) + 1) OVER (PARTITION BY tier, chunk ORDER BY n) - 1 AS place
        FROM chosen, string_to_table(bits::text, '1') WITH ORDINALITY AS gaps (gap, n)
    ),
    best AS MATERIALIZED (
        SELECT tier, chunk::bigint * {CHUNK} + place AS id FROM placed WHERE place < {CHUNK} {{others}}
    )
"""  # noqa: S608
# Matches of a narrowed question, if they are few: rows, each with its lexemes at hand. What is counted beside the bits
# are entries that changed. Rows are fetched one by one (OFFSET 0 keeps it so): not knowing how few they are, PostgreSQL
# would go through all entries by their ids to join them.
FEW = 200
FOUND_FEW = f"""
    total AS MATERIALIZED (SELECT coalesce(sum(bit_count(bits)), 0) {{more}} AS n FROM hits0),
    placed AS (
        SELECT chunk, sum(octet_length(gap) + 1) OVER (PARTITION BY chunk ORDER BY gaps.n) - 1 AS place
        FROM total JOIN hits0 ON total.n <= {FEW} AND bit_count(bits) > 0,
            string_to_table(bits::text, '1') WITH ORDINALITY AS gaps (gap, n)
    ),
    ids AS (
        SELECT chunk::bigint * {CHUNK} + place AS id FROM placed WHERE place < {CHUNK} {{others}}
    ),
    few AS MATERIALIZED (
        SELECT ids.id, rank, object_id, type, strip(terms) AS terms
        FROM ids CROSS JOIN LATERAL (SELECT * FROM search_searchentry AS entry WHERE entry.id = ids.id OFFSET 0) AS one
    )
"""  # noqa: S608
IF_MANY = f"(SELECT n FROM total) > {FEW}"  # noqa: S608
OTHER_IDS = f"UNION ALL SELECT id FROM others0 WHERE NOT {IF_MANY}"  # noqa: S608
OTHERS = "UNION ALL SELECT {n}, id FROM others{n}"


def best(sets: Sets, conditions: Sequence[str], reach: int) -> Statement:
    """Common table expressions: `best`, by tier and id what of these tiers may come so far, and a little more."""
    have_others = [sets.add(n, condition) for n, condition in enumerate(conditions)]
    sql = BEST.format(
        tiered=" UNION ALL ".join(TIERED.format(n=n) for n in range(len(conditions))),
        others=" ".join(OTHERS.format(n=n) for n, has_others in enumerate(have_others) if has_others),
    )
    return f"{sets.sql}, {sql}", [*sets.arguments, reach]


def found_few(sets: Sets, condition: str) -> Statement:
    """Common table expressions: `few`, rows that meet the condition, none where these are many; and their `total`."""
    has_others = sets.add(0, condition)
    sql = FOUND_FEW.format(
        more="+ (SELECT count(*) FROM others0)" if has_others else "",
        others=OTHER_IDS if has_others else "",
    )
    return f"{sets.sql}, {sql}", sets.arguments
