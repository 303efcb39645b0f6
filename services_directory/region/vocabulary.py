"""The words a region is made of, read from `words/`."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).parent / "words"


@cache
def words(name: str) -> Any:
    return yaml.safe_load((WORDS / f"{name}.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Audience:
    """Whom a service is for: a genitive plural, to stand after «для»."""

    text: str
    categories: tuple[str, ...]
    ages: tuple[int, int] | None


@dataclass(frozen=True)
class Base:
    """The beginning of a service's title, and the audiences that make sense after it."""

    text: str
    target: str
    ages: tuple[int, int] | None
    audiences: tuple[Audience, ...]
    takes_situation: bool


@dataclass(frozen=True)
class Form:
    """A form of service, in titles: what it adds, and the titles it suits by their first words."""

    slug: str
    suffixes: tuple[str, ...]
    summaries: tuple[str, ...]
    starts: tuple[str, ...]
    not_starts: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()

    def suits(self, base: Base) -> bool:
        return base.text.startswith(self.starts) and not base.text.startswith(self.not_starts)


@dataclass(frozen=True)
class Kind:
    """A kind of help: its titles by form, and the texts that go with them."""

    slug: str
    bases: dict[str, tuple[Base, ...]]
    situations: tuple[str, ...]
    summaries: tuple[str, ...]
    descriptions: tuple[str, ...]
    documents: tuple[str, ...]
    tariffs: tuple[tuple[str, str, int, int], ...]
    synonyms: tuple[str, ...]


def pair(ages: list[int] | None) -> tuple[int, int] | None:
    return (ages[0], ages[1]) if ages else None


def common_ages(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int] | None:
    """The ages that both allow; None where neither says."""
    if one is None or other is None:
        return one or other
    return max(one[0], other[0]), min(one[1], other[1])


def can_meet(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    ages = common_ages(one, other)
    return ages is None or ages[0] <= ages[1]


@cache
def audiences(target: str) -> tuple[Audience, ...]:
    return tuple(
        Audience(row["text"], tuple(row["categories"]), pair(row.get("ages"))) for row in words("audiences")[target]
    )


@cache
def forms() -> dict[str, Form]:
    return {
        slug: Form(slug, **{name: tuple(texts) for name, texts in row.items()})
        for slug, row in words("services")["forms"].items()
    }


@cache
def kinds() -> dict[str, Kind]:
    return {slug: _kind(slug, row) for slug, row in words("services")["kinds"].items()}


def _kind(slug: str, row: dict) -> Kind:
    bases = list(_bases(row["bases"]))
    return Kind(
        slug=slug,
        bases={form.slug: tuple(base for base in bases if form.suits(base)) for form in forms().values()},
        situations=tuple(row["situations"]),
        summaries=tuple(row["summaries"]),
        descriptions=tuple(row["descriptions"]),
        documents=tuple(row["documents"]),
        tariffs=tuple(tuple(tariff) for tariff in row["tariffs"]),
        synonyms=tuple(row["synonyms"]),
    )


def _bases(by_target: dict[str, list]) -> Iterator[Base]:
    situation_starts = tuple(words("services")["situation_starts"])
    for target, rows in by_target.items():
        for row in rows:
            entry = {"text": row} if isinstance(row, str) else row
            only, ages = set(entry.get("only", ())), pair(entry.get("ages"))
            suited = tuple(
                audience
                for audience in audiences(target)
                if (not only or only & set(audience.categories)) and can_meet(ages, audience.ages)
            )
            yield Base(entry["text"], target, ages, suited, entry["text"].startswith(situation_starts))
