"""`manage.py bench_import [ROWS]`: how long an import takes and how much memory. Everything is rolled back."""

import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import File
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from exchange.columns import KINDS, Kind
from exchange.exporting import ordered_pks, rows
from exchange.models import Import
from exchange.planning import Outcome
from exchange.receiving import forget, receive
from exchange.running import check, load
from portal.tables.writing import SheetOf, xlsx_pieces
from services_directory.models import FamilyCategory, HelpKind, ServiceForm, Territory

SERVICES_EACH = 20
STEPS = "Позвоните в учреждение.\nПринесите документы.\nЗаключите договор."
DOCUMENTS = "Паспорт | и копия\nСвидетельство о рождении\nСправка о составе семьи | не старше месяца"


class Command(BaseCommand):
    help = "Import ROWS generated services, then the same table changed; print seconds, rows a second, peak memory."

    def add_arguments(self, parser):
        parser.add_argument("rows", type=int, nargs="?", default=10_000)

    def handle(self, *args, rows, **options):
        with translation.override("ru"), transaction.atomic():
            self.run(rows)
            transaction.set_rollback(True)

    def run(self, number: int) -> None:
        owners = max(number // SERVICES_EACH, 1)
        self.stdout.write(f"{'':24}{'rows':>8}{'dry run, s':>12}{'load, s':>10}{'rows/s':>9}{'peak, MB':>10}")
        self.measure("organisations, new", KINDS["providers"], organisations(owners))
        self.measure("places, new", KINDS["locations"], places(owners))
        services = KINDS["services"]
        self.measure("services, new", services, generated(number, owners))
        made = ordered_pks(services.model.objects.filter(name__startswith="Стендовая"))
        self.measure("services, changed", services, changed(services, made))
        self.measure("services, unchanged", services, rows(services, made), changes=False)

    def measure(self, title: str, kind: Kind, table: Iterator[list], changes: bool = True) -> None:
        with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
            for piece in xlsx_pieces([SheetOf("Лист1", [], table)]):
                file.write(piece)
            file.flush()
            with Path(file.name).open("rb") as source:
                importing = receive(File(source), "bench.xlsx", None, kind)
        importing.publishes = True
        planned = self.timed(check, importing)
        loaded = self.timed(load, importing)
        forget(importing)
        if importing.state != Import.State.DONE or bool(importing.to_load) != changes:
            raise CommandError(f"{importing.state}: {importing.message} {importing.counts}")
        total, peak = importing.total, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.stdout.write(f"{title:24}{total:>8}{planned:>12.1f}{loaded:>10.1f}{total / loaded:>9.0f}{peak:>10.0f}")

    def timed(self, step, importing: Import) -> float:
        started = time.perf_counter()
        step(importing)
        if importing.counts.get(Outcome.REFUSED):
            raise CommandError(str(importing.rows.filter(outcome=Outcome.REFUSED).first().reasons))
        return time.perf_counter() - started


def organisations(number: int) -> Iterator[list]:
    territories = list(Territory.objects.filter(level=2).values_list("slug", flat=True)[:50])
    yield ["Название", "Вид организации", "Территория", "ИНН", "Чем помогает", "Сайт"]
    for each in range(number):
        where = territories[each % len(territories)]
        yield [
            f"Стендовый центр {each}",
            "центр помощи семье и детям",
            where,
            f"{7700000000 + each}",
            "Помогает семьям.",
            f"https://c{each}.example.org",
        ]


def places(number: int) -> Iterator[list]:
    territory = Territory.objects.filter(level=2).values_list("slug", flat=True)[0]
    yield ["Организация", "Территория", "Адрес", "Телефоны", "Часы работы"]
    for each in range(number):
        phones = f"8 (900) {each // 10000:03}-{each // 100 % 100:02}-{each % 100:02} | приёмная"
        yield [
            f"{7700000000 + each}",
            territory,
            f"ул. Стендовая, {each}",
            phones,
            "пн–пт 9:00–18:00, перерыв 13:00–14:00",
        ]


def generated(number: int, owners: int) -> Iterator[list]:
    kinds = list(HelpKind.objects.values_list("slug", flat=True))
    forms = list(ServiceForm.objects.values_list("slug", flat=True))
    families = list(FamilyCategory.objects.values_list("slug", flat=True))
    yield [
        "Название", "Организация", "Вид помощи", "Форма обслуживания", "Кому", "Где получить", "Коротко",
        "Что вы получите", "Возраст от", "Возраст до", "Цена", "Как получить", "Документы",
    ]  # fmt: skip
    for each in range(number):
        owner = each % owners
        yield [
            f"Стендовая помощь {each % 997} семье {each}", f"{7700000000 + owner}", kinds[each % len(kinds)],
            forms[each % len(forms)], f"{families[each % len(families)]}; {families[(each + 1) % len(families)]}",
            f"ул. Стендовая, {owner}", "Специалист поможет разобраться и найти выход.",
            f"Беседа, план и поддержка на деле. Номер {each}.", each % 10, 10 + each % 8, "бесплатно", STEPS, DOCUMENTS,
        ]  # fmt: skip


def changed(kind: Kind, pks: list[int]) -> Iterator[list]:
    """Every record with another summary."""
    place = [column.key for column in kind.columns].index("summary")
    table = rows(kind, pks)
    yield next(table)
    for row in table:
        row[place] = f"Теперь иначе: {row[place]}"
        yield row
