"""What was recognised, as a person sees and changes it before anything is saved.

The content of a reading is JSON: {"unit", "unit_because", "unit_problem", "directions": [{number, title, place}],
"measures": [{take, number, direction, title, official_title, result, executors, term, year_from, year_to, money,
suggested, totals, place, source, problems}], "indicators": [{take, number, parent, name, official_name, unit, place,
source, problems, values: {column: text}, as_read: the same, which nobody changes}], "columns": [...], "totals":
[{direction, year, source, stage, amount, place}], "left_out": [[place, text]], "notes": [text]}. Sums are texts in the
unit of the table;
`money` and `values` are what the person edits, `source` the rows that they were read from: [[place, text]]. The totals
of a measure are those that its row states beside the lines of its money; one without a direction is of all measures.
`suggested`: lines of money that only quarters make, which are taken where a person says so.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import chain

from django.utils.translation import gettext as _

from measures.models import Stage
from portal.formatting import nested
from portal.formatting import number as plain

from .found import Annex, Indicator, Measure, TotalRow
from .naming import UNNAMED
from .parts import Money, wholes
from .stages import suggested
from .unit import sums_in_prose, unit_of_table

LONGEST_TITLE = 255
LONGEST_WORDS = 90
MOST_SOURCE_ROWS = 60
NO_YEAR, NOT_REQUIRED = "—", "не требуется"
# A stored reading is read again in whatever language its next editor has.
STAGE_WORDS = {Stage.APPROVED: "утверждено", Stage.AMENDED: "уточнено", Stage.SPENT: "израсходовано"}
BY_AGREEMENT = re.compile(r"\(?\s*по\s+соглас\w+\s*\)?", re.I)
WHOLE_IN_PROSE = re.compile(r"общ\w+ объ[её]м", re.I)


def content_of(annex: Annex, source_names: Mapping[str, str]) -> dict:
    """The first content of a reading; `source_names`: what the portal calls the sources, by their codes."""
    whole = next((each.amount for each in annex.totals if each.is_total and each.stage == Stage.APPROVED), None)
    unit = unit_of_table(annex.unit_words, whole, annex.prose)
    columns = sorted({key for each in annex.indicators for key in each.values}, key=column_order)
    return {
        "unit": unit.roubles,
        "unit_because": unit.because[:300],
        "unit_problem": unit.problem if any(each.money or each.parts for each in annex.measures) else "",
        "directions": [{"number": each.number, "title": each.title, "place": each.place} for each in annex.directions],
        "measures": [measure_row(each, source_names) for each in annex.measures],
        "columns": [list(column) for column in columns],
        "indicators": [indicator_row(each) for each in annex.indicators],
        "totals": [
            *totals_of(annex.totals, _("строка итогов таблицы")),
            *chain.from_iterable(map(totals_of_section, annex.section_totals)),
            *totals_of_prose(annex.prose, unit.roubles),
        ],
        "left_out": [list(each) for each in annex.left_out],
        "notes": annex.notes,
    }


def column_order(column: tuple[str, int | None]) -> tuple:
    period, year = column
    return {"baseline": 0, "end": 2}.get(period, 1), year or 0, period


def measure_row(measure: Measure, source_names: Mapping[str, str]) -> dict:
    return {
        "take": True,
        "number": measure.number,
        "direction": measure.direction,
        "title": shortened(measure.title),
        "official_title": measure.title,
        "result": measure.result,
        "executors": "\n".join(executors(measure.executors)),
        "term": measure.period[:120],
        "year_from": measure.term.year_from,
        "year_to": measure.term.year_to,
        "years": [measure.term.year_from, measure.term.year_to],
        "months": [measure.term.month_from, measure.term.month_to],
        "money": "\n".join(money_line(each, source_names) for each in measure.lines),
        "suggested": [money_line(each, source_names) for each in suggested(measure.parts, measure.money)],
        "stated": plain(measure.stated) if measure.stated is not None else "",
        "totals": totals_of(wholes(measure.money), measure.place),
        "place": measure.place,
        "source": [list(each) for each in measure.source[:MOST_SOURCE_ROWS]],
        "problems": list(dict.fromkeys(measure.problems)),
    }


def shortened(title: str) -> str:
    """As much of the title as fits, cut between words."""
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def executors(words: str) -> list[str]:
    """One a line: apart by semicolons, or by commas outside brackets."""
    divider = ";" if ";" in words else r",(?![^()]*\))"
    return [part.strip(" .;,") for part in re.split(divider, words) if part.strip(" .;,")]


def money_line(each: Money, source_names: Mapping[str, str]) -> str:
    """«2016; Фонд; 1 000», the source by its name where it was understood, the stage where it is not the approved."""
    amount = NOT_REQUIRED if each.not_required or each.amount is None else plain(each.amount)
    words = each.hint if each.not_required else each.words or each.hint
    source = source_names.get(each.source, each.source) or words.replace(";", ",")[:LONGEST_WORDS] or UNNAMED
    stage = [] if each.stage == Stage.APPROVED else [STAGE_WORDS[each.stage]]
    return "; ".join([str(each.year or NO_YEAR), source, amount, *stage])


def indicator_row(indicator: Indicator) -> dict:
    values = {column_name(key): value.written for key, value in indicator.values.items()}
    return {
        "take": True,
        "number": indicator.number,
        "parent": indicator.parent,
        "name": shortened(indicator.name.rstrip(":")),
        "official_name": indicator.name,
        "unit": indicator.unit[:40],
        "values": values,
        "as_read": values,
        "place": indicator.place,
        "source": [list(each) for each in indicator.source[:MOST_SOURCE_ROWS]],
        "problems": indicator.problems,
    }


def column_name(column: Iterable) -> str:
    """«plan-2016», «baseline»."""
    return "-".join(str(part) for part in column if part)


def totals_of(money: Iterable[Money], place: str, direction: str = "") -> list[dict]:
    """Totals whose scope the portal can name; one of money that nobody has named a source of is none of them."""
    return [
        {
            "direction": direction,
            "year": each.year,
            "source": each.source,
            "stage": each.stage,
            "amount": str(each.amount),
            "place": place,
        }
        for each in money
        if each.amount is not None and (each.source or each.is_of_all_sources)
    ]


def totals_of_section(row: TotalRow) -> list[dict]:
    place = nested(_("%(place)s: «%(label)s»") % {"place": row.place, "label": row.label})
    return totals_of(row.money, place[:LONGEST_TITLE], row.direction)


def totals_of_prose(prose: list[str], unit: int) -> list[dict]:
    """The total that the text names, in the unit of the table."""
    found = [line for line in prose if WHOLE_IN_PROSE.search(line)]
    return [
        {
            "direction": "",
            "year": None,
            "source": "",
            "stage": Stage.APPROVED,
            "amount": str(figure * factor / unit),
            "place": _("текст акта"),
        }
        for line in found[:1]
        for figure, factor, _words in sums_in_prose([line])[:1]
    ]
