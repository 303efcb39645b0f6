"""Statistical forms as data: a file of `blanks/` is one. Rows, formulas, checks and the deadline all stand in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import yaml

from .expressions import BadFormula, Expression
from .figures import Figure
from .quarters import Deadline

BLANKS = Path(__file__).parent / "blanks"
SIGNS = {
    "=": lambda left, right: left == right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
}


@dataclass(frozen=True)
class Row:
    """A row of a form. One with a formula is computed and never asked for."""

    code: str
    name: str
    parent: str = ""
    formula: str = ""
    note: str = ""

    @property
    def depth(self) -> int:
        return self.code.count(".") if self.parent else 0

    @cached_property
    def expression(self) -> Expression:
        return Expression(self.formula)


@dataclass(frozen=True)
class Check:
    """A rule that figures should keep. `is_inferred`: ours, not the document's own."""

    rule: str
    says: str
    code: str
    left: Expression
    sign: str
    right: Expression
    is_inferred: bool = True

    @property
    def shown(self) -> str:
        """«1.4 = 1.3» for people."""
        plain = self.rule.removeprefix("each ").replace("[", "").replace("]", "")
        return (
            plain.replace("<=", "≤").replace(">=", "≥").replace("@previous", " (прошлый квартал)").replace(".*", ".…")
        )


@dataclass(frozen=True)
class Form:
    slug: str
    title: str
    source: str
    to: str = ""
    unit: str = ""
    deadline: Deadline | None = None
    rows: tuple[Row, ...] = ()
    checks: tuple[Check, ...] = ()

    def __str__(self):
        return self.title

    @cached_property
    def by_code(self) -> dict[str, Row]:
        return {row.code: row for row in self.rows}

    @cached_property
    def asked(self) -> list[Row]:
        """Rows that a person fills."""
        return [row for row in self.rows if not row.formula]

    def parts(self, code: str) -> list[str]:
        return [row.code for row in self.rows if row.parent == code]

    def completed(self, given: Mapping[str, Figure]) -> dict[str, Figure]:
        """The figures that were filled, with those that formulas make of them, in the order of the form."""
        found = {row.code: given.get(row.code) for row in self.asked}
        for row in self.rows:
            if row.formula:
                found[row.code] = row.expression.value(lambda code, _previous: found.get(code), self.parts)
        return {row.code: found[row.code] for row in self.rows}

    def told(self, check: Check, figures: Mapping[str, Figure], previous: Mapping[str, Figure]) -> bool | None:
        """Whether the figures keep the rule; None where it cannot be told."""

        def read(code: str, is_previous: bool) -> Figure:
            return (previous if is_previous else figures).get(code)

        left, right = check.left.value(read, self.parts), check.right.value(read, self.parts)
        if isinstance(left, str | None) or isinstance(right, str | None):
            return None
        return SIGNS[check.sign](left, right)


def form_of(slug: str, content: dict) -> Form:
    rows = tuple(Row(**row) for row in content["rows"])
    deadline = Deadline(**content["deadline"]) if content["deadline"] else None
    form = Form(slug, content["title"], content["source"], content["to"], content["unit"], deadline, rows)
    checks = tuple(check for each in content["checks"] for check in checks_of(form, each))
    made = Form(slug, form.title, form.source, form.to, form.unit, deadline, rows, checks)
    verify(made)
    return made


def checks_of(form: Form, given: dict) -> Iterator[Check]:
    """«each [1.5.*] <= [1.5]» is a check of every part."""
    rule = given["rule"]
    if not rule.startswith("each "):
        yield check_of(rule, rule, given)
        return
    whole = next(term.code for term in Expression(sides(rule[5:])[0]).terms if term.is_parts)
    for code in form.parts(whole):
        own = rule[5:].replace(f"[{whole}.*]", f"[{code}]")
        yield check_of(own, own, given)


def check_of(rule: str, shown: str, given: dict) -> Check:
    left, sign, right = sides(rule)
    code = next(term.code for term in Expression(left).terms if term.code)
    inferred = given.get("origin") != "document"
    return Check(shown, given["says"], code, Expression(left), sign, Expression(right), inferred)


def sides(rule: str) -> tuple[str, str, str]:
    for sign in ("<=", ">=", "="):
        left, found, right = rule.partition(sign)
        if found:
            return left.strip(), sign, right.strip()
    raise BadFormula(rule)


def verify(form: Form) -> None:
    """A form names only rows that it has, each once, and computes none out of itself."""
    codes = [row.code for row in form.rows]
    named = {term.code for row in form.rows if row.formula for term in row.expression.terms}
    named |= {term.code for check in form.checks for side in (check.left, check.right) for term in side.terms}
    named |= {row.parent for row in form.rows}
    strays = named - {*codes, ""}
    if strays or len(set(codes)) < len(codes):
        raise BadFormula(f"{form.slug}: {sorted(strays) or 'a code stands twice'}")


@cache
def forms() -> dict[str, Form]:
    return {path.stem: form_of(path.stem, yaml.safe_load(path.read_text())) for path in sorted(BLANKS.glob("*.yaml"))}


def form_choices() -> list[tuple[str, str]]:
    return [(slug, f"{form.title} ({form.source})") for slug, form in forms().items()]
