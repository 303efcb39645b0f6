"""Measure the search on the services that are loaded, beside Wagtail's stock search of the same rows."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from search.benching import loading, places, stock
from search.benching.loading import Took
from search.benching.measuring import Spread, measured
from search.benching.places import HERE
from search.kept_answers import KEPT
from search.models import SearchTerm, Section
from search.query import Result, counted, search
from search.question import Question
from search.relevance.judging import questions
from search.suggesting import suggest
from services_directory.distance import Point
from services_directory.models import HelpKind, Service

Group = SearchTerm.Group
WORDS = [
    *("психолог", "логопеда", "массаж", "юристу", "многодетным"),
    *("приёмных", "отдых", "дети", "подросткам", "алименты"),
]
PAIRS = ["психолог подростку", "занятия логопеда", "многодетным семьям", "консультация юриста", "отдых детей"]
# Of the judged questions that one may look at, as families write them, each tenth.
EACH = 10
PREFIXES = ["пси", "лог", "конс", "центр", "семь", "мног"]


def ours(words: str = "", *, facets: bool = False, **selected) -> Question:
    groups = {Group(group): (value,) for group, value in selected.items()}
    return Question(words, (Section.SERVICE,), groups, counts_facets=facets)


def there(point: Point, words: str = "") -> Question:
    return replace(ours(words), near=f"{point[0]},{point[1]}")


def anew(question: Question) -> Result:
    """The answer of the index: none that this process has kept."""
    KEPT.clear()
    return search(question)


def asked_by_families() -> list[str]:
    """Whole questions, with typing errors, long and short ones."""
    return [judged.words for judged in questions() if not judged.is_held_out][::EACH]


def with_facets(words: str) -> tuple:
    return stock.page(words), stock.facets(words)


@dataclass(frozen=True)
class Case:
    """A question to both searches."""

    name: str
    questions: list
    ask: Callable
    ask_stock: Callable


def cases() -> list[Case]:
    kind = HelpKind.objects.filter(parent=None, services__live=True).order_by("pk").first()
    if kind is None:
        raise CommandError("Load services first: manage.py make_region")
    both = {"kind": kind.slug, "price": Service.Price.FREE}
    return [
        Case("one word", WORDS, lambda words: anew(ours(words)), stock.page),
        Case("two words", PAIRS, lambda words: anew(ours(words)), stock.page),
        Case("what families ask", asked_by_families(), lambda words: anew(ours(words)), stock.page),
        Case(
            "word + 2 filters",
            WORDS,
            lambda words: anew(ours(words, **both)),
            lambda words: stock.page(words, kind=kind, price=Service.Price.FREE),
        ),
        Case("browse", [""], lambda words: anew(ours(words)), stock.page),
        Case("6 facets of a word", WORDS, lambda words: counted(ours(words, facets=True)), stock.facets),
        Case("6 facets of everything", [""], lambda words: counted(ours(words, facets=True)), stock.facets),
        Case("list page, one word", WORDS, lambda words: anew(ours(words, facets=True)), with_facets),
        Case("near me", [HERE], lambda point: anew(there(point)), places.near),
        Case("near me, one word", WORDS, lambda words: anew(there(HERE, words)), lambda words: places.near(HERE)),
        Case("open now", [""], lambda words: anew(replace(ours(words), when=("now",))), places.open_now),
        Case("suggestions", PREFIXES, suggest, stock.suggestions),
    ]


class Command(BaseCommand):
    help = "CPU of the search (client and PostgreSQL together) beside Wagtail's stock search of the same services."

    def add_arguments(self, parser):
        parser.add_argument("--repeat", type=int, default=5, help="of each question to the portal's own search")
        parser.add_argument("--repeat-stock", type=int, default=1)
        parser.add_argument("--no-stock", action="store_true", help="measure the portal's own search alone")
        parser.add_argument("--only", nargs="+", metavar="NAME", help="these alone, as the table names them")
        parser.add_argument(
            "--rows-took", help="seconds that loading the directory's rows took: by the clock / of processors"
        )

    def handle(self, *args, repeat, repeat_stock, no_stock, only, rows_took, **options):
        asked = [case for case in cases() if not only or case.name in only]
        own = {case.name: measured(case.questions, case.ask, repeat) for case in asked}
        if no_stock:
            self.print_own(own)
        else:
            self.print_table(own, *self.stock(asked, repeat_stock))
        if not only:
            self.print_loading(rows_took)

    def stock(self, asked: list[Case], repeat: int) -> tuple[dict[str, Spread], dict[str, Spread]]:
        """Wagtail's search as it comes, and with the index that the portal adds to it."""
        with transaction.atomic():
            stock.fill()
            indexed = {case.name: measured(case.questions, case.ask_stock, repeat) for case in asked}
            stock.drop_added_index()
            bare = {case.name: measured(case.questions, case.ask_stock, repeat) for case in asked}
            transaction.set_rollback(True)
        return bare, indexed

    def print_loading(self, rows_took: str | None) -> None:
        rebuilt, index = loading.compared()
        self.stdout.write(
            "Loading: seconds by the clock, and of processors (here and the whole database server); beside a plain COPY"
            " of the same rows into tables as they stand, with keys, indexes and foreign keys, or into bare ones that"
            " get keys and indexes afterwards"
        )
        self.print_ratios("The index of the records", rebuilt, {"as they stand": index.standing, "bare": index.bare})
        if rows_took:
            took, rows = Took(*map(float, rows_took.split("/"))), loading.directory_copied()
            self.print_ratios("Rows of the directory", took, {"as they stand": rows.standing, "bare": rows.bare})
            copies = {
                "as they stand": rows.standing + index.standing,
                "the directory's as they stand, the index's bare": rows.standing + index.bare,
                "bare": rows.bare + index.bare,
            }
            self.print_ratios("Rows and index", took + rebuilt, copies)

    def print_ratios(self, what: str, took: Took, copies: dict[str, Took]) -> None:
        self.stdout.write(f"{what}: {took.wall:.1f} s, {took.cpu:.1f} of processors")
        for tables, copy in copies.items():
            self.stdout.write(
                f"  {tables}: {copy.wall:.1f} s, {copy.cpu:.1f} of processors"
                f" ({took.wall / copy.wall:.1f}×, {took.cpu / copy.cpu:.1f}×)"
            )

    def print_own(self, own: dict[str, Spread]) -> None:
        self.stdout.write(f"{Service.objects.published().count()} services; CPU ms, p50/p95, and wall ms")
        for name, cost in own.items():
            self.stdout.write(f"{name:24}{f'{cost.cpu:.1f}/{cost.cpu_high:.1f}':>17}{cost.wall:>8.1f}")

    def print_table(self, own: dict[str, Spread], bare: dict[str, Spread], indexed: dict[str, Spread]) -> None:
        self.stdout.write(f"{Service.objects.published().count()} services; CPU ms, p50/p95")
        self.stdout.write("Up to «browse»: a page of 20 and the exact total. A list page has both and all facets.")
        line = "{:24}{:>17}{:>8}{:>20}{:>8}{:>22}{:>8}"
        self.stdout.write(line.format("", "narrow table", "wall", "stock", "ratio", "stock + our index", "ratio"))
        for name, cost in own.items():
            before, after = bare[name], indexed[name]
            self.stdout.write(
                line.format(
                    name,
                    f"{cost.cpu:.1f}/{cost.cpu_high:.1f}",
                    f"{cost.wall:.1f}",
                    f"{before.cpu:.0f}/{before.cpu_high:.0f}",
                    f"{before.cpu / cost.cpu:.0f}×",
                    f"{after.cpu:.0f}/{after.cpu_high:.0f}",
                    f"{after.cpu / cost.cpu:.0f}×",
                )
            )
