"""Load the programme of the fictional region: its plan, by when executors report, and what they have reported.

    data/zarechny-2025-2026/
        programme.yaml, indicators.csv, budget.csv, stated_totals.csv    as in `measures/data/`
        milestones.csv                                                   steps of the measures
        acts.yaml, amendments.yaml                                       by which acts the plan was changed, and how
        rule.yaml                                                        by which day reports are due
        reports.csv                                                      a row for each edition of a report

In a cell of money «не требуется» and «нет данных» stand instead of a sum. `facts` and `done` hold several, by «|»:
«1=205|2=не измеряли: опрос проводят раз в полгода», «Клуб открыт=2025-06-01». What had not happened by today is left.
"""

import datetime
from collections import defaultdict
from pathlib import Path

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from acts.loading import load as load_acts
from measures import loading
from measures.models import (
    FundingSource,
    Measure,
    Programme,
    Report,
    ReportFact,
    ReportingRule,
    ReportMilestone,
    ReportSpending,
)
from measures.models.report import Instead, Outcome
from portal import loading as portal
from portal.datafiles import exact
from portal.loading import Children, Row, keyed, read_csv, read_yaml_record, upsert

from .freezing import freeze
from .opening import open_due

FOLDER = Path(__file__).parent / "data" / "zarechny-2025-2026"
REGION = "zarechny"
INSTEAD = {"не требуется": Instead.NOT_REQUIRED, "нет данных": Instead.ABSENT}
YES_NO = {"да": "1", "нет": "0"}
NOT_MEASURED = "не измеряли: "


def load(report: portal.Report, folder: Path = FOLDER, today: datetime.date | None = None) -> None:
    """Only where the fictional region is: nothing of it may stand in a real one."""
    if not apps.get_model("services_directory", "Territory").objects.filter(slug=REGION, is_fictional=True).exists():
        return
    today = today or timezone.localdate()
    load_acts(report, folder / "acts.yaml")
    programme = loading.load_folder(report, folder, FundingSource.objects.in_bulk(field_name="code"))
    load_milestones(report, programme, read_csv(folder / "milestones.csv"))
    load_rule(report, programme, read_yaml_record(folder / "rule.yaml"))
    open_due(today)
    load_reports(report, programme, read_csv(folder / "reports.csv"), today)


def load_milestones(report: portal.Report, programme: Programme, rows: list[Row]) -> None:
    measures = {measure.number: measure for measure in programme.measures.all()}
    steps: dict[Measure, list[dict]] = defaultdict(list)
    for row in rows:
        measure = row.pick("measure", measures, _("мероприятие программы"))
        steps[measure].append({"title": row.text("title"), "due_on": row.date("due_on")})
        row.finish()
    for measure, values in steps.items():
        key = {"programme": programme, "number": measure.number}
        upsert(report, Measure, key=key, values={}, children={"milestones": Children(values, key=("title",))})


def load_rule(report: portal.Report, programme: Programme, row: Row) -> None:
    values = {
        "day": row.integer("day"),
        "inclusive": row.yes("inclusive"),
        "on_day_off": row.choice("on_day_off", ReportingRule.OnDayOff),
        "opens_before": row.integer("opens_before"),
        "remind_before": row.integer("remind_before"),
        "place": row.text("place", ""),
    }
    row.finish()
    upsert(report, ReportingRule, key={"programme": programme}, values=values, row=row)


def load_reports(report: portal.Report, programme: Programme, rows: list[Row], today: datetime.date) -> None:
    found = Report.objects.filter(period__programme=programme).select_related("measure", "period")
    owed = {f"{each.measure.number} {each.period.span.code}": each for each in found}
    for row in keyed(rows, "measure", "period", "edition").values():
        approved_on = row.date("approved_on")
        if approved_on <= today:
            record = row.find(f"{row.text('measure')} {row.text('period')}", owed, _("отчёта не ждут"), "period")
            report.count(Report._meta.verbose_name_plural, load_edition(record, row, approved_on))


def load_edition(record: Report, row: Row, approved_on: datetime.date) -> portal.Outcome:
    if portal.edited_by_people(record):
        return portal.Outcome.KEPT
    if record.editions.count() >= row.integer("edition"):
        return portal.Outcome.UNCHANGED
    fill(record, row)
    row.finish()
    if found := record.faults():
        raise row.error(found[0])
    made_at = timezone.make_aware(datetime.datetime.combine(approved_on, datetime.time(11)))
    record.live, record.last_published_at = True, made_at
    record.first_published_at = record.first_published_at or made_at
    with disable_reference_index_auto_update():  # a later edition replaces the rows; it is brought up to date once
        record.save()
        freeze(record, made_at)
    ReferenceIndex.create_or_update_for_object(record)
    return portal.Outcome.CREATED


def fill(record: Report, row: Row) -> None:
    record.sent_on = row.date("sent_on")
    record.status = row.choice("status", Outcome)
    for name in ("narrative", "deviation_reason", "correction_reason"):
        setattr(record, name, row.text(name, ""))
    record.spendings.set(spendings(record, row))
    record.facts.set(facts(record, row))
    record.milestones.set(milestones(record, row))


def spendings(record: Report, row: Row) -> list[ReportSpending]:
    sources = [each.source for each in record.measure.programme.sources.select_related("source")]
    return [ReportSpending(source=each, year=record.period.year, **money(row, each.code)) for each in sources]


def money(row: Row, name: str) -> dict:
    instead = INSTEAD.get(row.text(name))
    return {"instead": instead} if instead else {"amount": row.decimal(name)}


def pairs(row: Row, name: str) -> dict[str, str]:
    parts = (part.partition("=") for part in row.text(name, "").split("|") if part)
    return {key: value for key, _sign, value in parts}


def facts(record: Report, row: Row) -> list[ReportFact]:
    said, indicators = pairs(row, "facts"), record.measure.indicators.all()
    return [ReportFact(indicator=each, **fact(said[each.number])) for each in indicators if each.number in said]


def fact(text: str) -> dict:
    if text.startswith(NOT_MEASURED):
        return {"not_measured": True, "reason": text.removeprefix(NOT_MEASURED)}
    return {"value": exact(YES_NO.get(text, text))}


def milestones(record: Report, row: Row) -> list[ReportMilestone]:
    done = pairs(row, "done")
    return [
        ReportMilestone(milestone=each, title=each.title, due_on=each.due_on, done_on=day(done.get(each.title)))
        for each in record.measure.milestones.all()
    ]


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
