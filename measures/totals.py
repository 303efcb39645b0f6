"""What the budget lines of a form add up to, while they are being typed and after they are saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.panels import Panel
from wagtail.permissions import ModelPermissionPolicy

from measures.arithmetic import Line, Total, by_source, by_year, planned, total
from measures.ledger import lines_of
from measures.models import FundingSource, Measure, Programme, Stage
from measures.reconciling import Check, Stated, reconcile, scope_text
from portal.formatting import rub
from portal.money import read_amount

MOST_LINES = 500
FRAGMENT = "measures/admin/totals.html"


@dataclass
class Sums:
    """Sums of the lines in hand, and how they stand against what the act states."""

    lines: list[Line]
    others: list[Line] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    source_names: Mapping[str, str] = field(default_factory=dict)
    unread: int = 0

    @property
    def groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        lines = planned(self.lines)
        years = [(str(year or _("без года")), figure(sum_)) for year, sum_ in by_year(lines).items()]
        sources = [(self.source_names.get(code, code), figure(sum_)) for code, sum_ in by_source(lines).items()]
        return [(_("По годам"), years), (_("По источникам"), sources)]

    @property
    def whole(self) -> str:
        return figure(total(planned(self.lines)))

    @property
    def checks(self) -> list[dict]:
        return [self.described(check) for check in reconcile([*self.others, *self.lines], self.stated)]

    def described(self, check: Check) -> dict:
        difference = check.difference
        return {
            "scope": scope_text(check.stated, lambda code: self.source_names.get(code, code)),
            "place": check.stated.place,
            "computed": figure(check.computed),
            "stated": rub(check.stated.amount),
            "agrees": check.agrees,
            "difference": rub(difference) if difference is not None else "",
        }


def figure(sum_: Total) -> str:
    """A sum, or that there is none: absent money is not zero."""
    if sum_.amount is not None:
        return rub(sum_.amount)
    return _("не требуется") if sum_.not_required else _("нет данных")


def stated_totals(programme: Programme | None, measure_number: str | None = None) -> list[Stated]:
    """What the act states of the whole and, where a measure is named, of that measure."""
    rows = programme.stated_totals.select_related("source") if programme and programme.pk else []
    return [
        Stated(row.amount, row.measure_number, row.year, row.source.code if row.source_id else "", row.stage, row.place)
        for row in rows
        if measure_number is None or row.measure_number in ("", measure_number)
    ]


def lines_of_others(programme: Programme, measure: Measure | None) -> list[Line]:
    found = Measure.objects.filter(live=True, programme=programme).exclude(pk=measure.pk if measure else None)
    others = found.select_related("direction").prefetch_related("budget_lines__source", "reported_spendings__source")
    return [line for other in others for line in lines_of(other)]


def sums_of(programme: Programme | None, measure: Measure | None, lines: Iterable[Line], unread: int = 0) -> Sums:
    number = measure.number if measure else None
    return Sums(
        lines=list(lines),
        others=lines_of_others(programme, measure) if programme and measure else [],
        stated=stated_totals(programme, number),
        source_names=dict(FundingSource.objects.values_list("code", "name")),
        unread=unread,
    )


class PostedLines:
    """The budget lines of a form as it stands: rows marked for deletion are left out, unreadable ones are counted."""

    def __init__(self, data):
        self.data = data
        self.sources = dict(FundingSource.objects.values_list("pk", "code"))
        self.number = data.get("number", "")[:12]
        self.unread = 0

    def read(self) -> list[Line]:
        rows = range(min(whole_number(self.data.get("budget_lines-TOTAL_FORMS")) or 0, MOST_LINES))
        return [line for row in rows if (line := self.line(f"budget_lines-{row}-"))]

    def line(self, prefix: str) -> Line | None:
        values = {name: self.data.get(prefix + name, "").strip() for name in ("year", "source", "stage", "amount")}
        if self.data.get(prefix + "DELETE") or not values["source"]:
            return None
        try:
            return self.parsed(values, not_required=bool(self.data.get(prefix + "not_required")))
        except (ValueError, KeyError):
            self.unread += 1
            return None

    def parsed(self, values: dict[str, str], *, not_required: bool) -> Line:
        amount = None if not_required else read_amount(values["amount"])
        year = int(values["year"]) if values["year"] else None
        return Line(self.number, year, self.sources[int(values["source"])], Stage(values["stage"]).value, amount)


def whole_number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


@require_POST
def live_totals(request):
    """The sums of the form that was posted; nothing is saved."""
    if not ModelPermissionPolicy(Measure).user_has_any_permission(request.user, ["add", "change"]):
        raise PermissionDenied
    posted = PostedLines(request.POST)
    programme = Programme.objects.filter(pk=whole_number(request.POST.get("programme"))).first()
    measure = Measure(pk=whole_number(request.POST.get("measure")), number=posted.number)
    return render(request, FRAGMENT, {"sums": sums_of(programme, measure, posted.read(), posted.unread)})


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
            programme = Programme.objects.filter(pk=self.instance.programme_id).first()
            return sums_of(programme, self.instance, lines_of(self.instance))

        def programme_sums(self) -> Sums:
            lines = lines_of_others(self.instance, None) if self.instance.pk else []
            return sums_of(self.instance, None, lines)
