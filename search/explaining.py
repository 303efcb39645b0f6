"""Why something is found where it is: for those who keep the words and the cards."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from search import language
from search.aside import Aside
from search.conditions import Conditions
from search.models import Type
from search.naming import Named, named_terms
from search.placing import Place, Tier
from search.query import corrected, signs_of, understood
from search.question import Question
from search.sources import BY_TYPE, directory, narrative
from search.sources.base import RANKS
from search.statements import execute, page_statement
from search.weighing import Facts, Signs, followed
from search.wording import synonyms
from search.wording.alarm import danger_in
from search.wording.synonyms import Heard, heard, likest

# Results, and answered questions like the one that was asked.
MOST, MOST_LIKE = 30, 5
PLACES = {
    Place.TITLE: _("все слова в названии"),
    Place.TITLE_NEARLY: _("главное и часть остального в названии"),
    Place.TITLE_TELLING: _("главные слова в названии"),
    Place.TITLE_MEANT: _("название говорит то же другими словами"),
    Place.TITLE_ALSO: _("название говорит о том, что тоже поможет"),
    Place.TITLE_FOR_SOME: _("в названии, но для других семей"),
    Place.TITLE_SEVERAL: _("несколько слов в названии"),
    Place.TITLE_AND_NAMES: _("в названии и в том, как об этом спрашивают"),
    Place.TITLE_AND_TEXT: _("в названии и в тексте"),
    Place.TITLE_NEED: _("в названии то, что нужно, остальных слов нет"),
    Place.TITLE_NEED_ALSO: _("в названии то, что тоже поможет, остальных слов нет"),
    Place.NAMES: _("в том, как об этом спрашивают"),
    Place.TEXT: _("в тексте карточки"),
    Place.TEXT_OF_INSTITUTION: _("в тексте организации"),
    Place.SIMILAR_TITLE: _("похожее: есть не все слова, часть в названии"),
    Place.SIMILAR: _("похожее: есть не все слова"),
    Place.CHOSEN: _("так отвечали на похожие вопросы"),
    Place.ANY: _("без слов"),
}
MERITS = {**directory.MERITS, **narrative.MERITS}
MERIT_NAMES = {
    "guide": _("раздел о том, как получить помощь"),
    "over": _("событие прошло"),
    "for everybody": _("для любой семьи"),
    "checked": _("сведения проверены"),
    "phone": _("есть телефон"),
    "places": _("есть места"),
    "price": _("указана цена"),
}
FACTS = {
    "place": _("порядок слов"),
    "likeness": _("о чём ещё может быть вопрос"),
    "votes": _("ответ на похожие вопросы"),
    "meaning": _("ответ на близкие по смыслу вопросы"),
    "fame": _("как часто это ответ"),
    "leaning": _("чему научили все примеры"),
    "type": _("что это"),
    "audience": _("для кого"),
}
SHOWN = "entry.type, entry.card->>'title', entry.rank, entry.object_id, entry.card->>'url'"


@dataclass
class Explained:
    """A result, where the words stand in it, what its own rank is made of, and what it was weighed by."""

    title: str
    url: str
    type: Type
    place: str
    rank: int
    base: int
    merits: list[tuple[str, int]] = field(default_factory=list)
    weight: str = ""
    weighed: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Explanation:
    """How a question was understood, and what it finds; `danger`, the phrase that brings the phones of help; `like`,
    questions like it that somebody has answered, the likest first."""

    question: Question
    words: list[Heard]
    rows: list[Explained]
    asides: list[Aside] = field(default_factory=list)
    danger: str = ""
    like: list[str] = field(default_factory=list)

    @property
    def likest(self) -> str:
        """What follows where little is found."""
        return ", ".join(meant for word in likest(language.asked(self.question.words)) for meant in written(word))

    @property
    def heard(self) -> list[tuple[str, str]]:
        """Each word, and what else stands for it or how else it counts."""
        return [(word.token, ", ".join(self.means(word))) for word in self.words]

    def means(self, word: Heard) -> Iterator[str]:
        if word.is_urgent:
            yield str(_("речь об опасности, остальное не так важно"))
        for aside in self.asides:
            if word.token in aside.tokens:
                yield str(_("сначала, что подходит: %(what)s") % {"what": aside.label})
        yield from written(word)


def written(word: Heard) -> Iterator[str]:
    """What is meant, as editors have written it."""
    texts = synonyms.kept().texts
    return (texts[phrase] for phrase in word.meant if phrase in texts)


def explain(question: Question) -> Explanation:
    """The first results of a question as the search itself would order them, without looser ones."""
    typed, question = question.words, corrected(question)
    danger = danger_in(typed, question.words)
    words = heard(asked := language.asked(question.words))
    if not words:
        return Explanation(question, [], [], danger=danger)
    named, signs = named_terms(question, words), signs_of(asked)
    conditions = understood(question, words, named, titles=signs.verdict.votes)
    rows = explained(conditions, signs, named)
    return Explanation(question, words, rows, list(conditions.asides), danger, signs.verdict.questions[:MOST_LIKE])


def explained(conditions: Conditions, signs: Signs, named: Named) -> list[Explained]:
    """The first results, weighed as the search weighs them."""
    answering = named.known.bitmaps.answering([*conditions.tiers(), *conditions.choices, *signs.formulas])
    weighed = followed(signs.weighed(conditions, answering), conditions.placed, answering, MOST)
    with connection.cursor() as cursor:
        (rows,) = execute(cursor, page_statement([each.entry for each in weighed], SHOWN))
    merits = merits_of(rows)
    return [
        Explained(
            *(title, url, Type(type_), where(each.tier), rank, RANKS[type_]),
            merits.get((type_, pk), []),
            *((signed(each.facts.points), named_points(each.facts)) if each.facts else ()),
        )
        for each, (type_, title, rank, pk, url) in zip(weighed, rows, strict=True)
    ]


def named_points(facts: Facts) -> list[tuple[str, str]]:
    return [(str(FACTS[name]), signed(points)) for name, points in facts.told if points]


def signed(points: float) -> str:
    """«+1,79», «−0,07»."""
    # Django cuts decimals off, and does not round.
    return f"{'-' if points < 0 else '+'}{number_format(round(abs(points), 2), 2)}".replace("-", "\N{MINUS SIGN}")


def where(tier: Tier) -> str:
    """In words where the words of the question stand."""
    place = str(PLACES[tier.place])
    return _("%(place)s; подходит место или возраст") % {"place": place} if tier.suits else place


def merits_of(found: list[tuple]) -> dict[tuple[str, int], list[tuple[str, int]]]:
    """What raises each card, in one query for a type."""
    named = {}
    for type_, merits in MERITS.items():
        ids = [pk for of, _title, _rank, pk, _url in found if of == type_]
        for row in BY_TYPE[type_].rows().filter(pk__in=ids) if ids else ():
            named[type_, row.pk] = [(str(MERIT_NAMES[name]), points) for name, points in merits(row).items() if points]
    return named
