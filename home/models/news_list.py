"""News in a list: their order, what a card shows, how the list is narrowed."""

from collections.abc import Iterable

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    Expression,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, ExtractYear, Now, NullIf, TruncDate
from django.utils.translation import gettext_lazy as _

from home.models.news_tags import NewsTag
from portal.pages import CARD, PortalPageQuerySet
from services_directory.models import Territory

YEAR, TERRITORY, TAG = "year", "territory", "tag"


class NewsQuerySet(PortalPageQuerySet):
    def latest_first(self):
        return self.order_by("-date", "-pk")

    def pinned_first(self):
        return self.annotate(is_pinned=pinned()).order_by("-is_pinned", "-date", "-pk")

    def for_list(self):
        """What a card of the list shows, in one query."""
        return self.only(*CARD, "date", "last_published_at").annotate(
            is_pinned=pinned(),
            territory_names=ArraySubquery(
                Territory.objects.filter(news=OuterRef("pk")).annotate(words=short_label()).values("words")
            ),
            tag_names=ArraySubquery(
                NewsTag.objects.filter(tagged_items__content_object=OuterRef("pk")).order_by("name").values("name")
            ),
        )

    def narrowed(self, year=None, territory="", tag=""):
        """A region's news are those of its municipalities too."""
        found = self.filter(date__year=year) if year else self
        if territory:
            places = Territory.objects.filter(Q(slug=territory) | Q(parent__slug=territory), news=OuterRef("pk"))
            found = found.filter(Exists(places))
        return found.filter(tagged_items__tag__slug=tag) if tag else found


def pinned() -> Case:
    """By the database's clock: such a query may be compiled once and kept for days."""
    return Case(When(pinned_until__gte=TruncDate(Now()), then=True), default=False, output_field=BooleanField())


def short_label() -> Expression:
    """As `Territory.label`."""
    return Coalesce(NullIf("short_name", Value("")), "name")


def conditions(news: QuerySet) -> QuerySet:
    """What the news can be narrowed by, in one query: only what some of them have."""
    inner = news.order_by().values("pk")
    year = Cast(ExtractYear("date"), CharField())
    parts = [
        choices(YEAR, news.order_by(), year, year),
        choices(TERRITORY, Territory.objects.order_by().filter(news__in=inner), "slug", short_label()),
        choices(TAG, NewsTag.objects.order_by().filter(tagged_items__content_object__in=inner), "slug", "name"),
    ]
    return parts[0].union(*parts[1:]).order_by()


def offered(rows: Iterable[tuple[str, str, str]]) -> dict[str, list[tuple[str, str]]]:
    """Conditions as the choices of their fields."""
    found: dict[str, list] = {YEAR: [], TERRITORY: [], TAG: []}
    for kind, key, words in rows:
        found[kind].append((key, words))
    found[YEAR].sort(reverse=True)
    for kind in (TERRITORY, TAG):
        found[kind].sort(key=lambda choice: choice[1].lower())
    return found


def choices(kind: str, rows: QuerySet, key: Expression | str, words: Expression | str) -> QuerySet:
    named = rows.annotate(kind_=Value(kind, CharField()), key_=Cast(key, CharField()), words_=Cast(words, CharField()))
    return named.values_list("kind_", "key_", "words_").distinct()


class NewsFilter(forms.Form):
    """A value that no news has is named at its field, and the rest still narrows."""

    year = forms.ChoiceField(label=_("Год"), required=False)
    territory = forms.ChoiceField(label=_("Территория"), required=False)
    tag = forms.ChoiceField(label=_("Тема"), required=False)

    def __init__(self, data, offered: dict[str, list[tuple[str, str]]]):
        super().__init__(data)
        for name, field in self.fields.items():
            field.choices = [("", _("Все")), *offered[name]]

    @property
    def chosen(self) -> dict[str, str]:
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def chosen_words(self) -> list[str]:
        """«2026», «Югра»: as the choices say it."""
        return [dict(self.fields[name].choices)[value] for name, value in self.chosen.items()]
