"""The SQL that counts with postings: it reads bits, and rows only of entries that the postings do not tell of."""

from dataclasses import dataclass, replace

from search.conditions import Conditions
from search.models import SearchTerm, Section
from search.question import Question
from search.sets import Sets, Statement

Group = SearchTerm.Group
SECTIONS = [f"@{section}" for section in Section]
# (of, term, groups, section, n): what is counted has n entries more.
TOTALS = """
    SELECT '{of}' AS of, NULL::integer AS term, NULL::text[] AS groups, NULL AS section,
        coalesce(sum(bit_count(bits)), 0) AS n
    FROM hits{n}
"""
OTHER_TOTALS = "SELECT '{of}', NULL, NULL, NULL, count(*) FROM others{n}"
BY_SECTION = """
    SELECT '{of}' AS of, NULL::integer AS term, NULL::text[] AS groups, substr(lexeme, 2) AS section,
        bit_count(hits{n}.bits & posting.bits) AS n
    FROM hits{n} JOIN search_searchposting AS posting USING (chunk) WHERE lexeme = ANY(%s)
"""
OTHER_SECTIONS = "SELECT '{of}', NULL, NULL, type, count(*) FROM others{n} GROUP BY type"
TERMS = """
    SELECT '{of}', substr(lexeme, 2)::integer, %s::text[], NULL, bit_count(hits{n}.bits & posting.bits)
    FROM hits{n} JOIN search_searchposting AS posting USING (chunk)
    WHERE lexeme = ANY(ARRAY(SELECT '#' || id FROM search_searchterm WHERE is_public AND "group" = ANY(%s)))
"""
OTHER_TERMS = """
    SELECT '{of}', term::integer, %s::text[], NULL, count(*)
    FROM others{n}, string_to_table(concat_ws(' ', territories, kinds, categories, traits), ' ') AS term
    WHERE term <> '' GROUP BY term
"""
OTHERS = {OTHER_TOTALS, OTHER_SECTIONS, OTHER_TERMS}
COUNTED = """
    WITH {sets}, counted AS MATERIALIZED ({counted})
    SELECT {term}, sum(n)::integer FROM counted JOIN search_searchterm AS term ON term.id = counted.term
    WHERE term.is_public AND term."group" = ANY(groups) GROUP BY of, term.id HAVING sum(n) > 0
    UNION ALL
    SELECT {no_term}, sum(n)::integer FROM counted
    WHERE term IS NULL GROUP BY of, section HAVING sum(n) > 0 OR section IS NULL
"""


@dataclass(frozen=True)
class Tally:
    """What is counted of one set: the terms of these groups, and all of it, by section where that is asked for."""

    of: str
    conditions: Conditions
    without: Group | None = None
    groups: tuple[Group, ...] = ()

    def statements(self, n: int, *, has_others: bool) -> list[Statement]:
        parts = [each for each in self.parts() if has_others or each[0] not in OTHERS]
        return [(sql.format(of=self.of, n=n), arguments) for sql, arguments in parts]

    def parts(self) -> list[Statement]:
        """What hits and what others add to the totals; and to the terms, where some are counted."""
        groups = [str(group) for group in self.groups]
        by_section = [(BY_SECTION, [SECTIONS]), (OTHER_SECTIONS, [])]
        parts: list[Statement] = by_section if self.without is None else [(TOTALS, []), (OTHER_TOTALS, [])]
        return [*parts, (TERMS, [groups] * 2), (OTHER_TERMS, [groups])] if groups else parts


def tallies(question: Question, conditions: Conditions) -> list[Tally]:
    groups = list(Group) if question.counts_facets else []
    selected = [group for group in conditions.filters if group in groups]
    found = [Tally("", conditions, groups=tuple(group for group in groups if group not in selected))]
    found += [Tally(group, conditions, group, (group,)) for group in selected]
    if question.sections and question.counts_sections:
        found.append(Tally("section", replace(conditions, sections=())))
    return found


def posted_counts(question: Question, conditions: Conditions, term: str, no_term: str) -> Statement:
    """The rows of `statements.counts_statement`."""
    sets = Sets(conditions)
    counted: list[Statement] = []
    for n, tally in enumerate(tallies(question, conditions)):
        has_others = sets.add(n, tally.conditions.whole(tally.without))
        counted += tally.statements(n, has_others=has_others)
    sql = COUNTED.format(
        sets=sets.sql,
        counted=" UNION ALL ".join(sql for sql, _arguments in counted),
        term=term,
        no_term=no_term.format(of="of", type="section"),
    )
    return sql, [*sets.arguments, *(argument for _sql, arguments in counted for argument in arguments)]
