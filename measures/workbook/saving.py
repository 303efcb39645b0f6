"""Do what the plan of a workbook has shown: all of it, or nothing."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from measures.models import Indicator, Programme, WorkbookReading
from portal.locks import Locks

from .planning import Plan, RowPlan, plan

CHANGED_MEANWHILE = gettext_lazy(
    "Программа изменилась, пока вы смотрели. Ниже новая сверка: посмотрите и решите ещё раз."
)


class How(models.TextChoices):
    """What becomes of the changed records."""

    DRAFT = "draft", gettext_lazy("Оставить черновиками")
    REVIEW = "review", gettext_lazy("Отправить на проверку")
    PUBLISH = "publish", gettext_lazy("Сразу опубликовать")


class NotSaved(Exception):
    """Nothing was saved, and why."""


def save(reading: WorkbookReading, digest: str, how: How, user, settle: Callable[[Plan], None]) -> Plan:
    """`digest` is of the plan that the person saw: another one must be looked at first.

    `settle` writes into the measures by which act their approved plan changes.
    """
    try:
        with transaction.atomic():
            programme = Programme.objects.select_for_update().get(pk=reading.programme_id)
            made = plan(programme, reading.content)
            check(made, digest, how)
            settle(made)
            for row in sorted(made.wanted, key=lambda row: bool(getattr(row.record, "parent_number", ""))):
                write(row, programme, how, user)
            log(programme, "wagtail.edit", user=user)
            reading.delete()
    except (IntegrityError, ValidationError) as fault:
        raise NotSaved(_("Записи не сошлись между собой, ничего не загружено: %(why)s") % {"why": fault}) from fault
    return made


def check(made: Plan, digest: str, how: How) -> None:
    if made.digest != digest:
        raise NotSaved(str(CHANGED_MEANWHILE))
    if not made.may_load:
        raise NotSaved(_("В таблице есть отклонённые ячейки. Исправьте их в файле и загрузите его снова."))
    if how == How.PUBLISH:
        locks = Locks([row.record for row in made.wanted], publishes=True)
        for row in made.wanted:
            if why := locks.why(row.record):
                raise NotSaved(f"{row.title}: {why}")


def write(row: RowPlan, programme: Programme, how: How, user) -> None:
    record = row.record
    if isinstance(record, Indicator) and hasattr(record, "parent_number"):
        record.parent = Indicator.objects.filter(programme=programme, number=record.parent_number).first()
    is_new = row.is_new
    if is_new:
        last = type(record)._default_manager.filter(programme=programme).order_by("-position").first()
        record.position = last.position + 1 if last else 1
        record.save()
        log(record, "wagtail.create", user=user)
    revision = record.save_revision(user=user, log_action=not is_new)
    if how == How.PUBLISH:
        revision.publish(user=user)
    elif how == How.REVIEW and (workflow := record.get_workflow()):
        workflow.start(type(record)._default_manager.get(pk=record.pk), user)
