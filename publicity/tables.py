"""Media plans, the log and the sections as tables for spreadsheets. No text in them can act as a formula."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from measures.models import MediaPlanItem, MediaState
from portal.tables.writing import QUIET, Cell, SheetOf, Styled, csv_lines, xlsx_pieces

from .models import Publication, SectionOnSite
from .reporting import PeriodReport

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def said(item: MediaPlanItem) -> str:
    """The state in words; of a silence it says that it is one."""
    if item.state is MediaState.OVERDUE:
        return _("Срок прошёл, сведений о публикации нет") if not item.reported else _("Срок прошёл, отметились не все")
    return str(item.state.label)


def counted(item: MediaPlanItem) -> str:
    """«3 из 12» of an item that every institution owes."""
    words = {"reported": item.reported, "owed": item.owing}
    return _("%(reported)d из %(owed)d") % words if item.per_institution else str(item.reported)


def plan_heading() -> list[Cell]:
    return [
        *(_("№"), _("Раздел"), _("Что"), _("Где увидят"), _("Кто отвечает"), _("Срок"), _("Начало"), _("Конец")),
        *(
            _("Состояние"),
            _("Дней просрочки"),
            _("Публикаций или учреждений"),
            _("Мероприятие"),
            _("Ссылки"),
            _("Программа"),
        ),
    ]


def plan_row(item: MediaPlanItem) -> list[Cell]:
    return [
        *(item.number, item.section, item.title, ", ".join(item.channel_labels), item.executor, item.term),
        *(item.starts_on, item.ends_on, said(item), item.days_overdue or None, counted(item), item.measure_number),
        "\n".join(each.link for each in item.log if each.link),
        str(item.programme),
    ]


def plan_rows(items: Iterable[MediaPlanItem]) -> Iterator[list[Cell]]:
    yield plan_heading()
    yield from map(plan_row, items)


def plan_file(items: Iterable[MediaPlanItem], kind: str) -> tuple[bytes, str]:
    if kind == "csv":
        return "".join(csv_lines(plan_rows(items))).encode(), CSV
    widths = [8, 24, 48, 26, 36, 22, 12, 12, 26, 12, 16, 14, 60, 40]
    return b"".join(xlsx_pieces([SheetOf(_("Медиаплан"), widths, plan_rows(items))])), XLSX


def log_rows(publications: Iterable[Publication]) -> Iterator[list[Cell]]:
    yield [
        *(_("Когда"), _("Канал"), _("Где"), _("Учреждение"), _("Пункт медиаплана"), _("Мероприятие")),
        *(_("Номер выпуска"), _("Тираж"), _("Ссылка"), _("Снимок"), _("Примечание")),
    ]
    for each in publications:
        proof = each.link or Styled(_("ссылки нет"), QUIET)
        yield [
            *(each.published_on, each.channel_label, each.place),
            *(each.institution.name if each.institution else "", str(each.item) if each.item else ""),
            *(each.measure.number if each.measure else "", each.issue, each.print_run, proof),
            *(_("есть") if each.screenshot else _("нет"), each.note),
        ]


def report_book(report: PeriodReport) -> bytes:
    """Three sheets: the plan, the log, what is missing."""
    gaps: list[list[Cell]] = [[_("№"), _("Что"), _("Кто отвечает"), _("Срок"), _("Чего нет")]]
    gaps += [[item.number, item.title, item.executor, item.term, gap(item)] for item in report.gaps]
    gaps += [["", str(each), "", "", _("ни ссылки, ни снимка")] for each in report.without_proof]
    gaps += [[Styled(_("Пропусков нет"), QUIET)]] if len(gaps) == 1 else []
    sheets = [
        SheetOf(_("План"), [8, 24, 48, 26, 36, 22, 12, 12, 26, 12, 16, 14, 60, 40], plan_rows(report.due)),
        SheetOf(_("Журнал"), [12, 22, 36, 36, 44, 14, 16, 10, 50, 10, 40], log_rows(report.publications)),
        SheetOf(_("Чего нет"), [8, 60, 40, 24, 46], gaps),
    ]
    return b"".join(xlsx_pieces(sheets))


def gap(item: MediaPlanItem) -> str:
    if item.per_institution and item.reported:
        return _("отметились %(counted)s учреждений") % {"counted": counted(item)}
    return _("сведений о публикации нет")


def section_rows(sections: Iterable[SectionOnSite]) -> Iterator[list[Cell]]:
    yield [
        *(_("Учреждение"), _("Территория"), _("Раздел на сайте"), _("Адрес раздела"), _("Опубликован")),
        *(_("Проверен"), _("Дней после проверки"), _("Ждёт проверки"), _("Примечание")),
    ]
    for each in sections:
        yield [
            *(each.provider.name, each.provider.territory.full_label, str(each.outcome.label), each.address),
            *(each.published_on, each.last_checked_on, each.days_since_check),
            *(_("да") if each.awaits_check else "", each.note),
        ]


def sections_book(sections: Iterable[SectionOnSite]) -> bytes:
    widths = [48, 36, 18, 48, 14, 14, 12, 12, 40]
    return b"".join(xlsx_pieces([SheetOf(_("Разделы на сайтах"), widths, section_rows(sections), frozen=1)]))
