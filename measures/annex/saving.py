"""Put what a person has agreed to into the draft of the programme: all of it, or nothing."""

import calendar
import datetime
from collections.abc import Iterator
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from measures.models import (
    BudgetLine,
    Direction,
    Executor,
    FundingSource,
    Indicator,
    IndicatorValue,
    Measure,
    Programme,
    Stage,
    StatedTotal,
)

from .editing import Editing
from .figures import figure
from .preview import BY_AGREEMENT, column_name

LONGEST_EXECUTOR = 300


class NotSaved(Exception):
    """Nothing was saved; `faults` says why, a line each."""

    def __init__(self, faults: list[str]):
        super().__init__("; ".join(faults))
        self.faults = faults


@transaction.atomic
def save(editing: Editing, user) -> dict[str, int]:
    """Fill the draft and forget the reading; NotSaved where a row cannot be stored. `editing` must be valid."""
    programme = Programme.objects.select_for_update().get(pk=editing.reading.programme_id)
    if programme.live:
        raise NotSaved([_("Программа уже опубликована. Приложение наполняет только черновик.")])
    saving = Saving(editing, programme, user)
    saving.save_programme()
    saving.save_measures()
    saving.save_indicators()
    if saving.faults:
        raise NotSaved(saving.faults)
    editing.reading.delete()
    log(programme, "wagtail.edit", user=user)
    return saving.counts


class Saving:
    """One agreed reading on its way into the programme."""

    def __init__(self, editing: Editing, programme: Programme, user):
        self.editing, self.user, self.content = editing, user, editing.content
        self.programme = programme.get_latest_revision_as_object() if programme.latest_revision_id else programme
        self.sources = FundingSource.objects.in_bulk(field_name="code")
        self.directions: dict[str, Direction] = {}
        self.counts = {"measures": 0, "indicators": 0}
        self.faults: list[str] = []

    def save_programme(self) -> None:
        """Directions and stated totals are parts of the programme: its newest draft gets those that it lacks."""
        self.programme.unit = self.editing.roubles
        have = {each.number: each for each in self.programme.directions.all()}
        for row in self.content["directions"]:
            number = row["number"][:12]
            if number not in have:
                official = row["title"][:500]
                have[number] = Direction(number=number, title=row["title"][:255], official_title=official)
                self.programme.directions.add(have[number])
        for stated in self.new_totals():
            self.programme.stated_totals.add(stated)
        self.programme.save()
        self.programme.save_revision(user=self.user)
        self.directions = {each.number: each for each in Direction.objects.filter(programme=self.programme)}

    def new_totals(self) -> list[StatedTotal]:
        """Totals that the programme lacks. Of one scope stated twice in one place the first is kept."""
        scopes = set(map(scope_of, self.programme.stated_totals.all()))
        found = []
        for stated in self.read_totals():
            if scope_of(stated) not in scopes:
                scopes.add(scope_of(stated))
                found.append(stated)
        return found

    def read_totals(self) -> Iterator[StatedTotal]:
        """Of all, of sections, and of the measures that are taken."""
        yield from map(self.stated_total, self.content["totals"])
        for form, row in zip(self.editing.measures, self.content["measures"], strict=True):
            if form.cleaned_data["take"]:
                for each in row.get("totals", ()):
                    yield self.stated_total(each, form.cleaned_data["number"])

    def stated_total(self, row: dict, measure: str = "") -> StatedTotal:
        return StatedTotal(
            measure_number=measure,
            direction_number=row.get("direction", "")[:12],
            year=row["year"],
            source=self.sources.get(row["source"]),
            stage=row.get("stage", Stage.APPROVED),
            amount=Decimal(row["amount"]) * self.editing.roubles,
            place=row["place"],
        )

    def save_measures(self) -> None:
        have = {each.number: each for each in Measure.objects.filter(programme=self.programme)}
        rows = zip(self.editing.measures, self.content["measures"], strict=True)
        for position, (form, row) in enumerate(rows, 1):
            if form.cleaned_data["take"]:
                self.save_measure(form.cleaned_data, row, have.get(form.cleaned_data["number"]), position)

    def save_measure(self, values: dict, row: dict, old: Measure | None, position: int) -> None:
        measure = old.get_latest_revision_as_object() if old else Measure(programme=self.programme, live=False)
        measure.number, measure.title, measure.position = values["number"], values["title"], position
        measure.direction = self.directions.get(values["direction"][:12])
        measure.official_title, measure.expected_result = row["official_title"], row["result"]
        measure.term = row["term"]
        measure.starts_on, measure.ends_on = dates(values, row)
        measure.executors = executors(values["executors"])
        read = self.budget_lines(values)
        stages = {Stage.APPROVED, *(line.stage for line in read)}
        kept = [line for line in measure.budget_lines.all() if line.stage not in stages]
        measure.budget_lines = [*kept, *read]
        if self.store(measure, is_new=old is None, place=row["place"]):
            self.counts["measures"] += 1

    def budget_lines(self, values: dict) -> list[BudgetLine]:
        return [
            BudgetLine(
                year=each.year,
                source=each.source,
                stage=each.stage,
                amount=self.editing.in_roubles(each.amount),
                not_required=each.not_required,
                as_written=each.written,
            )
            for each in values["money"]
        ]

    def save_indicators(self) -> None:
        have = {each.number: each for each in Indicator.objects.filter(programme=self.programme)}
        rows = zip(self.editing.indicators, self.content["indicators"], strict=True)
        for position, (form, row) in enumerate(rows, 1):
            if form.cleaned_data["take"]:
                self.save_indicator(form.cleaned_data, row, have, position)

    def save_indicator(self, values: dict, row: dict, have: dict[str, Indicator], position: int) -> None:
        old = have.get(values["number"])
        indicator = old.get_latest_revision_as_object() if old else Indicator(programme=self.programme, live=False)
        indicator.number, indicator.name, indicator.unit = values["number"], values["name"], values["unit"]
        indicator.official_name, indicator.position = row["official_name"][:500], position
        indicator.parent = have.get(row["parent"])
        indicator.value_kind = value_kind(values["unit"])
        facts = [value for value in indicator.values.all() if value.kind == IndicatorValue.Kind.FACT]
        read = indicator_values(self.content["columns"], values)
        indicator.values = [*(fact for fact in facts if cell(fact) not in map(cell, read)), *read]
        if self.store(indicator, is_new=old is None, place=row["place"]):
            have[indicator.number] = indicator
            self.counts["indicators"] += 1

    def store(self, record, *, is_new: bool, place: str) -> bool:
        """A new record becomes a draft; of one that is there already, a new revision waits for approval."""
        try:
            record.full_clean()
            if is_new:
                record.save()
        except ValidationError as error:
            self.faults.append(f"{place}, {record.number}: {' '.join(error.messages)}")
            return False
        record.save_revision(user=self.user, log_action=not is_new)
        if is_new:
            log(record, "wagtail.create", user=self.user)
        return True


def scope_of(stated: StatedTotal) -> tuple:
    return stated.measure_number, stated.direction_number, stated.year, stated.source_id, stated.stage, stated.place


def cell(value: IndicatorValue) -> tuple:
    return value.kind, value.period, value.year


def dates(values: dict, row: dict) -> tuple[datetime.date | None, datetime.date | None]:
    """The first day and the last: of the months that the words name while their years stand, else of the years."""
    first, last = values["year_from"], values["year_to"] or values["year_from"]
    from_month, to_month = row["months"] if [first, last] == row["years"] else (None, None)
    starts = first and datetime.date(first, from_month or 1, 1)
    month = to_month or 12
    return starts or None, (last and datetime.date(last, month, calendar.monthrange(last, month)[1])) or None


def executors(text: str) -> list[Executor]:
    """The first answers, the others take part; «по согласованию» becomes a mark."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [
        Executor(
            name=BY_AGREEMENT.sub("", line).strip(" ,;")[:LONGEST_EXECUTOR] or line[:LONGEST_EXECUTOR],
            role=Executor.Role.PARTNER if at else Executor.Role.LEAD,
            by_agreement=bool(BY_AGREEMENT.search(line)),
            sort_order=at,
        )
        for at, line in enumerate(lines)
    ]


def value_kind(unit: str) -> str:
    if "да" in unit.lower() and "нет" in unit.lower():
        return Indicator.ValueKind.YES_NO
    return Indicator.ValueKind.SHARE if "%" in unit or "процент" in unit.lower() else Indicator.ValueKind.COUNT


def indicator_values(columns: list[list], values: dict) -> list[IndicatorValue]:
    """A cell that is empty has no value; one with «-» has a value that says so."""
    found = []
    for period, year in columns:
        text = values[column_name((period, year))].strip()
        if text:
            fixed = period in ("baseline", "end")
            found.append(
                IndicatorValue(
                    period=period if fixed else IndicatorValue.Period.YEAR,
                    year=None if fixed else year,
                    kind=IndicatorValue.Kind.FACT if period == "fact" else IndicatorValue.Kind.PLAN,
                    value=figure(text).value,
                    as_written=text,
                )
            )
    return found
