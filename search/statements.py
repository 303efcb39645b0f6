"""The SQL of the search: one statement for a page of cards, one for all counts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from portal.preparing import Shapes
from search.best import IF_MANY, best, found_few
from search.conditions import Conditions
from search.documents import COLUMN_OF
from search.formulas import parsed
from search.models import SearchTerm, Section, Type
from search.placing import OWN_TITLE
from search.question import BY_NAME, Question
from search.sets import Sets, Statement, can_tell, may_tell
from search.shares import shares
from search.tallies import posted_counts

Group = SearchTerm.Group
SHAPES = Shapes("search", 40)

# The GIN index is always the right way to the matches: a scan would read every vector, at a cost that the planner does
# not know. So short a query gains nothing by compilation or by more workers, and their order would not hold.
PLAN = """
SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),
    set_config('max_parallel_workers_per_gather', '0', true),
    set_config('plan_cache_mode', 'force_generic_plan', true);
"""
ORDERS = {"": "rank DESC, object_id, type", BY_NAME: "sort_name, object_id, type"}
# Tiers are looked for in their order, only until the page is full. However many there are, the statement is the same:
# a connection plans it once (portal.preparing).
BRANCH = """
    (SELECT tier, id, {keys}
     FROM unnest(%s::{kind}[], %s::integer[]) AS asked (whole, tier) CROSS JOIN LATERAL (
        SELECT id, {keys} FROM search_searchentry WHERE {condition} ORDER BY {order} LIMIT %s
     ) AS found)
"""
# To find the best of fewer titles by their bits costs more than to read them all.
MANY = 1500
# Titles that postings tell of, all tiers of them at once (search.best).
BEST_BRANCH = """
    (SELECT tier, best.id, {keys}
     FROM best CROSS JOIN LATERAL (SELECT * FROM search_searchentry AS entry WHERE entry.id = best.id OFFSET 0) AS one
     ORDER BY tier, {order} LIMIT %s)
"""
# A row is in the first tier whose condition it meets.
FEW_BRANCH = """
    (SELECT tier, id, {keys} FROM few CROSS JOIN LATERAL (
        SELECT tier FROM unnest(%s::tsquery[], %s::integer[]) AS asked (whole, tier) WHERE terms @@ whole LIMIT 1
     ) AS first
     ORDER BY tier, {order} LIMIT %s)
"""
IN_TIER = "terms @@ whole"
OF_TYPE = "type = whole"
MEETS = "terms @@ %s::tsquery"
# Nearly every entry is a service: a look at the type of what is found costs less than to join so long a list. No index
# of types is to take part.
OF_TYPES = " AND type || '' = ANY(%s)"
# What a page has of each entry.
CARD = "entry.type, entry.card::text, entry.territories, entry.traits"
KEY = "entry.object_id"
# Branches stand in the order of their tiers too.
PAGE = """
    SELECT {shown}
    FROM (SELECT * FROM ({branches}) AS found {sorted} LIMIT %s OFFSET %s) AS page
    JOIN search_searchentry AS entry USING (id)
    ORDER BY page.tier, {order}
"""
TERM = 'term.id, term."group", term.value, term.label, term.position, term.parent_id, term.is_everywhere'
# What a total is of: `""` everything, a group the question without it, `section` the question in any section.
NO_TERM = "NULL::bigint, {of}, {type}, NULL, NULL::integer, NULL::bigint, NULL::boolean"


def types_of(sections: Iterable[str]) -> list[Type]:
    chosen = set(sections) or set(Section)
    return [each for each in Type if each.section in chosen]


def page_statement(question: Question, conditions: Conditions, shown: str = CARD) -> Statement:
    """Cards of one page, (type, card, territories, traits), or keys of their records."""
    order = ORDERS[question.order]
    # A name stands behind every facet term in the row: where nothing is sorted by it, it is not read.
    keys = order.replace(" DESC", "")
    if conditions.is_empty:
        types = [str(each) for each in types_of(question.sections)]
        branch = BRANCH.format(kind="text", keys=keys, condition=OF_TYPE, order=order)
        return paged(question, shown, [branch], [types, [0] * len(types)], sorted_by=f"ORDER BY {order}")
    narrowing, asked, types = with_types(question, conditions)
    tiers = [asked.whole()] if question.order else asked.tiers()
    told = Told() if question.order else told_by_bits(question, conditions, tiers)
    condition = f"{IN_TIER}{narrowing}" + (f" AND {IF_MANY}" if told.may_be_all else "")
    first = [told.branch.format(keys=keys, order=order)] if told.branch else []
    branches = [*first, BRANCH.format(kind="tsquery", keys=keys, condition=condition, order=order)]
    left = numbered(tiers)
    arguments = [*told.arguments, *(each[told.tiers :] for each in left), *types]
    return paged(question, shown, branches, arguments, told.before)


def numbered(tiers: list[str]) -> tuple[list[str], list[int]]:
    return tiers, list(range(len(tiers)))


def paged(
    question: Question, shown: str, branches: list[str], arguments: list, before: str = "", sorted_by: str = ""
) -> Statement:
    """The page of what the branches find; each of them is read as far as the page reaches."""
    order = ORDERS[question.order]
    sql = before + PAGE.format(
        shown=shown,
        branches=" UNION ALL ".join(branches),
        sorted=sorted_by,
        order=", ".join(f"page.{each}" for each in order.split(", ")),
    )
    return sql, [*arguments, question.reach, question.per_page, question.offset]


class Told(NamedTuple):
    """What bits tell of a page: a branch that comes first, with what it needs, and so many tiers that it stands for.

    Where it `may_be_all`, the others are for when it finds nothing.
    """

    before: str = ""
    branch: str = ""
    arguments: Sequence = ()
    tiers: int = 0
    may_be_all: bool = False


def told_by_bits(question: Question, conditions: Conditions, tiers: list[str]) -> Told:
    """Of a narrowed question all, if it is little; else the first tiers, of titles, if these are many."""
    sets = Sets(conditions)
    if conditions.filters and conditions.combinations and can_tell(conditions):
        sql, arguments = found_few(sets, conditions.whole())
        return Told(f"WITH {sql}", FEW_BRANCH, [*arguments, *numbered(tiers), question.reach], may_be_all=True)
    if titles := told_titles(conditions):
        sql, arguments = best(sets, titles, question.reach)
        return Told(f"WITH {sql}", BEST_BRANCH, [*arguments, question.reach], len(titles))
    return Told()


def told_titles(conditions: Conditions) -> list[str]:
    """The first tiers, of titles that have the words, where these are many and postings tell of them; without words
    all, for what is narrowed by facets and hours alone is common."""
    if not may_tell(conditions):
        return []
    if not conditions.combinations:
        return conditions.tiers() if can_tell(conditions) else []
    own = [tier.condition for tier in takewhile(lambda tier: tier.place in OWN_TITLE, conditions.placed)]
    expected = sum(shares().expected(parsed(condition)) for condition in own)
    return own if expected >= MANY else []


def with_types(question: Question, conditions: Conditions) -> tuple[str, Conditions, tuple]:
    """How rows are asked for: where services are, by their type instead of a lexeme."""
    if Section.SERVICE not in question.sections:
        return "", conditions, ()
    types = [str(each) for each in types_of(question.sections)]
    return OF_TYPES, replace(conditions, sections=()), (types,)


def counts_statement(question: Question, conditions: Conditions) -> Statement:
    """Counts of terms and totals: (id, group, value, label, position, parent, is_everywhere, count).

    A row without an id is a total: its group says of what, its value the type.
    """
    if conditions.is_empty:
        return kept_counts(question)
    if can_tell(conditions):
        return posted_counts(question, conditions, TERM, NO_TERM)
    return fresh_counts(question, conditions)


def kept_counts(question: Question) -> Statement:
    """From the counts that triggers keep: nothing of the index is read."""
    sql = f"""
        SELECT {TERM}, sum(change)::integer
        FROM search_searchcount AS kept JOIN search_searchterm AS term ON term.id = kept.term
        WHERE type = ANY(%s) AND is_public
        GROUP BY term.id
        UNION ALL
        SELECT {NO_TERM.format(of="of", type="type")}, sum(change)::integer
        FROM search_searchcount, (VALUES ('', %s::text[]), ('section', %s::text[])) AS total (of, types)
        WHERE term = 0 AND type = ANY(types)
        GROUP BY of, type
    """  # noqa: S608
    types = [str(each) for each in types_of(question.sections)]
    return sql, [types, types, [str(each) for each in Type]]


def fresh_counts(question: Question, conditions: Conditions) -> Statement:
    """In one pass over the matches, and one over the matches without each selected group, to count that group."""
    groups = list(Group) if question.counts_facets else []
    selected = [group for group in conditions.filters if group in groups]
    columns = sorted({COLUMN_OF[group] for group in groups if group not in selected})
    sets = ", ".join(f"({column})" for column in [*columns, "type"])
    ids = f"coalesce({', '.join(columns)})" if columns else "NULL"
    found, arguments = matches(question, conditions)
    parts = [f"SELECT '' AS of, {ids} AS ids, type, count(*) AS n {found} GROUP BY GROUPING SETS ({sets})"]
    for group in selected:
        column = COLUMN_OF[group]
        found, values = matches(question, conditions, group)
        parts.append(f"SELECT '{group}', {column}, NULL, count(*) {found} GROUP BY GROUPING SETS (({column}), ())")
        arguments += values
    if question.sections and question.counts_sections:
        found, values = matches(replace(question, sections=()), replace(conditions, sections=()))
        parts.append(f"SELECT 'section', NULL, type, count(*) {found} GROUP BY type")
        arguments += values
    sql = f"""
        WITH counted AS MATERIALIZED ({" UNION ALL ".join(parts)})
        SELECT {TERM}, found.n
        FROM (
            SELECT of, id::integer AS id, sum(n)::integer AS n
            FROM counted, string_to_table(ids, ' ') AS id WHERE ids <> '' GROUP BY of, id
        ) AS found
        JOIN search_searchterm AS term ON term.id = found.id
        WHERE is_public AND (found.of = term."group" OR found.of = '' AND term."group" <> ALL(%s))
        UNION ALL
        SELECT {NO_TERM.format(of="of", type="type")}, n::integer FROM counted WHERE ids IS NULL
    """  # noqa: S608
    return sql, [*arguments, [str(group) for group in selected]]


def matches(question: Question, conditions: Conditions, without: Group | None = None) -> Statement:
    narrowing, asked, types = with_types(question, conditions)
    return f"FROM search_searchentry WHERE {MEETS}{narrowing}", [asked.whole(without), *types]


def execute(cursor, *statements: Statement) -> list[list[tuple]]:
    """Run them in one round trip, under the plan that suits them, and give the rows of each."""
    script = SHAPES.calls(cursor.db.connection, statements)
    cursor.execute(PLAN + script.sql, script.arguments)
    script.learn()
    answers = [cursor.fetchall()]
    while cursor.nextset():
        if cursor.description:
            answers.append(cursor.fetchall())
    return answers[1:]  # the first is of the plan
