"""What the list of programmes shows: a card for each, and what they can be compared by."""

from dataclasses import dataclass

from . import charts
from .comparing import traits
from .ledger import Ledger
from .programme_page import status_strip


@dataclass(frozen=True, slots=True)
class Card:
    ledger: Ledger
    bar: charts.Bar | None
    strip: list


def context(ledgers: list[Ledger]) -> dict:
    compared = [ledger for ledger in ledgers if ledger.measures or ledger.programme.media_plan]
    return {
        "cards": [card(ledger) for ledger in ledgers],
        "compared": [ledger.programme for ledger in compared],
        "traits": traits(compared),
    }


def card(ledger: Ledger) -> Card:
    amounts = {code: total.known for code, total in ledger.by_source.items()}
    keys = list(ledger.sources)
    bars = charts.stacked([("", amounts)], keys) if any(amounts.values()) else [None]
    return Card(ledger, bars[0], status_strip(ledger))
