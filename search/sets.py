"""Sets of entries in SQL: bits of the postings joined lexeme by lexeme, and the few entries that no posting tells of."""  # noqa: E501

from collections.abc import Hashable, Iterator

from search.conditions import Clause, Clauses, Conditions, Lexemes, either, one_of
from search.models import CHUNK
from search.postings import ALWAYS, EVERYTHING
from search.vector import all_of, any_of

Statement = tuple[str, list]

NOTED = f"""
    noted AS MATERIALIZED (SELECT DISTINCT entry AS id FROM search_searchchange),
    known AS MATERIALIZED (
        SELECT (id / {CHUNK})::integer AS chunk, ~ bit_or(set_bit(0::bit({CHUNK}), mod(id, {CHUNK})::integer, 1)) AS bits
        FROM noted GROUP BY chunk
    )
"""  # noqa: E501, S608
ALTERNATIVES = "SELECT chunk, bit_or(bits) AS bits FROM search_searchposting WHERE lexeme = ANY(%s) GROUP BY chunk"
ONLY = "SELECT chunk, bits FROM search_searchposting WHERE lexeme = %s"
ALL_HITS = "SELECT chunk, {bits} AS bits FROM {joined}"
HITS = (
    "SELECT chunk, {bits} & coalesce(known.bits, ~ 0::bit({chunk})) AS bits FROM {joined} LEFT JOIN known USING (chunk)"
)
CHANGED = "SELECT entry.* FROM noted JOIN search_searchentry AS entry USING (id) WHERE terms @@ %s::tsquery"
RARE = "SELECT * FROM search_searchentry WHERE terms @@ %s::tsquery"
UNCHANGED = "AND id NOT IN (SELECT id FROM noted)"


def can_tell(conditions: Conditions) -> bool:
    """Postings tell most, and faster than the index: of each group of clauses one has common lexemes."""
    return (
        EVERYTHING in conditions.posted
        and conditions.is_plain
        and all(common(group, conditions.posted) for group in conditions.groups())
    )


def is_common(lexeme: str, posted: frozenset[str]) -> bool:
    return lexeme in posted or lexeme.startswith(ALWAYS)


def common(group: Clauses, posted: frozenset[str]) -> Clauses:
    """What of the clauses postings tell: those whose every part has lexemes with postings."""
    told = (tuple(tuple(each for each in part if is_common(each, posted)) for part in clause) for clause in group)
    return tuple(clause for clause in told if all(clause))


def uncommon(group: Clauses, posted: frozenset[str]) -> list[str]:
    """Conditions by a lexeme without a posting."""
    found = []
    for clause in group:
        for n, part in enumerate(clause):
            if seldom := [lexeme for lexeme in part if not is_common(lexeme, posted)]:
                found.append(all_of([any_of(seldom), *map(any_of, clause[:n] + clause[n + 1 :])]))
    return found


def rare(groups: list[Clauses], posted: frozenset[str]) -> str:
    """The condition on entries that are only found by a rare word; empty where there is none."""
    found = []
    for n, group in enumerate(groups):
        if seldom := uncommon(group, posted):
            others = [either(each) for each in groups[:n] + groups[n + 1 :]]
            often = either(common(group, posted))
            found.append(f"({all_of([one_of(seldom), f'!{often}', *others])})")
    return " | ".join(found)


class Sets:
    """Common table expressions and their arguments. Each set is in two: `hits`, bits by chunk, and `others`, rows.

    Where postings tell of every entry, sets have `others` only for words without one.
    """

    def __init__(self, conditions: Conditions):
        self.posted, self.are_all = conditions.posted, conditions.postings_are_current
        self.parts: list[str] = [] if self.are_all else [NOTED]
        self.arguments: list = []
        self.names: dict[Hashable, str] = {}

    @property
    def sql(self) -> str:
        return ", ".join(self.parts)

    def add(self, n: int, conditions: Conditions, without: str | None = None) -> bool:
        """What meets the conditions: `hits<n>` and `others<n>`, without an entry in common; say if there are others."""
        groups = conditions.groups(without)
        often = dict.fromkeys(common(group, self.posted) for group in groups)
        names = list(dict.fromkeys(self.any_clause(clauses) for clauses in often or [(((EVERYTHING,),),)]))
        self.part(
            f"hits{n}",
            (ALL_HITS if self.are_all else HITS).format(
                chunk=CHUNK,
                bits=" & ".join(f"{name}.bits" for name in names),
                joined=names[0] + "".join(f" JOIN {name} USING (chunk)" for name in names[1:]),
            ),
        )
        others = dict(self.others(conditions.whole(without), rare(groups, self.posted)))
        if others:
            self.part(f"others{n}", " UNION ALL ".join(others), *others.values())
        return bool(others)

    def others(self, whole: str, seldom: str) -> Iterator[tuple[str, str]]:
        """Statements with the condition that each asks for."""
        if not self.are_all:
            yield CHANGED, whole
        if seldom:
            yield RARE if self.are_all else f"{RARE} {UNCHANGED}", seldom

    def any_clause(self, clauses: Clauses) -> str:
        """The name of the bits of all that meets one of the clauses."""
        names = list(dict.fromkeys(self.whole_clause(clause) for clause in clauses))
        if len(names) == 1:
            return names[0]
        rows = " UNION ALL ".join(f"SELECT chunk, bits FROM {name}" for name in names)  # noqa: S608
        return self.named(clauses, f"SELECT chunk, bit_or(bits) AS bits FROM ({rows}) AS clauses GROUP BY chunk")  # noqa: S608

    def whole_clause(self, clause: Clause) -> str:
        first, *others = dict.fromkeys(self.alternatives(lexemes) for lexemes in clause)
        if not others:
            return first
        bits = " & ".join(f"{name}.bits" for name in (first, *others))
        joins = "".join(f" JOIN {name} USING (chunk)" for name in others)
        return self.named(clause, f"SELECT chunk, {bits} AS bits FROM {first}{joins}")  # noqa: S608

    def named(self, what: Hashable, sql: str) -> str:
        if what not in self.names:
            self.names[what] = f"bits{len(self.names)}"
            self.part(self.names[what], sql)
        return self.names[what]

    def alternatives(self, lexemes: Lexemes) -> str:
        """The name of the bits of all that has one of the lexemes; they are read once."""
        if lexemes not in self.names:
            self.names[lexemes] = f"any{len(self.names)}"
            if len(lexemes) == 1:
                self.part(self.names[lexemes], ONLY, *lexemes)
            else:
                self.part(self.names[lexemes], ALTERNATIVES, list(lexemes))
        return self.names[lexemes]

    def part(self, name: str, sql: str, *arguments) -> None:
        self.parts.append(f"{name} AS MATERIALIZED ({sql})")
        self.arguments += arguments
