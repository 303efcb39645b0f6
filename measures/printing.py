"""The report of a programme as a document to sign and send: what is known of it on a day, and from where."""

import datetime
from decimal import Decimal
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.formatting import amount, date, number, years
from portal.typesetting import pdf

from . import indicator_page, money_picture, programme_page
from .arithmetic import Total
from .ledger import Ledger
from .reconciling import scope_text

TEMPLATE = Path(__file__).parent / "typst" / "programme.typ"


def report_pdf(programme, url: str, on: datetime.date) -> tuple[bytes, str]:
    """The document and the mark of its content."""
    return pdf(TEMPLATE, content(programme, url, on))


def content(programme, url: str, on: datetime.date) -> dict:
    ledger = Ledger(programme, programme.public_measures())
    shown = indicator_page.context(programme)
    indicators = [row for whole in shown["rows"] for row in (whole, *whole.parts)]
    numbers = [row.indicator.number for row in indicators]
    return {
        "lang": get_language() or "ru",
        "title": programme.title,
        "region": programme.territory.name,
        "is_fictional": programme.territory.is_fictional,
        "coordinator": programme.coordinator,
        "act": programme.act.citation if programme.act_id else programme.act_note,
        "url": url,
        "on": date(on),
        "words": words(),
        "facts": facts(programme, ledger),
        "money": money_table(ledger),
        "checks": checks(ledger),
        "measures": measures(ledger),
        "media": media(programme),
        "indicators": indicator_table(shown["headings"], indicators),
        "notes": [note_line(each) for each in programme.public_notes(ledger.lines_by_measure, numbers)],
    }


def facts(programme, ledger: Ledger) -> list[list[str]]:
    """What the reader must know before the tables."""
    found = [[_("Срок"), programme.period or _("актом не установлен")]]
    if programme.coordinator:
        found.append([_("Координатор"), programme.coordinator])
    if ledger.measures:
        statuses = [f"{status.label.lower()} — {count}" for status, count in ordered(ledger)]
        found.append([_("Мероприятий"), f"{len(ledger.measures)}: {', '.join(statuses)}"])
        found.append([_("Денег предусмотрено"), said(ledger.total)])
    return found


def ordered(ledger: Ledger) -> list[tuple]:
    return sorted(ledger.statuses.items(), key=lambda item: list(type(item[0])).index(item[0]))


def said(total: Total) -> str:
    """A sum in roubles, or what stands for it; over absent sums, that it is the known part."""
    if total.amount is None:
        return _("не требуется") if total.state == "not-required" else _("не названо")
    text = f"{amount(total.amount)}\u00a0₽"
    return _("%(sum)s — известная часть: сумма названа не везде") % {"sum": text} if total.is_partial else text


def cell(total: Total) -> str:
    if total.amount is None:
        return _("не треб.") if total.state == "not-required" else "—"
    return amount(total.amount)


def money_table(ledger: Ledger) -> dict:
    """A row for each year and stage, «2025, потрачено»; under them what is in force in all, and what was spent."""
    columns = money_picture.columns(ledger)
    if not columns:
        return {"heading": [], "rows": [], "feet": []}
    rows = [
        [f"{year}, {stage.lower()}", *map(cell, cells), cell(whole)]
        for year, stage, cells, whole in money_picture.table(ledger)
    ]
    feet = [[label, *map(cell, cells), cell(whole)] for label, cells, whole in money_picture.table_foot(ledger)]
    heading = [_("Год"), *(source.name for source in columns.values()), _("Всего")]
    return {"heading": heading, "rows": rows, "feet": feet}


def checks(ledger: Ledger) -> list[dict]:
    """Every total of the act that speaks of the whole, and those of measures that do not agree."""
    return [
        {
            "scope": scope_text(check.stated, ledger.source_name),
            "place": check.stated.place,
            "computed": cell(check.computed) if check.computed.amount is not None else "—",
            "stated": amount(check.stated.amount),
            "difference": _("сходится") if check.agrees else difference(check.difference),
            "agrees": check.agrees,
        }
        for check in programme_page.programme_checks(ledger)
    ]


def difference(value: Decimal | None) -> str:
    return _("не из чего посчитать") if value is None else amount(value)


def measures(ledger: Ledger) -> list[dict]:
    """Rows under their directions, in the order of the act."""
    groups: dict[int | None, dict] = {}
    for measure in ledger.measures:
        direction = measure.direction
        group = groups.setdefault(measure.direction_id, {"title": str(direction) if direction else "", "rows": []})
        group["rows"].append(
            [
                measure.number,
                measure.title,
                "; ".join(executor.name for executor in measure.executors.all()),
                years(measure.term) or "—",
                str(ledger.status_of[measure.number].label),
                cell(ledger.by_measure[measure.number]),
            ]
        )
    return list(groups.values())


def media(programme) -> list[list[str]]:
    return [
        [item.number, item.title, item.executor, years(item.term) or "—", str(item.status.label)]
        for item in programme.media_plan
    ]


def indicator_table(headings: list[str], indicators: list[indicator_page.Row]) -> dict:
    """Planned values by period; a fact stands under its plan."""
    if not indicators:
        return {"heading": [], "rows": []}
    rows = [
        {
            "number": row.indicator.number,
            "name": row.indicator.name,
            "unit": row.indicator.unit,
            "is_part": bool(row.indicator.parent_id),
            "cells": [[figure(each.plan, row.indicator), fact(each.fact, row.indicator)] for each in row.cells],
        }
        for row in indicators
    ]
    return {"heading": [_("№"), _("Показатель"), _("Единица"), *headings], "rows": rows}


def note_line(note) -> str:
    """What the act contradicts, and where."""
    if note.measure_number:
        return _("Мероприятие %(number)s. %(text)s") % {"number": note.measure_number, "text": note.text}
    if note.indicator_number:
        return _("Показатель %(number)s. %(text)s") % {"number": note.indicator_number, "text": note.text}
    return note.text


def figure(value: Decimal | None, indicator) -> str:
    if value is None or indicator.value_kind != "yes-no":
        return number(value)
    return _("да") if value else _("нет")


def fact(value: Decimal | None, indicator) -> str:
    return "" if value is None else _("факт %(value)s") % {"value": figure(value, indicator)}


def words() -> dict[str, str]:
    """The fixed texts of the document."""
    return {
        "report": _("Отчёт о ходе реализации программы"),
        "as_of": _("по данным на"),
        "approved_by": _("Основание"),
        "fictional": _("Вымышленный регион: данные придуманы для показа."),
        "facts": _("Коротко"),
        "money": _("Деньги, рублей"),
        "money_note": _("Прочерк — сумма не названа; «не треб.» — деньги не требуются; 0 — назван ноль."),
        "checks": _("Сверка с итогами акта, рублей"),
        "checks_head": "|".join([_("О чём итог"), _("Посчитано по строкам"), _("В акте"), _("Разница")]),
        "measures": _("Мероприятия"),
        "measures_head": "|".join(
            [_("№"), _("Мероприятие"), _("Исполнители"), _("Срок"), _("Состояние"), _("Сумма, ₽")]
        ),
        "media": _("Медиаплан"),
        "media_head": "|".join([_("№"), _("Что"), _("Кто"), _("Срок"), _("Состояние")]),
        "indicators": _("Показатели"),
        "indicators_note": _("Значения по плану; факт стоит под планом, где он есть. Прочерк — значения нет."),
        "notes": _("Что в самом акте не сходится"),
        "head": _("Руководитель"),
        "signature": _("подпись"),
        "name": _("расшифровка подписи"),
        "day": _("«____» ______________ 20____ г."),
        "made": _("Составлено порталом"),
        "page": _("Страница"),
        "of": _("из"),
    }
