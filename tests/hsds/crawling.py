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
    total = None
    for number, page in pages(get, name, per_page):
        wrong_here = mistakes(f"/{name}", page)
        yield from (f"/{name}: {wrong}" for wrong in wrong_here)
        if wrong_here:
            # What is not even a page is not gone through.
            return
        yield from (f"/{name}: {wrong}" for wrong in miscounted(page, number, per_page))
        seen += [record["id"] for record in page["contents"]]
        if total not in (None, page["total_items"]):
            yield f"/{name}: {total} promised, then {page['total_items']}"
        total = page["total_items"]
    if len(seen) != total or len(set(seen)) != len(seen):
        yield f"/{name}: {total} promised, {len(seen)} given, {len(set(seen))} different"
    for one in seen:
        record = get(f"/{name}/{one}")
        yield from (f"/{name}/{one}: {wrong}" for wrong in mistakes(f"/{name}/{{id}}", record))
        if record.get("id") != one:
            yield f"/{name}/{one}: answers for {record.get('id')}"


def pages(get: Get, name: str, per_page: int) -> Iterator[tuple[int, dict]]:
    """Until the last, but no more than were promised; each with the number that was asked for."""
    number = 1
    while True:
        page = get(f"/{name}?page={number}&per_page={per_page}")
        yield number, page
        if page["last_page"] or number >= page["total_pages"]:
            return
        number += 1


def miscounted(page: dict, asked: int, per_page: int) -> Iterator[str]:
    number, size, total, pages_promised = (page[name] for name in ("page_number", "size", "total_items", "total_pages"))
    if number != asked:
        yield f"page {asked} answers as page {number}"
    if size != len(page["contents"]):
        yield f"size is {size}, contents hold {len(page['contents'])}"
    if size > per_page:
        yield f"{size} records on a page of {per_page}"
    if page["empty"] != (not page["contents"]):
        yield f"empty is {page['empty']}"
    if page["first_page"] != (number == 1):
        yield f"first_page is {page['first_page']} on page {number}"
    if page["last_page"] != (number >= pages_promised):
        yield f"last_page is {page['last_page']} on page {number} of {pages_promised}"
    if bool(total) != bool(pages_promised) or total < pages_promised:
        yield f"{total} records on {pages_promised} pages"
