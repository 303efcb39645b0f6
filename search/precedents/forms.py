"""Titles as editors type them: what leads nowhere is told in words, with what it may have been."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.editing import RecordForm
from search import language
from search.precedents.models import GRADED, Renaming
from search.precedents.titles import borne
from search.query import search
from search.question import Question
from search.wording.models import lines

MOST_LIKE = 3


class PrecedentForm(RecordForm):
    """Answers by old titles get the new ones; every other title must be one that something public bears."""

    def clean(self):
        cleaned = super().clean()
        for name in GRADED:
            titles = current(lines(cleaned.get(name) or ""))
            for said in wrong(titles):
                self.add_error(name, said)
            # What is wrong stands there still: else the model would say that nothing is named.
            cleaned[name] = "\n".join(titles)
        return cleaned


class RenamingForm(RecordForm):
    """From a title that nothing bears any more to one that something does."""

    def clean_old(self):
        old = language.normalise(" ".join(self.cleaned_data["old"].split()))
        if borne([old]):
            self.add_error("old", _("Карточка с таким названием есть на сайте: примеры и так ведут к ней."))
        return old

    def clean_new(self):
        new = " ".join(self.cleaned_data["new"].split())
        for said in wrong([new]):
            self.add_error("new", said)
        return new


def current(titles: list[str]) -> list[str]:
    renamed = dict(Renaming.objects.filter(old__in=map(language.normalise, titles)).values_list("old", "new"))
    return [renamed.get(language.normalise(title), title) for title in titles]


def wrong(titles: list[str]) -> Iterator[str]:
    known = borne(map(language.normalise, titles))
    for title in titles:
        if language.normalise(title) not in known:
            said = _("«%(title)s»: такой карточки на сайте нет.") % {"title": title}
            like = ", ".join(f"«{each}»" for each in like_it(title))
            yield f"{said} " + (_("Похожие: %(titles)s.") % {"titles": like} if like else _("Название нужно целиком."))


def like_it(title: str) -> list[str]:
    """What the search finds by these words."""
    found = search(Question(title[: language.MAX_LENGTH])).rows
    return list(dict.fromkeys(row.title for row in found))[:MOST_LIKE]
