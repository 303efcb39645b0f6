"""One page of a long list, and the rest of the address that its links must keep."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PARAMETER = "page"


def page_of(request: HttpRequest, rows, per_page: int) -> Page:
    """The page that the address names; a page that does not exist gives the nearest that does."""
    return Paginator(rows, per_page).get_page(request.GET.get(PARAMETER))


def query_without_page(request: HttpRequest) -> str:
    """«level=1&q=семья», ready to stand before «&page=2»."""
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return query.urlencode()
