"""What follows from the figures of an indicator. Pure; where a figure is absent, nothing follows."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

RULES = {
    "last": lambda years: years[-1],
    "sum": sum,
    "max": max,
}
HUNDRED = Decimal(100)


def known(values: Sequence[Decimal | None]) -> list[Decimal]:
    return [value for value in values if value is not None]


def expected_end(rule: str, years: Sequence[Decimal | None]) -> Decimal | None:
    """What the rule makes of the years; a year without a figure is left out."""
    return RULES[rule](known(years)) if rule in RULES and known(years) else None


def follows(rule: str, years: Sequence[Decimal | None], end: Decimal | None) -> bool | None:
    """Whether the value at the end is what the rule makes of the years; None where that cannot be told."""
    expected = expected_end(rule, years)
    return None if expected is None or end is None else expected == end


def follows_somehow(years: Sequence[Decimal | None], end: Decimal | None) -> bool | None:
    """The same where nobody said by which rule: whether there is any that makes it."""
    answers = [follows(rule, years, end) for rule in RULES]
    return None if None in answers else any(answers)


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


def share_of(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Percent of the whole, exactly; a share of nothing is no share."""
    return None if part is None or not whole else part * HUNDRED / whole


def rounded_alike(value: Decimal, example: Decimal) -> Decimal:
    """The value with as many decimals as the example is written with."""
    decimals = max(0, -example.normalize().as_tuple().exponent)
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def agrees_as_share(stated: Decimal | None, part: Decimal | None, whole: Decimal | None) -> bool | None:
    """Whether a stated percent is that share: an act that writes whole percents rounds to them."""
    computed = share_of(part, whole)
    if stated is None or computed is None:
        return None
    return rounded_alike(computed, stated) == stated


def without_a_digit(value: Decimal) -> set[Decimal]:
    """Whole numbers that are the same but for one digit too many: what a slip of the finger could have meant."""
    digits = str(int(value))
    if value != int(value) or value < 0 or len(digits) < 2:
        return set()
    return {Decimal(digits[:at] + digits[at + 1 :]) for at in range(len(digits))}
