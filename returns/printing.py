"""The consolidated table as a document to sign and send."""

import datetime
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.formatting import date
from portal.typesetting import pdf

from .summarising import Summary

TEMPLATE = Path(__file__).parent / "typst" / "summary.typ"


def summary_pdf(summary: Summary, on: datetime.date) -> tuple[bytes, str]:
    return pdf(TEMPLATE, content(summary, on))


def content(summary: Summary, on: datetime.date) -> dict:
    return {
        "lang": get_language() or "ru",
        "title": summary.form.title,
        "source": summary.form.source,
        "period": str(summary.quarter),
        "to": summary.form.to,
        "unit": summary.form.unit,
        "on": date(on),
        "is_partial": summary.is_partial,
        "is_fictional": summary.is_fictional,
        "reported": len(summary.reported),
        "owing": len(summary.columns),
        "rows": [
            {
                "code": line.row.code,
                "name": line.row.name,
                "depth": line.row.depth,
                "total": line.shown,
                "of": line.total.counted,
                "is_partial": line.total.is_partial,
                "is_computed": bool(line.row.formula),
            }
            for line in summary.lines
        ],
        "people": [person(column) for column in summary.columns],
        "words": words(summary),
    }


def person(column) -> list[str]:
    record = column.record
    state = str(record.get_state_display()) if record else _("не начат")
    sent = date(record.sent_at.date(), "d.m.Y") if column.is_reported else "—"
    missing = ", ".join(column.gaps) or "—"
    return [column.respondent.provider.name, state, sent, missing if column.is_reported else _("все строки")]


def words(summary: Summary) -> dict[str, str]:
    return {
        "summary": _("Сводный отчёт организаций"),
        "as_of": _("по данным на"),
        "form": _("Форма"),
        "fictional": _("Вымышленный регион: данные придуманы для показа."),
        "to": _("Куда"),
        "coverage": _("Отчитались организаций: %(reported)d из %(owing)d.")
        % {"reported": len(summary.reported), "owing": len(summary.columns)},
        "partial": _("Итоги — известная часть: ниже сказано, кто не отчитался и каких ячеек нет."),
        "total": _("Известная часть") if summary.is_partial else _("Всего"),
        "row": _("Показатель"),
        "of": _("Организаций"),
        "people": _("Кто отчитался"),
        "people_head": "|".join([_("Организация"), _("Отчёт"), _("Отправлен"), _("Каких строк нет")]),
        "head": _("Руководитель"),
        "signature": _("подпись"),
        "name": _("расшифровка подписи"),
        "day": _("«____» ______________ 20____ г."),
        "made": _("Составлено порталом"),
        "page": _("Страница"),
        "pages": _("из"),
    }
