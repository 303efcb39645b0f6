"""Every address of the back office."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def admin_patterns() -> Iterator[tuple[str, URLPattern]]:
    """Each named pattern under /admin/, by its full name. The nameless ones only say that there is nothing."""
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and str(entry.pattern).startswith("admin/"):
            yield from named(entry, entry.namespace or "")


def named(resolver: URLResolver, namespace: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            yield from named(entry, inner)
        elif entry.name:
            yield ":".join(filter(None, [namespace, entry.name])), entry
