"""Which organisations may be one and the same: by name, ИНН, phone and address. Pure.

Not every organisation is held against every other: only those that share something rare enough, a block. Of a large
block only neighbours in the order of their names are compared, so thousands of organisations cost a second.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

# Said of almost every institution, so they tell nobody apart.
COMMON = (
    "автономная автономное бюджетное казенное государственное муниципальное областное краевое районное городское "
    "учреждение организация общество предприятие некоммерческая некоммерческое ответственностью ограниченной "
    "ао ано бу гау гбу гбуз гку гу ку мау мбу мку му нко ооо оау обу оку оо ро и в на по для при с им имени"
)
STREETS = "ул улица д дом г город пр проспект пер переулок п пос поселок с стр"
LEGAL_WORDS, ADDRESS_WORDS = frozenset(COMMON.split()), frozenset(STREETS.split())
LARGE_BLOCK, NEIGHBOURS = 40, 8
ENOUGH = 45
SAME_INN, SAME_NAME, LIKE_NAME, ALIKE_NAME, SHARED = 60, 50, 40, 20, 25


@dataclass(frozen=True)
class Card:
    """What of an organisation is compared."""

    pk: int
    names: tuple[str, ...]
    territory: int
    region: int
    inn: str = ""
    part_of: int | None = None
    phones: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Pair:
    """Two organisations, and why they may be one; `first` has the smaller id."""

    first: int
    second: int
    score: int
    reasons: tuple[str, ...]


def words_of(name: str) -> list[str]:
    """Words that tell this organisation from others, in small letters."""
    found = re.findall(r"[a-zа-я0-9]+", name.lower().replace("ё", "е"))
    return [word for word in found if word not in LEGAL_WORDS]


def name_key(name: str) -> str:
    return " ".join(sorted(words_of(name)))


def address_key(address: str) -> str:
    """«ул. Новая, д. 5» as «5 новая»: without the words for a street and a house."""
    words = re.findall(r"[a-zа-я0-9]+", address.lower().replace("ё", "е"))
    return " ".join(sorted(word for word in words if word not in ADDRESS_WORDS))


def pairs(cards: Iterable[Card]) -> list[Pair]:
    """Candidates, the likeliest first."""
    known = {card.pk: card for card in cards}
    keys = {card.pk: tuple(filter(None, map(name_key, card.names))) for card in known.values()}
    compared = {tuple(sorted(pair)) for block in blocks(known.values(), keys) for pair in within(block, keys)}
    found = [judged(known[first], known[second], keys) for first, second in compared]
    return sorted(filter(None, found), key=lambda pair: (-pair.score, pair.first, pair.second))


def blocks(cards: Iterable[Card], keys: dict[int, tuple[str, ...]]) -> Iterator[list[int]]:
    sharing = defaultdict(set)
    for card in cards:
        words = {word for key in keys[card.pk] for word in key.split()}
        signs = [("inn", card.inn)] if card.inn else []
        signs += [("phone", phone) for phone in card.phones]
        signs += [("address", card.territory, address) for address in card.addresses]
        signs += [("word", card.region, word) for word in words]
        for sign in signs:
            sharing[sign].add(card.pk)
    return (sorted(block) for block in sharing.values() if len(block) > 1)


def within(block: list[int], keys: dict[int, tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    if len(block) <= LARGE_BLOCK:
        yield from combinations(block, 2)
        return
    ordered = sorted((key, pk) for pk in block for key in keys[pk] or ("",))
    for place, (_key, pk) in enumerate(ordered):
        for _other_key, other in ordered[place + 1 : place + 1 + NEIGHBOURS]:
            if other != pk:
                yield pk, other


def judged(one: Card, other: Card, keys: dict[int, tuple[str, ...]]) -> Pair | None:
    """The pair with its reasons, or nothing where they are too few or something speaks against it."""
    if (one.inn and other.inn and one.inn != other.inn) or related(one, other):
        return None
    reasons = list(signs_of(one, other, keys))
    score = sum(points for points, _reason in reasons)
    if score < ENOUGH:
        return None
    first, second = sorted((one.pk, other.pk))
    return Pair(first, second, score, tuple(reason for _points, reason in reasons))


def related(one: Card, other: Card) -> bool:
    """A whole and its part, or parts of one whole, share much and are not the same."""
    return one.part_of == other.pk or other.part_of == one.pk or bool(one.part_of and one.part_of == other.part_of)


def signs_of(one: Card, other: Card, keys: dict[int, tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    if one.inn and one.inn == other.inn:
        yield SAME_INN, _("один ИНН")
    if one.territory == other.territory and (points := name_points(keys[one.pk], keys[other.pk])):
        yield points, _("одно название") if points == SAME_NAME else _("похожие названия")
    if one.phones & other.phones:
        yield SHARED, _("один телефон")
    if one.territory == other.territory and one.addresses & other.addresses:
        yield SHARED, _("один адрес")


def name_points(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    likeness = max((likeness_of(key, other_key) for key in one for other_key in other), default=0)
    return SAME_NAME if likeness >= 96 else LIKE_NAME if likeness >= 88 else ALIKE_NAME if likeness >= 75 else 0


def likeness_of(one: str, other: str) -> float:
    """From 0 to 100; «школа 1» and «школа 2» are nothing alike."""
    return fuzz.ratio(one, other) if numbers(one) == numbers(other) else 0


def numbers(key: str) -> set[str]:
    return {word for word in key.split() if word.isdigit()}
