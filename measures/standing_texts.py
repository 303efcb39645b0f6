"""Why a measure stands where it stands, in one plain sentence."""

import datetime

from portal.formatting import date as in_words
from portal.formatting import nested
from portal.speaking import gettext as _

from .standing import Ground, Known, Standing


def why(known: Known, result: Standing, reason: str = "") -> str:
    """`reason`: the ground that was named by hand, with a status set by hand."""
    step = result.step
    words = {
        "starts": day(known.starts_on),
        "ends": day(known.ends_on),
        "reported": day(known.reported_on),
        "step": step.title if step else "",
        "due": day(step.due_on) if step else "",
        "done": day(step.done_on) if step else "",
        "reason": reason,
    }
    return nested(sentence(result.ground) % words)


def day(date: datetime.date | None) -> str:
    """Until a draft is saved, its dates are what was typed."""
    return in_words(date) if isinstance(date, datetime.date) else str(date or "")


def sentence(ground: Ground) -> str:
    return {
        Ground.HAND: _("Состояние поставил редактор. Основание: %(reason)s"),
        Ground.REPORT: _("Так сказано в последнем утверждённом отчёте, на %(reported)s."),
        Ground.REPORT_AFTER_TERM: _("Срок закончился %(ends)s, а по отчёту на %(reported)s работа ещё не завершена."),
        Ground.MILESTONES_DONE: _("Все вехи пройдены, последняя — %(done)s: «%(step)s»."),
        Ground.MILESTONES_LEFT: _("Срок закончился %(ends)s, а веха «%(step)s» не пройдена: её ждали к %(due)s."),
        Ground.MILESTONE_OVERDUE: _("Веха «%(step)s» должна была быть пройдена к %(due)s, но отметки об этом нет."),
        Ground.MILESTONE_DONE: _("Первые вехи уже пройдены: «%(step)s», %(done)s."),
        Ground.TERM_OVER: _("Срок закончился %(ends)s, отчёта о том, что сделано, нет."),
        Ground.TERM_OVER_SINCE_REPORT: _(
            "Срок закончился %(ends)s. Последний отчёт составлен раньше, на %(reported)s: чем кончилось, неизвестно."
        ),
        Ground.TERM_RUNS: _("Идёт срок, назначенный актом: он начался %(starts)s. Отчётов ещё не было."),
        Ground.TERM_AHEAD: _("Срок начнётся %(starts)s."),
        Ground.NO_DATES: _("Срок в акте не назван, и отчётов нет: судить не по чему."),
    }[ground]
