"""Which row holds the headings, and what each of them means."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.tables import FileRefused, SheetRow, Survey, Table, column_letters

from .columns import KINDS, Kind
from .columns.plain import CellRefused, as_text, key, one_line
from .models import HeadingMemory

# A title, a date and an empty row or two may stand above the headings.
LOOKED_AT = 30
ENOUGH = 2
MOST_SHOWN = 3


@dataclass
class Headings:
    """A row of headings and the first values below it."""

    row: int
    texts: dict[int, str]
    samples: dict[int, list[str]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        said = json.dumps(sorted([place, key(text)] for place, text in self.texts.items()), ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


def spoken(row: SheetRow) -> dict[int, str]:
    found = {}
    for place, cell in row.cells.items():
        try:
            found[place] = one_line(as_text(cell))
        except CellRefused:
            continue
    return {place: text for place, text in found.items() if text}


def guessed(kind: Kind, texts: dict[int, str]) -> dict[int, str]:
    """Columns by their own names first, then by what others call them; each once."""
    with translation.override("ru"):
        return recognised(kind, texts)


def recognised(kind: Kind, texts: dict[int, str]) -> dict[int, str]:
    places: dict[str, int] = {}
    for place, text in texts.items():
        places.setdefault(key(text), place)
    found: dict[int, str] = {}
    for names in (lambda column: (str(column.label), column.key), lambda column: column.aliases):
        for column in kind.columns:
            free = [places[key(name)] for name in names(column) if key(name) in places]
            place = next((place for place in free if place not in found), None)
            if place is not None and column.key not in found.values():
                found[place] = column.key
    return found


def find_headings(kind: Kind, rows: Iterable[SheetRow], at: int | None = None) -> Headings | None:
    """The row that names most columns; where none is known, the first that is as wide as any."""
    first = list(islice(rows, LOOKED_AT + MOST_SHOWN))
    texts = [(row.number, spoken(row)) for row in first[:LOOKED_AT]]
    texts = [(number, said) for number, said in texts if said and (at is None or number == at)]
    if not texts:
        return None
    best = max(texts, key=lambda row: (len(guessed(kind, row[1])), -row[0]))
    if len(guessed(kind, best[1])) < ENOUGH:
        widest = max(len(said) for _number, said in texts)
        best = next(row for row in texts if len(row[1]) >= widest * 0.7)
    number, said = best
    below = [spoken(row) for row in first if row.number > number][:MOST_SHOWN]
    return Headings(number, said, {place: [row[place] for row in below if place in row] for place in said})


def headings_of(kind: Kind, table: Table, sheet: str, at: int | None = None) -> Headings:
    if found := find_headings(kind, table.rows(sheet), at):
        return found
    raise FileRefused(_("На листе «%(name)s» нет строки с заголовками.") % {"name": sheet})


def best_sheet(kind: Kind, table: Table) -> str:
    """The sheet whose headings say most: the first may be a cover."""
    found = {name: find_headings(kind, table.rows(name)) for name in table.sheets}
    return max(table.sheets, key=lambda name: len(guessed(kind, found[name].texts)) if found[name] else -1)


def best_kind(table: Table) -> Kind:
    """Of what the headings speak."""
    return max(KINDS.values(), key=lambda kind: max(known_in(kind, table, sheet) for sheet in table.sheets))


def known_in(kind: Kind, table: Table, sheet: str) -> int:
    found = find_headings(kind, table.rows(sheet))
    return len(guessed(kind, found.texts)) if found else 0


def meaning(kind: Kind, headings: Headings) -> tuple[dict[int, str], bool]:
    """What the columns mean, and whether somebody has said so before."""
    known = HeadingMemory.objects.filter(kind=kind.key, headings=headings.digest).first()
    if known:
        columns = {int(place): name for place, name in known.columns.items() if name in kind.by_key}
        return columns, True
    return guessed(kind, headings.texts), False


def remember(kind: Kind, headings: Headings, columns: dict[int, str]) -> None:
    HeadingMemory.objects.update_or_create(
        kind=kind.key, headings=headings.digest, defaults={"columns": columns, "used_at": timezone.now()}
    )


def missing(kind: Kind, columns: dict[int, str]) -> list[str]:
    """What a new record cannot do without and no column gives."""
    given = set(columns.values())
    return [str(column.label) for column in kind.columns if column.is_required and column.key not in given]


def repeated(headings: Headings) -> Iterator[str]:
    places = defaultdict(list)
    for place, text in sorted(headings.texts.items()):
        places[key(text)].append(place)
    for same in places.values():
        if len(same) > 1:
            yield _(
                "Заголовок «%(name)s» стоит несколько раз: %(columns)s. Загрузится %(first)s, если не выбрать иначе."
            ) % {
                "name": headings.texts[same[0]],
                "columns": listed(same),
                "first": column_letters(same[0]),
            }


def unheaded(survey: Survey, headings: Headings) -> Iterator[str]:
    """A comma too many in a CSV moves a value there, too."""
    places = [place for place, row in survey.columns.items() if row > headings.row and place not in headings.texts]
    if places:
        yield _("В столбцах без заголовка есть значения, они не загрузятся: %(columns)s.") % {"columns": listed(places)}


def unread(headings: Headings, columns: Iterable[int]) -> Iterator[str]:
    """What would be lost without a word: a column that nobody has named. Of one that stands twice `repeated` tells."""
    read = {key(headings.texts[place]) for place in columns if place in headings.texts}
    left = [f"{column_letters(place)} «{text}»" for place, text in headings.texts.items() if key(text) not in read]
    if left:
        yield _("Не загрузятся столбцы: %(columns)s. Если они нужны, скажите, что они значат.") % {
            "columns": ", ".join(left)
        }


def listed(places: Iterable[int]) -> str:
    return ", ".join(column_letters(place) for place in sorted(places))


def surprises(kind: Kind, survey: Survey, table: Table, sheet: str, headings: Headings) -> list[str]:
    """What an editor might not expect of the sheet."""
    said = [*repeated(headings), *unheaded(survey, headings)]
    if survey.hidden_rows:
        said.append(_("Скрытых строк на листе: %(number)s. Они тоже загрузятся.") % {"number": survey.hidden_rows})
    if survey.hidden_columns:
        said.append(_("На листе есть скрытые столбцы: посмотрите, что в них."))
    if len(table.sheets) > 1:
        others = "», «".join(name for name in table.sheets if name != sheet)
        said.append(
            _("Загружается лист «%(sheet)s». Есть и другие: «%(others)s».") % {"sheet": sheet, "others": others}
        )
    other = max(KINDS.values(), key=lambda each: known_in(each, table, sheet))
    if known_in(other, table, sheet) > known_in(kind, table, sheet) + ENOUGH:
        said.append(_("Похоже, это таблица «%(kind)s»: проверьте, то ли выбрано.") % {"kind": other.label})
    return said
