"""Walk through an API as a mirror would: every page of every list, and the one record of every number in them."""

from collections.abc import Callable, Iterator

from tests.hsds.standard import mistakes

COLLECTIONS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
Get = Callable[[str], dict]


def crawl(get: Get, per_page: int = 50) -> Iterator[str]:
    """Everything wrong with an API that `get` reads by addresses under its root."""
    yield from (f"/: {wrong}" for wrong in mistakes("/", get("/")))
    for name in COLLECTIONS:
        yield from crawl_collection(get, name, per_page)


def crawl_collection(get: Get, name: str, per_page: int = 50) -> Iterator[str]:
    seen: list[str] = []
    for page in pages(get, name, per_page):
        yield from (f"/{name}: {wrong}" for wrong in mistakes(f"/{name}", page))
        yield from (f"/{name}: {wrong}" for wrong in miscounted(page))
        seen += [record.get("id", "") for record in page["contents"]]
    if len(seen) != page["total_items"] or len(set(seen)) != len(seen):
        yield f"/{name}: {page['total_items']} promised, {len(seen)} given, {len(set(seen))} different"
    for number in seen:
        record = get(f"/{name}/{number}")
        yield from (f"/{name}/{number}: {wrong}" for wrong in mistakes(f"/{name}/{{id}}", record))
        if record.get("id") != number:
            yield f"/{name}/{number}: answers for {record.get('id')}"


def pages(get: Get, name: str, per_page: int) -> Iterator[dict]:
    """Until the last, but no more than were promised."""
    number = 1
    while True:
        page = get(f"/{name}?page={number}&per_page={per_page}")
        yield page
        if page["last_page"] or number >= page["total_pages"]:
            return
        number += 1


def miscounted(page: dict) -> Iterator[str]:
    if page["size"] != len(page["contents"]):
        yield f"size is {page['size']}, contents hold {len(page['contents'])}"
    if page["empty"] != (not page["contents"]):
        yield f"empty is {page['empty']}"
    if page["first_page"] != (page["page_number"] == 1):
        yield f"first_page is {page['first_page']} on page {page['page_number']}"
