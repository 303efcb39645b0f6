"""The SQL of the search: cards of entries that are known, and pages in the order of names."""

from collections.abc import Iterable, Sequence

from portal.preparing import Shapes
from search.conditions import Conditions
from search.models import Section, Type
from search.question import Question

Statement = tuple[str, list]
SHAPES = Shapes("search", 40)

# The GIN index is always the right way to the matches: a scan would read every vector, at a cost that the planner does
# not know. So short a query gains nothing by compilation or by more workers, and their order would not hold.
PLAN = """
SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),
    set_config('max_parallel_workers_per_gather', '0', true),
    set_config('plan_cache_mode', 'force_generic_plan', true);
"""
# What a page has of each entry.
CARD = "entry.type, entry.card::text, entry.territories, entry.traits"
KEY = "entry.object_id"
# Rows are fetched one by one (OFFSET 0 keeps it so): not knowing how few they are, PostgreSQL would go through all
# entries by their ids to join them.
PAGE = """
    SELECT {shown}
    FROM unnest(%s::bigint[]) WITH ORDINALITY AS page (id, place)
    CROSS JOIN LATERAL (SELECT * FROM search_searchentry AS one WHERE one.id = page.id OFFSET 0) AS entry
    ORDER BY place
"""
BY_NAME = "sort_name, object_id, type"
# Without a condition each type is read by the index of names.
NAMED = """
    SELECT {shown}
    FROM (SELECT id, {order} FROM ({found}) AS found ORDER BY {order} LIMIT %s OFFSET %s) AS page
    JOIN search_searchentry AS entry USING (id)
    ORDER BY page.sort_name, page.object_id, page.type
"""
OF_TYPES = """
    SELECT id, {order} FROM unnest(%s::text[]) AS asked (of) CROSS JOIN LATERAL (
        SELECT id, {order} FROM search_searchentry WHERE type = asked.of ORDER BY {order} LIMIT %s
    ) AS each
"""
MEETING = "SELECT id, {order} FROM search_searchentry WHERE terms @@ %s::tsquery"
TERM = 'term.id, term."group", term.value, term.label, term.position, term.parent_id, term.is_everywhere'


def types_of(sections: Iterable[str]) -> list[Type]:
    chosen = set(sections) or set(Section)
    return [each for each in Type if each.section in chosen]


def page_statement(entries: Sequence[int], shown: str = CARD) -> Statement:
    """Cards of these entries in their order, (type, card, territories, traits), or keys of their records."""
    return PAGE.format(shown=shown), [list(entries)]


def named_statement(question: Question, conditions: Conditions) -> Statement:
    """Cards of one page in the order of names."""
    if conditions.is_empty:
        found, arguments = OF_TYPES, [[str(each) for each in types_of(question.sections)], question.reach]
    else:
        found, arguments = MEETING, [str(conditions.whole())]
    sql = NAMED.format(shown=CARD, order=BY_NAME, found=found.format(order=BY_NAME))
    return sql, [*arguments, question.per_page, question.offset]


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
