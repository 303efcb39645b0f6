"""Counts of facets and results of filters, held against a slow and plain reckoning of random data."""

import random
from collections import Counter

import pytest
from django.http import QueryDict

from search.models import SearchTerm, Type
from search.query import counted, search
from search.question import Question
from search.rebuilding import rebuild
from search.terms import age_codes
from services_directory.models import Service, Territory
from tests.factories import (
    FamilyCategoryFactory,
    HelpKindFactory,
    ProviderFactory,
    RegionFactory,
    ServiceFactory,
    ServiceFormFactory,
    TerritoryFactory,
)

pytestmark = pytest.mark.django_db
Group = SearchTerm.Group
WORDS = ["психолог", "логопед", "юрист"]


def places() -> list[Territory]:
    country = RegionFactory(slug="russia", name="Россия", level=Territory.Level.COUNTRY)
    regions = [RegionFactory(slug=f"r{n}", name=f"Край {n}", parent=country) for n in range(3)]
    return [
        country,
        *regions,
        *(TerritoryFactory(slug=f"m{n}", name=f"Округ {n}", parent=regions[n % 3]) for n in range(6)),
    ]


@pytest.fixture
def services() -> list[Service]:
    chance = random.Random(7)
    providers = [ProviderFactory(territory=place) for place in places()]
    kinds = [HelpKindFactory(slug=f"k{n}") for n in range(3)]
    kinds += [HelpKindFactory(slug=f"k{n}-item", parent=kinds[n], name=f"Пункт {n}") for n in range(3)]
    forms = [ServiceFormFactory(slug=f"f{n}") for n in range(3)]
    categories = [FamilyCategoryFactory(slug=f"c{n}") for n in range(5)]
    found = []
    for _n in range(120):
        age_from = chance.choice([None, 0, 3, 7, 12, 18])
        found.append(
            ServiceFactory(
                name=" ".join(chance.sample(WORDS, chance.randint(1, 3))),
                provider=chance.choice(providers),
                kind=chance.choice(kinds),
                form=chance.choice([None, *forms]),
                price=chance.choice(Service.Price.values),
                age_from=age_from,
                age_to=chance.choice([None, (age_from or 0) + chance.randint(0, 5)]),
                categories=chance.sample(categories, chance.randint(0, 3)),
            )
        )
    return found


Values = dict[Group, set[str]]


def values(service: Service) -> Values:
    """The values that a service counts for, from the record itself."""
    place, kind = service.provider.territory, service.kind
    everywhere = place.level == Territory.Level.COUNTRY
    return {
        Group.TERRITORY: {"russia", *(each.slug for each in Territory.objects.all())}
        if everywhere
        else {place.slug, place.region.slug},
        Group.KIND: {kind.slug, *([kind.parent.slug] if kind.parent else [])},
        Group.CATEGORY: {each.slug for each in service.categories.all()},
        Group.FORM: {service.form.slug} if service.form else set(),
        Group.PRICE: {service.price} - {""},
        Group.AGE: set(age_codes(service.age_from, service.age_to)),
    }


def matches(name: str, has: Values, question: Question, without: Group | None = None) -> bool:
    return set(question.words.split()) <= set(name.split()) and all(
        set(chosen) & has[group] for group, chosen in question.selected.items() if group != without
    )


QUESTIONS = [
    "",
    "q=психолог",
    "q=психолог юрист",
    "territory=r1",
    "territory=m1&territory=m2",
    "territory=russia",
    "price=free&price=paid",
    "kind=k1",
    "kind=k1-item&form=f0&form=f1",
    "q=логопед&category=c1&category=c2&age=3-7",
    "q=юрист&territory=r0&kind=k0&kind=k2&price=free&form=f1&age=0-3&category=c4",
    "category=nothing",
    "category=nothing&category=c0",
    "category=c0&age=18-23",
]


@pytest.mark.parametrize("by", ["signals", "rebuilding"])
def test_counts_are_what_a_plain_reckoning_gives(services, by):
    if by == "rebuilding":
        rebuild([Type.SERVICE])
    known = [(service.name, values(service)) for service in services]
    for address in QUESTIONS:
        question = Question.of(QueryDict(address), sections=("service",))
        result = search(question)
        assert result.total == sum(matches(*each, question) for each in known), address
        for group in Group:
            plain = Counter(value for name, has in known if matches(name, has, question, group) for value in has[group])
            found = {choice.value: choice.count for choice in result.facets[group] if choice.count}
            # A territory is offered where it has something of its own, not only what the whole country has.
            assert found.items() <= plain.items(), (address, group)
            own = {
                value
                for name, has in known
                if matches(name, has, question, group) and "russia" not in has[group]
                for value in has[group]
            }
            assert found.keys() >= own, (address, group)
        assert counted(question).facets == result.facets


def test_what_is_selected_is_offered_though_nothing_is_found(services, ask):
    result = ask("type=service&q=психолог&form=f0&age=18-23&category=c0&price=paid&kind=k0-item&territory=m0")
    assert {choice.value for choice in result.facets[Group.FORM] if choice.is_selected} == {"f0"}


def test_an_empty_result_says_how_many_each_filter_holds_back(services, ask):
    ServiceFactory(name="телескоп", price=Service.Price.FREE, form=ServiceFormFactory(slug="far"))
    result = ask("type=service&q=телескоп&price=paid&form=far")
    assert (result.total, result.without) == (0, {Group.PRICE: 1, Group.FORM: 0})


def test_a_draft_category_is_no_facet(ask):
    ServiceFactory(name="Занятия", categories=[FamilyCategoryFactory(slug="hidden", live=False)])
    assert ask("type=service").facets[Group.CATEGORY] == []
    assert ask("type=service&category=hidden").total == 0


def test_browsing_counts_follow_every_change(ask):
    def free() -> int:
        return sum(choice.count for choice in ask("type=service").facets[Group.PRICE] if choice.value == "free")

    first, second = ServiceFactory(price="free"), ServiceFactory(price="free")
    assert (free(), ask("type=service").total) == (2, 2)
    first.price = "paid"
    first.save()
    assert free() == 1
    second.delete()
    assert (free(), ask("type=service").total) == (0, 1)
