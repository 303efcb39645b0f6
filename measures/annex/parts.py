"""Which sums of one measure are wholes, and which the parts of them. Pure.

A table gives a sum, then its years, then its sources, in any order and not all of them: what is counted twice, and what
the parts do not make up, shows only when all are held together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.formatting import number as plain


@dataclass
class Money:
    """A sum of a measure or of a total: of a year and a source where the table gives them.

    `unit`: roubles in one, where that is another unit than that of the table. `part`: of what part of a year it is.
    `hint`: what the caption over the table says of whose money it is.
    """

    amount: Decimal | None
    year: int | None = None
    source: str = ""
    words: str = ""
    is_total: bool = False
    not_required: bool = False
    unit: int | None = None
    stage: str = "approved"
    part: str = ""
    hint: str = ""

    @property
    def is_of_all_sources(self) -> bool:
        return not self.source and (self.is_total or not self.words)

    @property
    def scope(self) -> tuple:
        return self.year, "" if self.is_of_all_sources else self.source or self.words

    @property
    def is_said(self) -> bool:
        return self.amount is not None or self.not_required


def covers(whole: Money, part: Money) -> bool:
    """Whether the part is a part of the whole: of the same or any year and source, and not of the same scope."""
    if whole.scope == part.scope:
        return False
    same_source = whole.is_of_all_sources or whole.scope[1] == part.scope[1]
    return same_source and whole.year in (None, part.year)


def by_stage(money: list[Money]) -> list[list[Money]]:
    """What is approved, amended and spent apart, in the order in which they are met."""
    return [[each for each in money if each.stage == stage] for stage in dict.fromkeys(each.stage for each in money)]


def leaves(money: list[Money]) -> list[Money]:
    """Sums that no other sum of their stage is a part of. Of years apart and sources apart, that is the sources."""
    return [each for own in by_stage(money) for each in leaves_of_stage(own)]


def leaves_of_stage(money: list[Money]) -> list[Money]:
    said = [each for each in money if each.is_said]
    found = [each for each in said if not any(covers(each, other) for other in said)]
    if crosses(found):
        return [each for each in found if not (each.year and each.is_of_all_sources)]
    return found


def crosses(found: list[Money]) -> bool:
    """The table sums the same money by years and, beside that, by sources."""
    of_years = any(each.amount and each.year and each.is_of_all_sources for each in found)
    return of_years and any(each.amount and not each.year and not each.is_of_all_sources for each in found)


def wholes(money: list[Money]) -> list[Money]:
    """Sums that have parts, and zeros: what the act states and no line of money holds."""
    return [each for own in by_stage(money) for each in wholes_of_stage(own)]


def wholes_of_stage(money: list[Money]) -> list[Money]:
    kept = {id(each) for each in leaves(money) if each.amount or each.not_required}
    said = [each for each in money if each.amount is not None and id(each) not in kept]
    if crosses([each for each in money if each.amount]):
        said = [each for each in said if not (each.year and each.is_of_all_sources)]
    return said


def whole_of(money: list[Money]) -> Decimal | None:
    """The sum of all years and sources, where the table gives it."""
    plan = [each for each in money if each.stage == "approved"]
    return next((each.amount for each in plan if each.year is None and each.is_of_all_sources), None)


def disagreements(money: list[Money]) -> Iterator[str]:
    """What a person should look at: parts that do not make their whole, one scope twice, years apart from sources."""
    for own in by_stage(money):
        yield from disagreements_of_stage(own)


def disagreements_of_stage(money: list[Money]) -> Iterator[str]:
    parts = leaves(money)
    scopes = [(each.scope, each.hint) for each in parts if each.amount]
    if len(set(scopes)) < len(scopes):
        yield _("Один год и источник названы дважды")
    if crosses([each for each in money if not any(covers(each, other) for other in money if other.is_said)]):
        yield _("Суммы даны по годам и отдельно по источникам: записаны по источникам, годы впишите сами")
        years = sum(each.amount for each in money if each.year and each.is_of_all_sources and each.amount)
        if whole_of(money) not in (None, years):
            yield _("Всего %(whole)s, а годы дают %(years)s") % {"whole": plain(whole_of(money)), "years": plain(years)}
    for whole in wholes(money):
        own = [each.amount for each in parts if each.amount is not None and covers(whole, each)]
        if own and sum(own) != whole.amount:
            numbers = {"whole": plain(whole.amount), "parts": plain(sum(own)), "year": whole.year}
            said = _("%(year)s год: всего %(whole)s, а части дают %(parts)s") if whole.year else ""
            yield (said or _("Всего %(whole)s, а части дают %(parts)s")) % numbers
