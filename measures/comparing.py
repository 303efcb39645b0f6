"""What programmes can be compared by: a comparison needs the same thing to be said by each of them."""

from dataclasses import dataclass

from portal.speaking import gettext as _

from .ledger import Ledger


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that an act may or may not give; `given` answers for each programme."""

    title: str
    given: list[bool]

    @property
    def comparable(self) -> bool:
        return sum(self.given) > 1


def traits(ledgers: list[Ledger]) -> list[Trait]:
    questions = [
        (_("Сколько денег всего"), lambda ledger: bool(ledger.planned)),
        (_("Из каких источников"), lambda ledger: len(ledger.by_source) > 1),
        (_("По годам"), lambda ledger: bool(set(ledger.by_year) - {None})),
        (_("Мероприятия и исполнители"), lambda ledger: bool(ledger.measures or ledger.programme.media_plan)),
        (_("Показатели по годам"), lambda ledger: ledger.programme.has_indicators),
        (_("Отчёты о выполнении"), lambda ledger: any(map(reported, ledger.measures))),
    ]
    return [Trait(title, [answer(ledger) for ledger in ledgers]) for title, answer in questions]


def reported(measure) -> bool:
    return bool(measure.reported_status or measure.report_outcome)
