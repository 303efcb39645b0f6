"""What the cells of a table name: words of the directory, organisations, places. Looked up for many rows at once."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.db.models import Func, Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from rapidfuzz import process

from acts.models import LINK, LegalAct
from portal.formatting import nested, plain, quoted
from services_directory.models import FamilyCategory, HelpKind, Location, Practice, Provider, ServiceForm, Territory

from .columns.plain import CellRefused, key

UUID_TEXT = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
SPELT_ALIKE = ("ё\u00a0«»\"“”„'", "е ")
MOST_NAMED = 3
FEW = 8
ALIKE = 75
MOST_TRIED = 100


class Key(Func):
    """`key()` in the database."""

    template = "btrim(regexp_replace(%(expressions)s, '\\s+', ' ', 'g'))"

    def __init__(self, name: str):
        # «Семья "Дом"» loses its quotes before the spaces around them are counted.
        super().__init__(Func(Lower(name), *map(Value, SPELT_ALIKE), function="translate"))


def as_uuid(text: str) -> UUID | None:
    return UUID(text) if UUID_TEXT.fullmatch(text) else None


def only(found: Iterable[int], text: str, what: str, instead: str = "") -> int:
    """The one that was meant; several are as bad as none. `instead`: what may have been meant."""
    pks = set(found)
    if len(pks) == 1:
        return pks.pop()
    if not pks:
        message = nested(_("«%(text)s»: в справочнике нет (%(what)s)") % {"text": text[:80], "what": what})
        raise CellRefused(f"{message}{instead}")
    message = _("«%(text)s»: подходит несколько (%(what)s), уточните")
    raise CellRefused(nested(message % {"text": text[:80], "what": what}))


class Vocabulary:
    """All the words of one kind: few enough to know them all."""

    def __init__(self, what: str, spelt: Iterable[tuple[int, list[str]]]):
        self.what = what
        self.pks: dict[str, set[int]] = defaultdict(set)
        # Of words that there are not, what to say of each.
        self.tried: dict[str, str] = {}
        self._labels: dict[int, str] = {}
        spelt = list(spelt)
        for pk, names in spelt:
            for name in filter(None, names):
                self.pks[key(name)].add(pk)
        for pk, names in spelt:
            self._labels[pk] = next((name for name in names if name and self.pks[key(name)] == {pk}), names[-1])

    @property
    def labels(self) -> list[str]:
        return list(self._labels.values())

    def label(self, pk: int) -> str:
        return self._labels.get(pk, "")

    def find(self, text: str) -> int:
        found = self.pks.get(key(text), ())
        return only(found, text, self.what, "" if found else self.instead_of(text))

    def instead_of(self, text: str) -> str:
        """All words where they are few, else those most like it. Nonsense is not looked at for long."""
        if text not in self.tried and len(self.tried) < MOST_TRIED:
            self.tried[text] = self.guess(text)
        return self.tried.get(text, "")

    def guess(self, text: str) -> str:
        if len(self._labels) <= FEW:
            return _("; есть: %(names)s") % {"names": quoted(self.labels)} if self._labels else ""
        like = process.extract(text, self.labels, processor=key, limit=MOST_NAMED, score_cutoff=ALIKE)
        return _("; похоже: %(names)s") % {"names": quoted(name for name, _score, _place in like)} if like else ""

    def split(self, line: str) -> list[str]:
        """The words of a line: a name may itself hold a semicolon or a comma."""
        if key(line) in self.pks:
            return [line]
        parts = [part for part in line.split(";") if part.strip()]
        return [each for part in parts for each in self.split_by_commas(part)]

    def split_by_commas(self, part: str) -> list[str]:
        names = part.split(",")
        return names if key(part) not in self.pks and all(key(name) in self.pks for name in names) else [part]


def territories() -> Vocabulary:
    rows = Territory.objects.values_list("pk", "name", "short_name", "parent__name", "parent__short_name", "slug")
    return Vocabulary(
        _("территория"),
        [
            (pk, [name, *qualified(name, short, region, region_short), short, slug])
            for pk, name, short, region, region_short, slug in rows
        ],
    )


def qualified(name: str, short: str, region: str | None, region_short: str | None) -> list[str]:
    regions = [each for each in (region, region_short) if each]
    return [f"{own}, {each}" for own in (name, short) if own for each in regions]


def kinds() -> Vocabulary:
    rows = HelpKind.objects.values_list("pk", "name", "parent__name", "code", "slug")
    return Vocabulary(
        _("вид помощи"),
        [(pk, [name, f"{name} ({parent})" if parent else "", code, slug]) for pk, name, parent, code, slug in rows],
    )


def named(what: str, model) -> Vocabulary:
    return Vocabulary(what, [(pk, [name, slug]) for pk, name, slug in model.objects.values_list("pk", "name", "slug")])


def acts() -> Vocabulary:
    """«Приказ от 2 августа 2016 г. № 513-р», or by its number or title where no other act has it."""
    found = LegalAct.objects.only(*LINK)
    spelt = [(act.pk, [plain(act.citation), act.number, act.title, act.slug]) for act in found]
    return Vocabulary(_("правовой акт"), spelt)


class Vocabularies(dict):
    MAKE = {
        "act": acts,
        "territory": territories,
        "kind": kinds,
        "form": lambda: named(_("форма обслуживания"), ServiceForm),
        "category": lambda: named(_("категория семей"), FamilyCategory),
        "practice": lambda: named(_("практика"), Practice),
    }

    def __missing__(self, name: str) -> Vocabulary:
        self[name] = self.MAKE[name]()
        return self[name]


class Named(NamedTuple):
    pk: int
    uuid: UUID
    register_number: str
    inn: str
    slug: str
    name: str
    full_name: str

    @property
    def spelt(self) -> list[tuple[str, str]]:
        """By what it may be named, the surest first."""
        return [
            ("uuid", str(self.uuid)),
            ("register", self.register_number),
            ("inn", self.inn),
            ("slug", self.slug),
            ("name", key(self.name)),
            ("full", key(self.full_name)),
        ]


class Providers:
    """Organisations by all that they may be called by."""

    WAYS = ("uuid", "register", "inn", "slug", "name", "full")

    def __init__(self):
        self.pks: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.known: dict[int, Named] = {}
        self.asked: set[str] = set()

    def learn(self, texts: Iterable[str]) -> None:
        new = {text for text in texts if text} - self.asked
        if not new:
            return
        self.asked |= new
        keys = {key(text) for text in new} - {""}
        uuids = [found for text in new if (found := as_uuid(text))]
        self.read(
            Provider.objects.annotate(spelt=Key("name"), spelt_full=Key("full_name")).filter(
                Q(uuid__in=uuids)
                | Q(register_number__in=new)
                | Q(inn__in=new)
                | Q(slug__in=new)
                | Q(spelt__in=keys)
                | Q(spelt_full__in=keys)
            )
        )

    def read(self, providers) -> None:
        for row in providers.values_list(*Named._fields):
            found = Named(*row)
            self.known[found.pk] = found
            for way, text in found.spelt:
                self.pks[way, text] |= {found.pk} if text else set()

    def find(self, text: str) -> int:
        uuid = as_uuid(text)
        spelt = {"uuid": str(uuid), "name": key(text), "full": key(text)}
        for way in self.WAYS:
            if found := self.pks.get((way, spelt.get(way, text))):
                return only(found, text, self.listed(found))
        return only((), text, _("организация"))

    def listed(self, pks: set[int]) -> str:
        return "; ".join(sorted(self.known[pk].name for pk in pks)[:MOST_NAMED])

    def learn_labels(self, pks: Iterable[int | None]) -> None:
        new = {pk for pk in pks if pk} - self.known.keys()
        if new:
            self.read(Provider.objects.filter(pk__in=new))
        self.learn(self.known[pk].name for pk in new if pk in self.known)

    def label(self, pk: int) -> str:
        """The name where it is enough to find the organisation by."""
        self.learn_labels([pk])
        found = self.known[pk]
        return found.name if self.pks["name", key(found.name)] == {pk} and found.name in self.asked else str(found.uuid)


class Places:
    """Places of organisations, each by its name or address among those of its own."""

    def __init__(self):
        self.pks: dict[tuple[int, str], set[int]] = defaultdict(set)
        self.labels: dict[int, tuple[int, str, str]] = {}
        self.asked: set[int] = set()

    def learn(self, providers: Iterable[int | None]) -> None:
        new = {pk for pk in providers if pk} - self.asked
        self.asked |= new
        rows = Location.objects.filter(provider__in=new) if new else ()
        for place in rows and rows.values_list("pk", "provider_id", "uuid", "name", "address"):
            self.add(*place)

    def add(self, pk: int, provider: int, uuid: UUID, name: str, address: str) -> None:
        for text in (str(uuid), key(name), key(address)):
            self.pks[provider, text] |= {pk} if text else set()
        self.labels[pk] = provider, str(uuid), name or address

    def find(self, provider: int, text: str) -> int:
        uuid = as_uuid(text)
        found = self.pks.get((provider, str(uuid) if uuid else key(text)), ())
        return only(found, text, _("место приёма этой организации"))

    def learn_labels(self, pks: Iterable[int]) -> None:
        new = set(pks) - self.labels.keys()
        if new:
            self.learn(Location.objects.filter(pk__in=new).values_list("provider_id", flat=True))

    def label(self, pk: int) -> str:
        self.learn_labels([pk])
        provider, uuid, text = self.labels[pk]
        return text if self.pks[provider, key(text)] == {pk} and key(text) else uuid


class Known:
    """Everything that cells may name, in one place."""

    def __init__(self):
        self.vocabularies = Vocabularies()

    @cached_property
    def providers(self) -> Providers:
        return Providers()

    @cached_property
    def places(self) -> Places:
        return Places()
