"""The ages of the children a service is for, in words. Pure."""

from django.utils.translation import ngettext

from portal.speaking import gettext as _


def age_words(start: int | None, end: int | None) -> str:
    """«от 3 до 7 лет», «с рождения до 3 лет», «от 14 лет»; empty where no age is set."""
    if start is None and end is None:
        return ""
    if end is None:
        return _("от %(age)s") % {"age": years(start)} if start else _("с рождения")
    until = _("до %(age)s") % {"age": years(end or 1)}
    if start is None or end == 0:
        return until
    if start == end:
        return _("в возрасте %(age)s") % {"age": years(end)}
    since = _("от %(number)s") % {"number": start} if start else _("с рождения")
    return f"{since} {until}"


def years(number: int) -> str:
    """«1 года», «3 лет»: the form that follows «от» and «до»."""
    return ngettext("%(num)s года", "%(num)s лет", number) % {"num": number}
