"""What approved reports say, as a table: a row for each thing that an edition states."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.gathering import PROGRAMME_NOTES, REPORT_EDITIONS
from measures.models.status import Status
from measures.tables import ProgrammeTable, Row
from portal.quarters import Quarter
from portal.tables.writing import MONEY, TOTAL, Cell, Formula, SheetOf, Styled

from .report_page import exact

SPENT, FACT, MILESTONE, STATUS = "spent", "fact", "milestone", "status"
NARRATIVE, DEVIATION = "narrative", "deviation-reason"


def rows(programme) -> Iterator[Row]:
    """Every edition, the corrected ones too; `latest` tells those that hold.

    `state` of money is amount, not-required or absent; of a fact amount or not-measured, the reason being in `text`.
    """
    editions = list(REPORT_EDITIONS(programme.pk))
    latest = {edition.report_id: edition.number for edition in editions}
    for edition in editions:
        own = edition_row(edition, edition.number == latest[edition.report_id])
        yield from ({**own, **row} for row in stated_rows(edition.content))


def edition_row(edition, is_latest: bool) -> Row:
    content = edition.content
    return {
        "measure": content["measure"]["number"],
        "title": content["measure"]["title"],
        "quarter": quarter_of(content).code,
        "edition": edition.number,
        "latest": "yes" if is_latest else "no",
        "approved_on": localdate(edition.made_at).isoformat(),
        "sent_on": content["sent_on"],
        "due_on": content["period"]["due_on"],
    }


def quarter_of(content: dict) -> Quarter:
    return Quarter(content["period"]["year"], content["period"]["quarter"])


def stated_rows(content: dict) -> Iterator[Row]:
    if content["status"]:
        yield row(STATUS, state=content["status"], text=str(Status(content["status"]).label))
    for each in content["spendings"]:
        yield spending_row(each)
    for each in content["facts"]:
        yield fact_row(each)
    for each in content["milestones"]:
        state = "done" if each["done_on"] else "not-done"
        yield row(MILESTONE, name=each["title"], plan=each["due_on"], value=each["done_on"], state=state)
    for what, text in ((NARRATIVE, content["narrative"]), (DEVIATION, content["deviation_reason"])):
        if text:
            yield row(what, text=text)


def spending_row(each: dict) -> Row:
    state = "amount" if each["amount"] is not None else each["instead"] or "absent"
    plan, value = exact(each["plan"]), exact(each["amount"])
    return row(SPENT, name=each["source"], label=each["source_name"], plan=plan, value=value, state=state)


def fact_row(each: dict) -> Row:
    return row(
        FACT,
        name=each["number"],
        label=each["name"],
        unit=each["unit"],
        plan=exact(each["plan"]),
        value=exact(each["value"]),
        state="not-measured" if each["value"] is None else "amount",
        text=each["reason"],
    )


def row(what: str, **said) -> Row:
    names = ("name", "label", "unit", "plan", "value", "state")
    return {"what": what, **{name: said.get(name) for name in names}, "text": said.get("text") or None}


@dataclass
class ReportBook:
    """All that was stated, and the money of the latest quarter of each year with a live total for each year."""

    programme: object

    def sheets(self) -> list[SheetOf]:
        found = list(rows(self.programme))
        stated = [self.heading(), *map(self.line, found)]
        widths = [10, 40, 15, 9, 9, 13, 13, 13, 20, 34, 12, 18, 18, 16, 60]
        spent = SheetOf(_("Израсходовано"), [8, 12, 40, 30, 16, 19], list(self.spent_rows(found)))
        return [SheetOf(_("Отчёты"), widths, stated, frozen=3), spent]

    def heading(self) -> list[Cell]:
        return [
            *(_("Мероприятие"), _("Название"), _("Квартал"), _("Редакция"), _("Последняя"), _("Утверждён")),
            *(_("Отправлен"), _("Срок"), _("Что"), _("О чём"), _("Единица"), _("План"), _("Факт")),
            *(_("Состояние"), _("Слова отчёта")),
        ]

    def line(self, each: Row) -> list[Cell]:
        style = MONEY if each["what"] == SPENT else None
        figures = [Styled(each[name], style) if style and each[name] is not None else each[name] for name in PAIR]
        return [
            *(each["measure"], each["title"], each["quarter"], each["edition"]),
            _("да") if each["latest"] == "yes" else _("нет"),
            *(each["approved_on"], each["sent_on"], each["due_on"], str(WHAT[each["what"]])),
            each["label"] if each["what"] == SPENT else " ".join(filter(None, (each["name"], each["label"]))),
            *(each["unit"], *figures, state_name(each["state"]), each["text"]),
        ]

    def spent_rows(self, found: list[Row]) -> Iterator[list[Cell]]:
        """Reports count from the beginning of the year, so of a year only the latest quarter counts."""
        yield [_("Год"), _("Мероприятие"), _("Название"), _("Источник"), _("По квартал"), _("Израсходовано, ₽")]
        row = 2
        for year, cells in by_year(latest_spending(found)).items():
            for each in cells:
                amount = Styled(each["value"], MONEY) if each["value"] is not None else state_name(each["state"])
                yield [year, each["measure"], each["title"], each["label"], each["quarter"], amount]
            known = [each["value"] for each in cells if each["value"] is not None]
            place = f"F{row}:F{row + len(cells) - 1}"
            total = Styled(Formula(f"SUM({place})", sum(known)), TOTAL) if known else None
            yield [Styled(_("Итого за %(year)s год") % {"year": year}, TOTAL), None, None, None, None, total]
            row += len(cells) + 1


PAIR = ("plan", "value")
WHAT = {
    STATUS: gettext_lazy("Как идёт"),
    SPENT: gettext_lazy("Израсходовано"),
    FACT: gettext_lazy("Показатель"),
    MILESTONE: gettext_lazy("Веха"),
    NARRATIVE: gettext_lazy("Что сделано"),
    DEVIATION: gettext_lazy("Почему не по плану"),
}
STATES = {
    "not-required": gettext_lazy("не требуется"),
    "absent": gettext_lazy("нет данных"),
    "not-measured": gettext_lazy("не измеряли"),
    "done": gettext_lazy("сделано"),
    "not-done": gettext_lazy("не сделано"),
}


def state_name(state: str | None) -> str | None:
    """In words, where the figure beside it does not speak for itself."""
    return str(STATES[state]) if state in STATES else None


def latest_spending(found: Iterable[Row]) -> list[Row]:
    """Of each measure, year and source the latest quarter of which something is known, as everywhere on the portal."""
    latest: dict[tuple, Row] = {}
    for each in found:
        if each["what"] == SPENT and each["latest"] == "yes":
            key = each["quarter"].partition("-")[0], each["measure"], each["name"]
            latest[key] = max(latest.get(key, each), each, key=lambda one: (one["state"] != "absent", one["quarter"]))
    return list(latest.values())


def by_year(cells: Iterable[Row]) -> dict[int, list[Row]]:
    years: dict[int, list[Row]] = {}
    for each in cells:
        years.setdefault(int(each["quarter"].partition("-")[0]), []).append(each)
    return dict(sorted(years.items()))


REPORTS = ProgrammeTable(
    name="reports",
    title=gettext_lazy("Отчёты"),
    columns={
        "measure": gettext_lazy("Мероприятие"),
        "title": gettext_lazy("Название"),
        "quarter": gettext_lazy("Квартал"),
        "edition": gettext_lazy("Редакция"),
        "latest": gettext_lazy("Последняя"),
        "approved_on": gettext_lazy("Утверждён"),
        "sent_on": gettext_lazy("Отправлен"),
        "due_on": gettext_lazy("Срок"),
        "what": gettext_lazy("Что"),
        "name": gettext_lazy("Код"),
        "label": gettext_lazy("О чём"),
        "unit": gettext_lazy("Единица"),
        "plan": gettext_lazy("План"),
        "value": gettext_lazy("Факт"),
        "state": gettext_lazy("Состояние"),
        "text": gettext_lazy("Слова отчёта"),
    },
    rows=rows,
    sheets=lambda programme: ReportBook(programme).sheets(),
    parts=PROGRAMME_NOTES,
)
