"""How the parts of a plan are called."""

from django.utils.translation import gettext_lazy as _

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
