"""Sets of entries in SQL: bits of the postings, read once and joined as a condition says.

Words without a posting are few entries' words: the index finds these, and they become bits too. Beside the bits there
are only rows of entries that changed since the postings were written.
"""

from collections.abc import Iterable

from search.conditions import Conditions
from search.formulas import Formula, Has, Joined, Not, is_rare, joined, parsed, written
from search.given import ROWS as GIVEN
from search.models import CHUNK
from search.postings import ALWAYS, EVERYTHING

Statement = tuple[str, list]

NONE = f"0::bit({CHUNK})"
ONE = f"set_bit({NONE}, mod(id, {CHUNK})::integer, 1)"
NOTED = f"""
    noted AS MATERIALIZED (SELECT DISTINCT entry AS id FROM search_searchchange),
    known AS MATERIALIZED (
        SELECT (id / {CHUNK})::integer AS chunk, ~ bit_or({ONE}) AS bits FROM noted GROUP BY chunk
    )
"""  # noqa: S608
# Each part is a column: the bits of entries with one of its lexemes.
READ = """
    read AS MATERIALIZED (SELECT chunk, {columns} FROM ({rows}) AS posting GROUP BY chunk)
"""
POSTED = """
    SELECT part, chunk, bits FROM unnest(%s::text[], %s::integer[]) AS asked (lexeme, part)
    JOIN search_searchposting USING (lexeme)
"""
COLUMN = "bit_or(bits) FILTER (WHERE part = {part}) AS part{part}"
FOUND = f"""
    SELECT {{part}}, (id / {CHUNK})::integer AS chunk, bit_or({ONE})
    FROM search_searchentry WHERE terms @@ %s::tsquery GROUP BY chunk
"""  # noqa: S608
HITS = "hits{n} AS MATERIALIZED (SELECT chunk, {bits} AS bits FROM read)"
KNOWN_HITS = f"""
    hits{{n}} AS MATERIALIZED (
        SELECT chunk, {{bits}} & coalesce(known.bits, ~ {NONE}) AS bits FROM read LEFT JOIN known USING (chunk)
    )
"""  # noqa: S608
CHANGED = """
    others{n} AS MATERIALIZED (
        SELECT entry.* FROM noted JOIN search_searchentry AS entry USING (id) WHERE terms @@ %s::tsquery
    )
"""


def can_tell(conditions: Conditions) -> bool:
    """Postings tell most, and faster than the index: what is asked for is not a rare word."""
    return may_tell(conditions) and not is_rarely_met(conditions.whole(), conditions.posted)


def may_tell(conditions: Conditions) -> bool:
    """There are postings, and no beginnings of words are asked for."""
    return EVERYTHING in conditions.posted and conditions.is_plain


def is_rarely_met(condition: str, posted: frozenset[str]) -> bool:
    return is_rare(parsed(condition), Common(posted))


class Common:
    """Says which lexemes have postings."""

    def __init__(self, posted: frozenset[str]):
        self.posted = posted

    def __call__(self, lexeme: str) -> bool:
        return lexeme in self.posted or lexeme.startswith(ALWAYS)


def lexemes_of(formula: Formula) -> list[str]:
    """A lexeme, or those of which any is asked for; none of any other formula."""
    if isinstance(formula, Has):
        return [formula.lexeme]
    if isinstance(formula, Joined) and formula.sign == "|" and all(isinstance(each, Has) for each in formula.parts):
        return [each.lexeme for each in formula.parts]
    return []


def parts_of(formula: Formula) -> tuple[Formula, ...]:
    """What must be met, each by itself."""
    return formula.parts if isinstance(formula, Joined) and formula.sign == "&" else (formula,)


def wanted(formula: Formula) -> bool:
    return not isinstance(formula, Not)


def is_of_sections(formula: Formula) -> bool:
    lexemes = lexemes_of(formula)
    return bool(lexemes) and all(lexeme.startswith("@") for lexeme in lexemes)


class Sets:
    """Common table expressions and their arguments. Each set is in two: `hits`, bits by chunk, and `others`, rows.

    Where postings tell of every entry, there are no `others`.
    """

    def __init__(self, conditions: Conditions):
        self.is_common, self.are_all = Common(conditions.posted), conditions.postings_are_current
        self.given = conditions.given
        self.columns: dict[Formula, int] = {}
        self.narrowing: list[Formula] = []
        self.sets: list[str] = []
        self.arguments_of_sets: list = []

    @property
    def sql(self) -> str:
        found = [FOUND.format(part=self.columns[each]) for each in self.found]
        brought = [GIVEN.format(part=self.columns[each]) for each in self.brought]
        columns = ", ".join(COLUMN.format(part=part) for part in self.columns.values())
        read = READ.format(columns=columns, rows=" UNION ALL ".join([POSTED, *brought, *found]))
        return ", ".join([*([] if self.are_all else [NOTED]), read, *self.sets])

    @property
    def arguments(self) -> list:
        asked = [(lexeme, part) for formula, part in self.columns.items() for lexeme in self.posted_in(formula)]
        lexemes, parts = [lexeme for lexeme, _part in asked], [part for _lexeme, part in asked]
        brought = [argument for each in self.brought for argument in self.given[tuple(lexemes_of(each))]]
        return [lexemes, parts, *brought, *map(written, self.found), *self.arguments_of_sets]

    @property
    def found(self) -> list[Formula]:
        return [each for each in self.columns if is_rare(each, self.is_common)]

    @property
    def brought(self) -> list[Formula]:
        """Columns that the question brings along."""
        return [each for each in self.columns if self.is_given(each)]

    def is_given(self, formula: Formula) -> bool:
        return bool(self.given) and tuple(lexemes_of(formula)) in self.given

    def posted_in(self, formula: Formula) -> list[str]:
        """The lexemes of a column that is read from postings."""
        return lexemes_of(formula) if self.is_posted(formula) and not self.is_given(formula) else []

    def add(self, n: int | str, condition: str) -> bool:
        """What meets the condition: `hits<n>` and `others<n>`, without an entry in common; say if there are others."""
        hits, formula = HITS if self.are_all else KNOWN_HITS, parsed(condition)
        self.narrowing = [part for part in parts_of(formula) if is_of_sections(part)]
        self.sets.append(hits.format(n=n, bits=self.bits(formula)))
        if not self.are_all:
            self.sets.append(CHANGED.format(n=n))
            self.arguments_of_sets.append(condition)
        return not self.are_all

    def bits(self, formula: Formula) -> str:
        """The formula over columns of bits."""
        if self.is_posted(formula) or is_rare(formula, self.is_common):
            return self.column(formula)
        if isinstance(formula, Not):
            return f"(~ {self.bits(formula.of)})"
        parts = self.gathered(formula) if formula.sign == "|" else self.among_others(formula)
        return "(" + f" {formula.sign} ".join(map(self.bits, parts)) + ")"

    def is_posted(self, formula: Formula) -> bool:
        """A common lexeme, or any of several: they are joined while they are read."""
        lexemes = lexemes_of(formula)
        return bool(lexemes) and all(map(self.is_common, lexemes))

    def among_others(self, formula: Joined) -> list[Formula]:
        return [self.among(part, formula.parts) for part in formula.parts]

    def among(self, part: Formula, parts: Iterable[Formula]) -> Formula:
        """Of what must not be met and is rare, only entries are looked for that meet the rest, as a tier before may."""
        if wanted(part) or not is_rare(part.of, self.is_common):
            return part
        return Not(joined("&", [part.of if each is part else each for each in parts if wanted(each) or each is part]))

    def gathered(self, formula: Joined) -> list[Formula]:
        """The alternatives of a kind as one: common lexemes, and all that the index finds without them."""
        common = [each for each in formula.parts if isinstance(each, Has) and self.is_common(each.lexeme)]
        rare = [each for each in formula.parts if is_rare(each, self.is_common)]
        others = [each for each in formula.parts if each not in common and each not in rare]
        if common and rare:
            seldom = joined("&", [joined("|", rare), Not(joined("|", common)), *self.narrowing])
            return [joined("|", common), seldom, *others]
        return [*(joined("|", each) for each in (common, rare) if each), *others]

    def column(self, formula: Formula) -> str:
        part = self.columns.setdefault(formula, len(self.columns))
        return f"coalesce(part{part}, {NONE})"
