"""Figures in the back office as the public pages write them; an absent one stays absent."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from measures.arithmetic import State, Total
from portal.formatting import ABSENT, number, rub

register = template.Library()


@register.filter
def roubles(amount: Decimal | None) -> str:
    return rub(amount)


@register.filter
def total_words(total: Total) -> str:
    if total.state is State.AMOUNT:
        return rub(total.amount)
    return _("деньги не требуются") if total.state is State.NOT_REQUIRED else _("в плане нет")


@register.filter
def figure(value: Decimal | None, kind: str) -> str:
    if value is None:
        return ABSENT
    if kind == "yes-no":
        return _("да") if value else _("нет")
    return f"{number(value)} %" if kind == "share" else number(value)
