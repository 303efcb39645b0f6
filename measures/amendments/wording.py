"""How the parts of a plan are called, and what an edition can do to a measure."""

from django.utils.translation import gettext_lazy as _

from .moves import Kind

KINDS = {Kind.CHANGED: _("изменено"), Kind.ADDED: _("добавлено"), Kind.REMOVED: _("исключено")}
NAMES = {
    "number": _("номер"),
    "title": _("название"),
    "official_title": _("название в акте"),
    "direction": _("направление"),
    "executors": _("исполнители"),
    "term": _("срок, как в акте"),
    "starts_on": _("начало"),
    "ends_on": _("окончание"),
    "money": _("деньги"),
}
