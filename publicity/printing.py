"""The report of a period as a document to sign and send; what is missing is said in it."""

import datetime
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from measures.models import Channel, MediaPlanItem
from portal.formatting import date, number
from portal.typesetting import pdf

from .models import Publication
from .reporting import PeriodReport
from .tables import counted, gap, said

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"


def report_pdf(report: PeriodReport, on: datetime.date) -> tuple[bytes, str]:
    """The document and the mark of its content."""
    return pdf(TEMPLATE, content(report, on))


def content(report: PeriodReport, on: datetime.date) -> dict:
    return {
        "lang": get_language() or "ru",
        "title": report.programme.title if report.programme else _("Все медиапланы портала"),
        "region": report.programme.territory.name if report.programme else "",
        "channel": str(Channel(report.channel).label) if report.channel else _("все"),
        "period": _("с %(since)s по %(until)s") % {"since": date(report.since), "until": date(report.until)},
        "on": date(on),
        "is_fictional": report.is_fictional,
        "facts": facts(report),
        "items": [item_row(item, report) for item in report.due],
        "publications": [publication_row(each) for each in report.publications],
        "gaps": [f"{item}: {gap(item)}." for item in report.gaps]
        + [_("%(place)s: нет ни ссылки, ни снимка.") % {"place": each} for each in report.without_proof],
        "words": words(),
    }


def facts(report: PeriodReport) -> list[list[str]]:
    return [
        [_("Пунктов плана на это время"), number(len(report.due))],
        [_("Исполнено"), number(len(report.done))],
        [_("Срок прошёл, а сведений нет или не все"), number(len(report.gaps))],
        [_("Публикаций в журнале"), number(len(report.publications))],
    ]


def item_row(item: MediaPlanItem, report: PeriodReport) -> list[str]:
    """Of several programmes each item says whose it is: their numbers are alike."""
    return [
        item.number,
        item.title if report.programme else f"{item.title} — {item.programme}",
        ", ".join(item.channel_labels) or "—",
        item.executor or "—",
        item.term or "—",
        said(item),
        counted(item),
    ]


def publication_row(each: Publication) -> dict:
    where = [each.place, each.issue and _("выпуск %(issue)s") % {"issue": each.issue}]
    where += [each.print_run and _("тираж %(number)s") % {"number": number(each.print_run)}]
    return {
        "cells": [date(each.published_on, "d.m.Y"), each.channel_label, ", ".join(filter(None, where))],
        "who": each.institution.name if each.institution else "—",
        "item": each.item.number if each.item else "—",
        "link": each.link,
        "proof": "" if each.link else _("снимок у составителя") if each.screenshot else _("ни ссылки, ни снимка"),
    }


def words() -> dict[str, str]:
    return {
        "report": _("Отчёт об информационном сопровождении"),
        "as_of": _("по данным на"),
        "period": _("Период"),
        "channel": _("Каналы"),
        "fictional": _("Вымышленный регион: данные придуманы для показа."),
        "facts": _("Коротко"),
        "items": _("Пункты плана"),
        "items_head": "|".join(
            [_("№"), _("Что"), _("Где увидят"), _("Кто отвечает"), _("Срок"), _("Состояние"), _("Отметок")]
        ),
        "items_note": _("«3 из 12» — отметились 3 учреждения из 12, которые должны исполнить пункт."),
        "no_items": _("На это время пунктов плана нет."),
        "publications": _("Что опубликовано"),
        "publications_head": "|".join(
            [_("Когда"), _("Канал"), _("Где"), _("Учреждение"), _("Пункт"), _("Подтверждение")]
        ),
        "no_publications": _("За это время в журнале нет ни одной публикации."),
        "gaps": _("Чего нет"),
        "no_gaps": _("Пропусков нет: о каждом пункте, срок которого прошёл, сведения есть."),
        "head": _("Руководитель"),
        "signature": _("подпись"),
        "name": _("расшифровка подписи"),
        "day": _("«____» ______________ 20____ г."),
        "made": _("Составлено порталом"),
        "page": _("Страница"),
        "of": _("из"),
    }
