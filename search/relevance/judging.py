"""Read the judged questions and grade records by them.

Answers are rules over what a record is (its type, title, kind of help, family category), so the set survives another
seed of the fictional region. A rule knows nothing of how the search ranks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from search.language import normalise
from search.relevance import panel
from search.relevance.records import Record

FILES = Path(__file__).parent
GRADES = (3, 2, 1)
EXPRESSIONS = ("title", "what", "provider", "place", "asked")
TUNING, DEVELOPMENT, HELD_OUT = "tuning", "development", "held out"
# Names that begin with «для» and yet exclude nobody.
EVERYBODY = {"родителей", "школьников на каникулах"}


@dataclass(frozen=True)
class Rule:
    """What a record must be. Several values of one condition: any of them."""

    type: frozenset[str] = frozenset()
    slug: frozenset[str] = frozenset()
    number: frozenset[str] = frozenset()
    kind: frozenset[str] = frozenset()
    category: frozenset[str] = frozenset()
    title: str = ""
    what: str = ""
    provider: str = ""
    place: str = ""
    asked: str = ""

    @classmethod
    def of(cls, written: Mapping) -> "Rule":
        values = {
            name: value if name in EXPRESSIONS else frozenset([value] if isinstance(value, str) else value)
            for name, value in written.items()
        }
        return cls(**values)

    def fits(self, record: Record) -> bool:
        sets = ((self.kind, record.kinds), (self.category, record.categories))
        return (
            all(getattr(record, name) in wanted for name, wanted in self.identities)
            and all(not wanted or not wanted.isdisjoint(has) for wanted, has in sets)
            and all(expression.search(getattr(record, name)) for name, expression in self.expressions)
        )

    @cached_property
    def identities(self) -> list[tuple[str, frozenset[str]]]:
        return [(name, wanted) for name in ("type", "slug", "number") if (wanted := getattr(self, name))]

    @cached_property
    def expressions(self) -> list[tuple[str, re.Pattern]]:
        """Compiled once: there are more of them than `re` keeps."""
        return [(name, re.compile(written)) for name in EXPRESSIONS if (written := getattr(self, name))]


@dataclass(frozen=True, eq=False)
class Judged:
    """A question, who asks, and the rules of each grade."""

    words: str
    asker: str
    rules: Mapping[int, tuple[Rule, ...]] = field(default_factory=dict)
    whom: str = ""
    part: str = TUNING

    @property
    def is_held_out(self) -> bool:
        return self.part == HELD_OUT

    def grade(self, record: Record) -> int:
        """By the rules alone."""
        fitting = (grade for grade in GRADES if any(rule.fits(record) for rule in self.rules.get(grade, ())))
        best = next(fitting, 0)
        return best - 1 if best > 1 and self.is_for_others(record) else best

    def is_for_others(self, record: Record) -> bool:
        """The service's name says whom it is for, and the question asks for nobody or for somebody else."""
        _name, given, audience = record.title.partition(" для ")
        if record.type != "service" or not given or audience in EVERYBODY:
            return False
        return not (self.whom and re.search(self.whom, audience))

    def grades(self, records: Iterable[Record]) -> dict[tuple[str, int], int]:
        """The records that answer at all, by the rules and the judges who read all cards."""
        ruled = [(record, self.grade(record)) for record in records]
        opinions = panel.opinions(self.words)
        judged = frozenset(panel.cards().values()) - told_apart(ruled) if opinions else frozenset()
        found = (
            (record, panel.agreed([grade, *(each.get(record.name, 0) for each in opinions)]))
            if record.name in judged
            else (record, grade)
            for record, grade in ruled
        )
        return {record.key: grade for record, grade in found if grade}


def told_apart(ruled: Iterable[tuple[Record, int]]) -> set[panel.Name]:
    """What the rules grade by the place or the institution: of these the judges saw one card."""
    grades: defaultdict[panel.Name, set[int]] = defaultdict(set)
    for record, grade in ruled:
        grades[record.name].add(grade)
    return {name for name, found in grades.items() if len(found) > 1}


def questions() -> list[Judged]:
    """Those that one may tune by, then those held out, which have answers of their own beside the common ones."""
    return [
        *part(TUNING, "queries", "answers"),
        *part(DEVELOPMENT, "more_queries", "answers"),
        *part(DEVELOPMENT, "once_held_queries", "answers"),
        *part(DEVELOPMENT, "once_held_of_families", "answers"),
        *part(HELD_OUT, "held_queries", "answers", "held_answers"),
        *part(HELD_OUT, "held_of_others", "answers"),
        *part(HELD_OUT, "held_lately", "answers"),
    ]


def part(name: str, queries: str, *answers: str) -> list[Judged]:
    rules = {key: Rule.of(rule) for each in answers for key, rule in (read(each) or {}).items()}
    return [judged(row, rules, name) for row in read(queries) or ()]


def judged(row: dict, answers: Mapping[str, Rule], part: str) -> Judged:
    rules = {
        grade: tuple(answers[each] if isinstance(each, str) else Rule.of(each) for each in row.get(grade, ()))
        for grade in GRADES
    }
    return Judged(row["q"], row["by"], rules, normalise(row.get("whom", "")), part)


def read(name: str):
    """What the file holds; nothing where it is empty or absent."""
    path = FILES / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None
