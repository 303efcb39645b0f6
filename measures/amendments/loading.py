"""First editions of loaded plans, and what `amendments.yaml` beside a `programme.yaml` says of later ones.

The other files of the folder say how the plan stands now; this one says what each edition found and replaced, so that
loading again changes nothing. Editions go from the oldest to the newest:

    - act: zarechny-15-2025              # slug of the act; effective_on and note as the public page shows them
      effective_on: '2025-09-01'
      note: Коротко, почему.
      changed:
      - measure: '1.2'
        was:                             # only what stood otherwise before
          title: …                       # or official_title, term, starts_on, ends_on
          executors: [Центр, Школа]      # all of them, the first answers
          money:                         # cells that stood otherwise; «-» was not there, no amount: not required
          - {year: '2025', source: fund, amount: '100000'}
      added: ['2.3']                     # measures that were not in the plan before
      removed:                           # and those that are no longer in it, with all that the plan said of them
      - {number: '3.1', title: …, direction: '3', ends_on: …, money: […]}
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from acts.models import LegalAct
from portal.loading import Outcome, Report, Row, edited_by_people, upsert

from ..models import FundingSource, Measure, PlanEdition, PlanEntry, Programme
from .content import DATES, MONEY, TEXTS
from .recording import first_edition, plan_of

ABSENT = "-"
State = dict[str, dict | None]  # a measure's number → its plan, none where it is not in the plan


def load_amendments(report: Report, rows: list[Row], programme: Programme) -> None:
    """Editions of the programme and the plan of each live measure in them."""
    measures = {measure.number: measure for measure in live_measures(programme)}
    if not measures and not rows:
        return
    if programme.editions.filter(number__gt=len(rows)).exists():
        report.count(PlanEdition._meta.verbose_name_plural, Outcome.KEPT)  # people have amended the plan since
        return
    editions = [first_edition(programme), *(_edition(report, row, programme, at) for at, row in enumerate(rows, 1))]
    known = _Known(
        {direction.number: direction.title for direction in programme.directions.all()},
        set(FundingSource.objects.values_list("code", flat=True)),
    )
    state: State = {number: plan_of(measure) for number, measure in measures.items()}
    wanted: list[tuple[PlanEdition, str, dict | None]] = []
    for edition, row in reversed(list(zip(editions[1:], rows, strict=True))):
        before = _before(row, state, known)
        wanted += [(edition, number, state.get(number)) for number in before]
        state |= before
        row.finish()
    wanted += [(editions[0], number, plan) for number, plan in state.items() if plan is not None]
    _write(report, wanted, measures)


def live_measures(programme: Programme):
    parts = ("executors", "budget_lines__source")
    found = programme.measures.filter(live=True).select_related("direction").prefetch_related(*parts)
    for measure in found.order_by("position", "pk"):
        measure.programme = programme
        yield measure


def _edition(report: Report, row: Row, programme: Programme, number: int) -> PlanEdition:
    values = {
        "act": row.pick("act", LegalAct.objects.in_bulk(field_name="slug"), _("правовой акт")),
        "effective_on": row.date("effective_on"),
        "note": row.text("note", ""),
    }
    return upsert(report, PlanEdition, key={"programme": programme, "number": number}, values=values, row=row)


class _Known:
    """What a row may name."""

    def __init__(self, directions: Mapping[str, str], sources: set[str]):
        self.directions, self.sources = directions, {code: code for code in sources}


def _before(row: Row, state: State, known: _Known) -> State:
    """The plan of what the edition touched, as the edition found it."""
    numbers = {number: number for number, plan in state.items() if plan}
    found: State = {number: None for number in row.texts("added")}
    for each in row.rows("changed"):
        number = each.pick("measure", numbers, _("мероприятие программы"))
        found[number] = _was(each.row("was"), state[number], known)
        each.finish()
    for each in row.rows("removed"):
        number = each.text("number")
        found[number] = _whole(each, number, known)
    return found


def _was(row: Row, now: dict, known: _Known) -> dict:
    plan = {**now, MONEY: dict(now[MONEY])}
    plan |= {name: row.text(name) for name in TEXTS if row.text(name, "")}
    plan |= {name: row.date(name).isoformat() for name in DATES if row.text(name, "")}
    if names := row.texts("executors"):
        plan["executors"] = _executors(names)
    for cell, amount in _cells(row, known):
        if amount == ABSENT:
            plan[MONEY].pop(cell, None)
        else:
            plan[MONEY][cell] = amount
    row.finish()
    return plan


def _whole(row: Row, number: str, known: _Known) -> dict:
    empty: dict[str, Any] = {name: "" for name in TEXTS} | {name: None for name in DATES}
    direction = row.pick("direction", {each: each for each in known.directions}, _("направление программы"), None)
    named = {"number": direction, "title": known.directions[direction]} if direction else None
    base = {**empty, "number": number, "direction": named, "executors": [], MONEY: {}, "stated": None}
    return _was(row, base, known)


def _executors(names: list[str]) -> list[dict]:
    return [{"name": name, "role": "partner" if at else "lead", "by_agreement": False} for at, name in enumerate(names)]


def _cells(row: Row, known: _Known) -> list[tuple[str, str | None]]:
    found = []
    for each in row.rows("money"):
        source = each.pick("source", known.sources, _("источник денег"))
        text = each.text("amount", None)
        amount = text if text in (None, ABSENT) else f"{each.decimal('amount'):.2f}"
        found.append((f"{each.integer('year', None) or ''}:{source}", amount))
        each.finish()
    return found


def _write(report: Report, wanted, measures: Mapping) -> None:
    label = PlanEntry._meta.verbose_name_plural
    for edition, number, content in wanted:
        report.count(label, _written(edition, number, content, measures.get(number)))


def _written(edition: PlanEdition, number: str, content: dict | None, measure: Measure | None) -> Outcome:
    entry = PlanEntry.objects.filter(edition=edition, number=number).first()
    if entry and (entry.measure, entry.content) == (measure, content):
        return Outcome.UNCHANGED
    if entry and measure and edited_by_people(measure):
        return Outcome.KEPT
    entry, outcome = (entry, Outcome.CHANGED) if entry else (PlanEntry(edition=edition, number=number), Outcome.CREATED)
    entry.measure, entry.content = measure, content
    entry.save()
    return outcome
