"""How the figures of an indicator were computed, in words that show their inputs."""

from collections.abc import Mapping
from decimal import Decimal

from portal.formatting import number
from portal.speaking import gettext as _

from .attaining import Attainment, Formula, Outcome
from .contradictions import order, tied
from .findings import BASELINE, END, Figures, When
from .indicating import expected_end, known, share_of

SIGNS = {"sum": " + ", "max": ", "}


def explanations(figures: Figures, others: Mapping[str, Figures], indicator, cells: list) -> list[str]:
    """Of its value at the end, of its share by formula, and of the percent of the plan, where there are any."""
    lines = [*share(figures, others), *end(figures), *map_percents(cells, indicator.better)]
    return [tied(line) for line in lines]


def share(figures: Figures, others: Mapping[str, Figures]) -> list[str]:
    part, whole = others.get(figures.numerator), others.get(figures.denominator)
    if not (part and whole):
        return []
    head = _("Доля = показатель %(part)s / показатель %(whole)s × 100%(of)s.") % {
        "part": part.number,
        "whole": whole.number,
        "of": _(", и целое всегда берётся до начала программы") if figures.denominator_at == "baseline" else "",
    }
    lines = (share_line(when, *pair(figures, part, whole, when)) for when in sorted(figures.values, key=order))
    return [head, *(line for line in lines if line)]


def pair(figures: Figures, part: Figures, whole: Figures, when: When) -> tuple[Decimal | None, Decimal | None]:
    return part.at(when), whole.at(BASELINE if figures.denominator_at == "baseline" else when)


def share_line(when: When, part: Decimal | None, whole: Decimal | None) -> str:
    computed = share_of(part, whole)
    if computed is None:
        return ""
    return _("%(when)s: %(part)s / %(whole)s × 100 = %(computed)s %%") % {
        "when": label(when),
        "part": number(part),
        "whole": number(whole),
        "computed": number(computed, 1),
    }


def label(when: When) -> str:
    period, year = when
    if year:
        return str(year)
    return _("До начала") if period == "baseline" else _("В конце")


def end(figures: Figures) -> list[str]:
    """The last year needs no arithmetic: what stands at the end says it all."""
    expected = expected_end(figures.aggregation, figures.years)
    if expected is None or figures.at(END) is None or figures.aggregation == "last":
        return []
    years = known(figures.years)
    words = {
        "sum": _("В конце по правилу «сумма лет»: %(years)s = %(value)s."),
        "max": _("В конце по правилу «наибольшее»: из %(years)s — %(value)s."),
    }
    listed = SIGNS.get(figures.aggregation, ", ").join(map(number, years))
    return [words[figures.aggregation] % {"years": listed, "value": number(expected)}]


def map_percents(cells: list, better: str) -> list[str]:
    return [line for cell in cells if cell.attained and (line := percent_line(cell, better))]


def percent_line(cell, better: str) -> str:
    attained: Attainment = cell.attained
    words = {"when": label(cell.when), "plan": number(cell.plan), "fact": number(cell.fact)}
    if attained.formula == Formula.FACT_BY_PLAN:
        text = _("%(when)s: %% плана = факт / план × 100 = %(fact)s / %(plan)s × 100 = %(percent)s %%")
    elif attained.formula == Formula.PLAN_BY_FACT:
        text = _("%(when)s: меньше — лучше, поэтому план / факт × 100 = %(plan)s / %(fact)s × 100 = %(percent)s %%")
    elif attained.outcome in (Outcome.MET, Outcome.SHORT, Outcome.UNJUDGED) and cell.plan == 0:
        text = _("%(when)s: план — ноль, процент от него не считается; факт — %(fact)s")
    elif attained.outcome in (Outcome.MET, Outcome.SHORT) and better == "less" and cell.fact == 0:
        text = _("%(when)s: факт — ноль при плане %(plan)s, и меньше — лучше: план выполнен, процент не считается")
    else:
        return ""
    return text % {**words, "percent": number(attained.percent) if attained.percent is not None else ""}
