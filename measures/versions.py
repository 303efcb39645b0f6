"""What two published versions of a measure differ in, in words for readers. Pure: versions come as stored content."""

from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models.status import Status

Content = Mapping[str, object]


def field(*names: str) -> Callable[[Content], object]:
    return lambda content: [content.get(name) or "" for name in names]


def rows(relation: str, *names: str) -> Callable[[Content], object]:
    """Rows by what a reader sees of them; their keys and order say nothing."""
    return lambda content: sorted(
        [str(row.get(name) if row.get(name) is not None else "") for name in names]
        for row in content.get(relation) or ()
    )


ASPECTS = (
    (gettext_lazy("номер"), field("number")),
    (gettext_lazy("название"), field("title")),
    (gettext_lazy("что обещано"), field("expected_result")),
    (gettext_lazy("направление"), field("direction")),
    (gettext_lazy("исполнители"), rows("executors", "name", "role", "by_agreement")),
    (gettext_lazy("срок"), field("term", "starts_on", "ends_on")),
    (gettext_lazy("вехи"), rows("milestones", "title", "due_on", "done_on")),
    (gettext_lazy("деньги"), rows("budget_lines", "year", "source", "stage", "amount", "not_required")),
    (gettext_lazy("примечание"), field("note")),
)


def differences(before: Content | None, after: Content | None) -> str:
    """One or two sentences."""
    if after is None:
        return _("Опубликована новая версия.")
    if before is None:
        return _("Опубликовано.")
    changed = [str(label) for label, of in ASPECTS if of(before) != of(after)]
    told = [_("Изменилось: %(what)s.") % {"what": ", ".join(changed)}] if changed else []
    return " ".join([*told, *status_change(before, after)]) or _("Опубликована новая версия; текст и суммы прежние.")


def status_change(before: Content, after: Content) -> Iterator[str]:
    old, new = (content.get("reported_status") or "" for content in (before, after))
    if old == new:
        return
    yield _("Состояние: было «%(old)s», стало «%(new)s».") % {"old": status_name(old), "new": status_name(new)}
    if new and (reason := str(after.get("status_reason") or "").rstrip(".")):
        yield _("Основание: %(reason)s.") % {"reason": reason}


def status_name(status: object) -> str:
    return str(Status(status).label) if status in Status.values else _("по сроку из акта")
