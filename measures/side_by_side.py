"""Programmes of regions side by side: one scale for all, and a plain word wherever they differ in kind."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from portal.speaking import gettext as _

from . import charts
from .arithmetic import ABSENT, NOTHING, Total, added
from .indicator_cards import Card, card, years_in
from .ledger import Ledger
from .meanings import meaning_of, plain
from .programme_page import status_strip


@dataclass(frozen=True, slots=True)
class Side:
    """One of the programmes."""

    ledger: Ledger
    strip: list
    indicators: list

    @property
    def programme(self):
        return self.ledger.programme

    @property
    def name(self) -> str:
        """As columns and rows name it: the region, and the years if the act sets them."""
        return ", ".join(filter(None, [self.programme.territory.label, self.programme.period]))

    @property
    def promised(self) -> int:
        """What the strip draws: measures, or items of a media plan."""
        return sum(len(records) for status, records in self.strip)

    @property
    def paid(self) -> int:
        """Measures that get money."""
        return sum(bool(total.known) for total in self.ledger.by_measure.values())

    @property
    def per_measure(self) -> Decimal | None:
        return self.ledger.total.known / self.paid if self.paid else None

    @property
    def direction_count(self) -> int:
        return len({measure.direction_id for measure in self.ledger.measures if measure.direction_id})


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A year (or all of them): for each programme its total and its bar, to one scale throughout the picture."""

    label: str
    cells: list[tuple[Side, Total, charts.Bar | None]]


@dataclass(slots=True)
class Meaning:
    """Indicators of one meaning: a picture for each programme to one scale, and in what they differ."""

    name: str
    kind: str
    cards: list[Card | None]
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SameDirection:
    title: str
    cells: list[tuple[int, Total] | None]


def context(sides: list[Side]) -> dict:
    meanings = shared_meanings(sides)
    return {
        "sides": sides,
        "paints": shared_paints(sides),
        "sources": shared_sources(sides),
        "money": money_rows(sides),
        "shares": source_shares(sides),
        "directions": same_directions(sides),
        "meanings": meanings,
        "alone": [sum(not each.parent_id for each in side.indicators) - len(meanings) for side in sides],
        "differences": [text for side in sides for text in own_limits(side)] + joint_limits(sides),
    }


def side(ledger: Ledger, indicators: list) -> Side:
    return Side(ledger, status_strip(ledger), indicators)


def shared_sources(sides: list[Side]) -> dict:
    """Whose money any of them has."""
    ledgers = [side.ledger for side in sides]
    found = {code: ledger.sources[code] for ledger in ledgers for code in ledger.by_source}
    return dict(sorted(found.items(), key=lambda item: (item[1].position, item[1].name)))


def shared_paints(sides: list[Side]) -> dict[str, int]:
    return {code: charts.paint_of(index) for index, code in enumerate(shared_sources(sides))}


def money_rows(sides: list[Side]) -> list[MoneyRow]:
    """The whole first, then each calendar year that any of them gives money in, then what is not split."""
    with_money = [side for side in sides if side.ledger.total.known]
    years = sorted({year for side in with_money for year in side.ledger.by_year if year})
    unsplit = [None] if any(None in side.ledger.by_year for side in with_money) else []
    wanted = [("all", _("Всего")), *((year, year_text(year)) for year in [*years, *unsplit])] if with_money else []
    amounts = [(key, label, each, cells_of(each.ledger, key)) for key, label in wanted for each in with_money]
    drawn = iter(charts.stacked([("", known_of(cells)) for *_rest, cells in amounts], list(shared_sources(sides))))
    rows: dict[object, MoneyRow] = {}
    for key, label, each, _cells in amounts:
        bar = next(drawn)
        whole = each.ledger.total if key == "all" else each.ledger.by_year.get(key, ABSENT)
        rows.setdefault(key, MoneyRow(label, [])).cells.append((each, whole, bar if bar.amount else None))
    return list(rows.values())


def year_text(year: int | None) -> str:
    return str(year) if year else _("Без разбивки по годам")


def cells_of(ledger: Ledger, year: object) -> dict[str, Total]:
    """Totals by source of that year, or of all of them."""
    found: dict[str, Total] = {}
    for (each, source), total in ledger.by_year_and_source["planned"].items():
        if year in ("all", each):
            found[source] = found.get(source, NOTHING) + total
    return found


def known_of(cells: dict[str, Total]) -> dict[str, Decimal]:
    return {source: total.known for source, total in cells.items()}


def source_shares(sides: list[Side]) -> list[tuple[Side, charts.Bar]]:
    """Whose money it is: each bar is the whole of its programme."""
    codes = list(shared_sources(sides))
    return [
        (each, charts.stacked([("", known_of(each.ledger.by_source))], codes)[0])
        for each in sides
        if each.ledger.total.known
    ]


def same_directions(sides: list[Side]) -> list[SameDirection]:
    """Directions that two or more programmes call by one name: how many measures, how much money."""
    found: dict[str, SameDirection] = {}
    for place, each in enumerate(sides):
        totals: dict[str, list[Total]] = {}
        for measure in each.ledger.measures:
            if measure.direction_id:
                totals.setdefault(measure.direction.number, []).append(each.ledger.by_measure[measure.number])
        for direction in each.programme.directions.all():
            row = found.setdefault(plain(direction.title), SameDirection(direction.title, [None] * len(sides)))
            if own := totals.get(direction.number):
                row.cells[place] = len(own), added(own)
    return [row for row in found.values() if sum(cell is not None for cell in row.cells) > 1]


def shared_meanings(sides: list[Side]) -> list[Meaning]:
    """Whole indicators that two or more of them have, in the order of the first that has them."""
    found: dict[tuple, list] = {}
    for place, each in enumerate(sides):
        for indicator in each.indicators:
            if not indicator.parent_id:
                found.setdefault(meaning_of(indicator), [None] * len(sides))[place] = indicator
    years = [years_in(each.indicators) for each in sides]
    return [meaning(rows, years) for rows in found.values() if sum(row is not None for row in rows) > 1]


def meaning(indicators: list, years: list[list[int]]) -> Meaning:
    given = [indicator for indicator in indicators if indicator]
    figures = [value.value for each in given for value in each.values.all() if value.value is not None]
    cards = [one and card(one, own, max(figures, default=None)) for one, own in zip(indicators, years, strict=True)]
    return Meaning(given[0].name, given[0].value_kind, cards, differences_of(given))


def differences_of(given: list) -> list[str]:
    """What makes two figures of one name different things."""
    notes, regions = [], {each.pk: each.programme.territory.label for each in given}
    if len({plain(each.unit) for each in given if each.unit}) > 1:
        notes.append(_("Единицы разные: %(units)s.") % {"units": ", ".join(each.unit or "—" for each in given)})
    if len({each.aggregation for each in given}) > 1:
        rules = "; ".join(f"{regions[each.pk]}: {each.aggregation_label}" for each in given)
        notes.append(_("Итог получен по-разному: %(rules)s.") % {"rules": rules})
    silent = [regions[each.pk] for each in given if any(value.value is None for value in each.values.all())]
    if silent:
        notes.append(_("Названы не все числа: %(names)s.") % {"names": ", ".join(silent)})
    return notes


def own_limits(side: Side) -> Iterable[str]:
    """What one programme does not say, so that nothing of the kind can be compared."""
    ledger, name = side.ledger, side.name
    if not ledger.measures and side.strip:
        text = _("%(name)s: это медиаплан. Он перечисляет, что выпустят и проведут, без денег и показателей.")
        yield text % {"name": name}
    elif not ledger.measures:
        yield _("%(name)s: модельная программа. В ней нет ни мероприятий, ни денег, только ожидания.") % {"name": name}
    elif not ledger.total.known:
        yield _("%(name)s: акт не называет денег.") % {"name": name}
    if ledger.total.known and None in ledger.by_year:
        yield _("%(name)s: деньги не разделены по годам, сравнивать их можно только целиком.") % {"name": name}
    if ledger.total.is_partial:
        yield _("%(name)s: сумма неполная, о части мероприятий акт молчит.") % {"name": name}
    if ledger.measures and not side.indicators:
        yield _("%(name)s: показателей нет.") % {"name": name}


def joint_limits(sides: list[Side]) -> list[str]:
    found = []
    if len({(side.programme.year_from, side.programme.year_to) for side in sides}) > 1:
        found.append(_("Сроки разные. Рубли разных лет не приведены к одним ценам."))
    if sum(bool(side.ledger.total.known) for side in sides) > 1:
        found.append(_("В регионах разное число семей: больше рублей — не значит больше на семью."))
    if not any(side.ledger.spent.counted for side in sides):
        found.append(_("Сравнивается обещанное: сколько потрачено и что сделано, не сообщил никто."))
    return found
