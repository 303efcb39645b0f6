"""How much of the plan was reached. Pure. Without a fact nothing is reached and nothing is missed: that is no zero."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

from .indicating import HUNDRED

MORE, LESS, YES_NO = "more", "less", "yes-no"
TENTH = Decimal("0.1")


class Outcome(StrEnum):
    NO_FACT = "no-fact"
    NOT_MEASURED = "not-measured"
    NO_PLAN = "no-plan"
    MET = "met"
    SHORT = "short"
    UNJUDGED = "unjudged"  # nobody has said whether more or less is better


class Formula(StrEnum):
    """How the percent was computed, if it was."""

    FACT_BY_PLAN = "fact/plan"
    PLAN_BY_FACT = "plan/fact"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Attainment:
    """`percent` is absent where division gives no sense: a plan of zero, a yes or no, figures below zero."""

    outcome: Outcome
    percent: Decimal | None = None
    formula: Formula = Formula.NONE


def attainment(
    plan: Decimal | None, fact: Decimal | None, better: str, kind: str = "count", *, not_measured: bool = False
) -> Attainment:
    """Of a plan reached fully or better, and only of it, the percent is 100 or more."""
    if not_measured:
        return Attainment(Outcome.NOT_MEASURED)
    if fact is None:
        return Attainment(Outcome.NO_FACT)
    if plan is None:
        return Attainment(Outcome.NO_PLAN)
    outcome = judged(plan, fact, better, kind)
    if kind == YES_NO:
        return Attainment(outcome)
    return Attainment(outcome, *percent_of_plan(plan, fact, better))


def judged(plan: Decimal, fact: Decimal, better: str, kind: str) -> Outcome:
    if better == LESS:
        return Outcome.MET if fact <= plan else Outcome.SHORT
    if better == MORE:
        return Outcome.MET if fact >= plan else Outcome.SHORT
    if kind == YES_NO:
        return Outcome.MET if fact == plan else Outcome.SHORT
    return Outcome.UNJUDGED


def percent_of_plan(plan: Decimal, fact: Decimal, better: str) -> tuple[Decimal | None, Formula]:
    """Rounded down to a tenth: 99.96 % of a plan is not all of it."""
    part, whole = (plan, fact) if better == LESS else (fact, plan)
    if plan <= 0 or fact < 0 or whole == 0:
        return None, Formula.NONE
    percent = (part * HUNDRED / whole).quantize(TENTH, ROUND_FLOOR)
    return percent, Formula.PLAN_BY_FACT if better == LESS else Formula.FACT_BY_PLAN
