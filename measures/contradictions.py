"""What in a programme does not agree, in plain words: what the rules find, and what editors noted in the act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from portal.formatting import NBSP, number
from portal.gathering import gathered
from portal.speaking import gettext as _

from .findings import Figures, Finding, Promise, Rule, When, found
from .indicating import rounded_alike

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Note:
    """A contradiction beside the figure it concerns, or, without numbers, of the whole programme."""

    text: str
    measure_number: str = ""
    indicator_number: str = ""


def contradictions(programme, indicators: list, measures: list) -> list[Note]:
    """Of published measures and indicators: notes of the editors, then the findings of the rules."""
    told = programme.public_notes({one.number for one in measures}, {one.number for one in indicators})
    noted = [Note(note.text, note.measure_number, note.indicator_number) for note in told]
    return [*noted, *notes_of(found(figures_of(indicators), promises_of(measures, indicators)))]


def figures_of(indicators: Iterable) -> list[Figures]:
    """The planned values, as the rules need them."""
    indicators = list(indicators)
    numbers = {indicator.pk: indicator.number for indicator in indicators if indicator.pk}
    return [figures(indicator, numbers) for indicator in indicators]


def figures(indicator, numbers: Mapping[int, str]) -> Figures:
    planned = [value for value in gathered(indicator, "values") if value.kind == "plan"]
    return Figures(
        indicator.number,
        {(value.period, value.year): value.value for value in planned},
        indicator.value_kind,
        indicator.aggregation,
        numbers.get(indicator.parent_id, ""),
        indicator.sums_parts,
        numbers.get(indicator.within_id, ""),
        numbers.get(indicator.numerator_id, ""),
        numbers.get(indicator.denominator_id, ""),
        indicator.denominator_at,
    )


def promises_of(measures: Iterable, indicators: Iterable) -> list[Promise]:
    """Promises that name an indicator which is not public are left out: they would tell of it."""
    numbers = {indicator.pk: indicator.number for indicator in indicators}
    return [
        promise_of(row, measure.number, numbers)
        for measure in measures
        for row in gathered(measure, "promised")
        if row.indicator_id is None or row.indicator_id in numbers
    ]


def promise_of(row, measure: str, numbers: Mapping[int, str]) -> Promise:
    indicator = numbers.get(row.indicator_id, "")
    return Promise(measure, row.amount, row.what, indicator, row.comparison, (row.period, row.year))


def notes_of(findings: Iterable[Finding]) -> list[Note]:
    """One note for all periods in which the same figures disagree in the same way."""
    same = groupby(sorted(findings, key=place), place)
    return [note(list(group)) for _place, group in same]


def place(finding: Finding) -> tuple:
    return (
        finding.measure,
        [*map(int_or_text, finding.indicator.split("."))],
        list(Rule).index(finding.rule),
        str(finding.stated),
        str(finding.expected),
    )


def int_or_text(part: str) -> tuple[int, str]:
    return (int(part), "") if part.isdecimal() else (0, part)


def note(group: list[Finding]) -> Note:
    first = group[0]
    times = [when_in_words(finding.when) for finding in sorted(group, key=lambda finding: order(finding.when))]
    times = [", ".join(times[:-1]), times[-1]] if len(times) > 1 else times
    text = TEXTS[first.rule](first, _(" и ").join(times))
    return Note(tied(text[0].upper() + text[1:]), first.measure, first.indicator)


def tied(text: str) -> str:
    """A percent sign and a dash do not begin a line."""
    return text.replace(" %", f"{NBSP}%").replace(" — ", f"{NBSP}— ")


def order(when: When) -> tuple[int, int]:
    return {"baseline": 0, "year": 1, "end": 2}[when[0]], when[1] or 0


def when_in_words(when: When) -> str:
    period, year = when
    if year:
        return _("%(year)s год") % {"year": year}
    return _("до начала") if period == "baseline" else _("в конце")


def parts_text(finding: Finding, times: str) -> str:
    return _("%(when)s: в целом %(whole)s, а части вместе дают %(sum)s.") % {
        "when": times,
        "whole": number(finding.stated),
        "sum": number(finding.expected),
    }


def end_text(finding: Finding, times: str) -> str:
    rules = {"last": _("последний год"), "sum": _("сумма лет"), "max": _("наибольшее")}
    ways = {}
    for rule, value in finding.beside:
        ways.setdefault(value, []).append(rules[rule])
    given = "; ".join(f"{_(' или ').join(names)} — {number(value)}" for value, names in ways.items())
    return _("В конце стоит %(end)s, а из лет следует другое: %(given)s.") % {
        "end": number(finding.stated),
        "given": given,
    }


def slip_text(finding: Finding, times: str) -> str:
    return _(
        "%(end)s похоже на опечатку в числе %(expected)s: в нём лишняя цифра. Портал оставил число таким, как в акте."
    ) % {"end": number(finding.stated), "expected": number(finding.expected)}


def share_text(finding: Finding, times: str) -> str:
    part, whole, part_value, whole_value = finding.beside
    return _(
        "%(when)s: в акте %(stated)s %%, а показатели %(part)s и %(whole)s дают %(part_value)s из %(whole_value)s, "
        "то есть %(computed)s %%."
    ) % {
        "when": times,
        "stated": number(finding.stated),
        "part": part,
        "whole": whole,
        "part_value": number(part_value),
        "whole_value": number(whole_value),
        "computed": number(finding.expected, 1),
    }


def within_text(finding: Finding, times: str) -> str:
    return _("%(when)s: здесь %(value)s, а в показателе %(holder)s — %(limit)s. Больше, чем там, быть не может.") % {
        "when": times,
        "value": number(finding.stated),
        "holder": finding.beside[0],
        "limit": number(finding.expected),
    }


def range_text(finding: Finding, times: str) -> str:
    return _("%(when)s: %(value)s %% — такой доли не бывает.") % {"when": times, "value": number(finding.stated)}


def promise_text(finding: Finding, times: str) -> str:
    what, comparison, base, value = finding.beside
    words = {
        "measure": finding.measure,
        "indicator": finding.indicator,
        "amount": number(finding.stated),
        "what": what,
        "when": times,
        "base": number(base),
        "value": number(value),
        "given": number(rounded_alike(finding.expected, TENTH) if comparison == "growth" else finding.expected),
    }
    return promise_wording()[comparison] % words


def promise_wording() -> dict[str, str]:
    return {
        "equal": _(
            "Мероприятие %(measure)s обещает %(amount)s (%(what)s), а показатель %(indicator)s, %(when)s, — %(value)s."
        ),
        "exceeded": _(
            "Мероприятие %(measure)s обещает больше, чем %(amount)s (%(what)s), а показатель %(indicator)s, "
            "%(when)s, — ровно %(value)s."
        ),
        "within": _(
            "Мероприятие %(measure)s обещает %(amount)s (%(what)s), а всего по показателю %(indicator)s, "
            "%(when)s, — %(value)s."
        ),
        "gain": _(
            "Мероприятие %(measure)s обещает прирост %(amount)s (%(what)s), а показатель %(indicator)s растёт "
            "с %(base)s до %(value)s, то есть на %(given)s."
        ),
        "growth": _(
            "Мероприятие %(measure)s обещает рост на %(amount)s %%, а показатель %(indicator)s растёт "
            "с %(base)s до %(value)s, то есть на %(given)s %%."
        ),
    }


def unmeasured_text(finding: Finding, times: str) -> str:
    return _("Обещано %(amount)s (%(what)s), но показателя, по которому это видно, нет.") % {
        "amount": number(finding.stated),
        "what": finding.beside[0],
    }


TEXTS = {
    Rule.PARTS: parts_text,
    Rule.END: end_text,
    Rule.SLIP: slip_text,
    Rule.SHARE: share_text,
    Rule.WITHIN: within_text,
    Rule.RANGE: range_text,
    Rule.PROMISE: promise_text,
    Rule.UNMEASURED: unmeasured_text,
}
