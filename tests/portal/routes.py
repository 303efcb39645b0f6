"""Every public address of the portal, those of tomorrow included."""

import re
from collections.abc import Iterator
from itertools import product

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern

STAFF = ("admin/",)
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# Wagtail's own pages have one pattern for all; the sitemap names them.
TREE = "serve"


def public_patterns() -> Iterator[tuple[str, str, URLPattern]]:
    """The full name, the route from the root, and the pattern."""
    return walked(get_resolver(), "", "")


def walked(resolver: URLResolver, namespace: str, root: str) -> Iterator[tuple[str, str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = root + str(entry.pattern)
        if route.startswith(STAFF):
            continue
        if isinstance(entry, URLResolver):
            yield from walked(entry, ":".join(filter(None, [namespace, entry.namespace])), route)
        else:
            yield ":".join(filter(None, [namespace, entry.name or ""])), route, entry


def addresses(name: str, route: str, pattern: URLPattern, values: dict[str, list]) -> Iterator[str]:
    """The pattern's addresses for all values of its parameters. A parameter without values is an error: name some."""
    parameters = list(pattern.pattern.regex.groupindex)
    missing = [each for each in parameters if each not in values]
    if missing:
        raise LookupError(f"{route}: say what stands for {missing} in the tests of public addresses")
    for chosen in product(*(values[each] for each in parameters)):
        given = dict(zip(parameters, map(str, chosen), strict=True))
        if isinstance(pattern.pattern, RoutePattern):
            yield "/" + PARAMETER.sub(lambda match, given=given: given[match[1]], route)
        elif name and not name.endswith(TREE):
            try:
                yield reverse(name, kwargs=given)
            except NoReverseMatch:
                continue
