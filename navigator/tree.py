"""The tree of questions as plain values, read from what an editor has written. Knows no database and no request."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

# What a family may say of itself once it is clear what help it needs; each is also the name of a parameter.
FAMILY, AGE, TERRITORY = "family", "age", "territory"
ABOUT = (FAMILY, AGE, TERRITORY)


@dataclass(frozen=True)
class Answer:
    """`value` is what the address says: the place that it leads to, numbered where two answers lead there."""

    text: str
    goes_to: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Question:
    code: str
    text: str
    hint: str = ""
    answers: tuple[Answer, ...] = ()

    def answer(self, value: str | None) -> Answer | None:
        return next((answer for answer in self.answers if answer.value == value), None)


@dataclass(frozen=True)
class Phone:
    number: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Ending:
    """Where a walk ends: what to do, whom to call, which help to look for. An urgent one asks nothing more."""

    code: str
    title: str
    text: str = ""
    is_urgent: bool = False
    asks: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    level: str = ""
    documents: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Family:
    """Something true of a family, and the category that it makes it belong to."""

    text: str
    category: str


@dataclass(frozen=True)
class Tree:
    """Questions and endings by their codes; the first question is where everybody starts."""

    questions: tuple[Question, ...] = ()
    endings: tuple[Ending, ...] = ()
    families: tuple[Family, ...] = ()
    nodes: dict[str, Question | Ending] = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "nodes", {node.code: node for node in (*self.endings, *self.questions)})

    @property
    def first(self) -> Question | None:
        return self.questions[0] if self.questions else None

    @classmethod
    def of(cls, questions: Iterable[dict], endings: Iterable[dict], families: Iterable[dict]) -> Self:
        """Read the three streams as they are stored."""
        return cls(
            tuple(read_question(block["value"]) for block in questions),
            tuple(read_ending(block["value"]) for block in endings),
            tuple(Family(**texts(block["value"], "text", "category")) for block in families),
        )


def texts(value: dict, *names: str) -> dict[str, str]:
    return {name: value.get(name) or "" for name in names}


def items(value: dict, name: str) -> list[Any]:
    """The values of a list within a block; each is stored with a number of its own."""
    return [item["value"] for item in value.get(name) or ()]


def read_question(value: dict) -> Question:
    met: Counter[str] = Counter()
    answers = []
    for item in items(value, "answers"):
        target = (item.get("goes_to") or "").strip()
        met[target] += 1
        ending = f"-{met[target]}" if met[target] > 1 else ""
        answers.append(Answer(**texts(item, "text", "note"), goes_to=target, value=target + ending))
    return Question(**texts(value, "code", "text", "hint"), answers=tuple(answers))


def read_ending(value: dict) -> Ending:
    return Ending(
        **texts(value, "code", "title", "text", "level"),
        is_urgent=bool(value.get("is_urgent")),
        asks=() if value.get("is_urgent") else tuple(name for name in ABOUT if name in (value.get("asks") or ())),
        steps=tuple(items(value, "steps")),
        documents=tuple(items(value, "documents")),
        kinds=tuple(value.get("kinds") or ()),
        categories=tuple(value.get("categories") or ()),
        phones=tuple(Phone(**texts(item, "number", "name", "note")) for item in items(value, "phones")),
        links=tuple(Link(**texts(item, "title", "url")) for item in items(value, "links")),
    )
