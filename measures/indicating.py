"""What follows from the figures of an indicator. Pure; where a figure is absent, nothing follows."""

from collections.abc import Sequence
from decimal import Decimal

RULES = {
    "last": lambda years: years[-1],
    "sum": sum,
    "max": max,
}


def follows(rule: str, years: Sequence[Decimal | None], end: Decimal | None) -> bool | None:
    """Whether the value at the end is what the rule makes of the years; None where that cannot be told."""
    known = [value for value in years if value is not None]
    if rule not in RULES or end is None or not known:
        return None
    return RULES[rule](known) == end


def adds_up(whole: Decimal | None, parts: Sequence[Decimal | None]) -> bool | None:
    """Whether the parts make the whole; None where there are no parts, or one of the figures is absent."""
    if whole is None or not parts or None in parts:
        return None
    return sum(parts) == whole


def adds_up_throughout(wholes: Sequence[Decimal | None], parts: Sequence[Sequence[Decimal | None]]) -> bool | None:
    """The same over all periods at once: False if any period fails, None if none can be told."""
    told = [adds_up(whole, [part[index] for part in parts]) for index, whole in enumerate(wholes)]
    told = [answer for answer in told if answer is not None]
    return all(told) if told else None
