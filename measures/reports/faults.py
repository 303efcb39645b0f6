"""What a report lacks or contradicts, in words for the executor. It may be saved so, but neither sent nor approved."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from portal.formatting import amount, date, nested, number

from .expecting import Expected


class Fault(NamedTuple):
    """`field` of the form that it belongs to; of the whole report where there is none."""

    text: str
    field: str | None = None


def spent_field(source) -> str:
    return f"spent-{source.pk}"


def fact_field(indicator) -> str:
    return f"fact-{indicator.pk}"


def done_field(milestone) -> str:
    return f"done-{milestone.pk}"


def of_report(report, expected: Expected | None = None) -> list[Fault]:
    expected = expected or Expected(report)
    found = [*of_words(report), *of_money(report, expected), *of_facts(report, expected), *of_steps(report, expected)]
    deviations = list(deviations_of(report, expected))
    if deviations and not report.deviation_reason.strip():
        text = _("Объясните, почему вышло не так: %(what)s.") % {"what": "; ".join(deviations)}
        found.append(Fault(text, "deviation_reason"))
    return found


def of_words(report) -> Iterator[Fault]:
    if not report.status:
        yield Fault(_("Выберите, как идёт мероприятие."), "status")
    if not report.narrative.strip():
        yield Fault(_("Расскажите, что сделано за квартал."), "narrative")
    if report.pk and report.editions.exists() and not report.correction_reason.strip():
        yield Fault(_("Отчёт уже утверждён. Напишите, почему исправляете: это увидят все."), "correction_reason")


def of_money(report, expected: Expected) -> Iterator[Fault]:
    said = {row.source_id: row for row in report.spendings.all()}
    for cell in expected.spendings:
        row = said.get(cell.source.pk)
        if row is None or (row.amount is None and not row.instead):
            text = _("%(source)s: впишите сумму (0, если не тратили) или отметьте, что денег не нужно либо данных нет.")
            yield Fault(text % {"source": cell.source.name}, spent_field(cell.source))


def of_facts(report, expected: Expected) -> Iterator[Fault]:
    said = {row.indicator_id: row for row in report.facts.all()}
    for cell in expected.facts:
        row, name = said.get(cell.indicator.pk), cell.indicator.name
        if row is None or (row.value is None and not row.not_measured):
            text = nested(_("«%(name)s»: впишите значение или отметьте, что не измеряли.") % {"name": name})
            yield Fault(text, fact_field(cell.indicator))
        elif row.not_measured and not row.reason.strip():
            yield Fault(
                nested(_("«%(name)s»: напишите, почему не измеряли.") % {"name": name}),
                f"{fact_field(cell.indicator)}-why",
            )


def of_steps(report, expected: Expected) -> Iterator[Fault]:
    done = {row.milestone_id: row.done_on for row in report.milestones.all()}
    last = expected.quarter.last_day
    for cell in expected.milestones:
        day, step = done.get(cell.milestone.pk), cell.milestone
        if day and day > last:
            text = _("Квартал кончается %(last)s. Что сделано позже, войдёт в следующий отчёт.")
            yield Fault(text % {"last": date(last)}, done_field(step))
        if report.status == "done" and not day:
            text = _("Мероприятие названо выполненным, а веха «%(title)s» не отмечена.")
            yield Fault(nested(text % {"title": step.title}), done_field(step))


def deviations_of(report, expected: Expected) -> Iterator[str]:
    """What is not as planned. That less is spent than planned is none before the year is over."""
    year_is_over = expected.quarter.number == 4
    yield from deviations_of_money(report, expected, year_is_over)
    if year_is_over:
        yield from deviations_of_facts(report, expected)
    done = {row.milestone_id: row.done_on for row in report.milestones.all()}
    for cell in expected.milestones:
        if cell.is_overdue(done.get(cell.milestone.pk), expected.quarter.last_day):
            yield nested(_("веха «%(title)s» не сделана в срок") % {"title": cell.milestone.title})
    if report.status in ("late", "stopped"):
        yield _("мероприятие отстаёт или остановлено")


def deviations_of_money(report, expected: Expected, year_is_over: bool) -> Iterator[str]:
    said = {row.source_id: row.amount for row in report.spendings.all()}
    for cell in expected.spendings:
        spent, plan, words = said.get(cell.source.pk), cell.plan.amount, {"source": cell.source.name}
        if spent is None:
            continue
        if cell.before is not None and spent < cell.before:
            yield _("%(source)s: с начала года меньше, чем было в прошлом отчёте (%(before)s ₽)") % {
                **words,
                "before": amount(cell.before),
            }
        if plan is None and spent:
            yield _("%(source)s: деньги потрачены, а в плане их нет") % words
        elif plan is not None and (spent > plan or (year_is_over and not cell.whole_term and spent != plan)):
            yield _("%(source)s: потрачено %(spent)s ₽ при плане %(plan)s ₽") % {
                **words,
                "spent": amount(spent),
                "plan": amount(plan),
            }


def deviations_of_facts(report, expected: Expected) -> Iterator[str]:
    said = {row.indicator_id: row.value for row in report.facts.all()}
    for cell in expected.facts:
        value, plan = said.get(cell.indicator.pk), cell.plan
        if value is None or plan is None:
            continue
        falls_short = {"more": value < plan, "less": value > plan}.get(cell.indicator.better, value != plan)
        if falls_short:
            yield nested(
                _("«%(name)s»: %(value)s при плане %(plan)s")
                % {
                    "name": cell.indicator.name,
                    "value": number(value),
                    "plan": number(plan),
                }
            )
