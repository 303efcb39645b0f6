"""Pages that another one names: a link to what is not for everybody would give away its title or its address."""

from collections.abc import Iterable

from wagtail.models import Page, PageViewRestriction

from portal.sites import asked


def is_open(page: Page | None) -> bool:
    """Whether anybody may read it: published, and not behind a restriction, its own or a parent's."""
    return bool(page and page.live and not page.path.startswith(tuple(closed())))


def closed() -> Iterable[str]:
    """The paths of what is for some readers only; asked once for a page."""
    request = asked.get()
    if request is None:
        return paths()
    if not hasattr(request, "closed_paths"):
        request.closed_paths = paths()
    return request.closed_paths


def paths() -> list[str]:
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))
