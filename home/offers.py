"""Services of the directory as a block of a page lists them: for all blocks of a page by one query."""

from dataclasses import dataclass

from home.asking import MOST_COUNTED, Asked, list_address, rows_of, services_of
from home.contacts import PLACE
from home.contacts import where as place_of
from services_directory.models import Service

OWNERS = ("territory__level", *PLACE, "territory__is_fictional", "territory__parent__is_fictional")
CLOSING = ("closed_from", "closed_until", "closed_reason")
FIELDS = ("slug", "name", "summary", "price", *CLOSING, "provider__name", *(f"provider__{name}" for name in OWNERS))


@dataclass(frozen=True)
class Offer:
    name: str
    url: str
    summary: str
    price: str
    provider: str
    where: str
    is_fictional: bool
    closing: str = ""


@dataclass(frozen=True)
class Offers:
    """The first of them; `url` lists them all."""

    rows: list[Offer]
    total: int = 0
    url: str = ""

    def __bool__(self):
        return bool(self.rows)

    @property
    def is_counted(self) -> bool:
        """Beyond a thousand nobody counts."""
        return self.total <= MOST_COUNTED


def read(questions: list[Asked]) -> list[Offers]:
    answers = rows_of([(services_of(asked), asked) for asked in questions], *FIELDS)
    return [offers(rows) for rows in answers]


def offers(rows: list[dict]) -> Offers:
    if not rows:
        return Offers([])
    return Offers([offer(row) for row in rows], rows[0]["total"], list_address(rows[0]))


def offer(row: dict) -> Offer:
    service = Service(slug=row["slug"], price=row["price"], **{name: row[name] for name in CLOSING})
    owner = {name: row[f"provider__{name}"] for name in OWNERS}
    is_fictional = owner["territory__is_fictional"] or bool(owner["territory__parent__is_fictional"])
    price = service.price_label if row["price"] else ""
    return Offer(
        row["name"],
        service.get_absolute_url(),
        row["summary"],
        price,
        row["provider__name"],
        place_of(owner),
        is_fictional,
        service.closing_line,
    )
