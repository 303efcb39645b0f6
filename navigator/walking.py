"""A walk along the tree, as the address tells it: what was answered, what to ask now, where it ended."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from navigator.tree import ABOUT, Answer, Ending, Question, Tree

# Show the ending now, without asking about the family.
NOW = "now"
# Ask once more what was answered already.
CHANGE = "change"
MOST_VALUES = 20


@dataclass(frozen=True)
class Step:
    """A question that was answered."""

    question: Question
    answer: Answer


@dataclass
class Walk:
    """`asked` is the question to ask now, or the name of what to ask of the family; otherwise the walk has ended.

    `about` holds what the family has said of itself: an empty answer is one too.
    """

    tree: Tree
    steps: list[Step] = field(default_factory=list)
    asked: Question | None = None
    asked_about: str = ""
    ending: Ending | None = None
    about: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_now: bool = False
    # What an answer that is being changed must not lose: answers that stand after it.
    later: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, tree: Tree, query: QueryDict, allowed: dict[str, Iterable[str]]) -> Self:
        """Read an address; `allowed` names the values that may be said about a family. Anything else is ignored."""
        walk = cls(tree, is_now=NOW in query)
        walk.about = {name: chosen(query.getlist(name), allowed[name]) for name in ABOUT if name in query}
        changed = query.get(CHANGE, "")
        walk.follow(query, changed)
        if walk.ending:
            walk.ask_about(changed)
        if changed and changed in (walk.asked and walk.asked.code, walk.asked_about):
            walk.later = later_answers(tree, walk, query)
        return walk

    def follow(self, query: QueryDict, changed: str) -> None:
        node = self.tree.first
        while isinstance(node, Question):
            answer = node.answer(query.get(node.code))
            if answer is None or node.code == changed:
                self.asked = node
                return
            self.steps.append(Step(node, answer))
            node = self.tree.nodes[answer.goes_to]
        self.ending = node

    def ask_about(self, changed: str) -> None:
        waiting = () if self.is_now else [name for name in self.ending.asks if name not in self.about]
        again = (changed,) if changed in ABOUT else ()
        self.asked_about = next(iter([*again, *waiting]), "")

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What the address says, in the order of the questions."""
        return [
            *((step.question.code, step.answer.value) for step in self.steps),
            *((name, value) for name, values in self.about.items() for value in values or ("",)),
            *([(NOW, "1")] if self.is_now else []),
        ]

    def pairs_without(self, name: str) -> list[tuple[str, str]]:
        """What the form of this page sends along with the answer to its own question."""
        return [pair for pair in (*self.pairs, *self.later) if pair[0] != name]

    @property
    def address(self) -> str:
        return "?" + urlencode(self.pairs)

    def address_changing(self, name: str) -> str:
        return "?" + urlencode([*self.pairs, (CHANGE, name)])

    @property
    def address_now(self) -> str:
        return "?" + urlencode([*self.pairs, (NOW, "1")])

    @property
    def address_back(self) -> str:
        """The page before this one: the last answer is asked anew, what was said before it stays."""
        return "?" + urlencode([(step.question.code, step.answer.value) for step in self.steps[:-1]])

    @property
    def number(self) -> int:
        """Which question this is, for whoever wants to know how far it goes."""
        return len(self.steps) + len(self.about) + 1

    @property
    def is_urgent(self) -> bool:
        return bool(self.ending and self.ending.is_urgent)

    @property
    def page_template(self) -> str:
        """A draft may be empty yet."""
        if self.asked:
            return "navigator/question.html"
        if self.asked_about:
            return "navigator/about.html"
        return "navigator/ending.html" if self.ending else "navigator/absent.html"


def chosen(values: list[str], allowed: Iterable[str]) -> tuple[str, ...]:
    """Those of the values that may be chosen, each once."""
    return tuple(dict.fromkeys(value for value in values[:MOST_VALUES] if value in allowed))


def later_answers(tree: Tree, walk: Walk, query: QueryDict) -> list[tuple[str, str]]:
    """Answers to questions that stand on the way no more, while an earlier one is asked anew."""
    known = {step.question.code for step in walk.steps}
    asked = walk.asked.code if walk.asked else ""
    return [
        (question.code, answer.value)
        for question in tree.questions
        if question.code not in known
        and question.code != asked
        and (answer := question.answer(query.get(question.code)))
    ]
