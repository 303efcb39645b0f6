"""Free places of a service, in words. Pure."""

from django.utils.translation import ngettext

from portal.speaking import gettext as _


def places_words(total: int | None, free: int | None, note: str) -> str:
    """«Свободно 3 из 12», «Свободных мест нет, всего 12», «12 мест»; zero is said, absent is left out."""
    return ". ".join(part for part in (numbers(total, free), note) if part)


def numbers(total: int | None, free: int | None) -> str:
    if free is None:
        return "" if total is None else ngettext("%(num)s место", "%(num)s мест", total) % {"num": total}
    if free == 0:
        return _("Свободных мест нет")
    if total is None:
        return _("Свободно мест: %(free)s") % {"free": free}
    return _("Свободно %(free)s из %(total)s") % {"free": free, "total": total}
