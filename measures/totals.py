"""What the budget lines of a form add up to, while they are being typed and after they are saved."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import DateField
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.panels import Panel
from wagtail.permissions import ModelPermissionPolicy

from measures.arithmetic import Line, Total, by_source, by_year, of_measures, planned, total
from measures.checking import Finding, Plan, examine, in_words
from measures.entering import Typed, table_unit, unit_of
from measures.ledger import lines_of, outline_of, stated_of, with_reports
from measures.models import Direction, FundingSource, Measure, Programme, Stage, StatedTotal
from measures.reconciling import Stated
from measures.units import Written, conversion, misread
from portal.formatting import rub

ZERO = Decimal(0)
MOST_LINES = 500
MOST_SHOWN = 12
FRAGMENT = "measures/admin/totals.html"


@dataclass
class Sums:
    """Sums of the lines in hand, and how they stand against the act, the plan and the term."""

    lines: list[Line]
    plan: Plan = field(default_factory=lambda: Plan([]))
    written: list[Written] = field(default_factory=list)
    unit: int = 1
    measure: str = ""
    source_names: Mapping[str, str] = field(default_factory=dict)
    unread: int = 0
    conversions: list[dict] = field(default_factory=list)

    @property
    def groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        lines = planned(self.lines)
        years = [(str(year or _("без года")), in_words(sum_)) for year, sum_ in by_year(lines).items()]
        sources = [(self.source_names.get(code, code), in_words(sum_)) for code, sum_ in by_source(lines).items()]
        return [(_("По годам"), years), (_("По источникам"), sources)]

    @property
    def whole(self) -> str:
        """Of the measure in hand, or of the programme: there, measures of which nothing is said are not forgotten."""
        return in_words(total(planned(self.lines)) if self.measure else self.whole_plan)

    @property
    def whole_plan(self) -> Total:
        numbers = self.plan.measures
        stated = {one.measure: one.amount for one in self.plan.stated if one.measure and not (one.year or one.source)}
        return of_measures(numbers, planned(self.lines), stated) if numbers else total(planned(self.lines))

    @cached_property
    def checks(self) -> list[dict]:
        """Rows for the form, what does not agree first."""
        found = [*misread(self.written, self.unit), *examine(self.plan)]
        shown = filter(self.is_shown, found)
        return [self.described(one) for one in sorted(shown, key=lambda one: one.agrees is not False)]

    def is_shown(self, one: Finding) -> bool:
        return not self.measure or one.scope.measure in ("", self.measure)

    @property
    def differing_checks(self) -> list[dict]:
        return [check for check in self.checks if check["agrees"] is False]

    @property
    def other_checks(self) -> list[dict]:
        return [check for check in self.checks if check["agrees"] is not False]

    @property
    def differing(self) -> int:
        return len(self.differing_checks)

    @property
    def is_long(self) -> bool:
        """So many checks agree that they would hide what stands below them."""
        return len(self.other_checks) > MOST_SHOWN

    def described(self, one: Finding) -> dict:
        difference = one.difference
        return {
            "scope": one.title(lambda code: self.source_names.get(code, code)),
            "place": one.scope.place,
            "computed": in_words(one.found),
            "stated": in_words(one.expected),
            "agrees": one.agrees,
            "difference": rub(difference) if difference else "",
            "sentence": one.sentence,
        }


def stated_totals(programme: Programme | None) -> list[StatedTotal]:
    return list(programme.stated_totals.select_related("source")) if programme and programme.pk else []


def other_measures(programme: Programme, measure: Measure | None) -> list[Measure]:
    found = Measure.objects.filter(live=True, programme=programme).exclude(pk=measure.pk if measure else None)
    money = "budget_lines__source", "reported_spendings__source"
    return list(found.select_related("direction").prefetch_related(*money))


def sums_of(programme: Programme | None, measure: Measure | None, lines: Iterable[Line], **own) -> Sums:
    """The sums of a measure's lines among those of its programme; without a measure, of the programme alone."""
    lines, stated = list(lines), stated_totals(programme)
    others = other_measures(programme, measure) if programme and programme.pk else []
    measures = {other.number: outline_of(other) for other in others}
    if measure:
        measures[measure.number] = outline_of(measure)
    other_lines = [line for other in others for line in lines_of(other)]
    plan = Plan(
        lines=[*other_lines, *lines],
        stated=[stated_of(row) for row in stated],
        measures=measures,
        years=programme.years if programme else (),
        sources=[row.source.code for row in programme.sources.select_related("source")] if programme else (),
        all_measures=all(row.measure_number in measures for row in stated if row.measure_number),
    )
    written = [Written(stated_of(row), row.as_written, row.amount) for row in stated]
    return Sums(
        lines=lines if measure else plan.lines,
        plan=plan,
        written=[*own.pop("written", []), *([] if measure else written)],
        unit=table_unit(programme),
        measure=measure.number if measure else "",
        source_names=dict(FundingSource.objects.values_list("code", "name")),
        **own,
    )


class PostedLines:
    """The budget lines of a form as it stands: rows marked for deletion are left out, unreadable ones are counted."""

    def __init__(self, data, programme: Programme | None = None):
        self.data = data
        self.sources = dict(FundingSource.objects.values_list("pk", "code"))
        self.number = data.get("number", "")[:12]
        self.unit, self.other = unit_of(data, programme), table_unit(programme)
        self.unread = 0
        self.written: list[Written] = []
        self.conversions: list[dict] = []

    def read(self, direction: str = "") -> list[Line]:
        self.direction = direction
        rows = range(min(whole_number(self.data.get("budget_lines-TOTAL_FORMS")) or 0, MOST_LINES))
        return [line for row in rows if (line := self.line(f"budget_lines-{row}-"))]

    def line(self, prefix: str) -> Line | None:
        values = {name: self.data.get(prefix + name, "").strip() for name in ("year", "source", "stage", "as_written")}
        typed = Typed.in_data(self.data, prefix + "amount")
        self.convert(prefix + "amount", typed)
        if self.data.get(prefix + "DELETE") or not values["source"]:
            return None
        try:
            return self.parsed(values, typed, not_required=bool(self.data.get(prefix + "not_required")))
        except (ValueError, KeyError):
            self.unread += 1
            return None

    def convert(self, name: str, typed: Typed) -> None:
        """What the sum comes to, and how one that nobody touched is shown in the unit that is chosen now."""
        try:
            roubles = typed.roubles(self.unit)
        except ValueError:
            self.conversions.append({"name": name, "text": ""})
            return
        shown = {"shown": Typed.of(roubles, self.unit)} if typed.untouched is not None else {}
        self.conversions.append({"name": name, "text": conversion(roubles, self.unit, self.other), **shown})

    def parsed(self, values: dict[str, str], typed: Typed, *, not_required: bool) -> Line:
        amount = None if not_required else typed.roubles(self.unit)
        year = int(values["year"]) if values["year"] else None
        source, stage = self.sources[int(values["source"])], Stage(values["stage"]).value
        self.written.append(Written(Stated(ZERO, self.number, year, source, stage), values["as_written"], amount))
        return Line(self.number, year, source, stage, amount, self.direction)


def whole_number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


def posted_measure(data, number: str) -> Measure:
    """What of the form's other fields the sums are held against."""
    direction = Direction.objects.filter(pk=whole_number(data.get("direction"))).first()
    days = {name: parse_day(data.get(name, "")) for name in ("starts_on", "ends_on")}
    return Measure(pk=whole_number(data.get("measure")), number=number, direction=direction, **days)


def parse_day(text: str) -> datetime.date | None:
    try:
        return DateField(required=False).clean(text)
    except ValidationError:
        return None


def sums_in(data) -> Sums:
    """Of a form as it stands."""
    programme = Programme.objects.filter(pk=whole_number(data.get("programme"))).first()
    posted = PostedLines(data, programme)
    measure = posted_measure(data, posted.number)
    lines = with_reports(posted.read(measure.direction.number if measure.direction_id else ""), measure)
    found = {name: getattr(posted, name) for name in ("unread", "written", "conversions")}
    return sums_of(programme, measure, lines, **found)


@require_POST
def live_totals(request):
    """The sums of the form that was posted; nothing is saved."""
    if not ModelPermissionPolicy(Measure).user_has_any_permission(request.user, ["add", "change"]):
        raise PermissionDenied
    return render(request, FRAGMENT, {"sums": sums_in(request.POST)})


class TotalsPanel(Panel):
    """The sums of the saved record; on a measure's form they follow what is being typed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "measures/admin/totals_panel.html"

        def get_context_data(self, parent_context=None):
            live = isinstance(self.instance, Measure)
            return {
                **super().get_context_data(parent_context),
                "fragment": FRAGMENT,
                "sums": self.measure_sums() if live else self.programme_sums(),
                "live_url": reverse("measures_live_totals") if live else "",
                "measure_key": self.instance.pk or "",
            }

        def measure_sums(self) -> Sums:
            """Of the form that came back with a mistake, as it was typed; else of the saved measure."""
            if self.form is not None and self.form.is_bound:
                return self.posted_sums()
            programme = Programme.objects.filter(pk=self.instance.programme_id).first()
            written = [
                Written(
                    Stated(ZERO, self.instance.number, row.year, row.source.code, row.stage), row.as_written, row.amount
                )
                for row in self.instance.budget_lines.all()
            ]
            return sums_of(programme, self.instance, lines_of(self.instance), written=written)

        def posted_sums(self) -> Sums:
            data = self.form.data.copy()
            data["measure"] = str(self.instance.pk or "")
            return sums_in(data)

        def programme_sums(self) -> Sums:
            return sums_of(self.instance, None, [])
