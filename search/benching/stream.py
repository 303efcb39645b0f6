"""What a region's visitors ask in a while: few questions often, most of them seldom.

An address is words, perhaps filters, a page. How often the n-th commonest is asked falls as n to a power, as Breslau
and others found of requests that reach a shared cache (Web Caching and Zipf-like Distributions, 1999: 0.64–0.83).
"""

import random
from collections.abc import Iterable
from itertools import accumulate
from urllib.parse import urlencode

from search.models import SearchTerm
from search.relevance import judging
from services_directory.models import Provider, Service

Group = SearchTerm.Group
ADDRESSES = 20_000
POWER = 0.75
SEED = 2024
# Of a hundred questions so many are narrowed by none, one, two facets, and read to the first, second, third page.
FACETS = {0: 55, 1: 30, 2: 15}
PAGES = {1: 85, 2: 10, 3: 5}
# Of a hundred pages that families open: the first page, lists, searches, cards of services and of institutions.
HOME, LISTS, SITE, SERVICES, PROVIDERS = "/", "/services/", "/search/", "services", "providers"
VISITED = {HOME: 8, LISTS: 27, SITE: 15, SERVICES: 40, PROVIDERS: 10}
CARDS = 5_000
GROUPS = (Group.KIND, Group.TERRITORY, Group.CATEGORY, Group.PRICE, Group.AGE)


def addresses(path: str, words: Iterable[str]) -> list[str]:
    """So many different addresses, the commonest first: what is simple is asked by more people."""
    drawn = random.Random(SEED)  # noqa: S311, nothing is to be kept from anybody
    said, values = [*words, *(question.words for question in judging.questions())], values_of_facets()
    made: dict[str, int] = {}
    while len(made) < ADDRESSES:
        facets, page = weighed(drawn, FACETS), weighed(drawn, PAGES)
        pairs = [("q", drawn.choice(said))]
        pairs += [(group, drawn.choice(values[group])) for group in drawn.sample(GROUPS, facets)]
        pairs += [("page", str(page))] if page > 1 else []
        made.setdefault(f"{path}?{urlencode(pairs)}", facets + page)
    return sorted(made, key=lambda address: made[address])


def values_of_facets() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {group: [] for group in GROUPS}
    for group, value in SearchTerm.objects.filter(group__in=GROUPS, is_public=True).values_list("group", "value"):
        found[group].append(value)
    return {group: values or [""] for group, values in found.items()}


def weighed(drawn: random.Random, weights: dict[int, int]) -> int:
    return drawn.choices(list(weights), list(weights.values()))[0]


def requests(known: list[str], number: int) -> list[str]:
    """So many of them, one after another, as they would be asked for."""
    weights = list(accumulate(1 / place**POWER for place in range(1, len(known) + 1)))
    return random.Random(SEED).choices(known, cum_weights=weights, k=number)  # noqa: S311


def visits(words: list[str], number: int) -> list[str]:
    """So many pages, one after another, as families would open them: what they look for, and the cards they find."""
    drawn = random.Random(SEED)  # noqa: S311
    known = {
        HOME: [HOME],
        LISTS: addresses(LISTS, words),
        SITE: addresses(SITE, words),
        SERVICES: [service.get_absolute_url() for service in Service.objects.published().order_by("pk")[:CARDS]],
        PROVIDERS: [provider.get_absolute_url() for provider in Provider.objects.published().order_by("pk")[:CARDS]],
    }
    opened = {kind: iter(requests(paths, number)) for kind, paths in known.items()}
    return [next(opened[kind]) for kind in drawn.choices(list(VISITED), list(VISITED.values()), k=number)]
